"""Checks across files: every id that is named exists, every fact has a source, names are unique."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from llmselect.catalog.documents import lineage_nodes
from llmselect.catalog.lineage import BaseModelCycle, ancestors
from llmselect.catalog.load import Files, load_all, overlay_files, yaml_files
from llmselect.catalog.names import name_key
from llmselect.catalog.overlays import places_of
from llmselect.catalog.schema.boards import REDISTRIBUTABLE, BoardFile, BoardScoresFile
from llmselect.catalog.schema.figures import BenchmarkFile, BoardRecord, PriceFile, RateFile
from llmselect.catalog.schema.hardware import AcceleratorFile, CloudFile
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.model import ModelFile, ModelRecord
from llmselect.catalog.schema.provider import ProviderFile
from llmselect.catalog.schema.reference import (
    DevelopersFile,
    EngineFile,
    QuantizationFile,
    SourceFile,
    VocabularyFile,
)
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath

_LICENSE_WORDS = re.compile(r"[^\s()]+")
_OPERATORS = {"AND", "OR", "WITH"}
# Values stand for themselves; these keys say where a value comes from or how to read it.
_NOT_FACTS = {"evidence", "notes"}


def validate(root: Path, overlays: tuple[Path, ...] = ()) -> tuple[int, list[Problem]]:
    """The number of files, and every problem in them, by file and line."""
    files = load_all(root, overlays)
    problems = [*files.problems, *check_files(files)]
    count = len(yaml_files(root)) + sum(len(overlay_files(item)) for item in overlays)
    return count, sorted(problems, key=lambda item: (item.file, item.line, item.slug))


def check_files(files: Files) -> list[Problem]:
    """Every cross-file fault. A file that failed on its own does not count as absent twice."""
    checks = (
        _sources,
        _developers,
        _licenses,
        _model_references,
        _evidence_paths,
        _engines,
        _offers,
        _prices,
        _boards,
        _board_scores,
        _duplicates,
        _cycles,
        _vocabulary,
    )
    problems = [problem for check in checks for problem in check(files)]
    return [problem for problem in problems if not _follows_from_failure(problem, files)]


# What files of a kind define, as ``unresolved`` problems name it.
_DEFINED_BY = {
    "model": "models", "developer": "developers", "gpu": "accelerators", "license": "license",
    "provider": "provider", "source": "sources", "quantization": "quantizations",
    "language": "vocabulary", "country": "vocabulary",
}  # fmt: skip


def _follows_from_failure(problem: Problem, files: Files) -> bool:
    """An id may be missing only because the file that defines it could not be read."""
    kind = _DEFINED_BY.get(str(problem.params.get("of")))
    return problem.slug == "unresolved" and bool({kind, "?"} & files.failed_kinds)


def _sources(files: Files) -> Iterator[Problem]:
    known = {id for _, file in files.of(SourceFile) for id in file.sources}
    if not known:
        return
    for loaded in files.loaded:
        if isinstance(loaded.record, SourceFile):
            continue
        for path, id in _source_ids(loaded.record.model_dump(mode="python"), ()):
            if id not in known:
                yield _unresolved(loaded.document, path, "source", id, known)


def _source_ids(data: Any, path: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    """Every value under a key ``source`` or ``sources``."""
    if isinstance(data, dict):
        for key, value in data.items():
            here = (*path, key)
            if key == "source" and isinstance(value, str):
                yield here, value
            elif key == "sources" and isinstance(value, list):
                for position, item in enumerate(value):
                    if isinstance(item, str):
                        yield (*here, position), item
            else:
                yield from _source_ids(value, here)
    elif isinstance(data, list):
        for position, item in enumerate(data):
            yield from _source_ids(item, (*path, position))


def _developers(files: Files) -> Iterator[Problem]:
    known = {slug for _, file in files.of(DevelopersFile) for slug in file.developers}
    for document, file in files.of(ModelFile):
        if file.developer not in known:
            yield _unresolved(document, ("developer",), "developer", file.developer, known)


def _licenses(files: Files) -> Iterator[Problem]:
    known = {file.id for _, file in files.of(LicenseFile)}
    for document, file in files.of(ModelFile):
        expressions = [(("models", i, "license"), m.license) for i, m in enumerate(file.models)]
        expressions += [
            (("ancestors", i, "license"), a.license) for i, a in enumerate(file.ancestors)
        ]
        for path, expression in expressions:
            for word in _LICENSE_WORDS.findall(expression):
                if word not in known | _OPERATORS | {"unknown"}:
                    yield _unresolved(document, path, "license", word, known)


def _model_references(files: Files) -> Iterator[Problem]:
    """What a model descends from has an entry or an ancestor's record: else no country is known."""
    nodes = lineage_nodes(files)
    for document, i, model in _models(files):
        for key in ("base_models", "components", "teachers"):
            names = getattr(model, key)
            for j, name in enumerate(names if isinstance(names, list) else ()):
                if name not in nodes:
                    yield _unresolved(document, ("models", i, key, j), "model", name, nodes)


