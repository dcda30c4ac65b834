"""Which block type each tensor of a GGUF file takes in a quantisation mix.

Source: ``llama_tensor_get_type_impl`` of llama.cpp (0.5.0-dev, 2026-10-01, as packaged by
llama-cpp-python 0.3.36). Most tensors take the mix's base type; the output matrix, V-like
tensors, ``ffn_down`` and ``attn_output`` take others, partly by layer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from llmselect.estimate.memory.table import Role, Sizes, Table, Tensor, aligned

# (values in a block, bytes of a block): ggml-common.h.
BLOCKS: dict[str, tuple[int, int]] = {
    "F32": (1, 4), "F16": (1, 2), "BF16": (1, 2),
    "Q8_0": (32, 34), "Q4_0": (32, 18), "Q4_1": (32, 20), "Q5_0": (32, 22), "Q5_1": (32, 24),
    "IQ4_NL": (32, 18), "MXFP4": (32, 17),
    "Q2_K": (256, 84), "Q3_K": (256, 110), "Q4_K": (256, 144), "Q5_K": (256, 176),
    "Q6_K": (256, 210), "IQ4_XS": (256, 136), "IQ3_S": (256, 110), "IQ3_XXS": (256, 98),
    "IQ2_S": (256, 82), "IQ2_XS": (256, 74), "IQ2_XXS": (256, 66),
    "IQ1_S": (256, 50), "IQ1_M": (256, 56),
}  # fmt: skip
# When the row is no whole number of blocks; F16 when the fallback does not fit either.
_FALLBACK = {
    "Q2_K": "Q4_0", "Q3_K": "Q4_0", "Q4_K": "Q5_0", "Q5_K": "Q5_1", "Q6_K": "Q8_0",
    "IQ4_XS": "IQ4_NL", "IQ3_S": "IQ4_NL", "IQ3_XXS": "IQ4_NL", "IQ2_S": "IQ4_NL",
    "IQ2_XS": "IQ4_NL", "IQ2_XXS": "IQ4_NL", "IQ1_S": "IQ4_NL", "IQ1_M": "IQ4_NL",
}  # fmt: skip
MIXES: dict[str, str] = {
    "F32": "F32", "F16": "F16", "BF16": "BF16", "Q8_0": "Q8_0", "Q6_K": "Q6_K",
    "Q5_K_M": "Q5_K", "Q5_K_S": "Q5_K", "Q5_0": "Q5_0", "Q5_1": "Q5_1",
    "Q4_K_M": "Q4_K", "Q4_K_S": "Q4_K", "Q4_0": "Q4_0", "Q4_1": "Q4_1",
    "IQ4_XS": "IQ4_XS", "IQ4_NL": "IQ4_NL",
    "Q3_K_L": "Q3_K", "Q3_K_M": "Q3_K", "Q3_K_S": "Q3_K", "Q2_K": "Q2_K", "Q2_K_S": "Q2_K",
    "IQ3_M": "IQ3_S", "IQ3_S": "IQ3_S", "IQ3_XS": "IQ3_S", "IQ3_XXS": "IQ3_XXS",
    "IQ2_M": "IQ2_S", "IQ2_S": "IQ2_XS", "IQ2_XS": "IQ2_XS", "IQ2_XXS": "IQ2_XXS",
    "IQ1_M": "IQ1_M", "IQ1_S": "IQ1_S", "MXFP4_MOE": "Q8_0",
}  # fmt: skip
_PLAIN = ("F32", "F16", "BF16")
_TINY = ("IQ2_XXS", "IQ2_XS", "IQ2_S", "IQ2_M", "IQ1_S", "IQ1_M")
_IQ2_LARGE = ("IQ2_S", "IQ2_M")
# Mixes that lift attn_output to Q5_K in models of exactly eight experts.
_EIGHT_EXPERTS_LIFT = (
    "Q2_K", "IQ3_XS", "IQ3_XXS", "Q3_K_S", "Q3_K_M", "IQ4_NL", "Q4_K_S", "Q4_K_M", "IQ3_S",
    "IQ3_M", "IQ4_XS",
)  # fmt: skip
_ATTN_OUTPUT = {
    "Q2_K": "Q3_K", "IQ3_XXS": "IQ3_S", "Q3_K_M": "Q4_K", "Q3_K_L": "Q5_K", "IQ3_M": "Q4_K",
}  # fmt: skip


class Choice(NamedTuple):
    """``first`` for the layers that ``where`` picks, ``rest`` for the others."""

    first: str
    where: str
    rest: str
    front: str | None = None  # Falcon: the first sixteenth of the layers


@lru_cache(maxsize=64)
def _all(type: str) -> Choice:
    return Choice(type, "all", type)


@lru_cache(maxsize=2048)
def picked(where: str, layers: int) -> tuple[bool, ...]:
    """For each position below ``layers``, whether the rule picks it."""
    if where == "more_bits":  # an eighth at both ends and every third between
        low, high = layers // 8, 7 * layers // 8
        return tuple(i < low or i >= high or (i - low) % 3 == 2 for i in range(layers))
    if where == "middle":
        return tuple(layers // 8 <= i < 7 * layers // 8 for i in range(layers))
    limit = {
        "all": layers, "eighth": layers // 8, "sixteenth": layers // 16, "two": 2, "four": 4,
    }[where]  # fmt: skip
    return tuple(i < limit for i in range(layers))


def fitting_type(type: str, columns: int) -> str:
    """``type``, or llama.cpp's substitute when a row is no whole number of its blocks."""
    if columns % BLOCKS[type][0] == 0:
        return type
    substitute = _FALLBACK.get(type, type)
    return "F16" if columns % BLOCKS[substitute][0] else substitute


