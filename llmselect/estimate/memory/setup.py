"""What is asked and what is answered."""

from __future__ import annotations

from llmselect.records import dataclass


@dataclass(frozen=True, slots=True)
class Setup:
    """How a model is run.

    ``context`` is what the engine's own option means: for llama.cpp (``-c``) all slots share
    it, for Ollama, vLLM, SGLang, transformers and MLX each of ``parallel`` sequences may use it.
    """

    engine: str = "llama.cpp"
    quant: str = "Q4_K_M"
    context: int = 8192
    parallel: int = 1
    kv_type: str = "f16"
    ubatch: int = 512
    flash_attention: bool = True
    swa_full: bool = False
    tensor_parallel: int = 1
    gpus: int = 1
    gpu_memory_utilization: float = 0.92
    batched_tokens: int = 2048


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the sum: its name, size and place, and the formula with what went into it."""

    name: str
    bytes: int
    where: str  # device | host
    formula: str
    inputs: dict[str, object]


@dataclass(frozen=True, slots=True)
class MemoryEstimate:
    """Bytes over all devices together; only ``weights_host_bytes`` lies in RAM.

    ``kv_cache_bytes``, ``state_bytes`` and ``compute_bytes`` are None where the architecture is
    not known; they then count as nothing in ``total_bytes`` and widen ``high_bytes``.
    """

    file_bytes: int
    weights_bytes: int
    weights_host_bytes: int
    kv_cache_bytes: int | None
    state_bytes: int | None
    compute_bytes: int | None
    overhead_bytes: int
    total_bytes: int
    low_bytes: int
    high_bytes: int
    # Part -> published_file | tensor_table | bits_per_weight | architecture | engine_rule |
    # assumption | unknown.
    basis: dict[str, str]
    published_difference: float | None = None
