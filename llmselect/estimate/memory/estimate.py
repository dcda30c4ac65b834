"""The sum: weights, cache, state, buffers and overhead of one model in one setup."""

from __future__ import annotations

from typing import NamedTuple

from llmselect.catalog.entries import Model, PublishedFile
from llmselect.estimate.memory import llama_cpp, mlx, transformers, vllm
from llmselect.estimate.memory.bits import bits_per_weight
from llmselect.estimate.memory.llama_cpp import Parts
from llmselect.estimate.memory.profile import Profile, profile
from llmselect.estimate.memory.published import header_bytes, published_file
from llmselect.estimate.memory.quant_mix import MIXES
from llmselect.estimate.memory.setup import (
    GGUF_ENGINES,
    SERVER_ENGINES,
    MemoryEstimate,
    Setup,
)
from llmselect.estimate.memory.weights import Weights

_MLX_ENGINES = frozenset(("mlx", "mlx-lm"))
_GGUF_LABELS = {"MXFP4": "MXFP4_MOE"}  # what Ollama's tags call it
_16_BIT = 2
# Shares by which a part may be off: about eight of ten measured runs lie inside.
_EXACT_FILE = (1.0, 1.001)
_ROUNDED_FILE = (0.985, 1.01)  # also: what stays on the host may be stored in more bits
COMPUTED = (0.985, 1.04)  # publishers' own recipes are larger more often than smaller
_SCALED = (0.93, 1.12)
_TABLE_TOLERANCE = 0.05  # an MTP block that only the published count holds stays below
_COMPUTE_SHARE = (0.93, 1.20)
_UNKNOWN_CACHE = 0.25  # of the weights, where the architecture is not known
_GROUPED = {
    "weights": "tensor_table", "kv_cache": "architecture", "state": "architecture",
    "compute": "engine_rule", "overhead": "assumption",
}  # fmt: skip


class Loaded(NamedTuple):
    """Weights in memory with their margins, and what they rest on."""

    file: int
    device: int
    host: int
    low: int
    high: int
    basis: str
    difference: float | None


def estimate_memory(model: Model, setup: Setup, *, computed: bool = False) -> MemoryEstimate | None:
    """Memory over all devices of ``setup``; None when nothing can be said about the weights.

    A published file of the same quantisation wins over the computed size unless ``computed``.
    """
    shapes = profile(model.architecture) if model.architecture is not None else None
    loaded = load_weights(model, setup, shapes, computed)
    if loaded is None:
        return None
    if setup.gpus == 0:
        loaded = _once(loaded, model, setup)
    if shapes is None:
        return _weights_only(loaded, setup)
    parts = engine_parts(shapes, setup)
    device = loaded.device + parts.kv_cache + parts.state + parts.compute
    overhead = parts.overhead
    if setup.engine in SERVER_ENGINES:
        # The engine takes only this share of the card: the rest must be there and stay free.
        overhead += int((device + overhead) * (1 / setup.gpu_memory_utilization - 1))
    low_overhead, high_overhead = _overhead_range(setup, overhead, setup.devices)
    certain = parts.kv_cache + parts.state
    return MemoryEstimate(
        file_bytes=loaded.file,
        weights_bytes=loaded.device,
        weights_host_bytes=loaded.host,
        kv_cache_bytes=parts.kv_cache,
        state_bytes=parts.state,
        compute_bytes=parts.compute,
        overhead_bytes=overhead,
        total_bytes=device + overhead,
        low_bytes=loaded.low + certain + int(parts.compute * _COMPUTE_SHARE[0]) + low_overhead,
        high_bytes=loaded.high
        + certain
        + int(parts.compute * _COMPUTE_SHARE[1])
        + parts.at_worst
        + high_overhead,
        basis=_BASES[loaded.basis],
        published_difference=loaded.difference,
    )


def engine_parts(shapes: Profile, setup: Setup) -> Parts:
    """Everything but the weights, by the engine's rules; unknown engines count as llama.cpp."""
    if setup.engine in SERVER_ENGINES:
        return vllm.parts(shapes, setup)
    if setup.engine in _MLX_ENGINES:
        return mlx.parts(shapes, setup)
    if setup.engine == "transformers":
        return transformers.parts(shapes, setup)
    return llama_cpp.parts(shapes, setup)


