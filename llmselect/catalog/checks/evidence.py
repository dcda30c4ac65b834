"""Every source that is named is declared, and evidence speaks of values that exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from llmselect.catalog.checks.problems import Check, unresolved
from llmselect.catalog.load import Files
from llmselect.catalog.schema.hardware import AcceleratorFile
from llmselect.catalog.schema.model import ModelFile
from llmselect.catalog.schema.reference import SourceFile
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath

# Values stand for themselves; these keys say where a value comes from or how to read it.
_NOT_FACTS = {"evidence", "notes"}


def _sources(files: Files) -> Iterator[Problem]:
    known = {id for _, file in files.of(SourceFile) for id in file.sources}
    for loaded in files.loaded:
        if isinstance(loaded.record, SourceFile):
            continue
        for path, id in _source_ids(loaded.record.model_dump(mode="python"), ()):
            if id not in known:
                yield unresolved(loaded.document, path, "source", id, known)


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
                yield unresolved(document, (*where, "evidence", j, "of", k), "field", path, fields)


def _has(entry: BaseModel, path: str) -> bool:
    current: Any = entry
    for part in path.split(".") if path != "*" else ():
        if not isinstance(current, BaseModel) or part not in type(current).model_fields:
            return False
        current = getattr(current, part)
    return True


CHECKS: tuple[Check, ...] = (_sources, _evidence_paths)
