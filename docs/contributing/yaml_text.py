"""Writes catalogue YAML the way a person would: block lists of entries, short flow lists.

Used by the import tools beside it. Text is quoted only where the strict loader would
misread it bare.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

WIDTH = 100
_BARE = re.compile(r"^[\w(~$/À-￿][\w .,()/+%$=×·&;:?'’~<>À-￿-]*$")
_MISREAD = re.compile(
    r"^(y|n|yes|no|on|off|true|false|null|~|[-+]?[0-9][0-9_,.:]*([eE][-+]?[0-9]+)?)$", re.IGNORECASE
)
_DATE = re.compile(r"^\d{4}(-\d{2}){1,2}$")


class Flow(dict[str, Any]):
    """A mapping to be written on one line."""


class Bare(str):
    """Text to be written as it is, because its reader accepts it: a year, for one."""


def scalar(value: Any, *, flow: bool = False) -> str:
    """One value as YAML text; ``None`` is not written by this program."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        plain = format(Decimal(str(value)), "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    text = str(value)
    if isinstance(value, int | Bare) or _DATE.match(text):
        return text
    unsafe = _MISREAD.match(text) or not _BARE.match(text) or text.endswith((" ", ":"))
    if unsafe or ": " in text or " #" in text or (flow and "," in text):
        return json.dumps(text, ensure_ascii=False)
    return text


def flow_list(values: Sequence[Any], indent: int) -> str:
    """``[a, b]``, over several lines where one would be too long."""
    parts = [scalar(value, flow=True) for value in values]
    lines, line = [], "["
    for position, part in enumerate(parts):
        piece = part + ("]" if position == len(parts) - 1 else ", ")
        if len(line) + len(piece) + indent > WIDTH and line != "[":
            lines.append(line.rstrip())
            line = " "
        line += piece
    return ("\n" + " " * indent).join([*lines, line if parts else "[]"])


def flow_mapping(values: Mapping[str, Any]) -> str:
    """``{a: 1, b: [x, y]}`` on one line."""
    parts = [
        f"{key}: {flow_list(value, 0) if isinstance(value, list) else scalar(value, flow=True)}"
        for key, value in values.items()
    ]
    return "{" + ", ".join(parts) + "}"


def wrapped_mapping(key: str, values: Mapping[str, Any], indent: int) -> str:
    """``key: {a: 1, b: 2}``, over several lines where one would be too long."""
    line = " " * indent + f"{scalar(key)}: {{"
    room, lines = len(line), []
    for position, (name, value) in enumerate(values.items()):
        end = "}" if position == len(values) - 1 else ", "
        piece = f"{name}: {scalar(value, flow=True)}{end}"
        if len(line) + len(piece) > WIDTH and len(line) > room:
            lines.append(line.rstrip())
            line = " " * room
        line += piece
    return "\n".join([*lines, line]) + "\n"


def block(values: Mapping[str, Any], indent: int = 0) -> str:
    """A mapping, one key a line, with a trailing line break."""
    return "".join(_entry(key, value, indent) for key, value in values.items() if value is not None)


def _entry(key: str, value: Any, indent: int) -> str:
    head = " " * indent + f"{scalar(key)}:"
    if isinstance(value, Flow):
        return f"{head} {flow_mapping(value)}\n"
    if isinstance(value, Mapping):
        return f"{head}\n{block(value, indent + 2)}"
    if isinstance(value, list | tuple):
        if any(isinstance(item, Mapping) for item in value):
            return f"{head}\n{items(value, indent + 2)}"
        return f"{head} {flow_list(value, len(head) + 1)}\n"
    return f"{head} {scalar(value)}\n"


def items(values: Sequence[Mapping[str, Any]], indent: int) -> str:
    """A list of mappings, each under a dash."""
    pad = " " * indent
    texts = []
    for value in values:
        if isinstance(value, Flow):
            texts.append(f"{pad}- {flow_mapping(value)}\n")
        else:
            texts.append(f"{pad}- " + block(value, indent + 2).removeprefix(pad + "  "))
    return "".join(texts)


def comment(text: str) -> str:
    """Lines of text as comment lines."""
    return "".join(f"# {line}".rstrip() + "\n" for line in text.strip().splitlines())
