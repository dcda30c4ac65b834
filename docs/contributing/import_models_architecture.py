"""Dimensions: from the research table's keys to those of the catalogue."""

from __future__ import annotations

from typing import Any

from import_models_facts import Decisions, Research, Row

READ = ("config", "listing+class", "total-verified", "inherited")
PLAIN = (
    "num_hidden_layers", "hidden_size", "vocab_size", "intermediate_size", "num_attention_heads",
    "num_key_value_heads", "head_dim", "tie_word_embeddings",
)  # fmt: skip
LATER = (
    "sliding_window", "global_head_dim", "global_num_key_value_heads", "k_eq_v", "kv_layers_owned",
    "attention_sinks", "attn_output_gate", "head_gate", "qk_norm", "qkv_bias", "o_bias",
    "mlp_gated", "norms_per_layer",
)  # fmt: skip
USUAL = {"k_eq_v": False, "mlp_gated": True}  # what need not be written


Shape = tuple[Row | None, str | None]


def shape_source(model_id: str, research: Research, decisions: Decisions) -> Shape:
    """The row with this model's dimensions, and the id that it is taken from if not its own."""
    if decisions.has_own_shape(model_id):
        return None, None
    if change := decisions.revocab.get(model_id):
        note = f"{change['shape']} but for a vocabulary of {change['vocab_size']}"
        return _with_vocabulary(research.models[change["shape"]], change["vocab_size"]), note
    own = research.models.get(model_id)
    if own and _is_complete(own) and model_id not in decisions.siblings:
        return own | decisions.dimensions.get(model_id, {}), None
    twin = decisions.clones.get(model_id) or decisions.siblings.get(model_id)
    if twin:
        return research.models[twin], twin
    return _from_base(model_id, research, decisions, depth=0)


def _with_vocabulary(row: Row, size: int) -> Row:
    """The same untied model with another number of tokens."""
    more = (size - row["vocab_size"]) * row["hidden_size"]
    grown = {key: row[key] + 2 * more for key in ("total_params", "text_params", "active_params")}
    read = row["active_params_read_per_token"] + more
    return row | grown | {"vocab_size": size, "active_params_read_per_token": read}


def _from_base(
    model_id: str, research: Research, decisions: Decisions, depth: int
) -> tuple[Row | None, str | None]:
    bases = decisions.bases_of(model_id) or research.lineage.get(model_id, {}).get(
        "base_models", []
    )
    for base in bases if depth < 6 else ():
        if decisions.has_own_shape(base):
            return None, None
        named = decisions.siblings.get(base) or decisions.same_shape.get(base) or base
        row = research.models.get(named)
        if row and _is_complete(row):
            return row, base
        deeper, _ = _from_base(base, research, decisions, depth + 1)
        if deeper:
            return deeper, base
    return None, None


def _is_complete(row: Row) -> bool:
    return (
        row.get("dims_confidence") in READ
        and not row.get("dims")
        and row.get("num_hidden_layers") is not None
        and abs(row.get("param_check_pct") or 0) <= 1
        and bool(row.get("text_params"))
    )


def architecture_of(
    model_id: str, row: Row | None, inherited: str | None, research: Research, decisions: Decisions
) -> Row | str:
    """The catalogue's block, or ``unknown`` where a part that matters is not known."""
    if row is None:
        return "unknown"
    pattern = decisions.layer_patterns.get(row["hf_id"]) or _pattern(row)
    if pattern == "unknown":
        return "unknown"
    gguf = _gguf(model_id, row, research) or decisions.gguf_types.get(row["model_type"])
    block: Row = {"model_type": row["model_type"]} | ({"gguf": gguf} if gguf else {})
    block |= {key: row[key] for key in PLAIN if row.get(key) is not None}
    if model_id in decisions.tie_unknown:
        block["tie_word_embeddings"] = "unknown"
    block.setdefault("tie_word_embeddings", "unknown")
    if row.get("v_head_dim_gqa"):
        block["v_head_dim"] = row["v_head_dim_gqa"]
    if pattern:
        block["layer_pattern"] = pattern
    block |= {
        key: row[key] for key in LATER if row.get(key) is not None and row[key] != USUAL.get(key)
    }
    block |= _per_layer(row)
    mlp = decisions.mlp_patterns.get(row["hf_id"]) or _mlp_pattern(row, pattern)
    block |= {"mlp_pattern": mlp} if mlp else {}
    block |= _blocks(row, decisions)
    return block


def _gguf(model_id: str, row: Row, research: Research) -> str | None:
    known = research.gguf_by_model
    return (
        known.get(model_id)
        or known.get(row["hf_id"])
        or research.gguf_by_type.get((row["model_type"], bool(row.get("moe"))))
    )


def _pattern(row: Row) -> str | None:
    """One letter a layer; None where all are alike, ``unknown`` where the order is."""
    kinds, pattern = set(row.get("layer_kinds") or ()), row.get("layer_pattern")
    if not kinds or kinds <= {"full"} or kinds <= {"mla"}:
        return None
    if pattern is None:
        uniform = {"sliding": "S", "mamba1": "M", "mamba2": "M"}
        letter = uniform.get(*kinds) if len(kinds) == 1 else None
        return letter * row["num_hidden_layers"] if letter else "unknown"
    if kinds & {"mamba1", "mamba2"}:
        pattern = pattern.replace("L", "M")
    if "kda" in kinds:
        pattern = pattern.replace("L", "K")
    return pattern if set(pattern) <= set("FSLCIMK*E-") else "unknown"


def _per_layer(row: Row) -> Row:
    names = {
        "hidden_size_per_layer_input": "per_layer_embedding_size",
        "vocab_size_per_layer_input": "per_layer_vocab_size",
    }
    found = row.get("per_layer_embedding") or {}
    return {names[key]: value for key, value in found.items()}


def _mlp_pattern(row: Row, pattern: str | None) -> str | None:
    """Nemotron-H: blocks that mix have no feed-forward part, and the other way round."""
    if not pattern or not set(pattern) & set("-E*"):
        return None
    return "".join({"-": "D", "E": "E"}.get(letter, "-") for letter in pattern)


def _blocks(row: Row, decisions: Decisions) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if row.get("moe"):
        moe = {key: value for key, value in row["moe"].items() if value is not None}
        result["moe"] = {key: value for key, value in moe.items() if value not in (0, False)}
    if row.get("mla"):
        mla = {key: value for key, value in row["mla"].items() if value is not None}
        fraction = decisions.indexer_layer_fraction.get(row["hf_id"])
        result["mla"] = mla | ({"indexer_layer_fraction": fraction} if fraction else {})
    state = {**(row.get("linear") or {}), **(row.get("ssm") or {})}
    state |= {f"mamba1_{key}": value for key, value in (row.get("mamba1") or {}).items()}
    state.pop("note", None)
    if state:
        result["state"] = {key: value for key, value in state.items() if value is not None}
    return result
