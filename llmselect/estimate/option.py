"""An option: a model in one quantisation, on one engine, at one place, with its estimates."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from llmselect.catalog.data_policy import Provider
from llmselect.catalog.entries import Accelerator, Artifact, Model
from llmselect.catalog.prices import ApiPrice, CloudOffer
from llmselect.estimate.memory import MemoryEstimate, Setup, place
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


def with_ram(gpu: Accelerator, ram_bytes: int | None) -> Accelerator:
    """A processor's memory is what the machine has; other accelerators stay as they are."""
    return replace(gpu, marketed_memory_bytes=ram_bytes) if gpu.kind == "cpu" else gpu


def fit_on(
    model: Model, setup: Setup, memory: MemoryEstimate, gpu: Accelerator, ram_bytes: int | None
) -> Fit:
    """How ``memory`` of ``setup`` stands to its devices, each of them a ``gpu``.

    Beside ``fit_of``: of several cards the fullest decides, and on unified memory what stays
    in RAM takes its place beside the rest.
    """
    usable = gpu.usable_bytes
    if usable is None:
        return "unknown"
    # A processor has no RAM beside its RAM.
    beside = None if gpu.kind == "cpu" else ram_bytes
    fit = fit_of(memory, usable * max(setup.devices, 1), beside)
    if fit not in ("fits", "tight"):
        return fit
    if gpu.gpu_share is not None and memory.total_bytes + memory.weights_host_bytes > (
        gpu.memory_bytes or 0
    ):
        return "no"
    if setup.devices < 2:
        return fit
    placed = place(model, setup)
    assert placed is not None
    if placed.largest_bytes > usable:
        return "no" if ram_bytes is None else "offload"
    margin = memory.high_bytes / memory.total_bytes
    return fit if placed.largest_bytes * margin <= usable else "tight"


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
