"""How accelerators hold a model: for `vram`, each card asked for or all of the catalogue."""

from __future__ import annotations

from dataclasses import replace

from llmselect.catalog.entries import Accelerator, Model
from llmselect.catalog.store import Store
from llmselect.estimate import memory as estimate
from llmselect.estimate.memory import Setup, estimate_memory, max_context
from llmselect.estimate.option import Fit, fit_on, with_ram
from llmselect.records import dataclass
from llmselect.report import DeviceShare, GpuFit, PlacedParts

CARD_KINDS = ("desktop", "laptop", "workstation", "datacenter", "unified", "edge")


@dataclass(frozen=True, slots=True)
class Asked:
    """A model, how it is to run, and what the machine has beside its accelerators."""

    model: Model
    setup: Setup
    ram_bytes: int | None = None
    computed: bool = False

    def on(self, gpu: Accelerator, count: int) -> Setup:
        """The setup on ``count`` of ``gpu``; a processor has everything in RAM."""
        if gpu.kind == "cpu":
            return replace(self.setup, gpus=0)
        # What was said of tensor parallelism holds for one kind of card.
        return self.setup.on_devices(max(count, self.setup.tensor_parallel))

    def with_setup(self, setup: Setup) -> Asked:
        return replace(self, setup=setup)


def all_fits(store: Store, asked: Asked) -> list[GpuFit]:
    """Every accelerator of the catalogue, those that hold the model first, smallest first."""
    longest: dict[int, int | None] = {}
    fits = [
        fit_gpu(asked, gpu, 1, longest)
        for gpu in store.gpus()
        if gpu.usable_bytes is not None and gpu.kind in CARD_KINDS
    ]
    return sorted(
        fits, key=lambda fit: (fit.verdict in ("offload", "no"), fit.usable_bytes or 0, fit.id)
    )


def fit_gpu(
    asked: Asked, gpu: Accelerator, count: int, longest: dict[int, int | None] | None = None
) -> GpuFit:
    """``longest`` keeps the longest context by usable memory: many cards share a size.

    What lies where is worked out only without it, for cards that were asked for.
    """
    gpu = with_ram(gpu, asked.ram_bytes)
    setup, device = asked.on(gpu, count), gpu.usable_bytes
    memory = estimate_memory(asked.model, setup, computed=asked.computed)
    assert memory is not None
    verdict = fit_on(asked.model, setup, memory, gpu, asked.ram_bytes)
    placed = None
    if longest is None:
        verdict, placed = _placed(asked, gpu, setup, verdict)
    longest = {} if longest is None else longest
    if device is not None and verdict in ("fits", "tight") and device not in longest:
        longest[device] = max_context(asked.model, setup, device, computed=asked.computed)
    usable = None if device is None else device * max(setup.devices, 1)
    return GpuFit(
        id=gpu.id,
        name=gpu.name,
        count=max(setup.devices, 1),
        usable_bytes=usable,
        verdict=verdict,
        headroom_bytes=None if usable is None else usable - memory.total_bytes,
        max_context=longest.get(device or 0) if verdict in ("fits", "tight") else None,
        placement=placed,
    )


def _placed(
    asked: Asked, gpu: Accelerator, setup: Setup, verdict: Fit
) -> tuple[Fit, PlacedParts | None]:
    """What lies where. Whether the rest fits RAM is known exactly only from here on."""
    model, computed = asked.model, asked.computed
    if model.architecture is None or (verdict == "unknown" and gpu.kind != "cpu"):
        return verdict, None
    placement = estimate.place_within(model, setup, gpu.usable_bytes or 0, computed=computed)
    if placement is None:
        return "no", None
    if placement.mode == "cpu":
        return verdict, _described(placement)
    if placement.mode in ("layers_in_ram", "experts_in_ram"):
        if gpu.gpu_share is not None:
            return "no", None  # the RAM beside it is the same memory
        ram = asked.ram_bytes
        verdict = "offload" if ram is not None and placement.ram_bytes <= ram else "no"
    return verdict, _described(placement)


def _described(placement: estimate.Placement) -> PlacedParts:
    return PlacedParts(
        mode=placement.mode,
        layers=placement.layers,
        gpu_layers=placement.gpu_layers,
        expert_layers_in_ram=placement.expert_layers_in_ram,
        ram_bytes=placement.ram_bytes,
        devices=tuple(
            DeviceShare(
                device.layers, device.weights_bytes, device.cache_bytes, device.compute_bytes,
                device.overhead_bytes, device.total_bytes,
            )
            for device in placement.devices
        ),
    )  # fmt: skip
