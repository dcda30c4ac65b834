"""JSON Schemas of the YAML files, for editors: made from the pydantic classes that check them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from llmselect.catalog.load import KINDS
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.provider import ProviderFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Where files of each kind stand.
PLACES = {
    "models": "catalog/models/<developer>/<family>.yaml",
    "developers": "catalog/developers.yaml",
    "accelerators": "catalog/gpus/*.yaml",
    "cloud": "catalog/clouds/<id>.yaml",
    "engine": "catalog/engines/<id>.yaml",
    "quantizations": "catalog/quantizations.yaml",
    "api-prices": "catalog/prices/<provider>.yaml",
    "rates": "catalog/prices/rates.yaml",
    "benchmarks": "catalog/benchmarks/*.yaml",
    "boards": "catalog/benchmarks/boards/*.yaml",
    "board-scores": "catalog/benchmarks/scores/<board>.yaml",
    "sources": "catalog/sources/*.yaml",
    "vocabulary": "catalog/vocabulary.yaml",
    "license": "policies/licenses/<id>.yaml",
    "provider": "policies/providers/<id>.yaml",
    "preset": "policies/presets/<id>.yaml",
    "regions": "policies/regions.yaml",
}


class _ForEditors(GenerateJsonSchema):
    """No title beside every key, which editors would show instead of a description."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> dict[str, Any]:
        """A key that does not fit the pattern is refused, as the loader does."""
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            made["additionalProperties"] = False
        return made


def file_schema(kind: str) -> dict[str, Any]:
    """The schema of YAML files of ``kind``. Raises KeyError for a kind that is none."""
    return schema_of(KINDS[kind], f"llmselect: {PLACES[kind]}")


def schema_of(record: type[BaseModel], title: str) -> dict[str, Any]:
    """The schema of what a person writes for ``record``."""
    made = record.model_json_schema(schema_generator=_ForEditors)
    return {"$schema": DIALECT} | made | {"title": title}


# Entries that `show` gives in the catalogue's own words.
SHOWN: dict[str, type[BaseModel]] = {"license": LicenseFile, "provider": ProviderFile}
_BOOKKEEPING = ("kind", "sources", "notes")


def shown_schema(kind: str) -> dict[str, Any]:
    """The properties of an entry as `show` gives it, with the definitions that they need.

    Empty values are left out there, ``unknown`` is null, and a pair of texts is one text.
    """
    made = _shown(SHOWN[kind].model_json_schema(schema_generator=_ForEditors))
    for key in _BOOKKEEPING:
        del made["properties"][key]
    return {"properties": made["properties"], "$defs": made["$defs"]}


def _shown(node: Any) -> Any:
    if isinstance(node, list):
        return [_shown(item) for item in node]
    if not isinstance(node, dict):
        return node
    if set(node.get("properties", ())) == {"en", "ja"}:
        return {"type": "string"}
    if node.get("const") == "unknown":
        return {"type": "null"}
    if "unknown" in node.get("enum", ()):
        words = [word for word in node["enum"] if word != "unknown"]
        return {**node, "type": ["string", "null"], "enum": [*words, None]}
    kept = {key: value for key, value in node.items() if key not in ("required", "default")}
    kept.pop("additionalProperties", None)
    return {key: _shown(value) for key, value in kept.items()}
