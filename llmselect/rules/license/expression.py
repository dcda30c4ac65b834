"""Licence expressions: ids joined by AND, OR and WITH, with brackets, as in SPDX."""

from __future__ import annotations

import re
from typing import Literal

from llmselect.errors import LlmselectError
from llmselect.records import dataclass

_TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")


@dataclass(frozen=True, slots=True)
class Expression:
    """One licence (``operator`` is None), or several of which all or any one must be kept."""

    operator: Literal["AND", "OR"] | None
    license: str | None = None
    parts: tuple[Expression, ...] = ()


def parse(expression: str) -> Expression:
    """The tree of an expression; AND binds tighter than OR, an exception after WITH adds terms.

    Raises LlmselectError ``bad_license_expression``.
    """
    tokens = _TOKEN.findall(expression)
    tree, rest = _alternatives(tokens, expression)
    if rest:
        raise LlmselectError("bad_license_expression", expression=expression)
    return tree


def ids(tree: Expression) -> tuple[str, ...]:
    """Every licence id of the tree, each once, in order."""
    if tree.license is not None:
        return (tree.license,)
    return tuple(dict.fromkeys(name for part in tree.parts for name in ids(part)))


def _alternatives(tokens: list[str], text: str) -> tuple[Expression, list[str]]:
    parts = []
    while True:
        part, tokens = _stack(tokens, text)
        parts.append(part)
        if not tokens or tokens[0].upper() != "OR":
            return _join("OR", parts), tokens
        tokens = tokens[1:]


def _stack(tokens: list[str], text: str) -> tuple[Expression, list[str]]:
    parts = []
    while True:
        part, tokens = _atom(tokens, text)
        parts.append(part)
        if not tokens or tokens[0].upper() not in ("AND", "WITH"):
            return _join("AND", parts), tokens
        tokens = tokens[1:]


def _atom(tokens: list[str], text: str) -> tuple[Expression, list[str]]:
    if not tokens or tokens[0] == ")" or tokens[0].upper() in ("AND", "OR", "WITH"):
        raise LlmselectError("bad_license_expression", expression=text)
    if tokens[0] != "(":
        return Expression(None, tokens[0]), tokens[1:]
    tree, rest = _alternatives(tokens[1:], text)
    if not rest or rest[0] != ")":
        raise LlmselectError("bad_license_expression", expression=text)
    return tree, rest[1:]


def _join(operator: Literal["AND", "OR"], parts: list[Expression]) -> Expression:
    return parts[0] if len(parts) == 1 else Expression(operator, None, tuple(parts))
