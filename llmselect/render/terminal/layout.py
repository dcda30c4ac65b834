"""Text laid out in columns of cells, Japanese included.

A Japanese character is two cells wide and a line may break after almost any of them; western
words stay whole. rich breaks at spaces only, which tears Japanese sentences apart, and its
tables cost more time than the whole request; so it only paints (see page.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# All but Hangul letters, and but the stretch from CJK radicals to full-width signs, nearly all
# of which is wide. Said by what is narrow: a set of the wide ones takes 4 ms to compile.
_NARROW = "!-\u10ff\u1160-\u2e7f\uffe7-\U0010ffff"
# A run of spaces, a word of narrow characters, or one wide one.
_PIECES = re.compile(rf"\s+|[{_NARROW}]+|.")
# Never at the beginning of a line (行頭禁則), or at its end (行末禁則).
_NOT_FIRST = set("、。，．・：；？！）〕］｝〉》」』】ー々ゝゞ")
_NOT_LAST = set("（〔［｛〈《「『【")


def width(text: str) -> int:
    """Cells that ``text`` takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def pad(text: str, cells: int, right: bool = False) -> str:
    """``text`` filled with spaces to ``cells``; longer text is left as it is."""
    fill = " " * max(cells - width(text), 0)
    return fill + text if right else text + fill


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most ``cells``; a word that is longer is cut."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap(paragraph, max(cells, 8)))
    return lines


def _wrap(text: str, cells: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _PIECES.findall(text):
        size = width(piece)
        if used + size > cells and line.strip():
            carried = _carried(line, piece)
            yield line[: len(line) - len(carried)].rstrip()
            line, used = carried, width(carried)
            if piece.isspace():
                continue
        while size > cells - used:
            head, piece = _cut(piece, cells - used)
            yield line + head
            line, used, size = "", 0, width(piece)
        line, used = line + piece, used + size
    yield line.rstrip()


def _carried(line: str, following: str) -> str:
    """What has to move to the next line, so that neither line breaks the rules (追い出し)."""
    if following in _NOT_FIRST and not line[-1].isascii() and len(line) > 1:
        return line[-1]
    return line[-1] if line[-1] in _NOT_LAST else ""


def _cut(word: str, cells: int) -> tuple[str, str]:
    position, used = 0, 0
    while position < len(word) and used + _cells(word[position]) <= cells:
        used += _cells(word[position])
        position += 1
    position = max(position, 1)
    return word[:position], word[position:]


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
