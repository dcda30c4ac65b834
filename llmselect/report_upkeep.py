"""Reports for those who keep the catalogue: what is covered, and what has to be read again."""

from __future__ import annotations

from typing import ClassVar

from llmselect.records import dataclass
from llmselect.report import CatalogInfo


@dataclass(frozen=True, slots=True)
class StaleFact:
    """A dated fact past its shelf life. ``path`` is the place inside the file."""

    kind: str
    entry: str
    path: str
    file: str
    line: int
    as_of: str
    age_days: int
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class StaleGroup:
    """The stale facts that one file took from one source: one thing to do."""

    kind: str
    file: str
    source: str
    title: str
    url: str | None
    oldest: str
    newest: str
    facts: int
    entries: int


@dataclass(frozen=True, slots=True)
class StaleReport:
    schema: ClassVar = "catalog.stale"
    as_of: str  # the day of judgement
    max_age_days: int | None  # None: each kind's own shelf life
    shelf_life_days: dict[str, int | None]
    facts_total: int
    groups: tuple[StaleGroup, ...]
    facts: tuple[StaleFact, ...]
    catalog: CatalogInfo


@dataclass(frozen=True, slots=True)
class ModelCoverage:
    """Of how many models something is known."""

    total: int
    open_weights: int
    developed_in_japan: int
    japanese_stated: int
    parameters: int
    architecture: int
    license: int
    license_read_in_full: int
    lineage_to_the_end: int
    published_files: int
    artifacts: int
    japanese_measured: int


@dataclass(frozen=True, slots=True)
class AcceleratorCoverage:
    total: int
    driver_memory: int
    bandwidth: int
    tensor_rate: int


@dataclass(frozen=True, slots=True)
class KindCoverage:
    """One kind of YAML file. ``dated``: facts, or groups of them, with a date of their own."""

    kind: str
    files: int
    entries: int
    dated: int
    unknown: int
    stale: int
    shelf_life_days: int | None


@dataclass(frozen=True, slots=True)
class StatsReport:
    schema: ClassVar = "catalog.stats"
    as_of: str
    models: ModelCoverage
    accelerators: AcceleratorCoverage
    files: int  # published weights with their size
    artifacts: int
    japanese_evidence: dict[str, int]  # models by evidence class
    licenses_by_text_read: dict[str, int]
    licenses_by_confidence: dict[str, int]
    counts: dict[str, int]  # entries of every sort
    kinds: tuple[KindCoverage, ...]
    facts_total: int
    stale_total: int
    unknown_total: int
    catalog: CatalogInfo
