from __future__ import annotations

import dataclasses

from llmselect.catalog.boards import Board, BoardScore, BoardTask
from llmselect.findings import Text
from llmselect.recommend.board_lines import board_lines

BOARD = Board("open", "Open Board", "https://example.org", "MIT", "Open Board, MIT License")
TASK = BoardTask("errors", Text("errors", "誤り"), headline=True, lower_is_better=True)
SCORE = BoardScore(
    board=BOARD, published="2026-05-08", mode="thinking", scale=(0, 100), scores=((TASK, 12.5),),
    self_reported=True, source="card", as_of="2026-11-21",
)  # fmt: skip


def test_a_line_has_what_the_board_said() -> None:
    [line] = board_lines([SCORE])
    assert (line.board, line.name, line.url) == ("open", "Open Board", "https://example.org")
    assert (line.license, line.attribution) == ("MIT", "Open Board, MIT License")
    assert (line.low, line.high, line.mode, line.self_reported) == (0, 100, "thinking", True)
    [task] = line.tasks
    assert (task.id, task.score, task.headline, task.lower_is_better) == (
        "errors",
        12.5,
        True,
        True,
    )


def test_only_the_newest_state_of_each_board_is_current() -> None:
    older = dataclasses.replace(SCORE, published="2025-08-21")
    other = dataclasses.replace(older, board=dataclasses.replace(BOARD, id="other"))
    plain = dataclasses.replace(SCORE, mode="plain")
    lines = board_lines([SCORE, plain, older, other])
    assert [line.superseded for line in lines] == [False, False, True, False]
