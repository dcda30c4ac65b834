"""Dimensions from the metadata of a GGUF file: what the memory estimate needs.

Keys: docs/gguf.md of ggml and gguf-py/gguf/constants.py. Which layers are of which kind is read
from the tensors, for which layers exist says more than a key.
"""

from __future__ import annotations

from typing import Any

from llmselect.catalog.entries import (
    Architecture,
    LatentAttention,
    MixtureOfExperts,
    RecurrentState,
)
from llmselect.readers.binary import BadHeader
from llmselect.readers.gguf import Skipped, TensorInfo

# Every so many layers one has full attention, where the file names a window and no pattern:
# set_swa_pattern in src/models/*.cpp of llama.cpp (0.5.0-dev, 2026-10-01).
_WINDOW_PERIOD = {
    "afmoe": 4, "cohere2": 4, "cohere2moe": 4, "exaone-moe": 4, "exaone4": 4, "gemma2": 2,
    "gemma3": 6, "gemma3n": 5, "gpt-oss": 2, "llama4": 4, "olmo2": 4,
}  # fmt: skip
_DELTA_NETS = ("qwen3next", "qwen35", "qwen35moe")
_MOST_LAYERS, _LARGEST = 4096, 1 << 32


class Keys:
    """The keys of one architecture: whole numbers, or one number a layer."""

    def __init__(self, name: str, metadata: dict[str, Any]) -> None:
        self.name = name
        self._metadata = metadata

    def number(self, key: str) -> int | None:
        """The value of ``key``; of several layers the largest."""
        value = self._metadata.get(f"{self.name}.{key}")
        if isinstance(value, list):
            value = max((n for n in value if isinstance(n, int)), default=None)
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        if not 0 <= value < _LARGEST:
            raise BadHeader("value_out_of_range", name=f"{self.name}.{key}", value=value)
        return value

    def needed(self, key: str) -> int:
        value = self.number(key)
        if not value:
            raise BadHeader("key_missing", name=f"{self.name}.{key}")
        return value

    def at(self, key: str, layer: int) -> int | None:
        """The value in ``layer``, where there is one for each."""
        value = self._metadata.get(f"{self.name}.{key}")
        if isinstance(value, list):
            value = value[layer] if layer < len(value) else None
        return int(value) if isinstance(value, int) else None

    def by_layer(self, key: str) -> list[Any] | None:
        value = self._metadata.get(f"{self.name}.{key}")
        return value if isinstance(value, list) else None


def read_architecture(metadata: dict[str, Any], tensors: tuple[TensorInfo, ...]) -> Architecture:
    """Raises BadHeader where a dimension that everything rests on is missing or absurd."""
    name = metadata.get("general.architecture")
    if not isinstance(name, str) or not name:
        raise BadHeader("key_missing", name="general.architecture")
    keys = Keys(name, metadata)
    layers = keys.needed("block_count") - (keys.number("nextn_predict_layers") or 0)
    if not 0 < layers <= _MOST_LAYERS:
        raise BadHeader("value_out_of_range", name=f"{name}.block_count", value=layers)
    names = frozenset(info.name for info in tensors)
    pattern = _pattern(keys, names, layers)
    full, sliding = _first(pattern, "FI*"), _first(pattern, "S")
    latent = _latent(keys)
    return Architecture(
        model_type=name,
        gguf=name,
        num_hidden_layers=layers,
        hidden_size=keys.needed("embedding_length"),
        vocab_size=_vocabulary(keys, metadata, tensors),
        intermediate_size=keys.number("feed_forward_length") or None,
        num_attention_heads=keys.number("attention.head_count"),
        num_key_value_heads=_key_value_heads(keys, full if full is not None else sliding),
        head_dim=None if latent else _key_length(keys),
        v_head_dim=None if latent else keys.number("attention.value_length"),
        tie_word_embeddings="output.weight" not in names,
        layer_pattern=pattern,
        sliding_window=keys.number("attention.sliding_window") or None,
        swa_num_key_value_heads=_key_value_heads(keys, sliding),
        swa_head_dim=keys.number("attention.key_length_swa"),
        swa_v_head_dim=keys.number("attention.value_length_swa"),
        k_eq_v=full is not None and f"blk.{full}.attn_k.weight" in names
        and not _has(names, full, "attn_v", "attn_qkv"),
        kv_layers_owned=_owned(keys, layers),
        per_layer_embedding_size=keys.number("embedding_length_per_layer_input"),
        attention_sinks=any(".attn_sinks" in info.name for info in tensors),
        mlp_pattern=_feed_forward(names, layers),
        mlp_gated=any(".ffn_gate" in info.name for info in tensors),
        moe=_experts(keys),
        mla=latent,
        state=_state(keys, pattern),
    )  # fmt: skip


def _pattern(keys: Keys, names: frozenset[str], layers: int) -> str:
    """F full, S sliding, L or M recurrent, C convolution, - neither."""
    letters = []
    window = bool(keys.number("attention.sliding_window"))
    for layer in range(layers):
        attends = _has(names, layer, "attn_k", "attn_qkv", "attn_kv_a_mqa", "attn_q")
        if _has(names, layer, "shortconv.conv"):
            letters.append("C")
        elif _has(names, layer, "ssm_conv1d", "ssm_conv1d_q", "ssm_beta_alpha") and not (
            attends and keys.name == "falcon-h1"
        ):
            delta = keys.name in _DELTA_NETS or keys.number("kda.head_dim")
            letters.append(("L" if keys.name in _DELTA_NETS else "K") if delta else "M")
        elif attends:
            letters.append("S" if window and _slides(keys, layer) else "F")
        else:
            letters.append("-")
    return "".join(letters)


