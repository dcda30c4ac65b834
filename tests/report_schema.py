"""Whether a JSON report fits the schema that it names."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from llmselect.cli.catalog_schema import schema_of


def closed(schema: Any) -> Any:
    """The same, refusing fields that the schema does not name."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if isinstance(made.get("properties"), dict) and "type" in made:
        made.setdefault("additionalProperties", False)
    return made


def faults(text: str) -> list[str]:
    """What is wrong with a report by the schema that it names itself."""
    data = json.loads(text)
    schema = closed(schema_of(data["schema"]))
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(data)
    return [f"{item.json_path}: {item.message[:200]}" for item in found]
