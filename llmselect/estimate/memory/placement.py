"""Where the parts lie: on one card, over several, partly in RAM, or wholly in RAM.

llama.cpp (0.5.0-dev, 2026-10-01) places whole layers: several cards get runs of layers, and what
does not fit stays in RAM, the first layers first (``-ngl``). Of a mixture of experts only the
experts of the first layers stay there (``--n-cpu-moe``). vLLM and SGLang divide every layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from llmselect.catalog.entries import Model
from llmselect.estimate.memory.estimate import (
    engine_parts,
    estimate_memory,
    gguf_table,
)
from llmselect.estimate.memory.layer_weights import spread
from llmselect.estimate.memory.llama_cpp import layer_caches
from llmselect.estimate.memory.profile import profile
from llmselect.estimate.memory.setup import (
    GGUF_ENGINES,
    SERVER_ENGINES,
    MemoryEstimate,
    Setup,
)
from llmselect.records import dataclass

Mode = Literal[
    "one_device", "layer_split", "tensor_parallel", "layers_in_ram", "experts_in_ram", "cpu"
]
_WHOLE_LAYERS_ONLY = ("ollama",)  # it has no option to leave experts alone in RAM
_SHARES_MIX = "F16"  # formats of safetensors: layers relate to each other as they do in 16 bit


@dataclass(frozen=True, slots=True)
class DeviceShare:
    """Bytes on one device. ``layers``: repeating layers and, behind them, the output."""

    layers: int
    weights_bytes: int
    cache_bytes: int
    compute_bytes: int
    overhead_bytes: int

    @property
    def total_bytes(self) -> int:
        return self.weights_bytes + self.cache_bytes + self.compute_bytes + self.overhead_bytes


@dataclass(frozen=True, slots=True)
class Placement:
    """What lies where. ``layers`` counts the output as one, as llama.cpp's ``-ngl`` does."""

    mode: Mode
    devices: tuple[DeviceShare, ...]
    layers: int
    gpu_layers: int
    expert_layers_in_ram: int
    ram_bytes: int

    @property
    def largest_bytes(self) -> int:
        """What the fullest device needs; nothing on a machine without one."""
        return max([device.total_bytes for device in self.devices], default=0)


class _Pieces:
    """The sizes that placing works with: by layer, the output behind the last."""

    def __init__(self, model: Model, setup: Setup, estimate: MemoryEstimate) -> None:
        assert model.architecture is not None
        shapes = profile(model.architecture)
        mix, native = gguf_table(model, setup) or (_SHARES_MIX, False)
        held = shapes.layer_weights(mix, native)
        self.weights = spread(estimate.weights_bytes, [*held.weights, held.output])
        scale = estimate.weights_bytes / held.total if held.total else 1.0
        self.experts = [int(size * scale) for size in held.experts]
        self.matrix = int(held.largest_matrix * scale)
        cache = (estimate.kv_cache_bytes or 0) + (estimate.state_bytes or 0)
        self.cache = [*spread(cache, layer_caches(shapes, setup)), 0]
        self.gpus = setup.devices
        self.compute = (estimate.compute_bytes or 0) // self.gpus
        self.overhead = estimate.overhead_bytes // self.gpus
        self.host = estimate.weights_host_bytes + engine_parts(shapes, setup).host_compute

    @property
    def layers(self) -> int:
        return len(self.weights)

    def device(self, first: int, end: int, experts_from: int, extra: int) -> DeviceShare:
        """Layers ``first`` to ``end``, the experts of those before ``experts_from`` left out."""
        in_ram = sum(self.experts[first : min(end, experts_from)])
        return DeviceShare(
            layers=end - first,
            weights_bytes=sum(self.weights[first:end]) - in_ram,
            cache_bytes=sum(self.cache[first:end]),
            compute_bytes=self.compute + extra,
            overhead_bytes=self.overhead,
        )


