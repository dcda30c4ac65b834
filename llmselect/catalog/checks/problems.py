"""What the checks share: how a missing id is told, and the models with their places."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator

from llmselect.catalog.load import Files
from llmselect.catalog.schema.model import ModelFile, ModelRecord
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath

Check = Callable[[Files], Iterator[Problem]]


def unresolved(
    document: Document, path: YamlPath, kind: str, id: str, known: Iterable[str]
) -> Problem:
    """``id`` names no ``kind``; the ids most like it are the hint."""
    spelled = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(id.casefold(), list(spelled), n=3)
    params = {"of": kind, "id": id, "near": tuple(spelled[name] for name in near)}
    return Problem(document.file, document.line_of(path), "unresolved", params)


def models_of(files: Files) -> Iterator[tuple[Document, int, ModelRecord]]:
    """Every model with its document and its place in the document's list."""
    for document, file in files.of(ModelFile):
        for i, model in enumerate(file.models):
            yield document, i, model
