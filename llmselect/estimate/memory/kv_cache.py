"""Key and value cache: which layers keep one, how wide its rows are, how many cells it has.

Rules of llama.cpp (src/llama-kv-cache*.cpp at 0.5.0-dev, 2026-10-01); docs/methods/memory.md.
"""

from __future__ import annotations

from llmselect.catalog.entries import Architecture
from llmselect.estimate.memory.gguf_classes import MSA_INDEX_SIZE
from llmselect.estimate.memory.gguf_names import gguf_name
from llmselect.estimate.memory.layout import has_window, heads, layout
from llmselect.records import dataclass

# (values in a block, bytes of a block) of a cache row.
KV_TYPES: dict[str, tuple[int, int]] = {
    "f32": (1, 4), "f16": (1, 2), "bf16": (1, 2), "fp16": (1, 2), "auto": (1, 2),
    "fp8": (1, 1), "fp8_e4m3": (1, 1), "fp8_e5m2": (1, 1), "int8": (1, 1),
    "q8_0": (32, 34), "q5_1": (32, 24), "q5_0": (32, 22), "q4_1": (32, 20), "q4_0": (32, 18),
    "iq4_nl": (32, 18),
}  # fmt: skip
# What each engine's own option takes (vLLM 0.33, SGLang 0.5, mlx-lm 0.31, Ollama 0.12).
_OF_LLAMA_CPP = ("f16", "bf16", "q8_0", "q4_0")
_OF_SERVERS = ("f16", "bf16", "fp8")
KV_TYPES_BY_ENGINE = {
    "llama.cpp": _OF_LLAMA_CPP, "lm-studio": _OF_LLAMA_CPP, "ollama": ("f16", "q8_0", "q4_0"),
    "vllm": _OF_SERVERS, "sglang": _OF_SERVERS, "tgi": _OF_SERVERS,
    "transformers": ("f16", "bf16"), "mlx-lm": ("f16", "bf16"),
}  # fmt: skip
CELL_PADDING = 256
_ROW_PADDING, _ALIGNMENT = 512, 128


@dataclass(frozen=True, slots=True)
class CacheRows:
    """Like layers: how many, and the values that one token adds to each."""

    layers: int
    keys: int
    values: int
    indexer: bool = False


@dataclass(frozen=True, slots=True)
class CacheShape:
    """All layers with a cache. ``window`` is 0 where every layer keeps the whole context."""

    full: tuple[CacheRows, ...]
    sliding: tuple[CacheRows, ...]
    window: int
    widest_value: int  # without flash attention every layer's V has this width
    latent: bool  # MLA: one latent row serves all heads

    @property
    def growing(self) -> tuple[CacheRows, ...]:
        return self.full if self.window else self.full + self.sliding


def cache_shape(architecture: Architecture) -> CacheShape:
    """Row widths of ``architecture``, layers that share an earlier layer's cache left out."""
    a = architecture
    mixers = layout(a).mixers
    full: list[CacheRows] = []
    sliding: list[CacheRows] = []
    for kind, rows in (("full", full), ("sliding", sliding)):
        layers = _owners(a, mixers.get(kind, ()))
        if layers:
            shape = heads(a, kind)
            keys, values = shape.key_value * shape.key_dim, shape.key_value * shape.value_dim
            rows.append(CacheRows(layers, keys, values))
    if a.mla and "mla" in mixers:
        layers_with = mixers["mla"]
        width = a.mla.kv_lora_rank + a.mla.qk_rope_head_dim
        full.append(CacheRows(len(layers_with), width, 0))
        if a.mla.index_head_dim:
            indexed = round(a.mla.indexer_layer_fraction * len(layers_with))
            full.append(CacheRows(indexed, a.mla.index_head_dim, 0, indexer=True))
    widest = max((rows.values for rows in (*full, *sliding)), default=0)
    if gguf_name(a) == "minimax-m3":
        experts = len(layout(a).feed_forward.get("moe", ()))
        full.append(CacheRows(experts, MSA_INDEX_SIZE, MSA_INDEX_SIZE, indexer=True))
    window = (a.sliding_window or 0) if sliding and has_window(a) else 0
    return CacheShape(tuple(full), tuple(sliding), window, widest, a.mla is not None)


def _owners(a: Architecture, layers: tuple[int, ...]) -> int:
    if a.kv_layers_owned is None:
        return len(layers)
    return sum([layer < a.kv_layers_owned for layer in layers])


def padded_cells(tokens: int) -> int:
    """llama.cpp allocates cells in steps of 256."""
    return -(-tokens // CELL_PADDING) * CELL_PADDING


def window_cells(shape: CacheShape, cells: int, ubatch: int, swa_full: bool) -> int:
    """Cells of the sliding layers' own cache, for one sequence of ``cells``."""
    if not shape.window or swa_full:
        return cells
    return min(cells, padded_cells(shape.window + ubatch))


def cache_bytes(
    rows: tuple[CacheRows, ...],
    cells: int,
    kv_type: str,
    streams: int = 1,
    value_width: int | None = None,
) -> int:
    """Bytes of the K and V tensors of all ``rows``, ``streams`` sequences in each tensor.

    ``value_width`` overrides the width of V. A quantised row that is no multiple of 512 values
    is filled up once a tensor, and tensors are aligned, as CUDA buffers do.
    """
    total = 0
    block, size = KV_TYPES[kv_type]
    for like in rows:
        values = like.values
        if value_width is not None and values and not like.indexer:
            values = value_width
        for width in (like.keys, values):
            tensor = width * size // block * cells * streams
            if block > 1 and width % _ROW_PADDING:
                tensor += -(-(-width % _ROW_PADDING) * size // block // _ALIGNMENT) * _ALIGNMENT
            total += tensor * like.layers
    return total