def place(model: Model, setup: Setup, *, computed: bool = False) -> Placement | None:
    """Everything on the devices of ``setup``, or in RAM where it has none (``gpus`` 0).

    None where nothing can be said about the weights.
    """
    estimate = estimate_memory(model, setup, computed=computed)
    if estimate is None:
        return None
    if setup.gpus == 0:
        return Placement("cpu", (), 0, 0, 0, estimate.total_bytes)
    gpus = setup.devices
    if gpus == 1 or setup.engine in SERVER_ENGINES or model.architecture is None:
        return _alike(model, estimate, gpus, setup)
    pieces = _Pieces(model, setup, estimate)
    devices = tuple(
        pieces.device(first, end, 0, 0) for first, end in _even_runs(pieces.layers, gpus)
    )
    return Placement("layer_split", devices, pieces.layers, pieces.layers, 0, pieces.host)


def place_within(
    model: Model, setup: Setup, device_bytes: int, *, computed: bool = False
) -> Placement | None:
    """The placement that leaves least in RAM with at most ``device_bytes`` on each device.

    None where not even the output matrix and the buffers fit, where the engine cannot leave
    layers in RAM, or where the architecture is not known.
    """
    whole = place(model, setup, computed=computed)
    if whole is None or whole.largest_bytes <= device_bytes:
        return whole
    if setup.engine not in GGUF_ENGINES or model.architecture is None:
        return None
    estimate = estimate_memory(model, setup, computed=computed)
    assert estimate is not None
    pieces = _Pieces(model, setup, estimate)
    for mode, first, experts_from in _offloads(pieces, setup.engine):
        devices = _filled(pieces, first, experts_from, device_bytes)
        if devices is not None:
            return Placement(
                mode, devices, pieces.layers, pieces.layers - first, experts_from,
                pieces.host + sum(pieces.weights[:first]) + sum(pieces.cache[:first])
                + sum(pieces.experts[first:experts_from]),
            )  # fmt: skip
    return None


def _alike(model: Model, estimate: MemoryEstimate, gpus: int, setup: Setup) -> Placement:
    """One device, or several that hold equal shares of every layer."""
    layers = model.architecture.num_hidden_layers + 1 if model.architecture else 0
    cache = (estimate.kv_cache_bytes or 0) + (estimate.state_bytes or 0)
    share = DeviceShare(
        layers,
        -(-estimate.weights_bytes // gpus),
        -(-cache // gpus),
        -(-(estimate.compute_bytes or 0) // gpus),
        -(-estimate.overhead_bytes // gpus),
    )
    host = estimate.weights_host_bytes
    if model.architecture is not None:
        host += engine_parts(profile(model.architecture), setup).host_compute
    mode: Mode = "one_device" if gpus == 1 else "tensor_parallel"
    return Placement(mode, (share,) * gpus, layers, layers, 0, host)


def _even_runs(layers: int, gpus: int) -> list[tuple[int, int]]:
    """llama.cpp's default between equal cards: runs of as many layers, the first ones longer."""
    bounds = [-(-layers * i // gpus) for i in range(gpus + 1)]
    return [*pairwise(bounds)]


def _offloads(pieces: _Pieces, engine: str) -> Iterator[tuple[Mode, int, int]]:
    """(mode, first layer on a device, layers whose experts stay in RAM), least in RAM first."""
    repeating = pieces.layers - 1
    if any(pieces.experts) and engine not in _WHOLE_LAYERS_ONLY:
        # Layers without experts move nothing: naming them would only lengthen the list.
        yield from (
            ("experts_in_ram", 0, n) for n in range(1, repeating + 1) if pieces.experts[n - 1]
        )
        yield from (("layers_in_ram", first, repeating) for first in range(1, repeating + 1))
    else:
        yield from (("layers_in_ram", first, 0) for first in range(1, repeating + 1))


def _filled(
    pieces: _Pieces, first: int, experts_from: int, device_bytes: int
) -> tuple[DeviceShare, ...] | None:
    """Devices filled one after the other, as llama.cpp's ``--fit`` does; None: not all fits."""
    devices: list[DeviceShare] = []
    start = first
    for _ in range(pieces.gpus):
        end = start
        share = pieces.device(start, end, experts_from, pieces.matrix)
        while end < pieces.layers:
            longer = pieces.device(start, end + 1, experts_from, pieces.matrix)
            if longer.total_bytes > device_bytes:
                break
            end, share = end + 1, longer
        if share.total_bytes > device_bytes:
            return None
        devices.append(share)
        start = end
    return tuple(devices) if start == pieces.layers else None
