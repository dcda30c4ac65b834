"""Which layers are of which kind: the letters of an architecture, spelled out."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from llmselect.catalog.entries import Architecture
from llmselect.estimate.memory.gguf_names import gguf_name

# llama.cpp implements the window only in some architectures: these ignore a configured one.
IGNORES_WINDOW = frozenset(
    ("llama", "qwen2", "qwen3", "qwen2vl", "qwen3moe", "phi3", "starcoder2", "mistral3")
)


class Heads(NamedTuple):
    """Shape of one attention layer: numbers of heads and values a head."""

    query: int
    key_value: int
    key_dim: int
    value_dim: int


class Layout(NamedTuple):
    """Layer numbers by kind of mixer and of feed-forward stage.

    Mixers: full, sliding, mla, gdn, kda, mamba2, mamba1, conv. Feed-forward: dense, moe.
    """

    mixers: dict[str, tuple[int, ...]]
    feed_forward: dict[str, tuple[int, ...]]


# Where a catalogue entry does not state it: window layers of the class have more KV heads.
_WINDOW_KV_HEADS = {"mimo_v2": 8, "mimo_v2_flash": 8}
_EXAONE_4_WINDOWED = 64  # layers of the only EXAONE 4 that has a window
_LETTERS = {"F": "full", "*": "full", "S": "sliding", "C": "conv", "K": "kda", "I": "full"}


def layout(architecture: Architecture) -> Layout:
    """The layers of ``architecture``; one without a pattern is uniform."""
    return _layout(
        architecture.layer_pattern,
        architecture.mlp_pattern,
        architecture.num_hidden_layers,
        _attention_kind(architecture),
        _linear_kind(architecture),
        architecture.moe is not None,
        architecture.moe.first_dense_layers if architecture.moe else 0,
        bool(architecture.state and architecture.state.parallel_with_attention),
    )


@lru_cache(maxsize=1024)
def _layout(
    pattern: str | None,
    mlp_pattern: str | None,
    layers: int,
    attention: str,
    linear: str | None,
    experts: bool,
    dense_first: int,
    parallel: bool,
) -> Layout:
    mixers: dict[str, list[int]] = {}
    feed: dict[str, list[int]] = {}
    if not pattern or (attention == "none" and not linear):
        pattern = ("M" if attention == "none" else "F") * layers
    for i, letter in enumerate(pattern):
        if letter not in "-E":
            kind = linear if letter in "LM" and linear else _LETTERS.get(letter, "full")
            kind = attention if kind == "full" else kind
            if kind != "none":
                mixers.setdefault(kind, []).append(i)
            if parallel:
                mixers.setdefault(linear or "mamba2", []).append(i)
        stage = _stage(letter, i, pattern, mlp_pattern, experts, dense_first)
        if stage and attention != "none":
            feed.setdefault(stage, []).append(i)
    return Layout(
        {kind: tuple(items) for kind, items in mixers.items()},
        {kind: tuple(items) for kind, items in feed.items()},
    )


def _stage(
    letter: str, i: int, pattern: str, mlp_pattern: str | None, experts: bool, dense_first: int
) -> str | None:
    if mlp_pattern:
        return {"D": "dense", "E": "moe"}.get(mlp_pattern[i])
    if letter in "-E":
        return "dense" if letter == "-" else "moe"
    if "-" in pattern or "E" in pattern or "*" in pattern:
        return None
    return "moe" if experts and i >= dense_first else "dense"


def _attention_kind(architecture: Architecture) -> str:
    if architecture.mla:
        return "mla"
    return "full" if architecture.num_attention_heads else "none"


def _linear_kind(architecture: Architecture) -> str | None:
    state = architecture.state
    if state is None:
        return None
    if state.linear_num_key_heads:
        return "gdn"
    if state.linear_num_heads:
        return "kda"
    if state.mamba_num_heads:
        return "mamba2"
    if state.mamba1_state_size:
        return "mamba1"
    return "conv" if state.conv_kernel else None


def heads(architecture: Architecture, kind: str) -> Heads:
    """Heads of ``full`` or ``sliding`` layers; models where both agree state them once."""
    query = architecture.num_attention_heads or 1
    key_value = architecture.num_key_value_heads or query
    key = architecture.head_dim or architecture.hidden_size // query
    value = architecture.v_head_dim or key
    if kind == "sliding":
        swa_key = architecture.swa_head_dim or key
        return Heads(
            architecture.swa_num_attention_heads or query,
            architecture.swa_num_key_value_heads
            or _WINDOW_KV_HEADS.get(architecture.model_type, key_value),
            swa_key,
            architecture.swa_v_head_dim or (architecture.v_head_dim or swa_key),
        )
    if architecture.global_head_dim:
        key = value = architecture.global_head_dim
    return Heads(query, architecture.global_num_key_value_heads or key_value, key, value)


def has_window(architecture: Architecture) -> bool:
    """Whether llama.cpp keeps a second, shorter cache for the sliding layers."""
    name = gguf_name(architecture)
    if name == "exaone4" and architecture.num_hidden_layers < _EXAONE_4_WINDOWED:
        return False  # the 1.2B uses full attention throughout
    return bool(architecture.sliding_window) and name not in IGNORES_WINDOW
