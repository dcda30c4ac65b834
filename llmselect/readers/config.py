"""Dimensions from a publisher's config.json, whose field names differ from family to family.

Names: the configuration classes of transformers 4.57 and 5.0 (src/transformers/models).
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

_NESTED = ("text_config", "llm_config", "language_config", "thinker_config")
_LETTERS = {
    "full_attention": "F", "attention": "F", "sliding_attention": "S", "chunked_attention": "S",
    "linear_attention": "L", "conv": "C", "mamba": "M", "hybrid": "F", "moe": "E", "mlp": "-",
}  # fmt: skip
# Families that interleave windows and, in older files, do not list their layers.
_WINDOW_PERIOD = {"gemma2": 2, "gemma3": 6, "gemma3_text": 6, "cohere2": 4, "gpt_oss": 2}
_DELTA_NETS = ("qwen3_next", "qwen3_5", "qwen3_5_text", "qwen3_5_moe", "qwen3_5_moe_text")
_BIASED = ("qwen2", "qwen2_moe", "qwen2_vl", "qwen2_5_vl")
_EXPERTS_OF_PLAIN_WIDTH = ("mixtral", "gpt_oss", "phimoe", "jamba", "granitemoe", "llama4_text")
_UNGATED = ("falcon", "starcoder2", "phi", "gpt_neox", "nemotron", "nemotron_h", "mpt", "bloom")
_MOST_LAYERS, _LARGEST = 4096, 1 << 32


class Fields:
    """A config's values under any of their names; what is no whole number counts as absent."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    def number(self, *names: str) -> int | None:
        for name in names:
            value = self._config.get(name)
            if isinstance(value, list):  # one number a layer: the widest decides
                value = max((n for n in value if isinstance(n, int)), default=None)
            if isinstance(value, bool) or not isinstance(value, int):
                continue
            if not 0 <= value < _LARGEST:
                raise BadHeader("value_out_of_range", name=name, value=value)
            return value
        return None

    def needed(self, *names: str) -> int:
        value = self.number(*names)
        if not value:
            raise BadHeader("key_missing", name=names[0])
        return value

    def flag(self, name: str) -> bool:
        return self._config.get(name) is True

    def inner(self, name: str) -> Fields:
        """The fields of a nested object; of an empty one where there is none."""
        value = self._config.get(name)
        return Fields(value if isinstance(value, dict) else {})

    def numbers(self, name: str) -> list[int]:
        value = self._config.get(name)
        return [n for n in value if isinstance(n, int)] if isinstance(value, list) else []

    def words(self, name: str) -> list[str] | None:
        value = self._config.get(name)
        if isinstance(value, list) and all(isinstance(word, str) for word in value):
            return value
        return None

    def text(self, name: str) -> str | None:
        value = self._config.get(name)
        return value if isinstance(value, str) else None


def language_part(config: dict[str, Any]) -> dict[str, Any]:
    """The language model's own config inside one of a model with other senses."""
    for name in _NESTED:
        inner = config.get(name)
        if isinstance(inner, dict) and ("hidden_size" in inner or "model_type" in inner):
            kept = {key: config[key] for key in ("tie_word_embeddings",) if key in config}
            return {**kept, **language_part(inner)}
    return config


def read_config(config: dict[str, Any]) -> Architecture:
    """Raises BadHeader where a dimension that everything rests on is missing or absurd."""
    own = language_part(config)
    fields = Fields(own)
    kind = fields.text("model_type") or Fields(config).text("model_type") or "unknown"
    layers = fields.needed("num_hidden_layers", "n_layer", "n_layers", "num_layers")
    if layers > _MOST_LAYERS:
        raise BadHeader("value_out_of_range", name="num_hidden_layers", value=layers)
    heads = fields.number("num_attention_heads", "n_head", "n_heads")
    return Architecture(
        model_type=kind,
        num_hidden_layers=layers,
        hidden_size=fields.needed("hidden_size", "n_embd", "d_model", "dim"),
        vocab_size=fields.needed("vocab_size"),
        intermediate_size=fields.number("intermediate_size", "ffn_hidden_size", "n_inner",
                                        "ffn_dim"),
        num_attention_heads=heads or None,
        num_key_value_heads=_key_value_heads(fields, kind, heads),
        head_dim=fields.number("head_dim", "attention_head_dim"),
        tie_word_embeddings=_tied(own, kind),
        layer_pattern=_pattern(fields, kind, layers),
        sliding_window=_window(fields, own),
        global_head_dim=fields.number("global_head_dim"),
        global_num_key_value_heads=fields.number("num_global_key_value_heads"),
        k_eq_v=fields.flag("attention_k_eq_v"),
        kv_layers_owned=_owned(fields, layers),
        per_layer_embedding_size=fields.number("hidden_size_per_layer_input") or None,
        per_layer_vocab_size=fields.number("vocab_size_per_layer_input"),
        attention_sinks=kind == "gpt_oss",
        attn_output_gate=fields.flag("attn_output_gate") or kind in _DELTA_NETS,
        qk_norm="head" if kind.startswith(("qwen3", "gemma3")) else None,
        qkv_bias=fields.flag("attention_bias") or fields.flag("qkv_bias") or kind in _BIASED,
        o_bias=kind == "gpt_oss",
        mlp_gated=kind not in _UNGATED,
        moe=_experts(fields, kind),
        mla=_latent(fields),
        state=_state(fields, kind),
    )  # fmt: skip


