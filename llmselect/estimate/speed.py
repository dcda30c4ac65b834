"""Generation speed for one reader: the weights read per token against memory bandwidth.

tokens/s = 1 / (bytes read per token / (bandwidth x efficiency) + fixed time per token).
The constants are a robust fit over 611 medians of (GPU, model, quantisation, engine) from 50
kinds of hardware (docs/methods/speed.md): median error 10 %, leaving one GPU out 15 %; 85 % of
the groups within 25 %. It holds for one GPU, or several with the layers split, with all
weights on them.
"""

from __future__ import annotations

from llmselect.catalog.entries import Accelerator, Model
from llmselect.records import dataclass
from llmselect.report import Speed

# Share of the nominal bandwidth that a 4-bit GGUF reaches, and fixed milliseconds per token.
_BACKEND = {
    "cuda": (0.787, 1.39),
    "metal": (0.786, 3.31),
    "rocm": (0.779, 2.30),
    "vulkan": (0.792, 1.68),
}
_FALLBACK_BACKEND = (0.785, 2.30)  # one efficiency serves all four; the slower fixed time
# Larger formats use bandwidth better than 4 bits, very small ones worse.
_QUANT_FACTOR = ((3.6, 0.66), (5.2, 1.00), (7.5, 1.08), (12.0, 1.13), (33.0, 1.10))
_FP4_FACTOR = 1.05
_MOE_FACTOR, _MOE_EXTRA_MS = 0.825, 1.49
_HBM_FACTOR = 0.61  # llama.cpp builds of 2024 on HBM cards
_ENGINE_FACTOR = {"mlx-lm": 1.14, "vllm": 1.0, "sglang": 1.0}
# Measured over predicted, tenth to ninetieth percentile.
_LOW, _HIGH = 0.78, 1.20
_LOW_UNSURE, _HIGH_UNSURE = 0.60, 1.40
_GB = 1e9


@dataclass(frozen=True, slots=True)
class Reads:
    """What generating one token reads: weights and, at a depth of context, the KV cache."""

    weight_bytes: float
    kv_bytes: float
    bits: float
    fp4: bool = False


def estimate_speed(model: Model, gpu: Accelerator, reads: Reads, engine: str) -> Speed | None:
    """Tokens per second with an empty to a full context; None without a bandwidth."""
    if gpu.memory_bandwidth_gbs is None or reads.weight_bytes <= 0:
        return None
    moe = model.architecture is not None and model.architecture.moe is not None
    efficiency, fixed_ms = _BACKEND.get(gpu.backend or "", _FALLBACK_BACKEND)
    efficiency *= _FP4_FACTOR if reads.fp4 else _quant_factor(reads.bits)
    efficiency *= _ENGINE_FACTOR.get(engine, 1.0)
    hbm = (gpu.memory_type or "").upper().startswith("HBM")
    if hbm and engine in ("llama.cpp", "ollama"):
        efficiency *= _HBM_FACTOR
    if moe:
        efficiency *= _MOE_FACTOR
        fixed_ms += _MOE_EXTRA_MS
    bandwidth = gpu.memory_bandwidth_gbs * _GB * min(efficiency, 0.95)
    empty = 1 / (reads.weight_bytes / bandwidth + fixed_ms / 1e3)
    full = 1 / ((reads.weight_bytes + reads.kv_bytes) / bandwidth + fixed_ms / 1e3)
    unsure = _is_unsure(gpu, engine, moe)
    return Speed(
        tok_s=round(empty, 1),
        low=round(full * (_LOW_UNSURE if unsure else _LOW), 1),
        high=round(empty * (_HIGH_UNSURE if unsure else _HIGH), 1),
        basis="bandwidth_law_unsure" if unsure else "bandwidth_law",
    )


def reads_per_token(model: Model, weight_bytes: int, kv_bytes: int | None) -> Reads | None:
    """Bytes that one token reads, from the size of all weights and the active share."""
    parameters = model.parameters
    if not parameters.total:
        return None
    text = parameters.text or parameters.total
    read = parameters.read_per_token or parameters.active or text
    bits = weight_bytes * 8 / text
    return Reads(read * bits / 8, kv_bytes or 0, bits)


def _quant_factor(bits: float) -> float:
    return next(factor for limit, factor in _QUANT_FACTOR if bits <= limit or limit > 32)


def _is_unsure(gpu: Accelerator, engine: str, moe: bool) -> bool:
    """Where the law was fitted on little: see docs/methods/speed.md, "where it fails"."""
    return (
        gpu.backend not in _BACKEND
        or gpu.architecture == "Pascal"
        or engine not in ("llama.cpp", "ollama", "mlx-lm")
        or (moe and gpu.backend != "cuda")
    )
