"""Reads every YAML file of the catalogue and the policies into checked records.

All problems of all files are collected; nothing stops at the first one.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from llmselect.catalog.overlays import Entry, entries_of, without
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
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath, load
from llmselect.errors import LlmselectError
from llmselect.paths import require_folder

FOLDERS = ("catalog", "policies")
KINDS: dict[str, type[BaseModel]] = {
    "models": ModelFile,
    "developers": DevelopersFile,
    "accelerators": AcceleratorFile,
    "cloud": CloudFile,
    "engine": EngineFile,
    "quantizations": QuantizationFile,
    "api-prices": PriceFile,
    "rates": RateFile,
    "benchmarks": BenchmarkFile,
    "boards": BoardFile,
    "board-scores": BoardScoresFile,
    "sources": SourceFile,
    "vocabulary": VocabularyFile,
    "license": LicenseFile,
    "provider": ProviderFile,
    "preset": PresetFile,
    "regions": RegionFile,
}
_ABSENT = object()
Record = TypeVar("Record", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """One file: its checked record and the document that knows the lines."""

    document: Document
    record: BaseModel
    overlay: str | None = None  # the overlay's folder, as given


@dataclass(slots=True)
class Files:
    """Everything that was read, and everything that was wrong."""

    loaded: list[Loaded] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    failed_kinds: set[str] = field(default_factory=set)  # "?" for a file that says none
    replaced: set[Entry] = field(default_factory=set)  # entries that gave way to an overlay's

    def of(self, record_type: type[Record]) -> Iterator[tuple[Document, Record]]:
        """The files of one kind, in the order of their names."""
        for item in self.loaded:
            if isinstance(item.record, record_type):
                yield item.document, item.record


def yaml_files(root: Path) -> list[Path]:
    """Every YAML file below the data folders of ``root``, sorted."""
    return sorted(
        path
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.suffix in (".yaml", ".yml") and path.is_file()
    )


def load_all(root: Path, overlays: tuple[Path, ...] = (), lean: bool = False) -> Files:
    """The data below ``root`` with each overlay over it, in their order.

    An entry of the same kind and id replaces; see ``overlays`` for what an entry is. ``lean``
    keeps no lines of files that pass, to save memory where few of them will be asked for.
    """
    found = yaml_files(root)
    if not found:
        raise LlmselectError("no_catalog_there", folder=str(root))
    files = load_files(root, found, lean)
    for overlay in overlays:
        require_folder("overlay_not_a_folder", overlay)
        over = load_files(overlay.parent, overlay_files(overlay), lean)
        kept, hidden = hidden_by(files.loaded, over)
        files = Files(
            [*kept, *(replace(item, overlay=str(overlay)) for item in over.loaded)],
            [*files.problems, *over.problems],
            files.failed_kinds | over.failed_kinds,
            files.replaced | hidden,
        )
    return files


def faults(problems: Iterable[Problem]) -> list[LlmselectError]:
    """What is an error, with its file and line; warnings are none."""
    return [
        LlmselectError("in_file", file=item.file, line=item.line, problem=item)
        for item in problems
        if item.severity == "error"
    ]


def overlay_files(overlay: Path) -> list[Path]:
    """Every YAML file of an overlay, whatever its folders."""
    return sorted(p for p in overlay.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())


def load_files(root: Path, paths: list[Path], lean: bool = False) -> Files:
    """Load and check each file on its own; cross-file checks come after."""
    files = Files()
    for path in paths:
        document = load(path, path.relative_to(root).as_posix())
        files.problems.extend(document.problems)
        whole = document.data is not None and not document.problems
        record = _validate(document, files.problems) if whole else None
        if record is None:
            files.failed_kinds.add(_kind_of(document))
        else:
            if lean:
                document.release()
            files.loaded.append(Loaded(document, record))
    return files


def hidden_by(base: list[Loaded], over: Files) -> tuple[list[Loaded], set[Entry]]:
    """``base`` without the entries that ``over`` has too, and which those are."""
    own = {entry for item in over.loaded for entry in entries_of(item.record)}
    hidden = own & {entry for item in base for entry in entries_of(item.record)}
    kept = []
    for item in base:
        record = without(item.record, hidden) if hidden else item.record
        if record is not None:
            kept.append(replace(item, record=record))
    return kept, hidden


def _kind_of(document: Document) -> str:
    kind = document.data.get("kind") if isinstance(document.data, dict) else None
    return kind if isinstance(kind, str) and kind in KINDS else "?"


def _validate(document: Document, problems: list[Problem]) -> BaseModel | None:
    data = document.data
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind not in KINDS:
        near = difflib.get_close_matches(str(kind), KINDS, n=3)
        params = {"kind": str(kind), "near": tuple(near or KINDS)}
        problems.append(Problem(document.file, document.line_of(("kind",)), "bad_kind", params))
        return None
    try:
        return KINDS[kind].model_validate(data)
    except ValidationError as error:
        problems.extend(_problems_of(document, error, KINDS[kind]))
        return None


def _problems_of(
    document: Document, error: ValidationError, schema: type[BaseModel]
) -> list[Problem]:
    problems: dict[tuple[int, str], Problem] = {}
    for item in error.errors(include_url=False):
        path = _real_path(document.data, item["loc"])
        where = ".".join(map(str, path))
        line = document.line_of(path)
        if item["type"] == "extra_forbidden":
            near = difflib.get_close_matches(str(item["loc"][-1]), _field_names(schema), n=2)
            problem = Problem(
                document.file, line, "unknown_key", {"key": where, "near": tuple(near)}
            )
        elif item["type"] == "missing":
            problem = Problem(document.file, line, "missing_key", {"key": where})
        else:
            problem = bad_value(document, path, item)
        # A union reports one error a member; the reader needs one a place.
        problems.setdefault((line, where), problem)
    return list(problems.values())


def bad_value(document: Document, path: YamlPath, error: Any) -> Problem:
    """A value that pydantic refused, in words that need no knowledge of regular expressions."""
    params: dict[str, Any] = {
        "key": ".".join(map(str, path)),
        "value": _shortly(error.get("input")),
    }
    line = document.line_of(path)
    if error["type"] == "string_pattern_mismatch":
        return Problem(document.file, line, "bad_form", params)
    if error["type"] == "literal_error":
        choices = tuple(re.findall(r"'([^']+)'", str(error["ctx"]["expected"])))
        near = difflib.get_close_matches(str(error.get("input")), choices, n=3) or choices
        return Problem(document.file, line, "not_a_choice", params | {"near": tuple(near[:8])})
    reason = str(error["msg"]).removeprefix("Value error, ")
    return Problem(document.file, line, "bad_value", params | {"reason": reason})


def _shortly(value: Any) -> str:
    if isinstance(value, dict | list):
        return type(value).__name__
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _real_path(data: Any, loc: tuple[int | str, ...]) -> YamlPath:
    """Pydantic's location without the names of union members that it mixes in."""
    path: list[str | int] = []
    for position, part in enumerate(loc):
        child = _child(data, part)
        missing_key = position == len(loc) - 1 and isinstance(data, dict)
        if child is _ABSENT and not missing_key:
            continue
        data = child
        path.append(part)
    return tuple(path)


def _child(data: Any, part: int | str) -> Any:
    if isinstance(data, dict):
        return data.get(part, _ABSENT)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return _ABSENT


def _field_names(schema: type[BaseModel]) -> set[str]:
    """Every key that may stand anywhere in files of this kind."""
    names: set[str] = set()
    queue: list[Any] = [schema]
    seen: set[Any] = set()
    while queue:
        current = queue.pop()
        if current in seen:
            continue
        seen.add(current)
        if isinstance(current, type) and issubclass(current, BaseModel):
            names.update(current.model_fields)
            queue.extend(info.annotation for info in current.model_fields.values())
        else:
            queue.extend(getattr(current, "__args__", ()))
    return names
