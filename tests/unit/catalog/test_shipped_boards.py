"""Boards and scores as shipped: only under open terms, only of the model itself, as published."""

from __future__ import annotations

import re

import pytest

from llmselect.catalog.schema.boards import BoardFile, BoardScoresFile
from llmselect.catalog.schema.figures import BenchmarkFile, BoardRecord
from llmselect.catalog.yaml_loader import load
from llmselect.paths import data_root

# Terms that let anybody pass the figures on; written down here again, apart from the program.
OPEN = {"CC BY 4.0", "MIT", "Apache-2.0"}
FOLDER = data_root() / "catalog" / "benchmarks"
SHIPPED = [
    BoardScoresFile.model_validate(load(path).data)
    for path in sorted((FOLDER / "scores").glob("*.yaml"))
]


def shipped_boards() -> dict[str, BoardRecord]:
    derived = [BenchmarkFile.model_validate(load(path).data) for path in FOLDER.glob("*.yaml")]
    others = [BoardFile.model_validate(load(path).data) for path in FOLDER.glob("boards/*.yaml")]
    return {board.id: board for file in (*derived, *others) for board in file.boards}


def test_no_shipped_score_belongs_to_a_board_without_open_terms() -> None:
    boards = shipped_boards()
    assert SHIPPED
    for file in SHIPPED:
        board = boards[file.board]
        assert board.data_license in OPEN, file.id
        assert board.attribution, file.id


def test_boards_of_unclear_or_closed_terms_are_described_all_the_same() -> None:
    boards = shipped_boards()
    for id, license in [
        ("artificial-analysis", "not openly licensed"), ("lmarena-text", "unknown"),
        ("livebench", "unknown"), ("swe-bench", "CC BY-NC 4.0"), ("nejumi4", "unknown"),
    ]:  # fmt: skip
        assert boards[id].data_license == license


def test_no_copy_in_another_precision_lends_its_score() -> None:
    copies = re.compile(r"FP8|AWQ|GPTQ|W8A8|INT[48]|4bit", re.IGNORECASE)
    names = {model for file in SHIPPED for model in file.scores}
    assert len(names) > 200
    assert not [name for name in names if copies.search(name)]


@pytest.mark.parametrize(
    ("file", "model", "mode", "task", "score"),
    [
        ("swallow-v2-202604", "google/gemma-4-31B-it", "thinking", "average", 0.675),
        ("jmedqa", "Qwen/Qwen3-32B", "thinking", "accuracy", 0.856),
        ("jmedqa", "Qwen/Qwen3-32B", "plain", "accuracy", 0.806),
        ("jmedqa", "openai/gpt-oss-120b", "effort-low", "accuracy", 0.852),
        ("bfcl-v4", "Qwen/Qwen3-32B", "function-calling", "overall", 48.71),
        ("tau2-bench", "zai-org/GLM-5.2", "effort-xhigh", "banking", 37.11),
    ],
)
def test_scores_as_their_boards_publish_them(
    file: str, model: str, mode: str, task: str, score: float
) -> None:
    [found] = [item for item in SHIPPED if item.id == file]
    modes: dict[str, dict[str, float]] = dict(found.scores[model].items())
    assert modes[mode][task] == score
