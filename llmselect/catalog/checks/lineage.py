"""Descent has no circle, and a parent is recorded once: as a model, or alike in every file."""

from __future__ import annotations

from collections.abc import Iterator

from llmselect.catalog.checks.problems import Check, models_of
from llmselect.catalog.documents import lineage_nodes
from llmselect.catalog.lineage import BaseModelCycle, ancestors
from llmselect.catalog.load import Files
from llmselect.catalog.names import name_key
from llmselect.catalog.schema.model import AncestorRecord, ModelFile
from llmselect.catalog.yaml_loader import Document, Problem


def _cycles(files: Files) -> Iterator[Problem]:
    nodes = lineage_nodes(files)
    for document, i, model in models_of(files):
        try:
            ancestors(model.id, nodes)
        except BaseModelCycle as cycle:
            line = document.line_of(("models", i, "base_models"))
            yield Problem(document.file, line, "base_model_cycle", {"path": cycle.path})


def _ancestors(files: Files) -> Iterator[Problem]:
    entries = {name_key(model.id): model.id for _, _, model in models_of(files)}
    first: dict[str, tuple[Document, int, AncestorRecord]] = {}
    for document, file in files.of(ModelFile):
        for i, ancestor in enumerate(file.ancestors):
            line = document.line_of(("ancestors", i))
            key = name_key(ancestor.id)
            if entry := entries.get(key):
                params = {"id": ancestor.id, "entry": entry}
                yield Problem(document.file, line, "ancestor_has_entry", params)
                continue
            other_document, at, other = first.setdefault(key, (document, i, ancestor))
            differing = tuple(_differing(ancestor, other))
            if differing:
                where = f"{other_document.file}:{other_document.line_of(('ancestors', at))}"
                found = {"id": ancestor.id, "fields": differing, "first": where}
                yield Problem(document.file, line, "ancestors_disagree", found)


def _differing(one: AncestorRecord, other: AncestorRecord) -> Iterator[str]:
    for field in ("id", "country", "license", "base_models"):
        if getattr(one, field) != getattr(other, field):
            yield field


CHECKS: tuple[Check, ...] = (_cycles, _ancestors)
