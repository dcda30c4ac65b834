"""The header of a GGUF file: metadata and tensors, without the data.

Format: docs/gguf.md of ggml (versions 2 and 3, either byte order).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from llmselect.readers.binary import BadHeader, Cursor, bad_file, open_regular
from llmselect.records import dataclass

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
# Limits far above real files: 1,500 tensors and 60 keys; a vocabulary of 262,144 entries.
_MOST_KEYS, _MOST_TENSORS, _MOST_TEXTS = 1 << 12, 1 << 17, 1 << 20
_MOST_KEPT = 1 << 12  # longer arrays (of the tokenizer) are counted, not kept
_MOST_PARTS = 999
_MOST_DIMENSIONS, _LONGEST_SIDE = 4, 1 << 40
_FORMS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q",
          12: "d"}  # fmt: skip
_TEXT, _ARRAY = 8, 9
_WIDTHS = {"B": 1, "b": 1, "?": 1, "H": 2, "h": 2, "I": 4, "i": 4, "f": 4, "Q": 8, "q": 8, "d": 8}
_SMALLEST_TENSOR = 8 + 4 + 8 + 4 + 8  # bytes of an entry without a name


class TensorInfo(NamedTuple):
    """``shape``: values a row first, as ggml counts. ``type``: number of the ggml type."""

    name: str
    shape: tuple[int, ...]
    type: int


class Skipped(NamedTuple):
    """An array that was too long to keep."""

    length: int


@dataclass(frozen=True, slots=True)
class Header:
    """``bytes``: where the header ends."""

    metadata: dict[str, Any]
    tensors: tuple[TensorInfo, ...]
    bytes: int


def read_header(path: Path) -> Header:
    """Raises LlmselectError for anything but a whole header of a version that is known."""
    handle, size = open_regular(path)
    with handle:
        cursor = Cursor(handle, size)
        try:
            return _header(cursor)
        except BadHeader as error:
            raise bad_file(path, error.reason, **error.params) from None


def _header(cursor: Cursor) -> Header:
    if cursor.take(4) != _MAGIC:
        raise BadHeader("not_gguf")
    version = cursor.number("I")
    if version & 0xFFFF == 0:  # written on a machine of the other byte order
        cursor.order = ">"
        version = int.from_bytes(version.to_bytes(4, "little"), "big")
    if version not in _VERSIONS:
        raise BadHeader("gguf_version", version=version)
    tensors, keys = cursor.number("Q"), cursor.number("Q")
    for count, most in ((tensors, _MOST_TENSORS), (keys, _MOST_KEYS)):
        if count > most:
            raise BadHeader("many_entries", count=count, most=most)
    metadata: dict[str, Any] = {}
    for _ in range(keys):
        key = cursor.text()
        if key in metadata:
            raise BadHeader("twice", name=key)
        metadata[key] = _value(cursor, cursor.number("I"))
    infos = tuple(_tensor(cursor) for _ in range(tensors))
    if len({info.name for info in infos}) < len(infos):
        raise BadHeader("twice", name="tensor")
    return Header(metadata, infos, cursor.position)


def _value(cursor: Cursor, kind: int) -> Any:
    if kind == _TEXT:
        return cursor.text()
    if kind == _ARRAY:
        return _array(cursor)
    if kind not in _FORMS:
        raise BadHeader("value_type", type=kind, at=cursor.position)
    return cursor.number(_FORMS[kind])


def _array(cursor: Cursor) -> list[Any] | Skipped:
    kind, length = cursor.number("I"), cursor.number("Q")
    if kind == _TEXT:
        if length > _MOST_TEXTS:
            raise BadHeader("many_entries", count=length, most=_MOST_TEXTS)
        cursor.skip_texts(length)
        return Skipped(length)
    form = _FORMS.get(kind)
    if form is None:  # arrays of arrays: allowed by the format, used by nobody
        raise BadHeader("value_type", type=kind, at=cursor.position)
    if length > _MOST_KEPT:
        cursor.skip(length * _WIDTHS[form])
        return Skipped(length)
    return [cursor.number(form) for _ in range(length)]


def _tensor(cursor: Cursor) -> TensorInfo:
    name, dimensions = cursor.text(), cursor.number("I")
    if dimensions > _MOST_DIMENSIONS:
        raise BadHeader("tensor_shape", name=name)
    shape = tuple(cursor.number("Q") for _ in range(dimensions))
    if not all(0 < side < _LONGEST_SIDE for side in shape):
        raise BadHeader("tensor_shape", name=name)
    type = cursor.number("I")
    cursor.skip(8)  # where its data begins
    return TensorInfo(name, shape, type)


def read_split(path: Path) -> tuple[Header, ...]:
    """The headers of all parts of a split file, in order, from any of them.

    Raises LlmselectError where a part is missing or says that it is another one's.
    """
    header = read_header(path)
    count = header.metadata.get("split.count", 1)
    if not isinstance(count, int) or count < 2:
        return (header,)
    parts = split_paths(path, count)
    if not parts or path.name not in {part.name for part in parts}:
        raise bad_file(path, "split_name", count=count)
    missing = [part.name for part in parts if not part.exists()]
    if missing:
        raise bad_file(path, "split_missing", missing=tuple(missing[:3]), count=len(missing))
    return tuple(header if part.name == path.name else read_header(part) for part in parts)


def split_paths(path: Path, count: int) -> list[Path]:
    """``model-00001-of-00003.gguf`` and its siblings; empty where the name says nothing."""
    found = re.fullmatch(r"(.+)-(\d{5})-of-(\d{5})\.gguf", path.name, re.IGNORECASE)
    if found is None or int(found[3]) != count or count > _MOST_PARTS:
        return []
    return [path.with_name(f"{found[1]}-{n:05}-of-{count:05}.gguf") for n in range(1, count + 1)]
