"""Sizes of weights from the tensor table: GGUF mixes, and the formats of safetensors.

With all layers offloaded llama.cpp keeps ``token_embd`` (and the per-layer embedding table) in
host memory. Where the output matrix is tied, the device gets its own copy of the table.
"""

from __future__ import annotations

from llmselect.estimate.memory.quant_mix import Choice, choose, tensor_bytes
from llmselect.estimate.memory.table import Role, Table, Tensor
from llmselect.records import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Bytes of tensor data: in the file (without header), on the device, on the host."""

    file_bytes: int
    device_bytes: int
    host_bytes: int


def gguf_weights(
    table: Table, mix: str, imatrix: bool = False, native_experts: bool = False
) -> Weights:
    """Sizes in ``mix``; ``imatrix``: quantised with an importance matrix.

    ``native_experts``: experts that were published in MXFP4 stay so whatever the mix (gpt-oss).
    """
    file, device = table.vectors
    host = 0
    # Only the tables at both ends choose by their width: all else by what it is.
    choices: dict[tuple[Role, bool], Choice] = {}
    for tensor in table.tensors:
        kept = native_experts and is_expert(tensor)
        key = (tensor.role, tensor.stacked)
        choice = choices.get(key)
        if choice is None or tensor.on_host:
            choice = choose(tensor, table, "MXFP4_MOE" if kept else mix, imatrix)
            choices[key] = choice
        size = tensor_bytes(tensor, table, mix, choice)
        file += size.file
        if not tensor.on_host:
            device += size.device
            continue
        host += size.file
        if table.tied and not tensor.per_layer:
            device += size.device
    return Weights(file, device, host)


def is_expert(tensor: Tensor) -> bool:
    """Whether this is the stack of all experts' matrices."""
    return tensor.stacked and tensor.role in (Role.GATE_UP, Role.DOWN)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Bits of a value in the matrices that a format quantises, scales included."""

    bits: float
    embeddings: bool = False  # whether the embedding and output tables are quantised too
    experts_only: bool = False


# Groups of 128 values with a 16-bit scale and a zero point of the same width (AWQ, GPTQ);
# blocks of 16 with an FP8 scale (NVFP4), of 32 with an 8-bit exponent (MXFP4), of 64 with a
# 16-bit scale and bias (MLX); NF4: blocks of 64, their scales quantised again.
SCHEMES: dict[str, Scheme] = {
    "BF16": Scheme(16), "F16": Scheme(16), "F32": Scheme(32, embeddings=True),
    "FP8": Scheme(8), "INT8": Scheme(8), "BNB-INT8": Scheme(8), "GPTQ-8bit": Scheme(8.25),
    "AWQ-4bit": Scheme(4.15625), "GPTQ-4bit": Scheme(4.15625), "INT4": Scheme(4.125),
    "NVFP4": Scheme(4.5), "MXFP4": Scheme(4.25, experts_only=True),
    "BNB-NF4": Scheme(4.127),
    "MLX-2bit": Scheme(2.5, embeddings=True), "MLX-3bit": Scheme(3.5, embeddings=True),
    "MLX-4bit": Scheme(4.5, embeddings=True), "MLX-5bit": Scheme(5.5, embeddings=True),
    "MLX-6bit": Scheme(6.5, embeddings=True), "MLX-8bit": Scheme(8.5, embeddings=True),
    "MLX-bf16": Scheme(16),
}  # fmt: skip


def expert_values(table: Table) -> int:
    """Weights in experts, all layers."""
    return sum(
        [
            tensor.columns * tensor.rows * len(tensor.layers) * tensor.copies
            for tensor in table.tensors
            if is_expert(tensor)
        ]
    )


def checkpoint_weights(table: Table, quant: str) -> Weights | None:
    """Sizes of safetensors weights, all on the device; None for an unknown format."""
    scheme = SCHEMES.get(quant)
    if scheme is None:
        return None
    plain, quantised = table.vector_values, 0
    for tensor in table.tensors:
        values = tensor.columns * tensor.rows * len(tensor.layers) * tensor.copies
        role = tensor.role
        keeps = role in (Role.KEPT, Role.WIDE_WHEN_PLAIN)
        if role in (Role.EMBEDDING, Role.OUTPUT):
            keeps = not scheme.embeddings
        if scheme.experts_only:
            keeps = not is_expert(tensor)
        if keeps:
            plain += values
        else:
            quantised += values
    size = plain * 2 + int(quantised * scheme.bits) // 8
    return Weights(size, size, 0)
