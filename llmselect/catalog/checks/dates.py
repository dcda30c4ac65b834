"""Dates judged on a given day: nothing was read tomorrow, and what is old is looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from llmselect.catalog.freshness import SHELF_LIFE, DatedFact, dated_facts, first_day, stale
from llmselect.catalog.load import Files
from llmselect.catalog.schema.model import ModelRecord
from llmselect.catalog.yaml_loader import Problem, YamlPath

# When something was read, came out, happened or was frozen. ``valid_from`` is left out: a price
# may be announced before it holds, and so may a model.
_PAST = ("as_of", "date", "released", "last_policy_change", "month")


def future_dates(files: Files, day: date) -> Iterator[Problem]:
    """Every date after ``day`` that tells of the past. 2026-11 is no future until November."""
    for loaded in files.loaded:
        document = loaded.document
        for path, text in _dates(loaded.record, ()):
            if first_day(text) > day:
                params = {"key": str(path[-1]), "date": text, "day": day.isoformat()}
                yield Problem(document.file, document.line_of(path), "future_date", params)


def stale_facts(files: Files, day: date) -> Iterator[Problem]:
    """A warning a file that holds facts older than their kind's shelf life."""
    by_file: dict[str, list[DatedFact]] = {}
    for fact in stale(dated_facts(files), day):
        by_file.setdefault(fact.file, []).append(fact)
    for file, facts in by_file.items():
        oldest = min(facts, key=lambda fact: fact.latest)
        params = {
            "number": len(facts),
            "days": SHELF_LIFE[oldest.kind],
            "oldest": oldest.as_of,
            "entry": oldest.entry,
        }
        yield Problem(file, oldest.line, "stale", params, severity="warning")


def _dates(record: BaseModel, path: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    announced = isinstance(record, ModelRecord) and record.status == "announced"
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in _PAST:
            if isinstance(value, str) and value != "unknown" and not announced:
                yield (*path, name), value
        else:
            yield from _below(value, (*path, name))


def _below(value: object, path: YamlPath) -> Iterator[tuple[YamlPath, str]]:
    if isinstance(value, BaseModel):
        yield from _dates(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _below(item, (*path, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _below(item, (*path, position))
