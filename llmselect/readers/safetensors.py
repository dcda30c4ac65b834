"""The header of a safetensors file: eight bytes of length, then JSON. No data is read."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, NamedTuple

from llmselect.readers.binary import BadHeader, Cursor, bad_file, open_regular

# The largest real headers, of models with thousands of experts in one file, are some MB.
_LONGEST_HEADER = 16 << 20
_LONGEST_JSON = 16 << 20
_MOST_DIMENSIONS = 16
_BITS = {
    "F64": 64, "I64": 64, "U64": 64, "F32": 32, "I32": 32, "U32": 32, "BF16": 16, "F16": 16,
    "I16": 16, "U16": 16, "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "I8": 8, "U8": 8, "BOOL": 8,
    "F6_E2M3": 6, "F6_E3M2": 6, "F4": 4,
}  # fmt: skip


class Stored(NamedTuple):
    """Tensors of one file: bytes and values by type, and where the file ends."""

    bytes_by_type: dict[str, int]
    values_by_type: dict[str, int]
    end: int


def read_safetensors(path: Path) -> Stored:
    """Raises LlmselectError for anything but a whole header that makes sense."""
    handle, size = open_regular(path)
    with handle:
        cursor = Cursor(handle, size)
        try:
            length = cursor.number("Q")
            if length > _LONGEST_HEADER:
                raise BadHeader("long_header", length=length)
            return _stored(_parsed(cursor.take(length)), 8 + length)
        except BadHeader as error:
            raise bad_file(path, error.reason, **error.params) from None


def read_json(path: Path) -> dict[str, Any]:
    """An object from a JSON file. Raises LlmselectError."""
    handle, size = open_regular(path)
    with handle:
        try:
            if size > _LONGEST_JSON:
                raise BadHeader("long_header", length=size)
            return _parsed(handle.read())
        except BadHeader as error:
            raise bad_file(path, error.reason, **error.params) from None


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise BadHeader("not_json", line=line) from None
    if not isinstance(value, dict):
        raise BadHeader("not_json", line=1)
    return value


def _stored(header: dict[str, Any], start: int) -> Stored:
    bytes_by_type: dict[str, int] = {}
    values_by_type: dict[str, int] = {}
    end = 0
    for name, info in header.items():
        if name == "__metadata__":
            continue
        kind, values, offsets = _entry(name, info)
        bits = _BITS.get(kind)
        size = offsets[1] - offsets[0]
        if bits is not None and size != (values * bits + 7) // 8:
            raise BadHeader("tensor_shape", name=name)
        bytes_by_type[kind] = bytes_by_type.get(kind, 0) + size
        values_by_type[kind] = values_by_type.get(kind, 0) + values
        end = max(end, offsets[1])
    if not bytes_by_type:
        raise BadHeader("no_tensors")
    return Stored(bytes_by_type, values_by_type, start + end)


def _entry(name: str, info: Any) -> tuple[str, int, tuple[int, int]]:
    """(type, values, where the data lies), or BadHeader."""
    if not isinstance(info, dict):
        raise BadHeader("tensor_shape", name=name)
    kind, shape, offsets = (info.get(key) for key in ("dtype", "shape", "data_offsets"))
    sides, ends = _counts(shape), _counts(offsets)
    if not isinstance(kind, str) or sides is None or ends is None or len(ends) != 2:
        raise BadHeader("tensor_shape", name=name)
    if ends[0] > ends[1]:
        raise BadHeader("tensor_shape", name=name)
    return kind, math.prod(sides), (ends[0], ends[1])


def _counts(value: Any) -> list[int] | None:
    """A list of few whole numbers that can be sizes; None for anything else."""
    if not isinstance(value, list) or len(value) > _MOST_DIMENSIONS:
        return None
    return value if all(type(item) is int and 0 <= item < 1 << 62 for item in value) else None
