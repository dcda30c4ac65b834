"""Leaderboards: what figures and published scores rest on exists, and may be shipped."""

from __future__ import annotations

from collections.abc import Iterator

from llmselect.catalog.checks.problems import Check, models_of, unresolved
from llmselect.catalog.load import Files
from llmselect.catalog.schema.boards import REDISTRIBUTABLE, BoardFile, BoardScoresFile
from llmselect.catalog.schema.figures import BenchmarkFile, BoardRecord
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath


def _boards(files: Files) -> Iterator[Problem]:
    models = {model.id for _, _, model in models_of(files)}
    by_subject: dict[str, set[str]] = {}
    for _, benchmark in files.of(BenchmarkFile):
        known = by_subject.setdefault(benchmark.subject, set())
        known.update(board.id for board in benchmark.boards)
    for document, benchmark in files.of(BenchmarkFile):
        boards = by_subject[benchmark.subject]
        for model, score in benchmark.scores.items():
            if model not in models:
                yield unresolved(document, ("scores", model), "model", model, models)
            for j, board in enumerate(score.boards):
                if board not in boards:
                    path = ("scores", model, "boards", j)
                    yield unresolved(document, path, "board", board, boards)


def _board_scores(files: Files) -> Iterator[Problem]:
    models = {model.id for _, _, model in models_of(files)}
    boards = {board.id: board for _, _, board in _board_records(files)}
    for document, file in files.of(BoardScoresFile):
        board = boards.get(file.board)
        if board is None:
            yield unresolved(document, ("board",), "board", file.board, boards)
        elif board.data_license not in REDISTRIBUTABLE:
            params = {"board": board.id, "license": board.data_license}
            line = document.line_of(("board",))
            yield Problem(document.file, line, "board_not_redistributable", params)
        for i, model in enumerate(file.self_reported):
            if model not in file.scores:
                path = ("self_reported", i)
                yield unresolved(document, path, "model", model, file.scores)
        for model, modes in file.scores.items():
            if model not in models:
                yield unresolved(document, ("scores", model), "model", model, models)
            for mode, tasks in modes.items():
                yield from _task_scores(document, ("scores", model, mode), file, tasks)


def _task_scores(
    document: Document, where: YamlPath, file: BoardScoresFile, scores: dict[str, float]
) -> Iterator[Problem]:
    for task, score in scores.items():
        if task not in file.tasks:
            yield unresolved(document, (*where, task), "task", task, file.tasks)
        if not file.scale.low <= score <= file.scale.high:
            params = {"task": task, "score": score, "low": file.scale.low, "high": file.scale.high}
            line = document.line_of((*where, task))
            yield Problem(document.file, line, "score_off_scale", params)


def _board_records(files: Files) -> Iterator[tuple[Document, YamlPath, BoardRecord]]:
    """The boards that a derived figure rests on stand with it, the others in files of their own."""
    lists = [(document, file.boards) for document, file in files.of(BenchmarkFile)]
    lists += [(document, file.boards) for document, file in files.of(BoardFile)]
    for document, boards in lists:
        for i, board in enumerate(boards):
            yield document, ("boards", i), board


CHECKS: tuple[Check, ...] = (_boards, _board_scores)
