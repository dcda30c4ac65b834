"""What is asked and what is answered."""

from __future__ import annotations

from dataclasses import replace

from llmselect.records import dataclass

GGUF_ENGINES = frozenset(("llama.cpp", "ollama", "lm-studio"))
SERVER_ENGINES = frozenset(("vllm", "sglang", "tgi"))
_SHARED_CONTEXT = frozenset(("llama.cpp", "lm-studio"))


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
    gpus: int = 1  # 0: everything in RAM
    gpu_memory_utilization: float = 0.92
    batched_tokens: int = 2048

    @property
    def devices(self) -> int:
        """Cards that hold a part each; none where everything lies in RAM."""
        return max(self.gpus, self.tensor_parallel) if self.gpus else 0

    @property
    def shares_context(self) -> bool:
        """Whether all slots together have ``context``."""
        return self.engine in _SHARED_CONTEXT

    @property
    def context_each(self) -> int:
        """Tokens that one of the sequences has."""
        return self.context // self.parallel if self.shares_context else self.context

    def with_sequences(self, count: int, context: int) -> Setup:
        """``count`` sequences at once, each of ``context`` tokens."""
        whole = context * count if self.shares_context else context
        return replace(self, parallel=count, context=whole)

    def on_devices(self, count: int) -> Setup:
        """Over ``count`` cards, divided as the engine does."""
        ranks = count if self.engine in SERVER_ENGINES else self.tensor_parallel
        return replace(self, gpus=count, tensor_parallel=ranks)


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
