"""What the evaluation of memory estimates shares: models from rows of dimensions, errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from builders import a_model

from llmselect.catalog.entries import (
    Architecture,
    LatentAttention,
    MixtureOfExperts,
    Model,
    Parameters,
    RecurrentState,
)

Row = dict[str, Any]
_LETTERS = {"full": "F", "sliding": "S", "mamba2": "M", "mamba1": "M", "gdn": "L", "kda": "K",
            "conv": "C", "mla": "F"}  # fmt: skip
_GLM_INDEXED = {"zai-org/GLM-5.2": 21 / 78, "zai-org/GLM-5.3": 21 / 78}


def read(path: str) -> Iterator[Row]:
    with Path(path).open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def architecture(row: Row) -> Architecture:
    """The catalogue's Architecture from a row of config-like fields."""
    layers = row["num_hidden_layers"]
    kinds = row.get("layer_kinds") or {}
    pattern = row.get("layer_pattern")
    if not pattern and isinstance(kinds, dict) and len(kinds) == 1:
        pattern = _LETTERS.get(next(iter(kinds)), "F") * layers
    mlp = row.get("mlp_kinds")
    letters = {"dense": "D", "moe": "E", "none": "-"}
    mlp_pattern = "".join(map(letters.__getitem__, mlp)) if isinstance(mlp, list) else None
    if row.get("model_type") == "jamba":  # attn_layer_period/offset, expert_layer_period 2
        period, offset = (14, 7) if layers == 28 else (8, 4)
        pattern = "".join("F" if i % period == offset else "M" for i in range(layers))
        mlp_pattern = "DE" * (layers // 2) if row.get("moe") else None
    key_value = row.get("num_key_value_heads")
    if row.get("model_type") == "falcon":  # multi_query of the 7B, new_decoder of the 11B
        key_value = 1 if row["num_attention_heads"] == 71 else 8
    embedding = row.get("per_layer_embedding") or {}
    return Architecture(
        model_type=row.get("model_type") or "unknown",
        num_hidden_layers=layers,
        hidden_size=row["hidden_size"],
        vocab_size=row["vocab_size"],
        num_key_value_heads=key_value,
        v_head_dim=row.get("v_head_dim_gqa"),
        layer_pattern=pattern,
        mlp_pattern=mlp_pattern,
        mlp_gated=row.get("mlp_gated") is not False,
        per_layer_embedding_size=embedding.get("hidden_size_per_layer_input"),
        per_layer_vocab_size=embedding.get("vocab_size_per_layer_input"),
        moe=_experts(row),
        mla=_latent(row),
        state=_state(row, kinds),
        **{name: row.get(name) for name in _SAME},
        **{name: bool(row.get(name)) for name in _FLAGS},
    )


_SAME = ("intermediate_size", "num_attention_heads", "head_dim", "tie_word_embeddings",
         "sliding_window", "global_head_dim", "global_num_key_value_heads", "kv_layers_owned",
         "qk_norm", "norms_per_layer")  # fmt: skip
_FLAGS = ("k_eq_v", "attention_sinks", "attn_output_gate", "head_gate", "qkv_bias", "o_bias")


def _experts(row: Row) -> MixtureOfExperts | None:
    block = {name: value for name, value in (row.get("moe") or {}).items() if value is not None}
    return MixtureOfExperts(**block) if block else None


def _latent(row: Row) -> LatentAttention | None:
    block = row.get("mla")
    fraction = _GLM_INDEXED.get(row["hf_id"], 1.0)
    return LatentAttention(**block, indexer_layer_fraction=fraction) if block else None


def _state(row: Row, kinds: Any) -> RecurrentState | None:
    block = {**(row.get("linear") or {}), **(row.get("ssm") or {})}
    block.pop("note", None)
    block |= {f"mamba1_{name}": value for name, value in (row.get("mamba1") or {}).items()}
    if row.get("model_type") == "falcon_mamba":
        block = {"mamba1_state_size": 16, "mamba1_expand": 2, "mamba1_conv": 4}
    if isinstance(kinds, dict) and set(kinds) == {"full"} and "conv_kernel" not in block:
        block = {}
    return RecurrentState(**block) if block else None


def a_model_of(row: Row, **changes: Any) -> Model:
    known = architecture(row)
    if "gguf" in changes:
        known = replace(known, gguf=changes.pop("gguf"))
    names = ("total_params", "active_params", "text_params", "vision_params")
    counts = Parameters(*[row.get(name) for name in names])
    return a_model(
        id=row["hf_id"],
        architecture=known,
        parameters=counts,
        native_quant=row.get("native_quant"),
        context_trained=row.get("max_position_embeddings"),
        **changes,
    )


class Errors:
    """Relative errors of one kind; exact ones are counted."""

    def __init__(self) -> None:
        self.values: list[float] = []
        self.exact = 0

    def add(self, got: float, want: float) -> None:
        self.values.append(got / want - 1 if want else float(got != want))
        self.exact += got == want

    def at(self, share: float) -> float:
        ordered = sorted(map(abs, self.values))
        return 100 * ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    def __str__(self) -> str:
        count = len(self.values)
        if not count:
            return "no rows"
        return (
            f"n {count:5}  exact {100 * self.exact / count:6.2f} %  |error| median "
            f"{self.at(0.5):6.2f} %  p95 {self.at(0.95):6.2f} %  p99 {self.at(0.99):6.2f} %"
        )


_DROPPED = re.compile(
    r"(-gguf|-fp8-dynamic|-fp8|-nvfp4.*|-awq.*|-gptq.*|-mlx.*|-\d+bit|-bf16|-imat)$"
)


def plain(name: str) -> str:
    """A repository's or file's name without publisher, format and punctuation."""
    tail = name.rsplit("/", 1)[-1].casefold().replace("_", "-").removeprefix("meta-")
    while (shorter := _DROPPED.sub("", tail)) != tail:
        tail = shorter
    return re.sub(r"[^a-z0-9]", "", tail)


def find(name: str, index: dict[str, Row]) -> Row | None:
    key = plain(name)
    return index.get(key) or index.get(key + "instruct") or index.get(key + "it")


VERBOSE: list[bool] = []


def verbose(truth: Row, part: str, got: float, want: float) -> None:
    if VERBOSE:
        print(
            f"   {truth['model'][:44]:44} {truth.get('quant')!s:12} x{truth.get('gpus')} "
            f"{truth.get('n_ctx')!s:7} {part:9} {got:12.1f} {want:12.1f} {got / want - 1:+8.2%}"
        )
