"""Questions asked the other way round."""

from __future__ import annotations

from dataclasses import replace

from llmselect.catalog.entries import Architecture, Model
from llmselect.estimate.memory import vllm
from llmselect.estimate.memory.estimate import (
    SERVER_ENGINES,
    engine_parts,
    estimate_memory,
)
from llmselect.estimate.memory.kv_cache import KV_TYPES
from llmselect.estimate.memory.profile import profile
from llmselect.estimate.memory.setup import Setup

_STEP = 256
_LONGEST = 1 << 20  # where a model states no limit of its own


def max_context(
    model: Model, setup: Setup, budget_bytes: int, *, computed: bool = False
) -> int | None:
    """The longest context whose estimate fits, in steps of 256 up to the model's own limit.

    None where not even the shortest fits, or where the cache is not known.
    """
    shortest = estimate_memory(model, replace(setup, context=_STEP), computed=computed)
    if shortest is None or shortest.kv_cache_bytes is None or model.architecture is None:
        return None
    if shortest.total_bytes > budget_bytes:
        return None
    shapes = profile(model.architecture)
    fixed = shortest.weights_bytes
    share = setup.gpu_memory_utilization if setup.engine in SERVER_ENGINES else 1.0
    limit = max((model.context or _LONGEST) // _STEP, 1)
    low, high = 1, limit  # in steps; `low` always fits
    while low < high:
        middle = (low + high + 1) // 2
        parts = engine_parts(shapes, replace(setup, context=middle * _STEP))
        need = fixed + parts.kv_cache + parts.state + parts.compute + parts.overhead
        if share < 1:
            need += int(need * (1 / share - 1))
        if need <= budget_bytes:
            low = middle
        else:
            high = middle - 1
    return low * _STEP


def kv_bytes_per_token(architecture: Architecture, setup: Setup) -> int:
    """Bytes that one more token takes in the cache, over all devices.

    llama.cpp's windows, once full, take nothing more and are left out; vLLM's pool accounts
    for every layer (``vllm.pool_bytes_per_token``).
    """
    shapes = profile(architecture)
    if setup.engine in SERVER_ENGINES:
        ranks = max(setup.tensor_parallel, setup.gpus, 1)
        return vllm.pool_bytes_per_token(shapes, setup.kv_type, ranks)
    block, size = KV_TYPES[setup.kv_type]
    return sum(
        rows.layers * (rows.keys * size // block + rows.values * size // block)
        for rows in shapes.cache.growing
    )
