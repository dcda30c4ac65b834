"""JSON Schemas of the reports: made from the dataclasses that ``render.json`` writes out.

Objects may get further fields later ("ignore fields that you don't know"), so none are forbidden.
"""

from __future__ import annotations

import dataclasses
import typing
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from llmselect.entry_fields import (
    GpuEntry,
    GpuRow,
    LicenseRow,
    ModelEntry,
    ModelRow,
    ProviderRow,
)
from llmselect.findings import Finding, Message, Text
from llmselect.render.json import FINDING_INTERNAL, FINDING_OPTIONAL, INTERNAL, SCHEMAS
from llmselect.report import CatalogInfo, EntryReport, ListReport
from llmselect.report_upkeep import StaleReport, StatsReport
from llmselect.units import Money

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LISTS: dict[str, type] = {
    "model.list": ModelRow,
    "model.search": ModelRow,
    "gpu.list": GpuRow,
    "license.list": LicenseRow,
    "provider.list": ProviderRow,
}
SHOWS: dict[str, type] = {"model.show": ModelEntry, "gpu.show": GpuEntry}
# Shown in the catalogue's own words: whoever knows those has to give the schema.
DOCUMENTS = {"license.show": "license", "provider.show": "provider"}
WHOLE: dict[str, type] = {name: record for record, name in SCHEMAS.items()} | {
    record.schema: record for record in (StatsReport, StaleReport)
}
REPORTS = (*WHOLE, *LISTS, *SHOWS, *DOCUMENTS)
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_WORDS = (Message, Text)


def report_schema(name: str, document: Schema | None = None) -> Schema:
    """The schema of the report ``name``, one of REPORTS.

    ``document`` holds ``properties`` and ``$defs`` of the entry for the names in DOCUMENTS.
    """
    made = _Definitions()
    if name in LISTS:
        body = _list(made, LISTS[name])
    elif name in SHOWS or name in DOCUMENTS:
        entry = made.fields_of(SHOWS[name]) if name in SHOWS else document or {}
        body = _show(made, entry, _BESIDE_MODEL if name == "model.show" else _BESIDE_DATA)
    else:
        body = made.fields_of(WHOLE[name])
    made.found |= (document or {}).get("$defs", {})
    properties = {
        "schema": {"const": f"llmselect.{name}/1"},
        "catalog": made.of(CatalogInfo),
    } | body["properties"]
    required = dict.fromkeys(["schema", "catalog", *body.get("required", ())])
    return {
        "$schema": DIALECT,
        "title": f"llmselect.{name}/1",
        "type": "object",
        "properties": properties,
        "required": list(required),
        "$defs": dict(sorted(made.found.items())),
    }


def _list(made: _Definitions, row: type) -> Schema:
    hints = get_type_hints(ListReport)
    properties = {
        "columns": made.of(hints["columns"]),
        "rows": {"type": "array", "items": made.of(row)},
        "overlays": made.of(hints["overlays"]),
    }
    return {"properties": properties, "required": list(properties)}


_BESIDE_DATA = ("facts", "unknown", "notes", "sources", "warnings", "overlays")

_BESIDE_MODEL = (*_BESIDE_DATA, "board_scores")


def _show(made: _Definitions, entry: Schema, names: tuple[str, ...]) -> Schema:
    hints = get_type_hints(EntryReport)
    beside = {name: made.of(hints[name]) for name in names}
    return {
        "properties": entry.get("properties", {}) | beside,
        "required": [*entry.get("required", ()), *names],
    }


class _Definitions:
    """Schemas of annotations; classes become definitions that are referred to."""

    def __init__(self) -> None:
        self.found: dict[str, Schema] = {}

    def of(self, annotation: Any) -> Schema:
        """The schema of what ``render.json.plain`` makes of a value of this type."""
        if annotation is Any:
            return {}
        if annotation in _PLAIN:
            return {"type": _PLAIN[annotation]}
        if annotation in _WORDS:
            return {"type": "string"}
        if annotation is Decimal:
            return {"type": "number"}
        if get_origin(annotation) is not None:
            return self._generic(annotation)
        if issubclass(annotation, Enum):
            return {"enum": [item.value for item in annotation]}
        name = annotation.__name__
        if name not in self.found:
            self.found[name] = {}  # holds its place while it refers to itself
            self.found[name] = self.fields_of(annotation)
        return {"$ref": f"#/$defs/{name}"}

    def _generic(self, annotation: Any) -> Schema:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin in (UnionType, typing.Union):
            return _one_of([self.of(item) for item in arguments])
        if issubclass(origin, typing.Mapping):
            values = self.of(arguments[1])
            return {"type": "object", **({"additionalProperties": values} if values else {})}
        return {"type": "array", "items": self.of(arguments[0])}

    def fields_of(self, record: type) -> Schema:
        """A dataclass or a TypedDict with all of its fields."""
        if record is Money:
            properties: Schema = {"amount": {"type": "number"}, "currency": {"type": "string"}}
            return {"type": "object", "properties": properties, "required": list(properties)}
        hints = get_type_hints(record)
        if dataclasses.is_dataclass(record):
            left_out = INTERNAL | (FINDING_INTERNAL if record is Finding else set())
            names = [item.name for item in dataclasses.fields(record) if item.name not in left_out]
        else:
            names = list(hints)
        optional = FINDING_OPTIONAL if record is Finding else _not_required(record)
        made = {
            "type": "object",
            "properties": {name: self.of(hints[name]) for name in names},
            "required": [name for name in names if name not in optional],
        }
        words = record.__doc__ or ""
        return {"description": words} | made if words.endswith(".") else made


def _not_required(record: type) -> set[str]:
    hints = get_type_hints(record, include_extras=True)
    return {name for name, hint in hints.items() if get_origin(hint) is typing.NotRequired}


def _one_of(choices: list[Schema]) -> Schema:
    """Plain types side by side; anything else as alternatives."""
    choices = [item for place, item in enumerate(choices) if item not in choices[:place]]
    if len(choices) == 1:
        return choices[0]
    if all(set(item) == {"type"} for item in choices):
        return {"type": [item["type"] for item in choices]}
    if {} in choices:
        return {}
    return {"anyOf": choices}
