"""YAML to one read-only SQLite file: scalar columns for rules, a JSON document per entry."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from llmselect.catalog.checks import check_files
from llmselect.catalog.documents import DETAILS, model_documents
from llmselect.catalog.load import Files, faults, load_all, overlay_files, yaml_files
from llmselect.catalog.names import ALIAS, FULL, ID, USUAL, name_key
from llmselect.catalog.overlays import entries_of
from llmselect.catalog.schema.boards import BoardFile, BoardScoresFile
from llmselect.catalog.schema.figures import BenchmarkFile, PriceFile, RateFile
from llmselect.catalog.schema.hardware import AcceleratorFile, CloudFile
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.model import ModelFile
from llmselect.catalog.schema.preset import PresetFile
from llmselect.catalog.schema.provider import ProviderFile
from llmselect.catalog.schema.reference import (
    DevelopersFile,
    EngineFile,
    QuantizationFile,
    SourceFile,
    VocabularyFile,
)
from llmselect.catalog.schema.region import RegionFile
from llmselect.catalog.suitability import suitable_tasks
from llmselect.errors import Problems

SCHEMA_VERSION = "1"
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entry (kind TEXT, id TEXT, doc TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE model (
  id TEXT PRIMARY KEY, country TEXT, countries TEXT, lineage_known INTEGER, status TEXT,
  kind TEXT, suits TEXT, languages TEXT, total INTEGER, context INTEGER
  ) WITHOUT ROWID;
CREATE TABLE descent (ancestor TEXT, model TEXT, PRIMARY KEY (ancestor, model)) WITHOUT ROWID;
CREATE TABLE model_document (id TEXT PRIMARY KEY, outline TEXT NOT NULL, details TEXT NOT NULL);
CREATE TABLE name (kind TEXT, key TEXT, rank INTEGER, id TEXT, text TEXT,
  PRIMARY KEY (kind, key, rank, id)) WITHOUT ROWID;
CREATE TABLE score (subject TEXT, model TEXT, score REAL, se REAL, doc TEXT,
  PRIMARY KEY (subject, model)) WITHOUT ROWID;
CREATE TABLE board_score (model TEXT, scores TEXT, mode TEXT, doc TEXT,
  PRIMARY KEY (model, scores, mode)) WITHOUT ROWID;
CREATE TABLE price (provider TEXT, model TEXT, doc TEXT);
CREATE TABLE offer (gpu TEXT, cloud TEXT, doc TEXT);
"""
Row = tuple[str, str, dict[str, Any]]
Name = tuple[str, str, int, str, str]  # kind, key, rank as in names.py, id, text


def compile_to(target: Path, root: Path, overlays: tuple[Path, ...] = ()) -> None:
    """Compile ``root`` with ``overlays`` over it into ``target``, whole or not at all.

    Raises Problems naming every fault of every file.
    """
    part = target.with_name(f"{target.name}.{_process_mark()}.part")
    connection = sqlite3.connect(part)
    try:
        compile_into(connection, root, overlays)
        connection.execute("VACUUM")
        connection.close()
        part.replace(target)
    finally:
        connection.close()
        part.unlink(missing_ok=True)


def compile_into(
    connection: sqlite3.Connection, root: Path, overlays: tuple[Path, ...] = ()
) -> None:
    """As ``compile_to``, into an open empty database (in memory, say)."""
    files = load_all(root, overlays, lean=True)
    if errors := faults([*files.problems, *check_files(files)]):
        raise Problems(errors)
    connection.executescript(_TABLES)
    _write(connection, files, content_hash(root, overlays))
    connection.commit()


def _process_mark() -> str:
    import os

    return str(os.getpid())


def _write(connection: sqlite3.Connection, files: Files, version: str) -> None:
    for doc in model_documents(files):
        _write_model(connection, doc)
    for kind, id, doc in (*_entries(files), *_reference_entries(files)):
        connection.execute("INSERT INTO entry VALUES (?,?,?)", (kind, id, _json(doc)))
        _write_names(connection, _entry_names(kind, id, doc))
    _write_figures(connection, files)
    _write_boards(connection, files)
    meta = {
        "schema": SCHEMA_VERSION,
        "version": version[:12],
        "as_of": newest_date(files),
        "overlays": _json(_overlay_entries(files)),
    }
    connection.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))


