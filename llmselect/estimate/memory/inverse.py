"""Questions asked the other way round: how much of something fits on each device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from llmselect.catalog.entries import Architecture, Model
from llmselect.estimate.memory import vllm
from llmselect.estimate.memory.estimate import (
    engine_parts,
    estimate_memory,
)
from llmselect.estimate.memory.kv_cache import KV_TYPES
from llmselect.estimate.memory.placement import place
from llmselect.estimate.memory.profile import profile
from llmselect.estimate.memory.setup import GGUF_ENGINES, SERVER_ENGINES, Setup

_STEP = 256
_LONGEST = 1 << 20  # where a model states no limit of its own
# LLAMA_MAX_SEQ of llama.cpp; the servers have no limit of their own, so one to stop at.
_MOST_SLOTS, _MOST_SEQUENCES = 256, 4096


def max_context(
    model: Model, setup: Setup, device_bytes: int, *, computed: bool = False, safe: bool = False
) -> int | None:
    """The longest context that fits each device, in steps of 256 up to the model's own limit.

    It is what the engine's option means (``Setup.context``). ``safe``: even the high bound of
    the estimate has to fit. None where not even the shortest fits, or where the cache is not
    known.
    """
    if not _cache_known(model, setup, computed):
        return None
    fits = _fits(model, setup, device_bytes, computed, safe)
    slots = setup.parallel if setup.shares_context else 1
    limit = max((model.context or _LONGEST) * slots // _STEP, 1)
    steps = _most(lambda n: fits(replace(setup, context=n * _STEP)), limit)
    return steps * _STEP or None


def max_parallel(
    model: Model, setup: Setup, device_bytes: int, *, computed: bool = False, safe: bool = False
) -> int | None:
    """How many sequences fit at once, each with the context that one of ``setup`` has.

    ``safe`` and None as for ``max_context``.
    """
    if not _cache_known(model, setup, computed):
        return None
    fits = _fits(model, setup, device_bytes, computed, safe)
    limit = most_sequences(setup.engine)
    return _most(lambda n: fits(setup.with_sequences(n, setup.context_each)), limit) or None


def most_sequences(engine: str) -> int:
    """Where ``max_parallel`` stops."""
    return _MOST_SLOTS if engine in GGUF_ENGINES else _MOST_SEQUENCES


def _most(holds: Callable[[int], bool], limit: int) -> int:
    """The largest number up to ``limit`` that holds, 0 for none; more never holds again."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _cache_known(model: Model, setup: Setup, computed: bool) -> bool:
    estimate = estimate_memory(model, setup, computed=computed)
    return estimate is not None and estimate.kv_cache_bytes is not None


def _fits(
    model: Model, setup: Setup, device_bytes: int, computed: bool, safe: bool
) -> Callable[[Setup], bool]:
    """Whether a variation of ``setup`` fits; of one device the weights are looked up once."""
    if safe or setup.devices > 1:
        return lambda changed: _need(model, changed, computed, safe) <= device_bytes
    estimate = estimate_memory(model, setup, computed=computed)
    assert estimate is not None
    assert model.architecture is not None
    shapes, fixed = profile(model.architecture), estimate.weights_bytes
    share = setup.gpu_memory_utilization if setup.engine in SERVER_ENGINES else 1.0

    def alone(changed: Setup) -> bool:
        parts = engine_parts(shapes, changed)
        need = fixed + parts.kv_cache + parts.state + parts.compute + parts.overhead
        if share < 1:
            need += int(need * (1 / share - 1))
        return need <= device_bytes

    return alone


def _need(model: Model, setup: Setup, computed: bool, safe: bool) -> float:
    """Bytes on the fullest device, as estimated or at the high bound."""
    estimate = estimate_memory(model, setup, computed=computed)
    assert estimate is not None
    margin = estimate.high_bytes / estimate.total_bytes if safe else 1.0
    if setup.devices < 2:
        return estimate.total_bytes * margin
    placed = place(model, setup, computed=computed)
    assert placed is not None
    return placed.largest_bytes * margin


def kv_bytes_per_token(architecture: Architecture, setup: Setup) -> int:
    """Bytes that one more token takes in the cache, over all devices.

    llama.cpp's windows, once full, take nothing more and are left out; vLLM's pool accounts
    for every layer (``vllm.pool_bytes_per_token``).
    """
    shapes = profile(architecture)
    if setup.engine in SERVER_ENGINES:
        return vllm.pool_bytes_per_token(shapes, setup.kv_type, max(setup.devices, 1))
    block, size = KV_TYPES[setup.kv_type]
    return sum(
        rows.layers * (rows.keys * size // block + rows.values * size // block)
        for rows in shapes.cache.growing
    )
