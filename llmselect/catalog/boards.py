"""Leaderboards and the scores that they publish of a model, as the program reads them."""

from __future__ import annotations

from typing import Any

from llmselect.findings import Text
from llmselect.records import dataclass

Doc = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Board:
    """A public leaderboard. ``license`` is that of its table, None where nobody stated it."""

    id: str
    name: str
    url: str | None
    license: str | None
    attribution: str | None


@dataclass(frozen=True, slots=True)
class BoardTask:
    """One column of a board."""

    id: str
    name: Text
    headline: bool
    lower_is_better: bool


@dataclass(frozen=True, slots=True)
class BoardScore:
    """What one state of a board says of a model in one mode, by task and on ``scale``."""

    board: Board
    published: str  # the date of that state
    mode: str
    scale: tuple[float, float]
    scores: tuple[tuple[BoardTask, float], ...]
    self_reported: bool  # measured by those who made the model
    source: str
    as_of: str


def board_score_from(mode: str, row: Doc, head: Doc, board: Doc) -> BoardScore:
    """From the document of one model, of the file that it stands in, and of its board."""
    scores = row["tasks"]
    return BoardScore(
        board=_board_from(board),
        published=head["published"],
        mode=mode,
        scale=(head["scale"]["low"], head["scale"]["high"]),
        scores=tuple(
            (_task_from(id, task), scores[id]) for id, task in head["tasks"].items() if id in scores
        ),
        self_reported=row["self_reported"],
        source=head["evidence"]["source"],
        as_of=head["evidence"]["as_of"],
    )


def _board_from(doc: Doc) -> Board:
    license = doc["data_license"]
    return Board(
        doc["id"], doc["name"], doc["url"], None if license == "unknown" else license,
        doc["attribution"],
    )  # fmt: skip


def _task_from(id: str, doc: Doc) -> BoardTask:
    name = Text(doc["en"], doc["ja"])
    return BoardTask(id, name, doc["headline"], doc["lower_is_better"])