def _write_model(connection: sqlite3.Connection, doc: dict[str, Any]) -> None:
    connection.execute("INSERT INTO model VALUES (?,?,?,?,?,?,?,?,?,?)", _model_row(doc))
    connection.execute("INSERT INTO model_document VALUES (?,?,?)", _model_document(doc))
    connection.executemany(
        "INSERT OR IGNORE INTO descent VALUES (?,?)",
        ((above["id"], doc["id"]) for above in doc["lineage"]),
    )
    _write_names(connection, _model_names(doc))


def _write_names(connection: sqlite3.Connection, names: Iterable[Name]) -> None:
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?,?,?)", names)


def _overlay_entries(files: Files) -> list[tuple[str, str, str, bool]]:
    """Folder, kind and id of every entry of an overlay, and whether it replaced another."""
    return [
        (item.overlay, *entry, entry in files.replaced)
        for item in files.loaded
        if item.overlay is not None
        for entry in entries_of(item.record)
    ]


def newest_date(files: Files) -> str:
    """The day to which the models' facts reach."""
    dates = [
        item.as_of for _, file in files.of(ModelFile) for m in file.models for item in m.evidence
    ]
    dates += [file.evidence.as_of for _, file in files.of(ModelFile)]
    return max(dates, default="unknown")


def content_hash(root: Path, overlays: tuple[Path, ...] = ()) -> str:
    """SHA-256 over the names and contents of all data files."""
    digest = hashlib.sha256()
    files = [(root, path) for path in yaml_files(root)]
    files += [(overlay, path) for overlay in overlays for path in overlay_files(overlay)]
    for base, path in files:
        digest.update(path.relative_to(base).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def _json(doc: Any) -> str:
    return json.dumps(doc, ensure_ascii=False, separators=(",", ":"))


def _dump(record: BaseModel) -> dict[str, Any]:
    return record.model_dump(mode="json")


def _model_row(doc: dict[str, Any]) -> tuple[Any, ...]:
    """The columns that ``screening`` decides on; lists stand between commas."""
    countries = [doc["developer_country"], *(item["country"] for item in doc["lineage"])]
    suits = suitable_tasks(
        doc["kind"], doc["tasks"], doc["modalities"], doc["reasoning"], doc["parameters"]["total"]
    )
    return (
        doc["id"], doc["developer_country"], _listed(country or "??" for country in countries),
        doc["lineage_known"], doc["status"], doc["kind"], _listed(sorted(suits)),
        _listed(doc["languages"] or ()), doc["parameters"]["total"],
        doc["context_advertised"] or doc["context_trained"],
    )  # fmt: skip


def _listed(items: Iterable[str]) -> str:
    return f",{','.join(items)},"


def _model_document(doc: dict[str, Any]) -> tuple[str, str, str]:
    details = {key: doc[key] for key in DETAILS}
    outline = {key: value for key, value in doc.items() if key not in DETAILS}
    return doc["id"], _json(outline), _json(details)


def _model_names(doc: dict[str, Any]) -> Iterator[Name]:
    names = [(ID, doc["id"]), (FULL, doc["name"]), (FULL, doc["id"].split("/", 1)[1])]
    names += [(ALIAS, alias) for alias in doc["aliases"]]
    for rank, text in names:
        yield "model", name_key(text), rank, doc["id"], text


def _entry_names(kind: str, id: str, doc: dict[str, Any]) -> Iterator[Name]:
    names = [(ID, id)]
    if isinstance(name := doc.get("name"), str):
        names.append((FULL, name))
    names += [(ALIAS, alias) for alias in doc.get("aliases") or ()]
    names += [(USUAL, alias) for alias in doc.get("usual_for") or ()]
    for rank, text in names:
        yield kind, name_key(text), rank, id, text


def _entries(files: Files) -> Iterator[Row]:
    for _, gpus in files.of(AcceleratorFile):
        basis = _dump(gpus.evidence)
        for record in gpus.accelerators:
            doc = _dump(record) | {"vendor": gpus.vendor}
            doc["evidence"] = [*doc["evidence"], basis | {"of": ["*"]}]
            yield "gpu", record.id, doc
    for _, engine in files.of(EngineFile):
        doc = _dump(engine.engine) | {"evidence": [_dump(engine.evidence) | {"of": ["*"]}]}
        yield "engine", engine.engine.id, doc
    for _, quants in files.of(QuantizationFile):
        for id, quant in quants.quantizations.items():
            yield "quant", id, _dump(quant) | {"id": id}
    yield from _policy_entries(files)


def _policy_entries(files: Files) -> Iterator[Row]:
    for _, license in files.of(LicenseFile):
        yield "license", license.id, _dump(license)
    for _, provider in files.of(ProviderFile):
        yield "provider", provider.id, _dump(provider)
    for _, preset in files.of(PresetFile):
        yield "preset", preset.id, _dump(preset)
    for _, rates in files.of(RateFile):
        for rate in rates.rates:
            yield "rate", f"{rate.id}@{rate.as_of}", _dump(rate)


def _reference_entries(files: Files) -> Iterator[Row]:
    for _, sources in files.of(SourceFile):
        for id, source in sources.sources.items():
            yield "source", id, _dump(source) | {"id": id}
    for _, vocabulary in files.of(VocabularyFile):
        yield from _vocabulary_entries(vocabulary)
    for _, developers in files.of(DevelopersFile):
        for id, developer in developers.developers.items():
            yield "developer", id, _dump(developer)
    if regions := [_dump(file) for _, file in files.of(RegionFile)]:
        merged = {name: members for doc in regions for name, members in doc["regions"].items()}
        yield "regions", "regions", regions[0] | {"regions": merged}


def _vocabulary_entries(vocabulary: VocabularyFile) -> Iterator[Row]:
    for code, place in vocabulary.countries.items():
        yield "country", code, _named(code, _dump(place))
    for code, language in vocabulary.languages.items():
        yield "language", code, _named(code, _dump(language))
    for id, task in vocabulary.tasks.items():
        yield "task", id, _dump(task)


def _named(code: str, pair: dict[str, Any]) -> dict[str, Any]:
    return pair | {"aliases": [pair["en"], pair["ja"]], "code": code}


def _write_figures(connection: sqlite3.Connection, files: Files) -> None:
    for _, board in files.of(BenchmarkFile):
        basis = _dump(board.evidence)
        for model, score in board.scores.items():
            row = _dump(score) | {"source": basis["source"], "as_of": basis["as_of"]}
            connection.execute(
                "INSERT INTO score VALUES (?,?,?,?,?)",
                (board.subject, model, score.score, score.se, _json(row)),
            )
    for _, prices in files.of(PriceFile):
        for price in prices.prices:
            doc = _dump(price) | {"provider": prices.provider, "currency": prices.currency}
            if price.off_peak and prices.off_peak_hours:
                doc["off_peak_hours"] = _dump(prices.off_peak_hours)
            connection.execute(
                "INSERT INTO price VALUES (?,?,?)", (prices.provider, price.model, _json(doc))
            )
    for _, cloud in files.of(CloudFile):
        for offer in cloud.offers:
            doc = _dump(offer) | {"cloud": cloud.id, "cloud_name": cloud.name}
            connection.execute(
                "INSERT INTO offer VALUES (?,?,?)", (offer.gpu, cloud.id, _json(doc))
            )


def _write_boards(connection: sqlite3.Connection, files: Files) -> None:
    boards = [board for _, file in files.of(BenchmarkFile) for board in file.boards]
    boards += [board for _, file in files.of(BoardFile) for board in file.boards]
    entries = [("board", board.id, _json(_dump(board))) for board in boards]
    scores = []
    for _, file in files.of(BoardScoresFile):
        head = file.model_dump(mode="json", exclude={"scores", "self_reported"})
        entries.append(("board-scores", file.id, _json(head)))
        own = set(file.self_reported)
        scores += [
            (model, file.id, mode, _json({"tasks": tasks, "self_reported": model in own}))
            for model, modes in file.scores.items()
            for mode, tasks in modes.items()
        ]
    connection.executemany("INSERT INTO entry VALUES (?,?,?)", entries)
    connection.executemany("INSERT INTO board_score VALUES (?,?,?,?)", scores)
