"""llama.cpp's compute buffer, all layers offloaded to one device.

The scheduler reserves the graph of one micro-batch. What is alive at the widest point decides:
the logits with some hidden states, or one layer's feed-forward or attention stage. Measured
laws, docs/methods/memory.md.
"""

from __future__ import annotations

from llmselect.catalog.entries import Architecture
from llmselect.estimate.memory.gguf_classes import UNGATED
from llmselect.estimate.memory.gguf_names import gguf_name
from llmselect.estimate.memory.layout import has_window, heads, layout
from llmselect.records import dataclass

_F32, _F16 = 4, 2
# Hidden states alive beside the logits, by architecture.
_TWO_ALIVE = frozenset(
    ("phi3", "lfm2", "command-r", "exaone4", "olmo2", "smollm3", "gpt-oss", "falcon-h1",
     "nemotron_h", "qwen35", "starcoder2", "stablelm", "jais2", "mamba", "mistral4", "hy_v3",
     "granitehybrid")
)  # fmt: skip
_THREE_ALIVE = frozenset(
    ("qwen35moe", "qwen3next", "glm4moe", "bailingmoe2", "deepseek2", "exaone-moe", "laguna",
     "dots1", "gemma4", "phimoe")
)  # fmt: skip
_SOFTMAX_SHARED = frozenset(("hunyuan-moe", "ernie4_5-moe"))
# The experts' outputs of the last layer are still alive beside the logits.
_EXPERTS_ALIVE = frozenset(("minimax-m3", "afmoe"))


@dataclass(frozen=True, slots=True)
class GraphShape:
    """F32 values a token that are alive at once, per stage."""

    output: int
    feed_forward: int
    attention: int
    attention_plain: int  # without flash attention, the scores left out
    score_heads: int
    hidden: int
    per_layer: int  # per-layer embeddings that enter from the host
    value_width: int
    full_layers: bool
    index_scores: int  # indexer scores a cell
    indexed: bool


def graph_shape(architecture: Architecture) -> GraphShape:
    """What one token occupies at the graph's widest points."""
    a, e, name = architecture, architecture.hidden_size, gguf_name(architecture)
    alive = 3 if name in _THREE_ALIVE else 2 if name in _TWO_ALIVE else 1
    output = a.vocab_size + alive * e
    mixers, stages = layout(a).mixers, layout(a).feed_forward
    feed = 0
    if "dense" in stages:
        width = a.intermediate_size or 0
        feed = (1 if name in UNGATED or not a.mlp_gated else 3) * width + 3 * e
    if a.moe and "moe" in stages:
        used, x = a.moe.experts_per_token, a.moe.moe_intermediate_size
        n = a.moe.num_experts
        feed = max(feed, 3 * used * x + 3 * e + n, used * x + used * e + 3 * e)
        if name in _SOFTMAX_SHARED:
            output += used * e + 2 * e
        elif name in _EXPERTS_ALIVE:
            output = a.vocab_size + (used + 3) * e + 3 * n
    attention = plain = score = value = 0
    for kind in ("full", "sliding"):
        if kind in mixers:
            shape = heads(a, kind)
            q, k = shape.query * shape.key_dim, shape.key_value * shape.key_dim
            attention = max(attention, 2 * q + 2 * k + 3 * e)
            plain = max(plain, q + 3 * e)
            score = max(score, shape.query)
            value = max(value, shape.key_value * shape.value_dim)
    if a.mla and "mla" in mixers:
        query = a.num_attention_heads or 1
        latent = a.mla.kv_lora_rank + a.mla.qk_rope_head_dim
        head = a.mla.qk_nope_head_dim + a.mla.qk_rope_head_dim
        attention = max(attention, 2 * query * latent + query * head + 3 * e)
        plain, score = attention, max(score, query)
        if a.mla.index_head_dim:  # keys that the indexer picks, gathered
            attention = max(attention, (a.mla.index_topk or 0) * (a.mla.index_head_dim + 1))
    return GraphShape(
        output=output,
        feed_forward=feed,
        attention=attention,
        attention_plain=plain,
        score_heads=score,
        hidden=e,
        per_layer=(a.per_layer_embedding_size or 0) * a.num_hidden_layers,
        value_width=value,
        full_layers="full" in mixers
        or "mla" in mixers
        or ("sliding" in mixers and not has_window(a)),
        index_scores=2 * (a.num_key_value_heads or 0) if name == "minimax-m3" else 0,
        indexed=bool(a.mla and a.mla.index_head_dim) or name == "minimax-m3",
    )


def mask_bytes(graph: GraphShape, ubatch: int, cells: int, windowed: int, flash: bool) -> int:
    """Attention masks: one for full layers, one for window layers (0 cells: there are none)."""
    columns = cells if graph.full_layers else 0
    size = ubatch * (columns + windowed) * (_F16 if flash else _F32)
    return 2 * size if graph.indexed else size


def device_buffer(graph: GraphShape, ubatch: int, cells: int, windowed: int, flash: bool) -> int:
    """Bytes of the device's compute buffer for ``ubatch`` tokens and ``cells`` of context."""
    if flash:
        attention = graph.attention + graph.index_scores * cells
    else:
        widest = cells if graph.full_layers else windowed
        attention = graph.score_heads * widest + graph.attention_plain
    layer = mask_bytes(graph, ubatch, cells, windowed, flash) + _F32 * ubatch * max(
        graph.feed_forward, attention
    )
    return max(_F32 * ubatch * graph.output, layer)


def host_buffer(graph: GraphShape, ubatch: int, cells: int, windowed: int, flash: bool) -> int:
    """Bytes of the pinned host buffer: inputs and masks."""
    size = _F32 * ubatch * (2 * graph.hidden + graph.per_layer)
    size += mask_bytes(graph, ubatch, cells, windowed, flash)
    if not flash:  # row indices of the transposed V, 8 bytes each, one set a cache
        caches = int(graph.full_layers) + int(windowed > 0)
        size += 8 * ubatch * graph.value_width * caches
    return size
