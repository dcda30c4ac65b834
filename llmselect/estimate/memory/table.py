"""Tensors as lines of a table: identical layers are one line."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from llmselect.records import dataclass


class Role(IntEnum):
    """What the rules of a quantisation mix distinguish."""

    F32 = 0  # vectors, norms, routers: never quantised
    KEPT = 1  # matrices that stay as converted (16 bit)
    BASE = 2
    EMBEDDING = 3
    OUTPUT = 4
    Q = 5
    K = 6
    V = 7
    QKV = 8
    KV_B = 9
    ATTENTION_OUTPUT = 10
    GATE_UP = 11
    DOWN = 12
    WIDE_WHEN_PLAIN = 13  # like BASE, but F32 in a 16-bit file


class Tensor(NamedTuple):
    """``columns`` values a row, ``rows`` in one layer (over all experts), one copy a layer.

    ``layers`` are positions as the mix's rules count them, not always layer numbers.
    """

    role: Role
    columns: int
    rows: int
    layers: tuple[int, ...]
    stacked: bool = False  # three-dimensional: experts, MLA's per-head matrices
    on_host: bool = False
    copies: int = 1  # like tensors in one layer
    per_layer: bool = False  # the per-layer embedding table


class Sizes(NamedTuple):
    """Bytes padded as in the file, and as on a device."""

    file: int
    device: int


FILE_ALIGNMENT, DEVICE_ALIGNMENT = 32, 128


def aligned(size: int, copies: int) -> Sizes:
    """``copies`` tensors of ``size`` bytes each."""
    return Sizes(
        -(-size // FILE_ALIGNMENT) * FILE_ALIGNMENT * copies,
        -(-size // DEVICE_ALIGNMENT) * DEVICE_ALIGNMENT * copies,
    )


@dataclass(frozen=True, slots=True)
class Table:
    """All tensors of a model with what the mixes' rules ask about the model."""

    gguf: str
    tensors: tuple[Tensor, ...]  # those that a mix may change
    vectors: Sizes  # of all F32 tensors
    vector_values: int
    layers: int
    v_layers: int
    v_numbers: tuple[int, ...]  # numbers of the layers that the rules for V count
    down_numbers: tuple[int, ...]  # and of those for ffn_down
    experts: int
    group_size: int  # query heads a KV head in layer 0; 0 where it has none
    tied: bool
    is_70b: bool
