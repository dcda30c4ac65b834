"""How much memory a model needs: see docs/methods/memory.md."""

from llmselect.estimate.memory.estimate import estimate_memory
from llmselect.estimate.memory.explain import explain_memory
from llmselect.estimate.memory.inverse import (
    kv_bytes_per_token,
    max_context,
    max_parallel,
    most_sequences,
)
from llmselect.estimate.memory.kv_cache import KV_TYPES_BY_ENGINE
from llmselect.estimate.memory.placement import Placement, place, place_within
from llmselect.estimate.memory.quant_mix import MIXES as GGUF_MIXES
from llmselect.estimate.memory.setup import MemoryEstimate, Setup, Term

__all__ = [
    "GGUF_MIXES",
    "KV_TYPES_BY_ENGINE",
    "MemoryEstimate",
    "Placement",
    "Setup",
    "Term",
    "estimate_memory",
    "explain_memory",
    "kv_bytes_per_token",
    "max_context",
    "max_parallel",
    "most_sequences",
    "place",
    "place_within",
]
