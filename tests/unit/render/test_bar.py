from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from llmselect.render.terminal.bar import legend, stacked_bar


def test_parts_in_proportion_and_what_stays_free() -> None:
    assert stacked_bar([4, 2], 10, 10) == "████▓▓    |"


def test_what_does_not_fit_lies_beyond_the_edge() -> None:
    assert stacked_bar([8, 2], 5, 10) == "█████|███▓▓"


def test_a_small_part_is_seen() -> None:
    assert stacked_bar([1000, 1, 0, 1], 1000, 10).replace("|", "") == "██████████▓░"[:10] + "▓░"


def test_the_legend_leaves_out_what_is_not_there() -> None:
    assert legend({"weights": 3, "state": 0, "cache": 1}) == "█ weights  ▒ cache"


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=5), st.integers(1, 10**12))
def test_there_is_always_an_edge(parts: list[int], capacity: int) -> None:
    bar = stacked_bar(parts, capacity, 60)
    assert bar.count("|") == 1
    assert 60 <= len(bar) <= 61 + len(parts)