def _key_value_heads(fields: Fields, kind: str, heads: int | None) -> int | None:
    if (
        kind == "falcon"
        and fields.flag("multi_query")
        and not fields.flag("new_decoder_architecture")
    ):
        return 1
    return fields.number("num_key_value_heads", "num_kv_heads", "n_head_kv", "multi_query_group_num"
                         ) or heads  # fmt: skip


def _tied(config: dict[str, Any], kind: str) -> bool:
    stated = config.get("tie_word_embeddings")
    # PretrainedConfig's default is True, and files leave defaults out.
    return bool(stated) if isinstance(stated, bool) else kind.startswith(("gemma", "cohere"))


def _window(fields: Fields, config: dict[str, Any]) -> int | None:
    if config.get("use_sliding_window") is False:
        return None
    return fields.number("sliding_window", "sliding_window_size", "attention_chunk_size") or None


def _pattern(fields: Fields, kind: str, layers: int) -> str | None:
    """A letter a layer; None where all are alike."""
    listed = fields.words("layer_types") or fields.words("layers_block_type")
    if listed and len(listed) == layers:
        return "".join(_LETTERS.get(word, "F") for word in listed)
    written = fields.text("hybrid_override_pattern")
    if written and len(written) == layers:
        return written
    delta = fields.inner("linear_attn_config").numbers("kda_layers")
    if delta:  # Kimi Linear counts layers from one
        return "".join("K" if i + 1 in delta else "F" for i in range(layers))
    every = fields.number("full_attention_interval")
    if every:
        return "".join("F" if (i + 1) % every == 0 else "L" for i in range(layers))
    period = fields.number("sliding_window_pattern", "_sliding_window_pattern")
    period = period or _WINDOW_PERIOD.get(kind)
    if period and fields.number("sliding_window"):
        return "".join("S" if i % period < period - 1 else "F" for i in range(layers))
    every = fields.number("attn_layer_period")
    if every:  # Jamba
        offset = fields.number("attn_layer_offset") or 0
        return "".join("F" if i % every == offset else "M" for i in range(layers))
    return None


def _owned(fields: Fields, layers: int) -> int | None:
    shared = fields.number("num_kv_shared_layers")
    return max(layers - shared, 1) if shared else None


def _experts(fields: Fields, kind: str) -> MixtureOfExperts | None:
    count = fields.number("num_experts", "n_routed_experts", "num_local_experts",
                          "moe_num_experts")  # fmt: skip
    if not count or count < 2:
        return None
    width = fields.number("moe_intermediate_size", "expert_ffn_hidden_size")
    if not width or kind in _EXPERTS_OF_PLAIN_WIDTH:
        width = fields.number("intermediate_size") or 0
    shared = fields.number("n_shared_experts", "num_shared_experts", "moe_num_shared_experts") or 0
    return MixtureOfExperts(
        num_experts=count,
        experts_per_token=fields.number("num_experts_per_tok", "moe_topk", "moe_k", "top_k") or 1,
        moe_intermediate_size=width,
        shared_experts=shared,
        shared_expert_intermediate_size=fields.number("shared_expert_intermediate_size") or None,
        first_dense_layers=fields.number("first_k_dense_replace", "moe_layer_start_index") or 0,
    )


def _latent(fields: Fields) -> LatentAttention | None:
    rank, rope = fields.number("kv_lora_rank"), fields.number("qk_rope_head_dim")
    if not rank or not rope:
        return None
    return LatentAttention(
        kv_lora_rank=rank,
        qk_nope_head_dim=fields.number("qk_nope_head_dim") or 128,
        qk_rope_head_dim=rope,
        v_head_dim=fields.number("v_head_dim") or 128,
        q_lora_rank=fields.number("q_lora_rank"),
        index_head_dim=fields.number("index_head_dim"),
        index_n_heads=fields.number("index_n_heads"),
        index_topk=fields.number("index_topk"),
    )


def _state(fields: Fields, kind: str) -> RecurrentState | None:
    number = fields.number
    if number("linear_num_key_heads"):
        return RecurrentState(
            linear_num_key_heads=number("linear_num_key_heads"),
            linear_num_value_heads=number("linear_num_value_heads"),
            linear_key_head_dim=number("linear_key_head_dim"),
            linear_value_head_dim=number("linear_value_head_dim"),
            linear_conv_kernel_dim=number("linear_conv_kernel_dim"),
        )
    delta = fields.inner("linear_attn_config")
    if delta.number("num_heads"):
        return RecurrentState(
            linear_num_heads=delta.number("num_heads"),
            linear_head_dim=delta.number("head_dim"),
            linear_conv_kernel_dim=delta.number("short_conv_kernel_size"),
        )
    heads = number("mamba_n_heads", "mamba_num_heads")
    if heads:
        return RecurrentState(
            mamba_num_heads=heads,
            mamba_head_dim=number("mamba_d_head", "mamba_head_dim"),
            mamba_state_size=number("mamba_d_state", "ssm_state_size"),
            mamba_n_groups=number("mamba_n_groups", "n_groups"),
            mamba_conv_kernel=number("mamba_d_conv", "conv_kernel"),
            parallel_with_attention=kind == "falcon_h1",
        )
    if number("conv_L_cache"):
        return RecurrentState(conv_kernel=number("conv_L_cache"))
    if kind in ("jamba", "mamba", "falcon_mamba"):
        return RecurrentState(
            mamba1_state_size=number("mamba_d_state", "state_size"),
            mamba1_expand=number("mamba_expand", "expand"),
            mamba1_conv=number("mamba_d_conv", "conv_kernel"),
        )
    return None
