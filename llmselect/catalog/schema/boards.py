"""catalog/benchmarks/boards/*.yaml and scores/*.yaml: leaderboards, and the scores they publish."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from llmselect.catalog.schema.base import Basis, DateText, RepoId, Slug, Strict, TextPair
from llmselect.catalog.schema.figures import BoardRecord

# Scores are shipped only under terms that allow it beyond doubt: no "NC", no copyleft, no unknown.
REDISTRIBUTABLE = frozenset({"Apache-2.0", "CC BY 4.0", "MIT"})

Mode = Literal[
    "default",  # as the board ran it, where it names no mode
    "thinking", "plain",
    "effort-minimal", "effort-low", "effort-medium", "effort-high", "effort-xhigh", "effort-max",
    "function-calling", "function-calling-thinking", "prompt", "prompt-thinking",
    "chat", "completion",
]  # fmt: skip


class BoardFile(Strict):
    """Leaderboards without figures: what each one measures and what its terms allow."""

    kind: Literal["boards"]
    subject: Slug
    boards: list[BoardRecord] = Field(min_length=1)


class ScaleRecord(Strict):
    low: float
    high: float


class TaskRecord(TextPair):
    """One column of a board, named for both readers."""

    headline: bool = False  # shown first; a handful a board
    lower_is_better: bool = False


class BoardScoresFile(Strict):
    """One state of one board: what it published for models of this catalogue."""

    kind: Literal["board-scores"]
    id: Slug  # the board and, where it has several states, which one
    board: Slug
    published: DateText  # the state of the table
    evidence: Basis
    scale: ScaleRecord
    tasks: dict[Slug, TaskRecord] = Field(min_length=1)
    self_reported: list[RepoId] = []  # measured by those who made the model
    scores: dict[RepoId, dict[Mode, dict[Slug, float]]]
