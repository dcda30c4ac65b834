"""llama.cpp and what is built on it (Ollama, LM Studio): all layers on the device."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.estimate.memory.buffers import device_buffer, host_buffer, mask_bytes
from llmselect.estimate.memory.kv_cache import (
    CacheRows,
    cache_bytes,
    padded_cells,
    window_cells,
)
from llmselect.estimate.memory.layout import layout
from llmselect.estimate.memory.profile import Profile
from llmselect.estimate.memory.setup import Setup
from llmselect.estimate.memory.state import state_values_by_layer
from llmselect.units import MIB

# CUDA context with the library's kernels and cuBLAS workspaces, one device: no engine logs it.
# The difference of whole-card readings to the logged buffers is 0.3 to 0.7 GiB.
CONTEXT_BYTES = 450 * MIB
CONTEXT_LOW, CONTEXT_HIGH = 250 * MIB, 900 * MIB
_F32 = 4
_PIPELINE_COPIES = 4  # GGML_SCHED_MAX_COPIES: inputs that several devices keep in flight


class Cells(NamedTuple):
    """Cells of one sequence's stream in the full and in the window cache, and the streams."""

    full: int
    window: int  # 0 where there is no second cache
    streams: int


class Parts(NamedTuple):
    """What an engine's rules say beside the weights. Bytes over all devices."""

    kv_cache: int
    state: int
    compute: int
    overhead: int
    host_compute: int = 0
    at_worst: int = 0  # what some versions need on top: only in the high bound


def cells_of(profile: Profile, setup: Setup) -> Cells:
    """llama.cpp divides its context among the slots; Ollama gives each slot the whole."""
    streams = setup.parallel
    if setup.engine == "ollama":
        full = padded_cells(setup.context)
    else:
        full = padded_cells(padded_cells(setup.context) // streams)
    shape = profile.cache
    window = window_cells(shape, full, setup.ubatch, setup.swa_full) if shape.window else 0
    return Cells(full, window, streams)


def kv_cache_bytes(profile: Profile, setup: Setup, cells: Cells) -> int:
    """Both caches, all streams."""
    shape = profile.cache
    width = None if setup.flash_attention else shape.widest_value
    size = cache_bytes(shape.growing, cells.full, setup.kv_type, cells.streams, width)
    if shape.window:
        size += cache_bytes(shape.sliding, cells.window, setup.kv_type, cells.streams, width)
    return size


def layer_caches(profile: Profile, setup: Setup) -> list[int]:
    """Bytes of KV cache and recurrent state by layer, as llama.cpp allocates them."""
    a, cells = profile.architecture, cells_of(profile, setup)
    sizes = [_F32 * values * cells.streams for values in state_values_by_layer(a)]
    mixers = layout(a).mixers
    width = None if setup.flash_attention else profile.cache.widest_value
    full = sorted((*mixers.get("full", ()), *mixers.get("mla", ())))
    windows = cells.window if profile.cache.window else cells.full
    for rows, layers, count in (
        (profile.cache.full, full, cells.full),
        (profile.cache.sliding, mixers.get("sliding", ()), windows),
    ):
        for like in rows:
            one = cache_bytes(
                (CacheRows(1, like.keys, like.values, like.indexer),), count, setup.kv_type,
                cells.streams, width,
            )  # fmt: skip
            for layer in _holders(like, layers):
                sizes[layer] += one
    return sizes


def _holders(like: CacheRows, layers: Sequence[int]) -> list[int]:
    """Layers that share an earlier one's cache come last; an indexer is in every so many."""
    if not like.indexer:
        return list(layers[: like.layers])
    return [layers[i * len(layers) // like.layers] for i in range(like.layers)]


def parts(profile: Profile, setup: Setup) -> Parts:
    """Cache, state, buffers and context. With several devices the layers are split."""
    cells = cells_of(profile, setup)
    graph, flash, ubatch = profile.graph, setup.flash_attention, setup.ubatch
    buffer = device_buffer(graph, ubatch, cells.full, cells.window, flash)
    gpus = setup.devices
    if gpus == 0:  # inputs and work share one arena
        return Parts(
            kv_cache=kv_cache_bytes(profile, setup, cells),
            state=profile.state_bytes * cells.streams,
            compute=buffer + 4 * ubatch * 2 * graph.hidden,
            overhead=0,
        )
    if gpus > 1:
        mask = mask_bytes(graph, ubatch, cells.full, cells.window, flash)
        hidden = 4 * ubatch * graph.hidden
        buffer += (_PIPELINE_COPIES - 1) * mask + _PIPELINE_COPIES * hidden
    return Parts(
        kv_cache=kv_cache_bytes(profile, setup, cells),
        state=profile.state_bytes * cells.streams,
        compute=buffer * gpus,
        overhead=CONTEXT_BYTES * gpus,
        host_compute=host_buffer(graph, ubatch, cells.full, cells.window, flash),
    )
