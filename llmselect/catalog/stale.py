"""What has to be read again, oldest first, with where to read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from llmselect.catalog.compile import content_hash, newest_date
from llmselect.catalog.freshness import SHELF_LIFE, DatedFact, dated_facts, stale
from llmselect.catalog.load import Files, faults, load_all
from llmselect.catalog.schema.reference import SourceFile, SourceRecord
from llmselect.errors import raise_problems
from llmselect.report import CatalogInfo
from llmselect.report_upkeep import StaleFact, StaleGroup, StaleReport


def find_stale(
    root: Path, overlays: tuple[Path, ...], day: date, max_age: int | None = None
) -> StaleReport:
    """The facts that are older on ``day`` than ``max_age`` days, or than their kind's shelf life.

    Raises LlmselectError or Problems for files that cannot be read.
    """
    files = sound_files(root, overlays)
    facts = list(dated_facts(files))
    sources = {
        id: source for _, file in files.of(SourceFile) for id, source in file.sources.items()
    }
    old = sorted(stale(facts, day, max_age), key=lambda fact: (fact.latest, fact.file, fact.line))
    return StaleReport(
        as_of=day.isoformat(),
        max_age_days=max_age,
        shelf_life_days=dict(SHELF_LIFE),
        facts_total=len(facts),
        groups=_groups(old, sources),
        facts=tuple(_described(fact, day, sources.get(fact.source)) for fact in old),
        catalog=catalog_info(root, overlays, files),
    )


def sound_files(root: Path, overlays: tuple[Path, ...]) -> Files:
    """Every file, if each can be read. Raises LlmselectError or Problems."""
    files = load_all(root, overlays)
    raise_problems(faults(files.problems))
    return files


def catalog_info(root: Path, overlays: tuple[Path, ...], files: Files) -> CatalogInfo:
    """As the compiled catalogue says it."""
    return CatalogInfo(content_hash(root, overlays)[:12], newest_date(files))


def _groups(facts: Iterable[DatedFact], sources: dict[str, SourceRecord]) -> tuple[StaleGroup, ...]:
    """One line a source and file, in the order of their oldest fact."""
    groups: dict[tuple[str, str], list[DatedFact]] = {}
    for fact in facts:
        groups.setdefault((fact.source, fact.file), []).append(fact)
    return tuple(_group(members, sources.get(source)) for (source, _), members in groups.items())


def _group(members: list[DatedFact], source: SourceRecord | None) -> StaleGroup:
    first = members[0]
    return StaleGroup(
        kind=first.kind,
        file=first.file,
        source=first.source,
        title=source.title if source else first.source,
        url=source.url if source else None,
        oldest=first.as_of,
        newest=members[-1].as_of,
        facts=len(members),
        entries=len({fact.entry for fact in members}),
    )


def _described(fact: DatedFact, day: date, source: SourceRecord | None) -> StaleFact:
    return StaleFact(
        kind=fact.kind,
        entry=fact.entry,
        path=".".join(map(str, fact.path)),
        file=fact.file,
        line=fact.line,
        as_of=fact.as_of,
        age_days=fact.age(day),
        source=fact.source,
        url=source.url if source else None,
    )
