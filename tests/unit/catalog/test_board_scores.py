"""Published scores: faults at their line, and what the store says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from small_catalog import plant, write_root

from llmselect.catalog.boards import BoardScore
from llmselect.catalog.checks import validate
from llmselect.catalog.compile import compile_into
from llmselect.catalog.store import Store
from llmselect.findings import Text

BOARDS, SCORES = "catalog/benchmarks/boards/tools.yaml", "catalog/benchmarks/scores/open.yaml"
BOARD_TEXT = """\
kind: boards
subject: tools
boards:
  - id: open-board
    name: Open Board
    url: https://example.org/board
    as_of: 2026-11-01
    measures: {en: tools, ja: ツール}
    data_license: MIT
    attribution: Open Board, MIT License
    models: 2
    source: card
"""
SCORE_TEXT = """\
kind: board-scores
id: open-2026
board: open-board
published: 2026-11-01
evidence: {source: card, as_of: 2026-11-02, kind: measured}
scale: {low: 0, high: 1}
tasks:
  calls: {en: calls, ja: 呼び出し, headline: true}
  errors: {en: errors, ja: 誤り, lower_is_better: true}
self_reported: [acme/one-8b]
scores:
  acme/one-8b:
    default: {calls: 0.5}
    thinking: {errors: 0.25, calls: 0.75}
"""
OLDER = SCORE_TEXT.replace("open-2026", "open-2025").replace("2026-11-01", "2025-11-01")


def root_with_scores(root: Path) -> Path:
    return write_root(
        root,
        catalog__benchmarks__boards__tools=BOARD_TEXT,
        catalog__benchmarks__scores__open=SCORE_TEXT,
    )


def test_a_root_with_scores_has_no_faults(tmp_path: Path) -> None:
    assert validate(root_with_scores(tmp_path))[1] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "slug"),
    [
        (SCORES, "board: open-board", "board: opan-board", "unresolved"),
        (SCORES, "  acme/one-8b:", "  acme/one-8c:", "unresolved"),
        (SCORES, "self_reported: [acme/one-8b]", "self_reported: [acme/two]", "unresolved"),
        (SCORES, "{errors: 0.25,", "{erors: 0.25,", "unresolved"),
        (SCORES, "default: {calls: 0.5}", "default: {calls: 1.009}", "score_off_scale"),
        (SCORES, "thinking: {errors", "pondering: {errors", "not_a_choice"),
        (SCORES, "source: card", "source: cart", "unresolved"),
    ],
)
def test_a_fault_is_found_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, slug: str
) -> None:
    line = plant(root_with_scores(tmp_path), file, old, new)
    found = {(item.file, item.line, item.slug) for item in validate(tmp_path)[1]}
    assert (file, line, slug) in found, found


def test_two_boards_of_one_id_are_refused_whatever_their_files(tmp_path: Path) -> None:
    plant(root_with_scores(tmp_path), BOARDS, "id: open-board", "id: board")
    twice = [item for item in validate(tmp_path)[1] if item.slug == "duplicate_entry"]
    assert [item.file for item in twice] == ["catalog/benchmarks/ja.yaml"]


@pytest.mark.parametrize("license", ["unknown", "CC BY-NC 4.0", "GPL-3.0", "not openly licensed"])
def test_scores_of_a_board_without_open_terms_are_refused(tmp_path: Path, license: str) -> None:
    plant(root_with_scores(tmp_path), BOARDS, "data_license: MIT", f"data_license: {license}")
    assert [item.slug for item in validate(tmp_path)[1]] == ["board_not_redistributable"]


def scores_in(root: Path, model: str) -> list[BoardScore]:
    with closing(sqlite3.connect(":memory:")) as connection:
        compile_into(connection, root)
        return Store(connection).board_scores(model)


def test_the_store_has_each_mode_with_its_columns_in_order(tmp_path: Path) -> None:
    plain, thinking = scores_in(root_with_scores(tmp_path), "acme/one-8b")
    assert (plain.mode, thinking.mode) == ("default", "thinking")
    assert [(task.id, score) for task, score in thinking.scores] == [
        ("calls", 0.75), ("errors", 0.25),
    ]  # fmt: skip
    calls, errors = (task for task, _ in thinking.scores)
    assert calls.name == Text("calls", "呼び出し")
    assert (calls.headline, calls.lower_is_better) == (True, False)
    assert (errors.headline, errors.lower_is_better) == (False, True)
    assert thinking.self_reported
    assert (thinking.scale, thinking.published, thinking.as_of, thinking.source) == (
        (0, 1), "2026-11-01", "2026-11-02", "card",
    )  # fmt: skip
    board = thinking.board
    assert (board.license, board.attribution) == ("MIT", "Open Board, MIT License")


def test_the_newest_state_of_a_board_comes_first(tmp_path: Path) -> None:
    write_root(root_with_scores(tmp_path), catalog__benchmarks__scores__older=OLDER)
    found = [item.published for item in scores_in(tmp_path, "acme/one-8b")]
    assert found == ["2026-11-01", "2026-11-01", "2025-11-01", "2025-11-01"]


def test_a_model_that_no_board_has_gets_none(tmp_path: Path) -> None:
    assert scores_in(root_with_scores(tmp_path), "acme/other") == []
