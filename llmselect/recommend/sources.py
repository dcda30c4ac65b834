"""Sources as people want to see them: title, address, date of reading."""

from __future__ import annotations

from collections.abc import Iterable

from llmselect.catalog.store import Store
from llmselect.facts import Evidence
from llmselect.report import SourceLine


def source_lines(store: Store, evidence: Iterable[Evidence]) -> tuple[SourceLine, ...]:
    """Each source once, in the order of first use, with the newest date it was read."""
    dates: dict[str, str] = {}
    for item in evidence:
        dates[item.source] = max(dates.get(item.source, ""), item.as_of)
    own = {entry.id for entry in store.overlay_entries if entry.kind == "source"}
    return tuple(_line(store, id, as_of, id in own) for id, as_of in dates.items())


def _line(store: Store, id: str, as_of: str, overlay: bool) -> SourceLine:
    source = store.source(id)
    if source is None:
        return SourceLine(id, id, None, as_of)
    return SourceLine(id, source.title, source.url, as_of, overlay)