def _evidence_paths(files: Files) -> Iterator[Problem]:
    for document, file in files.of(ModelFile):
        for i, model in enumerate(file.models):
            yield from _entry_paths(document, ("models", i), model)
    for document, gpus in files.of(AcceleratorFile):
        for i, gpu in enumerate(gpus.accelerators):
            yield from _entry_paths(document, ("accelerators", i), gpu)


def _entry_paths(document: Document, where: YamlPath, entry: BaseModel) -> Iterator[Problem]:
    """``of`` in evidence must name values that the entry has."""
    evidence = getattr(entry, "evidence", [])
    for j, item in enumerate(evidence):
        for k, path in enumerate(item.of):
            if not _has(entry, path):
                fields = sorted(set(type(entry).model_fields) - _NOT_FACTS)
                yield _unresolved(document, (*where, "evidence", j, "of", k), "field", path, fields)


def _has(entry: BaseModel, path: str) -> bool:
    current: Any = entry
    for part in path.split(".") if path != "*" else ():
        if not isinstance(current, BaseModel) or part not in type(current).model_fields:
            return False
        current = getattr(current, part)
    return True


def _offers(files: Files) -> Iterator[Problem]:
    gpus = {gpu.id for _, file in files.of(AcceleratorFile) for gpu in file.accelerators}
    for document, cloud in files.of(CloudFile):
        for i, offer in enumerate(cloud.offers):
            if offer.gpu not in gpus:
                yield _unresolved(document, ("offers", i, "gpu"), "gpu", offer.gpu, gpus)


def _prices(files: Files) -> Iterator[Problem]:
    models = {model.id for _, _, model in _models(files)}
    providers = {file.id for _, file in files.of(ProviderFile)}
    for document, prices in files.of(PriceFile):
        if prices.provider not in providers:
            yield _unresolved(document, ("provider",), "provider", prices.provider, providers)
        for i, price in enumerate(prices.prices):
            if price.model not in models:
                yield _unresolved(document, ("prices", i, "model"), "model", price.model, models)
            if price.input == 0 or price.output == 0:
                yield Problem(document.file, document.line_of(("prices", i)), "zero_price")


def _engines(files: Files) -> Iterator[Problem]:
    known = {id for _, file in files.of(QuantizationFile) for id in file.quantizations}
    for document, file in files.of(EngineFile):
        quant = file.engine.default_quant
        if quant not in known:
            yield _unresolved(document, ("engine", "default_quant"), "quantization", quant, known)


def _boards(files: Files) -> Iterator[Problem]:
    models = {model.id for _, _, model in _models(files)}
    by_subject: dict[str, set[str]] = {}
    for _, benchmark in files.of(BenchmarkFile):
        known = by_subject.setdefault(benchmark.subject, set())
        known.update(board.id for board in benchmark.boards)
    for document, benchmark in files.of(BenchmarkFile):
        boards = by_subject[benchmark.subject]
        for model, score in benchmark.scores.items():
            if model not in models:
                yield _unresolved(document, ("scores", model), "model", model, models)
            for j, board in enumerate(score.boards):
                if board not in boards:
                    path = ("scores", model, "boards", j)
                    yield _unresolved(document, path, "board", board, boards)


def _board_scores(files: Files) -> Iterator[Problem]:
    models = {model.id for _, _, model in _models(files)}
    boards = {board.id: board for _, _, board in _board_records(files)}
    for document, file in files.of(BoardScoresFile):
        board = boards.get(file.board)
        if board is None:
            yield _unresolved(document, ("board",), "board", file.board, boards)
        elif board.data_license not in REDISTRIBUTABLE:
            params = {"board": board.id, "license": board.data_license}
            line = document.line_of(("board",))
            yield Problem(document.file, line, "board_not_redistributable", params)
        for i, model in enumerate(file.self_reported):
            if model not in file.scores:
                path = ("self_reported", i)
                yield _unresolved(document, path, "model", model, file.scores)
        for model, modes in file.scores.items():
            if model not in models:
                yield _unresolved(document, ("scores", model), "model", model, models)
            for mode, tasks in modes.items():
                yield from _task_scores(document, ("scores", model, mode), file, tasks)


