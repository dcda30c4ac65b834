"""catalog/gpus/*.yaml and catalog/clouds/*.yaml: accelerators, and where they are for hire."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from llmselect.catalog.schema.base import (
    Amount,
    Basis,
    DateText,
    EvidenceItem,
    Slug,
    Strict,
    TextPair,
    Unknown,
    Url,
)


class AcceleratorRecord(Strict):
    id: Slug
    name: str
    aliases: list[str] = []
    usual_for: list[str] = Field(
        default=[], description="names that fit several entries and mostly mean this one"
    )
    kind: Literal["desktop", "laptop", "workstation", "datacenter", "unified", "edge", "cpu"]
    memory_gib: float | Unknown = Field(description="as marketed; GPU makers' GB are GiB")
    driver_memory_mib: int | Unknown
    gpu_share: Amount | None = None
    memory_type: str | Unknown
    memory_bandwidth_gbs: float | Unknown
    fp16_tflops: float | Unknown = Field(description="dense tensor rate, without sparsity")
    architecture: str | Unknown
    compute_capability: str | None = None
    tdp_w: int | Unknown
    released: DateText | Unknown
    launch_price_usd: int | Unknown
    backend: Literal["cuda", "rocm", "metal", "vulkan", "cpu", "xpu", "tpu", "other"]
    notes: list[TextPair] = []
    evidence: list[EvidenceItem] = []


class AcceleratorFile(Strict):
    kind: Literal["accelerators"]
    vendor: Slug
    evidence: Basis
    accelerators: list[AcceleratorRecord] = Field(min_length=1)


class OfferRecord(Strict):
    instance: str
    gpu: Slug
    gpus: int = Field(ge=1)
    price_per_gpu_hour: Amount
    currency: str = "USD"
    term: Literal["on-demand", "spot", "reserved"]
    commitment_months: int | None = Field(default=None, gt=0)  # of a reserved price
    regions: list[str] = []
    source: Slug
    as_of: DateText
    note: str | None = None


class CloudFile(Strict):
    kind: Literal["cloud"]
    id: Slug
    name: str
    url: Url | None = None
    offers: list[OfferRecord]
