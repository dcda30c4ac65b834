"""Reports as JSON: the field names of report.py are those of the contract."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from enum import Enum
from typing import Any

from llmselect.findings import Finding, Message, Text
from llmselect.locale import Translator
from llmselect.report import (
    EntryReport,
    ExplainReport,
    FinetuneReport,
    LicenseReport,
    ListReport,
    RecommendReport,
    VramReport,
)
from llmselect.units import Money

SCHEMAS = {
    RecommendReport: "recommend",
    VramReport: "vram",
    FinetuneReport: "vram.finetune",
    LicenseReport: "license.check",
    ExplainReport: "explain",
}
INTERNAL = {"others", "violated", "models_from"}  # fields that are not written
FINDING_INTERNAL = {"obligations", "questions"}  # written beside the findings
FINDING_OPTIONAL = {"license", "license_verdict"}  # written where there is one
_PLAIN = (str, int, float, bool)


def render_json(report: Any, translate: Translator) -> str:
    """One UTF-8 object with its schema's name and the catalogue that answered."""
    if isinstance(report, EntryReport):
        body = _entry(report, translate)
    elif isinstance(report, ListReport):
        body = {
            "columns": list(report.columns),
            "rows": plain(report.rows, translate),
            "overlays": plain(report.overlays, translate),
        }
    else:
        body = plain(report, translate)
        body.pop("catalog", None)
    name = getattr(report, "schema", None) or SCHEMAS[type(report)]
    head = {"schema": f"llmselect.{name}/1", "catalog": plain(report.catalog, translate)}
    return json.dumps(head | body, ensure_ascii=False, indent=2)


def plain(value: Any, translate: Translator) -> Any:
    """Plain data: messages in the reader's language, money and decimals as numbers."""
    if value is None or type(value) in _PLAIN:  # most of what a report holds
        return value
    if isinstance(value, Message | Text):
        return translate.render(value)
    if isinstance(value, Money):
        return {"amount": _number(value.amount), "currency": value.currency}
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Finding):
        return _finding(value, translate)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name), translate)
            for field in dataclasses.fields(value)
            if field.name not in INTERNAL
        }
    return _container(value, translate)


def _container(value: Any, translate: Translator) -> Any:
    if isinstance(value, dict):
        return {str(key): plain(item, translate) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item, translate) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item, translate) for item in value)
    return value


def _finding(finding: Finding, translate: Translator) -> dict[str, Any]:
    values = {
        field.name: plain(getattr(finding, field.name), translate)
        for field in dataclasses.fields(finding)
        if field.name not in FINDING_INTERNAL
    }
    return {
        name: value
        for name, value in values.items()
        if value is not None or name not in FINDING_OPTIONAL
    }


def _entry(report: EntryReport, translate: Translator) -> dict[str, Any]:
    data: dict[str, Any] = plain(report.data, translate)
    if report.board_scores is not None:
        data["board_scores"] = plain(report.board_scores, translate)
    return data | {
        "facts": plain(report.facts, translate),
        "unknown": list(report.unknown),
        "notes": plain(report.notes, translate),
        "sources": plain(report.sources, translate),
        "warnings": plain(report.warnings, translate),
        "overlays": plain(report.overlays, translate),
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
