"""A bar of parts: how much of a memory each takes, and what stays free."""

from __future__ import annotations

from itertools import pairwise

# Told apart without colours: solid for what does not change, lighter for what does.
_MARKS = "█▓▒░·"
_EDGE = "|"


def stacked_bar(parts: list[int], capacity: int, width: int) -> str:
    """``parts`` side by side in ``width`` columns; a line marks where ``capacity`` ends.

    Every part above nothing gets a column, so that a small one is seen.
    """
    scale = max(sum(parts), capacity)
    ends = [0]
    for count, part in enumerate(parts, 1):
        exact = round(width * sum(parts[:count]) / scale)
        ends.append(max(exact, ends[-1] + (part > 0)))
    marks = "".join(
        _MARKS[i % len(_MARKS)] * (after - before)
        for i, (before, after) in enumerate(pairwise(ends))
    )
    edge = round(width * capacity / scale)
    filled = marks.ljust(edge)
    return f"{filled[:edge]}{_EDGE}{filled[edge:]}"


def legend(parts: dict[str, int]) -> str:
    """Which mark stands for what; parts of no size have none to see."""
    shown = [
        f"{_MARKS[i % len(_MARKS)]} {name}" for i, (name, size) in enumerate(parts.items()) if size
    ]
    return "  ".join(shown)
