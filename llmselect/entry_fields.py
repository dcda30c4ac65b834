"""Fields of the reports of catalogue entries: what a row of a list and a `show` hold.

The reports carry them as plain mappings; these types let mypy check the code that fills them
and are what the JSON Schemas are made from. ``None`` is unknown.
"""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class ModelRow(TypedDict):
    id: str
    developer: str
    developer_country: str | None
    lineage_countries: list[str]
    parameters: int | None
    context: int | None
    licenses: list[str]
    ja: float | None


class GpuRow(TypedDict):
    id: str
    name: str
    kind: str
    memory_bytes: int | None
    memory_bandwidth_gbs: float | None
    fp16_tflops: float | None
    tdp_w: int | None


class LicenseRow(TypedDict):
    id: str
    name: str
    category: str
    commercial_use: str | None
    confidence: str


class ProviderRow(TypedDict):
    id: str
    name: str
    channel: str
    operator_country: str | None
    training_use: str | None
    retention_days: int | str | None
    japan: str | None


class DeveloperFields(TypedDict):
    name: str
    country: str | None


class AncestorFields(TypedDict):
    id: str
    country: str | None


class ParameterFields(TypedDict):
    total: int | None
    active: int | None


class ContextFields(TypedDict):
    trained: int | None
    advertised: int | None


class FileFields(TypedDict):
    format: str
    quant: str
    bytes: int
    publisher: str
    repo: str
    exact: bool
    as_of: str
    source: str


class ArtifactFields(TypedDict):
    format: str
    ref: str
    quants: list[str]


class QualityFields(TypedDict):
    lang: str
    score: float | None
    se: float | None
    evidence: str
    grade: str | None
    boards: tuple[str, ...]
    source: str | None


class UnnamedFields(TypedDict):
    role: str
    name: str
    country: str | None


class DescentEvidence(TypedDict):
    """Which of the lists of descent a source tells, and how sure it is."""

    of: list[str]
    confidence: str | None
    kind: str
    source: str
    note: str | None


class DescentFields(TypedDict):
    """What went in beside base models; ``None`` where nobody says."""

    components: list[str] | None
    teachers: list[str] | None
    unnamed: list[UnnamedFields]
    descent_evidence: list[DescentEvidence]


class ModelEntry(DescentFields):
    id: str
    name: str
    aliases: list[str]
    developer: DeveloperFields
    status: str
    released: str | None
    base_models: list[str]
    lineage: list[AncestorFields]
    lineage_countries: list[str]
    licenses: list[str]
    parameters: ParameterFields
    architecture: dict[str, Any] | None  # only the dimensions that are set
    context: ContextFields
    modalities: list[str]
    languages: list[str] | None
    reasoning: str | None
    tool_use: bool | None
    files: list[FileFields]
    artifacts: list[ArtifactFields]
    quality: list[QualityFields]


class GpuEntry(TypedDict):
    id: str
    name: str
    aliases: list[str]
    vendor: str
    kind: str
    memory_bytes: int | None
    marketed_memory_bytes: int | None
    driver_memory_bytes: int | None
    gpu_share: NotRequired[float]
    usable_bytes: int | None
    memory_type: str | None
    memory_bandwidth_gbs: float | None
    fp16_tflops: float | None
    architecture: str | None
    compute_capability: str | None
    tdp_w: int | None
    released: str | None
    launch_price_usd: int | None