def _task_scores(
    document: Document, where: YamlPath, file: BoardScoresFile, scores: dict[str, float]
) -> Iterator[Problem]:
    for task, score in scores.items():
        if task not in file.tasks:
            yield _unresolved(document, (*where, task), "task", task, file.tasks)
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


def _duplicates(files: Files) -> Iterator[Problem]:
    """Two entries for one thing, or one name claimed by two entries."""
    entries = list(_named_entries(files))
    ids: dict[tuple[str, str], tuple[Document, YamlPath]] = {}
    owners = {(kind, name_key(id)): id for kind, id, *_ in entries}
    for kind, id, names, document, path in entries:
        if (first := ids.get((kind, id))) is not None:
            where = f"{first[0].file}:{first[0].line_of(first[1])}"
            params = {"id": id, "first": where}
            yield Problem(document.file, document.line_of(path), "duplicate_entry", params)
            continue
        ids[kind, id] = (document, path)
        for name in names:
            # An alias that is somebody's official name would never be found.
            owner = owners.setdefault((kind, name_key(name)), id)
            if owner != id:
                params = {"alias": name, "owner": owner, "id": id}
                yield Problem(document.file, document.line_of(path), "alias_claimed", params)


Named = tuple[str, str, Iterable[str], Document, YamlPath]


def _named_entries(files: Files) -> Iterator[Named]:
    """Everything that is found by its names."""
    for document, i, model in _models(files):
        yield "model", model.id, model.aliases, document, ("models", i)
    for document, gpus in files.of(AcceleratorFile):
        for i, gpu in enumerate(gpus.accelerators):
            yield "gpu", gpu.id, gpu.aliases, document, ("accelerators", i)
    for document, quants in files.of(QuantizationFile):
        for id, quant in quants.quantizations.items():
            yield "quant", id, quant.aliases, document, ("quantizations", id)
    yield from _named_files(files)


# Entries that nobody looks up by a name, of which there still may be only one.
_WITHOUT_NAMES = {
    "source", "developer", "engine", "preset", "cloud", "score", "board", "country", "language",
    "task", "region", "board-scores",
}  # fmt: skip


def _named_files(files: Files) -> Iterator[Named]:
    for document, license in files.of(LicenseFile):
        yield "license", license.id, license.aliases, document, ("id",)
    for document, provider in files.of(ProviderFile):
        yield "provider", provider.id, provider.aliases, document, ("id",)
    for loaded in files.loaded:
        for kind, id, path in places_of(loaded.record):
            if kind in _WITHOUT_NAMES:
                yield kind, id, (), loaded.document, path
    for document, rates in files.of(RateFile):
        for i, rate in enumerate(rates.rates):
            yield "rate", f"{rate.id}@{rate.as_of}", (), document, ("rates", i)


def _cycles(files: Files) -> Iterator[Problem]:
    nodes = lineage_nodes(files)
    for document, i, model in _models(files):
        try:
            ancestors(model.id, nodes)
        except BaseModelCycle as cycle:
            line = document.line_of(("models", i, "base_models"))
            yield Problem(document.file, line, "base_model_cycle", {"path": cycle.path})


def _models(files: Files) -> Iterator[tuple[Document, int, ModelRecord]]:
    for document, file in files.of(ModelFile):
        for i, model in enumerate(file.models):
            yield document, i, model


def _vocabulary(files: Files) -> Iterator[Problem]:
    languages = {code for _, file in files.of(VocabularyFile) for code in file.languages}
    countries = {code for _, file in files.of(VocabularyFile) for code in file.countries}
    if not languages:
        return
    for document, i, model in _models(files):
        for j, code in enumerate(model.languages if isinstance(model.languages, list) else ()):
            if code not in languages:
                yield _unresolved(
                    document, ("models", i, "languages", j), "language", code, languages
                )
    for document, file in files.of(DevelopersFile):
        for slug, developer in file.developers.items():
            if developer.country not in countries | {"unknown"}:
                path = ("developers", slug, "country")
                yield _unresolved(document, path, "country", developer.country, countries)


def _unresolved(
    document: Document, path: YamlPath, kind: str, id: str, known: Iterable[str]
) -> Problem:
    near = tuple(difflib.get_close_matches(id, list(known), n=3))
    params = {"of": kind, "id": id, "near": near}
    return Problem(document.file, document.line_of(path), "unresolved", params)