def load_weights(
    model: Model, setup: Setup, shapes: Profile | None, computed: bool
) -> Loaded | None:
    """The weights from a published file, the tensor table or the number of parameters."""
    file = None if computed else published_file(model, setup.engine, setup.quant)
    table = None
    if shapes is not None:
        gguf = gguf_table(model, setup)
        if gguf is not None:
            table = shapes.weights(gguf[0], True, native_experts=gguf[1])
        elif setup.engine not in GGUF_ENGINES:
            table = shapes.weights(setup.quant, False)
    ratio = _missed(model, shapes) if shapes is not None else 1.0
    if file is not None:
        return _from_file(model, setup, file, table if ratio == 1 else None)
    if table is not None:
        loaded = _from_table(model, setup, table, ratio)
        return _as_served(loaded, model, setup, shapes)
    total = model.parameters.total
    bits = bits_per_weight(setup.quant)
    if total is None or bits is None:
        return None
    low, likely, high = (int(total * value) // 8 for value in bits)
    return Loaded(likely, likely, 0, low, high, "bits_per_weight", None)


def gguf_table(model: Model, setup: Setup) -> tuple[str, bool] | None:
    """(mix, whether experts stay in MXFP4) of a GGUF file; None for other formats."""
    mix = _GGUF_LABELS.get(setup.quant, setup.quant)
    if setup.engine not in GGUF_ENGINES or mix not in MIXES:
        return None
    return mix, (model.native_quant or "").upper().startswith("MXFP4")


def _once(loaded: Loaded, model: Model, setup: Setup) -> Loaded:
    """Without a device there is one copy of everything, mapped from the file."""
    size = loaded.file
    if setup.engine in GGUF_ENGINES and model.architecture is not None:
        size -= header_bytes(model.architecture)
    ratio = size / loaded.device
    return loaded._replace(
        device=size, host=0, low=int(loaded.low * ratio), high=int(loaded.high * ratio)
    )


def _missed(model: Model, shapes: Profile) -> float:
    """Published over tabulated weights where they disagree so much that layers must be missing."""
    parameters = model.parameters
    known = parameters.text or (parameters.total or 0) - (parameters.vision or 0)
    ratio = known / shapes.values if known > 0 else 1.0
    return 1.0 if abs(ratio - 1) <= _TABLE_TOLERANCE else ratio


def _as_served(loaded: Loaded, model: Model, setup: Setup, shapes: Profile | None) -> Loaded:
    """Adds what servers hold beside the checkpoint: rotary tables, padding of MXFP4 experts."""
    if setup.engine not in SERVER_ENGINES or shapes is None:
        return loaded
    extra = vllm.load_extras(shapes, setup, model.context_trained)
    return loaded._replace(
        device=loaded.device + extra, low=loaded.low + extra, high=loaded.high + extra
    )


def _from_table(model: Model, setup: Setup, table: Weights, ratio: float) -> Loaded:
    file, device = table.file_bytes, table.device_bytes
    if ratio != 1:
        # The dimensions do not add up to the published count: scale the table's average.
        file, device = int(file * ratio), int(device * ratio)
    if setup.engine in GGUF_ENGINES:
        assert model.architecture is not None
        file += header_bytes(model.architecture)
    else:
        vision = _vision_bytes(model)
        file, device = file + vision, device + vision
    if setup.engine == "ollama":
        device += _vision_bytes(model)
    shares, basis = (COMPUTED, "tensor_table") if ratio == 1 else (_SCALED, "bits_per_weight")
    low, high = int(device * shares[0]), int(device * shares[1])
    return Loaded(file, device, table.host_bytes, low, high, basis, None)


def _from_file(model: Model, setup: Setup, file: PublishedFile, table: Weights | None) -> Loaded:
    size = file.bytes
    if file.device_bytes is not None:
        device = file.device_bytes
        return Loaded(size, device, file.host_bytes, device, device, "file_header", None)
    if file.format == "ollama" and setup.engine != "ollama":
        size -= min(_vision_bytes(model), size // 2)  # the registry's total has the projector
    shares = _EXACT_FILE if file.exact else _ROUNDED_FILE
    if table is None or model.architecture is None:
        return Loaded(
            size, size, 0, int(size * shares[0]), int(size * shares[1]), "published_file", None
        )
    if setup.engine not in GGUF_ENGINES:
        whole = table.file_bytes + _vision_bytes(model)
        return Loaded(
            size, size, 0, int(size * shares[0]), int(size * shares[1]), "published_file",
            size / whole - 1,
        )  # fmt: skip
    header = header_bytes(model.architecture)
    # The device holds what the table says, and all that the file has beyond the table.
    device = max(table.device_bytes + size - header - table.file_bytes, size // 2)
    if setup.engine == "ollama" and file.format != "ollama":
        device += _vision_bytes(model)
    return Loaded(
        size, device, table.host_bytes, int(device * shares[0]), int(device * shares[1]),
        "published_file", size / (table.file_bytes + header) - 1,
    )  # fmt: skip


def _vision_bytes(model: Model) -> int:
    return (model.parameters.vision or 0) * _16_BIT


def _overhead_range(setup: Setup, overhead: int, ranks: int) -> tuple[int, int]:
    if setup.gpus == 0:
        return overhead, overhead
    if setup.engine in SERVER_ENGINES:
        return overhead * 7 // 10, overhead * 14 // 10
    if setup.engine in _MLX_ENGINES:
        return overhead // 2, overhead * 4
    return llama_cpp.CONTEXT_LOW * ranks, llama_cpp.CONTEXT_HIGH * ranks


def _weights_only(loaded: Loaded, setup: Setup) -> MemoryEstimate:
    """Cache and buffers are unknown, not nothing: only the high bound makes room for them."""
    ranks = setup.devices
    overhead = llama_cpp.CONTEXT_BYTES * ranks
    return MemoryEstimate(
        file_bytes=loaded.file,
        weights_bytes=loaded.device,
        weights_host_bytes=loaded.host,
        kv_cache_bytes=None,
        state_bytes=None,
        compute_bytes=None,
        overhead_bytes=overhead,
        total_bytes=loaded.device + overhead,
        low_bytes=loaded.low + llama_cpp.CONTEXT_LOW * ranks,
        high_bytes=int(loaded.high * (1 + _UNKNOWN_CACHE)) + llama_cpp.CONTEXT_HIGH * ranks,
        basis=_UNKNOWN_BASES[loaded.basis],
        published_difference=loaded.difference,
    )


_BASES = {
    name: {**_GROUPED, "weights": name}
    for name in ("published_file", "file_header", "tensor_table", "bits_per_weight")
}
_UNKNOWN_BASES = {
    name: {
        "weights": name, "kv_cache": "unknown", "state": "unknown", "compute": "unknown",
        "overhead": "assumption",
    }
    for name in ("published_file", "file_header", "bits_per_weight")
}  # fmt: skip
