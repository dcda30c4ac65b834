"""Reading binary headers of unknown origin: bounded in time and memory, never blocking."""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path
from typing import Any, BinaryIO

from llmselect.errors import LlmselectError
from llmselect.findings import message

_BLOCK = 1 << 20
_LONGEST_TEXT = 1 << 20  # a chat template is the longest text of a real header: some 30 kB


class BadHeader(Exception):
    """What is wrong with a header: the id of a message and its parameters."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


def bad_file(path: Path, reason: str, **params: object) -> LlmselectError:
    """The error for a file that cannot be used, as one line."""
    return LlmselectError(
        "bad_model_file", file=path.name, reason=message(f"bad_file.{reason}", **params)
    )


def open_regular(path: Path) -> tuple[BinaryIO, int]:
    """A regular file and its size; a pipe, a device or a folder is refused before it is opened.

    Raises LlmselectError.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise bad_file(path, "not_regular")
        if status.st_size == 0:
            raise bad_file(path, "empty")
        # Whatever took the file's place meanwhile: without waiting for it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LlmselectError("cannot_read", file=path.name, reason=reason) from error
    return os.fdopen(handle, "rb", buffering=1 << 18), status.st_size


class Cursor:
    """Numbers and texts from a file, which must not claim more than the file holds."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        self._handle = handle
        self._size = size
        self.order = "<"
        self.position = 0

    def take(self, count: int) -> bytes:
        self._reserve(count)
        data = self._handle.read(count)
        if len(data) != count:
            raise BadHeader("cut_off", at=self._size)
        return data

    def skip(self, count: int) -> None:
        self._reserve(count)
        self._handle.seek(count, os.SEEK_CUR)

    def number(self, form: str) -> Any:
        """One value of ``struct``'s letter ``form``."""
        return struct.unpack(self.order + form, self.take(struct.calcsize(form)))[0]

    def text(self) -> str:
        length = self.number("Q")
        if length > _LONGEST_TEXT:
            raise BadHeader("long_text", length=length, at=self.position)
        return self.take(length).decode("utf-8", "replace")

    def skip_texts(self, count: int) -> None:
        """Go past ``count`` texts; a tokenizer has half a million, so a block at a time."""
        start = self.position
        length_at = struct.Struct(self.order + "Q").unpack_from
        block, offset, end = b"", 0, 0  # ``end``: where the block ends, from ``start``
        for _ in range(count):
            if offset + 8 > len(block):
                self._handle.seek(start + end - len(block) + offset)
                rest = self._handle.read(_BLOCK)
                end, block, offset = end - len(block) + offset + len(rest), rest, 0
                if len(block) < 8:
                    raise BadHeader("cut_off", at=self._size)
            offset += 8 + length_at(block, offset)[0]
            if end - len(block) + offset > self._size - start:
                raise BadHeader("cut_off", at=self._size)
        self.position = start + end - len(block) + offset
        self._handle.seek(self.position)

    def _reserve(self, count: int) -> None:
        if count > self._size - self.position:
            raise BadHeader("cut_off", at=self._size)
        self.position += count