def _feed_forward(names: frozenset[str], layers: int) -> str:
    """D dense, E experts, - none."""
    return "".join(
        "E" if _has(names, layer, "ffn_down_exps") else
        "D" if _has(names, layer, "ffn_down", "ffn_up") else "-"
        for layer in range(layers)
    )  # fmt: skip


def _has(names: frozenset[str], layer: int, *parts: str) -> bool:
    return any(f"blk.{layer}.{part}.weight" in names for part in parts)


def _slides(keys: Keys, layer: int) -> bool:
    stated = keys.by_layer("attention.sliding_window_pattern")
    if stated is not None:
        return layer < len(stated) and bool(stated[layer])
    period = keys.number("attention.sliding_window_pattern") or _WINDOW_PERIOD.get(keys.name)
    return bool(period) and layer % (period or 1) < (period or 1) - 1


def _first(pattern: str, letters: str) -> int | None:
    return next((i for i, letter in enumerate(pattern) if letter in letters), None)


def _vocabulary(
    keys: Keys, metadata: dict[str, Any], tensors: tuple[TensorInfo, ...]
) -> int:  # fmt: skip
    """Rows of the embedding table; the tokenizer's list where only the header's start is there."""
    for info in tensors:
        if info.name == "token_embd.weight" and len(info.shape) == 2:
            return min(info.shape[1], _LARGEST)
    tokens = metadata.get("tokenizer.ggml.tokens")
    count = tokens.length if isinstance(tokens, Skipped) else len(tokens or ())
    return count or keys.needed("vocab_size")


def _key_length(keys: Keys) -> int:
    stated = keys.number("attention.key_length")
    return stated or keys.needed("embedding_length") // (keys.number("attention.head_count") or 1)


def _key_value_heads(keys: Keys, layer: int | None) -> int | None:
    """Heads in ``layer``; as many as queries where the file names none."""
    if layer is None:
        return None
    return keys.at("attention.head_count_kv", layer) or keys.at("attention.head_count", layer)


def _owned(keys: Keys, layers: int) -> int | None:
    shared = keys.number("attention.shared_kv_layers")
    return max(layers - shared, 1) if shared else None


def _experts(keys: Keys) -> MixtureOfExperts | None:
    count = keys.number("expert_count")
    if not count:
        return None
    shared = keys.number("expert_shared_feed_forward_length")
    return MixtureOfExperts(
        num_experts=count,
        experts_per_token=keys.number("expert_used_count") or 1,
        moe_intermediate_size=keys.number("expert_feed_forward_length")
        or keys.number("feed_forward_length")
        or 0,
        shared_experts=keys.number("expert_shared_count") or 0,
        shared_expert_intermediate_size=shared or None,
        first_dense_layers=keys.number("leading_dense_block_count") or 0,
    )


def _latent(keys: Keys) -> LatentAttention | None:
    """MLA with a cache of latent rows; files from before 2025-04 expand them and are no such."""
    rank, key = keys.number("attention.kv_lora_rank"), keys.number("attention.key_length_mla")
    rope = keys.number("rope.dimension_count")
    if not rank or not key or not rope:
        return None
    return LatentAttention(
        kv_lora_rank=rank,
        qk_nope_head_dim=max(key - rope, 0),
        qk_rope_head_dim=rope,
        v_head_dim=keys.number("attention.value_length_mla") or key,
        q_lora_rank=keys.number("attention.q_lora_rank"),
        index_head_dim=keys.number("attention.indexer.key_length"),
        index_n_heads=keys.number("attention.indexer.head_count"),
        index_topk=keys.number("attention.indexer.top_k"),
    )


def _state(keys: Keys, pattern: str) -> RecurrentState | None:
    kernel, inner = keys.number("ssm.conv_kernel"), keys.number("ssm.inner_size")
    size, count = keys.number("ssm.state_size"), keys.number("ssm.time_step_rank")
    groups, kda = keys.number("ssm.group_count"), keys.number("kda.head_dim")
    if "C" in pattern:
        return RecurrentState(conv_kernel=keys.number("shortconv.l_cache"))
    if kda:
        return RecurrentState(
            linear_num_heads=keys.number("attention.head_count"), linear_head_dim=kda,
            linear_conv_kernel_dim=kernel,
        )  # fmt: skip
    if not (kernel and inner and size):
        return None
    if keys.name in _DELTA_NETS:
        return RecurrentState(
            linear_num_key_heads=groups, linear_num_value_heads=count, linear_key_head_dim=size,
            linear_value_head_dim=inner // (count or 1), linear_conv_kernel_dim=kernel,
        )  # fmt: skip
    if groups is None:  # Mamba-1: no groups, and its rank is that of the step, not of heads
        hidden = keys.needed("embedding_length")
        return RecurrentState(
            mamba1_state_size=size, mamba1_expand=max(inner // hidden, 1), mamba1_conv=kernel
        )
    return RecurrentState(
        mamba_num_heads=count, mamba_head_dim=inner // (count or 1), mamba_state_size=size,
        mamba_n_groups=groups, mamba_conv_kernel=kernel,
        parallel_with_attention=keys.name == "falcon-h1",
    )  # fmt: skip
