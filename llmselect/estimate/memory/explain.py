"""The sum line by line: names, formulas and what went into them."""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.estimate.memory import llama_cpp
from llmselect.estimate.memory.estimate import (
    engine_parts,
    estimate_memory,
    gguf_table,
)
from llmselect.estimate.memory.kv_cache import CacheRows, CacheShape, cache_bytes
from llmselect.estimate.memory.layer_weights import WeightGroup, spread, weight_groups
from llmselect.estimate.memory.profile import Profile, profile
from llmselect.estimate.memory.setup import GGUF_ENGINES, MemoryEstimate, Setup, Term
from llmselect.estimate.memory.state import state_values


def explain_memory(model: Model, setup: Setup, *, computed: bool = False) -> tuple[Term, ...]:
    """The terms of ``estimate_memory``; those on the device add up to its total."""
    estimate = estimate_memory(model, setup, computed=computed)
    if estimate is None:
        return ()
    shapes = profile(model.architecture) if model.architecture is not None else None
    terms = _weights(model, setup, shapes, estimate)
    if shapes is not None:
        terms += _cache(shapes, setup, estimate.kv_cache_bytes or 0)
        if estimate.state_bytes:
            terms.append(_state(shapes, setup, estimate.state_bytes))
        terms += _buffers(shapes, setup, estimate.compute_bytes or 0)
    terms.append(
        Term("overhead", estimate.overhead_bytes, "device", "devices * context", {
            "devices": setup.devices,
        })
    )  # fmt: skip
    return tuple(terms)


_BLOCKS = "values / block_values * block_bytes"
_WEIGHTS = {
    "file_header": "sum over the tensors of the file",
    "published_file": "file - header - host + alignment",
    "tensor_table": _BLOCKS,
    "bits_per_weight": "parameters * bits / 8",
}


def _weights(
    model: Model, setup: Setup, shapes: Profile | None, estimate: MemoryEstimate
) -> list[Term]:
    size, basis = estimate.weights_bytes, estimate.basis["weights"]
    mix = gguf_table(model, setup)
    if shapes is None or mix is None or setup.devices == 0 or basis == "bits_per_weight":
        inputs: dict[str, object] = {"quant": setup.quant, "file_bytes": estimate.file_bytes}
        terms = [Term("weights", size, "device", _WEIGHTS[basis], inputs)]
    else:
        terms = _grouped(weight_groups(shapes.table, *mix), size)
    if estimate.weights_host_bytes:
        terms.append(
            Term("embeddings", estimate.weights_host_bytes, "host", "vocabulary * row_bytes", {
                "vocabulary": shapes.architecture.vocab_size if shapes else None,
            })
        )  # fmt: skip
    return terms


def _grouped(groups: dict[str, WeightGroup], size: int) -> list[Term]:
    """By purpose; what a published file has beyond the table is dealt out in proportion."""
    computed = sum(group.bytes for group in groups.values())
    scaled = {} if size == computed else {"scale": f"{size} / {computed}"}
    formula = _BLOCKS + (" * scale" if scaled else "")
    sizes = spread(size, [group.bytes for group in groups.values()])
    return [
        Term(f"weights_{name}", part, "device", formula, {
            "values": group.values, "types": "+".join(group.types), **scaled,
        })
        for (name, group), part in zip(groups.items(), sizes, strict=True)
    ]  # fmt: skip


def _cache(shapes: Profile, setup: Setup, whole: int) -> list[Term]:
    if setup.engine not in GGUF_ENGINES:
        rows = (*shapes.cache.full, *shapes.cache.sliding)
        formula = "streams * cells * layers * values * value_bytes"
        inputs = _inputs(rows, setup.context, setup)
        return [Term("kv_cache", whole, "device", formula, inputs)] if whole else []
    cells = llama_cpp.cells_of(shapes, setup)
    shape: CacheShape = shapes.cache
    width = None if setup.flash_attention else shape.widest_value
    terms = []
    groups = [("kv_cache", shape.growing, cells.full)]
    if shape.window:
        groups.append(("kv_cache_window", shape.sliding, cells.window))
    for name, rows, count in groups:
        size = cache_bytes(rows, count, setup.kv_type, cells.streams, width)
        if size:
            formula = "streams * cells * layers * values * value_bytes"
            terms.append(Term(name, size, "device", formula, _inputs(rows, count, setup)))
    return terms


def _inputs(rows: tuple[CacheRows, ...], cells: int, setup: Setup) -> dict[str, object]:
    return {
        "streams": setup.parallel,
        "cells": cells,
        "layers": sum(like.layers for like in rows if not like.indexer),
        "values": max((like.keys + like.values for like in rows), default=0),
        "kv_type": setup.kv_type,
    }


def _state(shapes: Profile, setup: Setup, size: int) -> Term:
    convolution, recurrent = state_values(shapes.architecture)
    return Term(
        "state", size, "device", "sequences * (convolution + recurrent) * 4",
        {"sequences": setup.parallel, "convolution": convolution, "recurrent": recurrent},
    )  # fmt: skip


def _buffers(shapes: Profile, setup: Setup, size: int) -> list[Term]:
    if setup.engine not in GGUF_ENGINES:
        return [
            Term(
                "compute",
                size,
                "device",
                "max(batch * widest_stage * 2, sampled * vocabulary * 10)",
                {},
            )
        ]
    graph = shapes.graph
    terms = [
        Term(
            "compute", size, "device",
            "max(output, mask + max(feed_forward, attention)) * ubatch * 4",
            {"output": graph.output, "feed_forward": graph.feed_forward,
             "attention": graph.attention, "ubatch": setup.ubatch},
        ),
    ]  # fmt: skip
    host = engine_parts(shapes, setup).host_compute
    terms.append(
        Term("compute_host", host, "host", "(2 * hidden) * ubatch * 4 + mask",
             {"hidden": graph.hidden, "ubatch": setup.ubatch})
    )  # fmt: skip
    return terms
