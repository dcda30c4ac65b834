"""vLLM and SGLang: weights, activation peak and paged KV cache inside a share of the card.

What is estimated is the least that serves ``parallel`` sequences of ``context``: the engines
themselves take the whole share and turn what is left into cache. vLLM 0.33.0, vllm/v1.
"""

from __future__ import annotations

from llmselect.estimate.memory.kv_cache import KV_TYPES, CacheShape, cache_bytes
from llmselect.estimate.memory.layout import layout
from llmselect.estimate.memory.llama_cpp import Parts
from llmselect.estimate.memory.profile import Profile
from llmselect.estimate.memory.setup import Setup
from llmselect.estimate.memory.weights import expert_values
from llmselect.units import MIB

BLOCK_TOKENS = 16
# Per card, from start-up logs: non-torch memory 0.14 GiB alone, 0.55 with NCCL; captured CUDA
# graphs between nothing and 1.6 GiB.
_NON_TORCH, _NCCL, _GRAPHS = 150 * MIB, 400 * MIB, 600 * MIB
_SAMPLED = 256  # max_num_seqs: rows of logits in the profiling run
_LOGIT_BYTES = 4 + 4 + 2  # logits, their probabilities in F32, and the 16-bit original
_16_BIT = 2
_MXFP4_BITS = 4.25
# vllm/model_executor/layers/quantization/mxfp4.py: sizes that the Marlin kernel rounds up to.
_MARLIN_INNER, _MARLIN_HIDDEN = 128, 256


def parts(profile: Profile, setup: Setup) -> Parts:
    """Bytes over all cards; the share that the engine leaves free counts as overhead."""
    ranks = max(setup.devices, 1)
    kv = kv_cache_bytes(profile, setup, ranks)
    state = profile.state_bytes * setup.parallel
    compute = activation_bytes(profile, setup, ranks) * ranks
    fixed = _NON_TORCH + _GRAPHS + (_NCCL if ranks > 1 else 0)
    return Parts(kv, state, compute, fixed * ranks)


def load_extras(profile: Profile, setup: Setup, positions: int | None) -> int:
    """What loading adds to the checkpoint: rotary tables, and MXFP4 experts' padding (Marlin)."""
    ranks = max(setup.devices, 1)
    a = profile.architecture
    rotary = a.mla.qk_rope_head_dim if a.mla else a.head_dim or 0
    extra = (positions or 0) * rotary * _16_BIT * ranks
    if setup.quant == "MXFP4" and a.moe:
        width, hidden = a.moe.moe_intermediate_size, a.hidden_size
        padded = _up(-(-width // ranks), _MARLIN_INNER) * ranks * _up(hidden, _MARLIN_HIDDEN)
        values = expert_values(profile.table)
        extra += int(values * (padded / (width * hidden) - 1) * _MXFP4_BITS) // 8
    return extra


def _up(value: int, to: int) -> int:
    return -(-value // to) * to


def kv_cache_bytes(profile: Profile, setup: Setup, ranks: int) -> int:
    """Pages for ``parallel`` sequences. A latent (MLA) cache is held by every rank."""
    shape = profile.cache
    tokens = -(-setup.context // BLOCK_TOKENS) * BLOCK_TOKENS
    size = cache_bytes(shape.full, tokens, setup.kv_type)
    if shape.sliding:
        window = profile.architecture.sliding_window or tokens
        kept = min(tokens, window + setup.batched_tokens + BLOCK_TOKENS)
        size += cache_bytes(shape.sliding, kept, setup.kv_type)
    return size * setup.parallel * copies(profile, ranks)


def copies(profile: Profile, ranks: int) -> int:
    """How often the cache exists: heads are dealt out, what cannot be split is repeated."""
    if profile.cache.latent:
        return ranks
    key_value = profile.architecture.num_key_value_heads or ranks
    return max(1, ranks // key_value)


def activation_bytes(profile: Profile, setup: Setup, ranks: int) -> int:
    """Peak of the profiling run on one rank: a full batch through the widest layer, or logits."""
    a, graph = profile.architecture, profile.graph
    tokens = setup.batched_tokens
    dense = 3 * (a.intermediate_size or 0)
    if a.moe:
        dense = max(dense, 3 * a.moe.experts_per_token * a.moe.moe_intermediate_size)
    hidden = tokens * (dense // ranks + 4 * graph.hidden) * _16_BIT
    logits = min(tokens, max(_SAMPLED, setup.parallel)) * a.vocab_size * _LOGIT_BYTES
    return max(hidden, logits)


def pool_bytes_per_token(profile: Profile, kv_type: str, ranks: int = 1) -> int:
    """What vLLM's pool spends on a token as its start-up log counts them, all ranks together.

    Layers of one kind form groups of equal size and every group owns a page for each block,
    whatever its kind: sliding and recurrent layers count like full ones.
    """
    shape = profile.cache
    kinds = _layers_by_kind(profile, shape)
    main = shape.full or shape.sliding
    if not main:
        return 0
    block, size = KV_TYPES[kv_type]
    width = max(rows.keys + rows.values for rows in (*shape.full, *shape.sliding))
    if len(kinds) == 1:
        per_token = sum(
            rows.layers * (rows.keys + rows.values) for rows in (*shape.full, *shape.sliding)
        )
        return per_token * size // block * copies(profile, ranks)
    smallest, largest = min(kinds), max(kinds)
    group = largest if largest < smallest * 1.25 else smallest
    layers = sum(-(-count // group) for count in kinds) * group
    return layers * width * size // block * copies(profile, ranks)


def _layers_by_kind(profile: Profile, shape: CacheShape) -> list[int]:
    mixers = layout(profile.architecture).mixers
    counts = [len(items) for items in mixers.values()]
    return counts if len(counts) > 1 and (shape.full or shape.sliding) else counts[:1]
