"""Memory of fine-tuning: what is frozen, what is trained, and what the backward pass needs.

Counts follow what the frameworks do (docs/methods/memory.md, "Fine-tuning"): which numbers they
keep in 16 or 32 bit, which activations they save, and whether the logits of the whole batch
exist at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

from llmselect.catalog.entries import Architecture, Model
from llmselect.estimate.memory.layout import heads, layout
from llmselect.estimate.memory.llama_cpp import CONTEXT_BYTES, CONTEXT_HIGH, CONTEXT_LOW
from llmselect.estimate.memory.profile import Profile, profile
from llmselect.estimate.memory.setup import Term
from llmselect.estimate.memory.table import Role, Tensor
from llmselect.estimate.memory.weights import expert_values, is_expert
from llmselect.records import dataclass

Method = Literal["lora", "qlora", "full"]
METHODS: tuple[Method, ...] = ("lora", "qlora", "full")
_16, _32 = 2, 4
_NF4 = 4.127 / 8  # blocks of 64, their scales quantised again
_TABLES = (Role.EMBEDDING, Role.OUTPUT)
# AdamW keeps two moments, one byte each in the 8-bit form; SGD none.
_MOMENTS = {"adamw": 2, "adamw-8bit": 2, "sgd": 0}
OPTIMIZERS = tuple(_MOMENTS)
_NORM_BYTES = 8  # a hidden value through an RMS norm: input, its F32 copy, and the output
# Shares by which the sum may be off; the allocator reserves blocks that it does not fill.
_LOW, _HIGH = 0.80, 1.25


class Framework(NamedTuple):
    """What a trainer does that memory depends on.

    ``logit_bytes`` a token and vocabulary entry: 16-bit logits, their F32 copy and gradient in
    transformers; litgpt and torchtune work in chunks, Unsloth writes the gradient in place.
    ``offloads`` saved layer inputs to RAM. ``wide_adapters``: adapters in F32. ``wide_tables``:
    of a quantised model embeddings, output and norms become F32 (PEFT's
    ``prepare_model_for_kbit_training``).
    """

    checkpointing: bool
    logit_bytes: int
    offloads: bool = False
    wide_adapters: bool = False
    wide_tables: bool = False


FRAMEWORKS = {
    "transformers": Framework(True, 10, wide_adapters=True, wide_tables=True),
    "unsloth": Framework(True, 2, offloads=True, wide_adapters=True),
    "litgpt": Framework(False, 4),
    "torchtune": Framework(True, 4),
}


@dataclass(frozen=True, slots=True)
class FineTune:
    """How a model is trained. ``seq``: tokens of each of ``batch`` samples, as they come in."""

    method: Method = "lora"
    rank: int = 16
    seq: int = 2048
    batch: int = 1
    framework: str = "transformers"
    optimizer: str = "adamw"
    gradient_checkpointing: bool | None = None  # None: as the framework does unasked
    train_embeddings: bool = False
    mixed_precision: bool = False  # full: F32 weights beside the 16-bit ones
    gpus: int = 1  # sharded evenly (FSDP, ZeRO-3); every card has its own batch


@dataclass(frozen=True, slots=True)
class FineTuneEstimate:
    """Bytes on one card; ``trainable_parameters`` of all cards together."""

    weights_bytes: int
    adapter_bytes: int
    gradient_bytes: int
    optimizer_bytes: int
    activation_bytes: int
    logits_bytes: int
    workspace_bytes: int
    overhead_bytes: int
    total_bytes: int
    low_bytes: int
    high_bytes: int
    trainable_parameters: int
    terms: tuple[Term, ...]


def estimate_finetune(model: Model, tune: FineTune) -> FineTuneEstimate | None:
    """Memory on each card; None where the dimensions are not known."""
    if model.architecture is None:
        return None
    shapes, does = profile(model.architecture), FRAMEWORKS[tune.framework]
    terms = [
        *_stored(model, shapes, tune, does),
        *_alive(shapes, tune, does),
        _workspace(shapes, tune),
        Term("overhead", CONTEXT_BYTES, "device", "context", {}),
    ]
    sizes = {term.name: term.bytes for term in terms}
    total = sum(sizes.values())
    counted = total - CONTEXT_BYTES
    return FineTuneEstimate(
        weights_bytes=sizes["weights"],
        adapter_bytes=sizes["adapter"],
        gradient_bytes=sizes["gradient"],
        optimizer_bytes=sizes["optimizer"],
        activation_bytes=sizes["activation"],
        logits_bytes=sizes["logits"],
        workspace_bytes=sizes["workspace"],
        overhead_bytes=CONTEXT_BYTES,
        total_bytes=total,
        low_bytes=int(counted * _LOW) + CONTEXT_LOW,
        high_bytes=int(counted * _HIGH) + CONTEXT_HIGH,
        trainable_parameters=_trained(model, shapes, tune),
        terms=tuple(term for term in terms if term.bytes),
    )


def longest_sequence(model: Model, tune: FineTune, device_bytes: int) -> int | None:
    """The longest samples of ``tune.batch`` that fit each card; None where none do.

    Memory grows by the same amount with every token.
    """
    shortest = estimate_finetune(model, replace(tune, seq=1))
    longer = estimate_finetune(model, replace(tune, seq=2))
    if shortest is None or longer is None or shortest.total_bytes > device_bytes:
        return None
    each = longer.total_bytes - shortest.total_bytes
    tokens = 1 + (device_bytes - shortest.total_bytes) // each
    return min(tokens, model.context) if model.context else tokens


def saves_only_inputs(tune: FineTune) -> bool:
    """Whether layers are computed again in the backward pass (gradient checkpointing)."""
    asked = tune.gradient_checkpointing
    return FRAMEWORKS[tune.framework].checkpointing if asked is None else asked


def _stored(model: Model, shapes: Profile, tune: FineTune, does: Framework) -> list[Term]:
    """Weights, and what the optimiser keeps beside those that are trained."""
    trained, full = _trained(model, shapes, tune), tune.method == "full"
    weights, inputs = _base_weights(model, shapes, tune, does)
    wide = tune.mixed_precision if full else does.wide_adapters
    width = _32 if wide else _16
    # An F32 copy is kept beside the 16-bit weights; adapters exist once.
    own = trained * (width if not full else _32 if wide else 0)
    moment = 1 if tune.optimizer == "adamw-8bit" else width
    moments = _MOMENTS[tune.optimizer] * moment
    split = tune.gpus
    return [
        Term("weights", weights // split, "device", "sum(values * bytes) / cards", inputs),
        Term("adapter", own // split, "device", "trained * bytes / cards",
             {"trained": trained, "rank": None if full else tune.rank}),
        Term("gradient", trained * width // split, "device", "trained * bytes / cards",
             {"trained": trained, "bytes": width}),
        Term("optimizer", trained * moments // split, "device", "trained * bytes / cards",
             {"trained": trained, "bytes": moments, "optimizer": tune.optimizer}),
    ]  # fmt: skip


def _base_weights(
    model: Model, shapes: Profile, tune: FineTune, does: Framework
) -> tuple[int, dict[str, object]]:
    """The model itself. bitsandbytes quantises linear layers, not stacks of experts or tables."""
    values = shapes.values + (model.parameters.vision or 0)
    if tune.method != "qlora":
        return values * _16, {"values": values, "bytes": _16}
    native = (model.native_quant or "").upper().startswith("MXFP4")
    experts = expert_values(shapes.table)
    quantised = _linear_values(shapes) + (experts if native else 0)
    tables = _table_values(shapes)
    kept = values - quantised - tables
    table_width = _32 if does.wide_tables else _16
    size = int(quantised * _NF4) + tables * table_width + kept * _16
    return size, {"quantised": quantised, "tables": tables, "kept": kept}


def _trained(model: Model, shapes: Profile, tune: FineTune) -> int:
    """Parameters that are trained."""
    if tune.method == "full":
        return shapes.values + (model.parameters.vision or 0)
    adapters = sum(
        tune.rank * (tensor.columns + tensor.rows) * len(tensor.layers) * tensor.copies
        for tensor in shapes.table.tensors
        if _is_linear(tensor)
    )
    return adapters + (_table_values(shapes) if tune.train_embeddings else 0)


def _is_linear(tensor: Tensor) -> bool:
    """A layer that adapters are put on and bitsandbytes quantises."""
    return tensor.role not in _TABLES and tensor.role is not Role.KEPT and not tensor.stacked


def _linear_values(shapes: Profile) -> int:
    return sum(
        tensor.columns * tensor.rows * len(tensor.layers) * tensor.copies
        for tensor in shapes.table.tensors
        if _is_linear(tensor)
    )


def _table_values(shapes: Profile) -> int:
    """Embedding and output matrices."""
    return sum(
        tensor.columns * tensor.rows for tensor in shapes.table.tensors if tensor.role in _TABLES
    )


def _alive(shapes: Profile, tune: FineTune, does: Framework) -> list[Term]:
    """What the forward pass leaves for the backward pass."""
    a = shapes.architecture
    tokens, layers = tune.seq * tune.batch, a.num_hidden_layers
    every = saved_bytes_per_token(shapes)
    if saves_only_inputs(tune):
        # The input of every layer, and all of the layer that is being computed again.
        inputs = 0 if does.offloads else layers * a.hidden_size * _16
        saved = inputs + every // layers
        formula = "tokens * (layers * hidden * 2 + one layer)"
    else:
        saved, formula = every, "tokens * every layer"
    return [
        Term("activation", tokens * saved, "device", formula,
             {"tokens": tokens, "layers": layers, "one_layer_bytes": every // layers}),
        Term("logits", tokens * a.vocab_size * does.logit_bytes, "device",
             "tokens * vocabulary * bytes",
             {"tokens": tokens, "vocabulary": a.vocab_size, "bytes": does.logit_bytes}),
    ]  # fmt: skip


def saved_bytes_per_token(shapes: Profile) -> int:
    """What autograd keeps of one token without checkpointing, all layers, flash attention.

    The outputs of all matrices in 16 bit; after them the rotated queries and keys, the
    attention's output, the activation and the product of the gated stage, and the norms.
    """
    a = shapes.architecture
    used = a.moe.experts_per_token if a.moe else 0
    experts = a.moe.num_experts if a.moe else 1
    values = 0
    for tensor in shapes.table.tensors:
        if tensor.role in _TABLES:
            continue
        rows = tensor.rows * used // experts if is_expert(tensor) else tensor.rows
        count = len(tensor.layers) * tensor.copies
        values += rows * count
        if tensor.role is Role.DOWN:  # the activation and the product that enters
            entering = tensor.columns * (used if is_expert(tensor) else 1)
            values += 2 * entering * count
    return values * _16 + _attention_values(a) * _16 + _norm_bytes(a)


def _attention_values(a: Architecture) -> int:
    values = 0
    mixers = layout(a).mixers
    for kind in ("full", "sliding"):
        if kind in mixers:
            shape = heads(a, kind)
            query, key = shape.query * shape.key_dim, shape.key_value * shape.key_dim
            values += (2 * query + key) * len(mixers[kind])
    if a.mla and "mla" in mixers:
        query = (a.num_attention_heads or 1) * (a.mla.qk_nope_head_dim + a.mla.qk_rope_head_dim)
        values += 4 * query * len(mixers["mla"])  # keys and values are expanded for training
    return values


def _norm_bytes(a: Architecture) -> int:
    return 2 * _NORM_BYTES * a.hidden_size * a.num_hidden_layers


def _workspace(shapes: Profile, tune: FineTune) -> Term:
    """A quantised matrix, unpacked to be used."""
    largest = max(
        [tensor.columns * tensor.rows for tensor in shapes.table.tensors if _is_linear(tensor)],
        default=0,
    )
    size = largest * _16 if tune.method == "qlora" else 0
    return Term("workspace", size, "device", "largest_matrix * 2", {"largest_matrix": largest})