_ROW_PADDING = 512  # CUDA: the last row of a quantised matrix is filled up to so many values
_VALUE_LIKE = (Role.V, Role.QKV, Role.KV_B)


def tensor_bytes(tensor: Tensor, table: Table, mix: str, choice: Choice) -> Sizes:
    """Bytes of all layers' copies of ``tensor`` in ``mix``, whose rules made ``choice``."""
    role, columns, rows, layers, copies = (
        tensor.role, tensor.columns, tensor.rows, tensor.layers, tensor.copies,
    )  # fmt: skip
    count = len(layers) * copies
    if choice.first in _PLAIN:
        wide = choice.first == "F32" or (role is Role.WIDE_WHEN_PLAIN and mix in _PLAIN)
        return aligned(columns * rows * (4 if wide else 2), count)
    if choice.where == "all":
        return _stored(choice.first, columns, rows, count)
    span = table.v_layers if role in _VALUE_LIKE else table.layers
    picks = picked(choice.where, span)
    chosen = sum([picks[i] for i in layers]) * copies
    parts = [(choice.first, chosen), (choice.rest, count - chosen)]
    if choice.front:
        front = sum([i < span // 16 for i in layers]) * copies
        parts = [(choice.front, front), (choice.first, chosen - front), parts[1]]
    sizes = [_stored(type, columns, rows, some) for type, some in parts]
    return Sizes(sum([size.file for size in sizes]), sum([size.device for size in sizes]))


def bytes_by_layer(tensor: Tensor, table: Table, mix: str, choice: Choice) -> list[int]:
    """Bytes on a device of ``tensor``'s copies in each of its layers."""
    return [
        tensor_bytes(tensor._replace(layers=(i,)), table, mix, choice).device for i in tensor.layers
    ]


def _stored(type: str, columns: int, rows: int, copies: int) -> Sizes:
    actual = fitting_type(type, columns)
    block, bytes_ = BLOCKS[actual]
    size = columns // block * bytes_ * rows
    missing = -columns % _ROW_PADDING
    if not missing or actual in _PLAIN:
        return aligned(size, copies)
    return Sizes(
        aligned(size, copies).file, aligned(size + missing // block * bytes_, copies).device
    )


def choose(tensor: Tensor, table: Table, mix: str, imatrix: bool) -> Choice:
    """The types that ``mix`` gives to ``tensor``."""
    base = MIXES[mix]
    if mix in _PLAIN:
        return _all(base)
    if tensor.role is Role.KEPT:
        return _all("F16")
    return _choose(tensor, table, mix, base, imatrix)


def _choose(tensor: Tensor, table: Table, mix: str, base: str, imatrix: bool) -> Choice:
    role = tensor.role
    if role is Role.OUTPUT or (role is Role.EMBEDDING and table.tied):
        return _all(_output_type(tensor, table, mix, base))
    if mix == "MXFP4_MOE":
        return _all("MXFP4" if tensor.stacked else "Q8_0")
    if role is Role.EMBEDDING:
        return _all(_embedding_type(mix, base))
    if role in _VALUE_LIKE:
        return _value_type(table, mix, base, imatrix)
    if role is Role.K:
        return _all(_key_type(table, mix, base))
    if role is Role.Q and mix in ("IQ3_XS", "IQ3_XXS"):
        return _all("IQ3_XXS" if mix == "IQ3_XS" else "IQ2_S")
    if role is Role.DOWN:
        return _down_type(table, mix, base, imatrix)
    if role is Role.ATTENTION_OUTPUT:
        return _all(_attention_output_type(table, mix, base))
    if role is Role.GATE_UP and mix == "IQ3_XS":
        return Choice("IQ3_XXS", "middle", base)
    return _all(base)


def _output_type(tensor: Tensor, table: Table, mix: str, base: str) -> str:
    if mix == "MXFP4_MOE" or table.gguf == "falcon" or tensor.columns % BLOCKS[base][0]:
        return "Q8_0"
    if mix in (*_TINY, "IQ3_XXS"):
        return "Q5_K"
    return "Q8_0" if base == "Q8_0" else "Q6_K"


def _embedding_type(mix: str, base: str) -> str:
    if mix in ("IQ2_XXS", "IQ2_XS", "IQ1_S", "IQ1_M"):
        return "Q2_K"
    return "IQ3_S" if mix in (*_IQ2_LARGE, "IQ3_XXS") else base


def _value_type(table: Table, mix: str, base: str, imatrix: bool) -> Choice:
    choice = _value_type_by_mix(table, mix, base, imatrix)
    if mix in _TINY:
        return choice
    if table.is_70b:  # eight query heads share a V head: more bits are cheap
        lift = {"Q3_K": "Q5_K", "Q4_K": "Q5_K"}
        choice = Choice(
            lift.get(choice.first, choice.first), choice.where, lift.get(choice.rest, choice.rest)
        )
    return _all("Q8_0") if table.experts == 8 else choice


def _value_type_by_mix(table: Table, mix: str, base: str, imatrix: bool) -> Choice:
    grouped = table.group_size >= 4
    if mix in _TINY:
        small = "IQ3_S" if mix in _IQ2_LARGE else "Q2_K"
        return _all("Q4_K" if grouped or table.experts >= 4 else small)
    if mix in ("Q4_K_M", "Q5_K_M"):
        return Choice("Q6_K", "more_bits", base)
    if mix == "Q3_K_M":
        return Choice("Q5_K", "two", "Q4_K")
    if mix == "Q4_K_S":
        return Choice("Q5_K", "four", base)
    if mix == "Q2_K":
        return _all("Q4_K" if grouped else "Q3_K")
    if mix == "IQ3_XXS":
        return _all("Q4_K" if grouped else base if imatrix else "IQ3_S")
    if mix == "IQ3_M" or (grouped and mix in ("Q2_K_S", "IQ3_XS", "IQ3_S")):
        return _all("Q4_K")
    if mix == "Q3_K_L" or (grouped and mix in ("IQ4_NL", "IQ4_XS")):
        return _all("Q5_K")
    return _all(base)


def _key_type(table: Table, mix: str, base: str) -> str:
    if table.experts == 8:
        return "Q4_K" if mix in _TINY else "Q8_0"
    return {"IQ3_XS": "IQ3_XXS", "IQ3_XXS": "IQ2_S"}.get(mix, base)


def _attention_output_type(table: Table, mix: str, base: str) -> str:
    if mix in _TINY:
        if table.experts == 8:
            return "Q5_K"
        return {"IQ1_S": "IQ2_XXS", "IQ1_M": "IQ2_XXS", "IQ2_S": "IQ3_S", "IQ2_M": "IQ3_S"}.get(
            mix, base
        )
    if table.gguf == "falcon":
        return "Q4_K" if mix == "Q3_K_L" else base
    if table.experts == 8:
        return "Q5_K" if mix in _EIGHT_EXPERTS_LIFT else base
    return _ATTN_OUTPUT.get(mix, base)


_DOWN = {
    "Q4_K_M": Choice("Q6_K", "more_bits", "Q4_K"),
    "Q5_K_M": Choice("Q6_K", "more_bits", "Q5_K"),
    "Q2_K": _all("Q3_K"),
    "Q2_K_S": Choice("Q4_K", "eighth", "Q2_K"),
    "Q3_K_M": Choice("Q5_K", "sixteenth", "Q4_K"),
    "Q3_K_L": _all("Q5_K"),
}
_DOWN_FALCON = {
    "Q4_K_M": Choice("Q5_K", "more_bits", "Q4_K", front="Q6_K"),
    "Q3_K_M": Choice("Q4_K", "more_bits", "Q3_K", front="Q5_K"),
    "Q3_K_L": _all("Q4_K"),
    "Q4_K_S": _all("Q4_K"),
}


def _down_type(table: Table, mix: str, base: str, imatrix: bool) -> Choice:
    if table.gguf == "falcon" and mix in _DOWN_FALCON:
        return _DOWN_FALCON[mix]
    if mix in _DOWN:
        return _DOWN[mix]
    if mix in _TINY:
        return Choice("IQ3_S" if mix in _IQ2_LARGE else "Q2_K", "eighth", base)
    if mix == "IQ3_XXS" and not imatrix:
        return Choice("Q4_K", "eighth", "Q3_K")
    if mix == "IQ3_M":
        return Choice("Q4_K", "more_bits" if table.experts == 8 else "eighth", base)
    if (mix in ("IQ4_NL", "IQ4_XS") and not imatrix) or mix == "Q4_K_S":
        return Choice("Q5_K", "eighth", base)
    if mix in ("Q4_0", "Q5_0") and imatrix:
        return Choice("Q4_1" if mix == "Q4_0" else "Q5_1", "eighth", base)
    return _all(base)
