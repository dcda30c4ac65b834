"""An option: a model in one quantisation, on one engine, at one place, with its estimates."""

from __future__ import annotations

from typing import Literal

from llmselect.catalog.data_policy import Provider
from llmselect.catalog.entries import Accelerator, Artifact, Model
from llmselect.catalog.prices import ApiPrice, CloudOffer
from llmselect.estimate.memory import MemoryEstimate
from llmselect.records import dataclass
from llmselect.report import Cost, Quality, Speed

Fit = Literal["fits", "tight", "offload", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where it runs: own or hired accelerators, or somebody's API."""

    kind: str  # own-gpu | cloud-gpu | serverless | api
    gpu: Accelerator | None = None
    count: int = 1
    offer: CloudOffer | None = None
    provider: Provider | None = None
    price: ApiPrice | None = None

    @property
    def usable_bytes(self) -> int | None:
        """Memory over all cards that one program can fill."""
        if self.gpu is None or self.gpu.usable_bytes is None:
            return None
        return self.gpu.usable_bytes * self.count


@dataclass(frozen=True, slots=True)
class Option:
    """What rules judge and scores rank. Estimates are None where nothing can be said."""

    model: Model
    place: Place
    quant: str | None
    engine: str | None
    artifact: Artifact | None
    context: int
    memory: MemoryEstimate | None
    fit: Fit
    speed: Speed | None
    quality: Quality
    cost: Cost | None

    @property
    def headroom_bytes(self) -> int | None:
        """What stays free: usable memory less the estimate; negative when it does not fit."""
        usable = self.place.usable_bytes
        return None if usable is None or self.memory is None else usable - self.memory.total_bytes


def fit_of(memory: MemoryEstimate, usable_bytes: int, ram_bytes: int | None) -> Fit:
    """How an estimate stands to a memory.

    ``fits``: even the high bound does; ``tight``: the estimate does. ``unknown``: what is known
    would fit, but the KV cache is not known. ``offload``: some layers would have to stay in
    RAM, and as far as was said there is enough of it; ``no``: there is not.
    """
    if memory.total_bytes <= usable_bytes:
        if memory.kv_cache_bytes is None:
            return "unknown"
        return "fits" if memory.high_bytes <= usable_bytes else "tight"
    missing = memory.total_bytes - usable_bytes
    if ram_bytes is not None and missing + memory.weights_host_bytes <= ram_bytes:
        return "offload"
    return "no"
