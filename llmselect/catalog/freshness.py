"""How old facts may grow: every dated fact of the data, and the shelf life of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel

from llmselect.catalog.load import Files, Loaded
from llmselect.catalog.schema.figures import RateFile
from llmselect.catalog.yaml_loader import YamlPath

# Days after which somebody should look again, by the ``kind`` of a file. None: true for good,
# because it is about weights, silicon or a finished measurement that no longer change.
SHELF_LIFE: dict[str, int | None] = {
    "api-prices": 90,
    "cloud": 90,
    "rates": 90,
    "provider": 90,  # terms of service change without notice, and several times a year
    "engine": 180,  # versions and vulnerabilities
    "license": 365,
    "preset": 365,  # what laws and guidelines ask
    "regions": 365,
    "developers": 365,  # organisations move and are sold
    "models": None,
    "accelerators": None,
    "quantizations": None,
    "benchmarks": None,
    "boards": None,
    "board-scores": None,
}


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A value or a group of values with the day on which it was read.

    ``kind`` is the file's, a key of SHELF_LIFE. ``entry`` names what the fact is about: an id
    of the file, or the file's own where it holds one thing. ``superseded``: a newer line says
    the same thing, and this one is kept for ``--as-of``.
    """

    kind: str
    file: str
    line: int
    entry: str
    path: YamlPath
    as_of: str
    source: str
    superseded: bool = False

    @property
    def latest(self) -> date:
        """The last day that ``as_of`` may mean: 2026-09 is good until its end."""
        return last_day(self.as_of)

    def age(self, day: date) -> int:
        """Days from ``as_of`` to ``day``; negative for a date after it."""
        return (day - self.latest).days


def dated_facts(files: Files) -> Iterator[DatedFact]:
    """Every ``as_of`` in the data, file by file in the order of their lines."""
    for loaded in files.loaded:
        kind = str(getattr(loaded.record, "kind", ""))
        newest = _newest_rates(loaded.record)
        for path, record, inherited in _dated(loaded.record, (), ""):
            entry = _entry(loaded, path)
            yield DatedFact(
                kind=kind,
                file=loaded.document.file,
                line=loaded.document.line_of((*path, "as_of")),
                entry=entry,
                path=path,
                as_of=str(getattr(record, "as_of", "")),
                source=_source(record) or inherited,
                superseded=newest.get(entry, path) != path,
            )


def stale(facts: Iterable[DatedFact], day: date, max_age: int | None = None) -> list[DatedFact]:
    """Those older on ``day`` than their kind's shelf life, or than ``max_age`` days."""

    def is_old(fact: DatedFact) -> bool:
        life = max_age if max_age is not None else SHELF_LIFE.get(fact.kind)
        return life is not None and not fact.superseded and fact.age(day) > life

    return [fact for fact in facts if is_old(fact)]


def last_day(text: str) -> date:
    """The last day of what is written as 2026-11-24, 2026-11 or 2026."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(parts[0], parts[1], parts[2])
    month = parts[1] if len(parts) == 2 else 12
    following = date(parts[0] + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def first_day(text: str) -> date:
    """The first day of what is written as 2026-11-24, 2026-11 or 2026."""
    parts = [int(part) for part in text.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _dated(
    record: BaseModel, path: YamlPath, source: str
) -> Iterator[tuple[YamlPath, BaseModel, str]]:
    """Every part of ``record`` with a date, and the source that holds where it names none."""
    basis = getattr(record, "basis", None)
    source = _source(basis) or _source(record) or source
    # A provider's own date is that of its newest reading; the cells rest on ``basis``.
    if getattr(record, "as_of", None) is not None and basis is None:
        yield path, record, source
    for name in type(record).model_fields:
        for more, part in _parts(getattr(record, name)):
            yield from _dated(part, (*path, name, *more), source)


def _parts(value: object) -> Iterator[tuple[YamlPath, BaseModel]]:
    if isinstance(value, BaseModel):
        yield (), value
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, BaseModel):
                yield (key,), item
    elif isinstance(value, list):
        for position, item in enumerate(value):
            if isinstance(item, BaseModel):
                yield (position,), item


def _source(record: BaseModel | None) -> str:
    sources = getattr(record, "sources", None)
    first = sources[0] if isinstance(sources, list) and sources else ""
    return str(getattr(record, "source", None) or first)


# Lists whose items are things of their own, and what such an item is called.
_ENTRIES = {
    "models", "ancestors", "accelerators", "developers", "quantizations", "offers", "prices",
    "rates", "boards",
}  # fmt: skip
_NAMES = ("id", "model", "instance")


def _entry(loaded: Loaded, path: YamlPath) -> str:
    """The id of the list's item at or above ``path``, else that of the file."""
    if len(path) < 2 or path[0] not in _ENTRIES:
        record = getattr(loaded.record, "engine", loaded.record)
        return _name(record, ("id", "provider", "subject", "vendor", "family"))
    items = getattr(loaded.record, str(path[0]))
    return str(path[1]) if isinstance(items, dict) else _name(items[path[1]], _NAMES)


def _name(record: BaseModel, fields: tuple[str, ...]) -> str:
    found = (getattr(record, name, None) for name in fields)
    return next((name for name in found if isinstance(name, str)), "")


def _newest_rates(record: BaseModel) -> dict[str, YamlPath]:
    """Where the newest line of each rate stands; a file of rates keeps the older ones."""
    if not isinstance(record, RateFile):
        return {}
    newest: dict[str, int] = {}
    for position, rate in enumerate(record.rates):
        best = newest.get(rate.id)
        if best is None or last_day(rate.as_of) >= last_day(record.rates[best].as_of):
            newest[rate.id] = position
    return {id: ("rates", position) for id, position in newest.items()}
