"""What the user asked, as understood: names resolved, defaults filled in."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from llmselect.data_needs import DataNeeds
from llmselect.profile import Organization
from llmselect.records import dataclass
from llmselect.units import Budget

Placement = Literal["own-gpu", "cloud-gpu", "serverless", "api"]
PLACEMENTS: tuple[Placement, ...] = ("own-gpu", "cloud-gpu", "serverless", "api")
# What counts as origin. Each scope includes the ones before it.
OriginScope = Literal["developer", "lineage", "components", "teachers"]
ORIGIN_SCOPES: tuple[OriginScope, ...] = ("developer", "lineage", "components", "teachers")

DEFAULT_CONTEXT = 8192
DEFAULT_WEIGHTS = {
    "quality": 4.0,
    "speed": 1.0,
    "memory": 0.5,
    "cost": 1.0,
    "license": 1.0,
    "evidence": 0.3,
    "availability": 0.5,
}


@dataclass(frozen=True, slots=True)
class GpuChoice:
    """So many of one accelerator, by its catalogue id."""

    id: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Request:
    """The constraints of ``recommend``. ``None`` and empty mean: not asked for."""

    as_of: str
    gpus: tuple[GpuChoice, ...] = ()
    ram_bytes: int | None = None
    languages: tuple[str, ...] = ()
    task: str | None = None
    exclude_origins: tuple[str, ...] = ()
    origin_scope: OriginScope = "lineage"
    license_allow: tuple[str, ...] = ()
    license_deny: tuple[str, ...] = ()
    context: int = DEFAULT_CONTEXT
    parallel: int = 1
    quants: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    min_speed: float | None = None
    min_quality: float | None = None
    max_params: int | None = None
    budget: Budget | None = None
    tokens_per_day: int | None = None
    placements: tuple[Placement, ...] = ("own-gpu",)
    include_base: bool = False
    data: DataNeeds = field(default_factory=DataNeeds)
    organization: Organization = field(default_factory=Organization)
    weights: dict[str, float] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    limit: int | None = None
