from __future__ import annotations

from decimal import Decimal

import pytest
from builders import a_gpu, a_memory, an_option

from llmselect.estimate.option import Place, fit_of
from llmselect.units import GIB

TEN = a_memory(10 * GIB, low_bytes=9 * GIB, high_bytes=11 * GIB, weights_host_bytes=GIB)


@pytest.mark.parametrize(
    ("usable", "ram", "expected"),
    [
        (11 * GIB, None, "fits"),
        (11 * GIB - 1, None, "tight"),
        (10 * GIB, None, "tight"),
        (10 * GIB - 1, None, "no"),  # nobody said how much RAM there is
        (6 * GIB, 5 * GIB, "offload"),  # 4 GiB missing and 1 GiB on the host anyway
        (6 * GIB, 5 * GIB - 1, "no"),
        (12 * GIB, 0, "fits"),
    ],
)
def test_how_memory_holds_the_estimate(usable: int, ram: int | None, expected: str) -> None:
    assert fit_of(TEN, usable, ram) == expected


def test_without_the_cache_a_fit_is_unknown_and_a_misfit_is_not() -> None:
    weights = a_memory(10 * GIB, kv_cache_bytes=None)
    assert fit_of(weights, 24 * GIB, None) == "unknown"
    assert fit_of(weights, 9 * GIB, None) == "no"
    assert fit_of(weights, 9 * GIB, 24 * GIB) == "offload"


def test_several_cards_add_up_and_unified_memory_counts_by_its_share() -> None:
    assert Place("own-gpu", a_gpu(), 2).usable_bytes == 24 * GIB
    assert Place("own-gpu", a_gpu(gpu_share=Decimal("0.75"))).usable_bytes == 9 * GIB
    assert Place("own-gpu", a_gpu(marketed_memory_bytes=None)).usable_bytes is None
    assert Place("api").usable_bytes is None


def test_what_the_driver_reports_wins_over_what_is_marketed() -> None:
    assert Place("own-gpu", a_gpu(driver_memory_bytes=11 * GIB)).usable_bytes == 11 * GIB


def test_headroom_is_negative_where_it_does_not_fit_and_unknown_where_nothing_is_known() -> None:
    assert an_option(memory=a_memory(9 * GIB)).headroom_bytes == 3 * GIB
    assert an_option(memory=a_memory(14 * GIB)).headroom_bytes == -2 * GIB
    assert an_option(memory=None).headroom_bytes is None
    assert an_option(place=Place("api")).headroom_bytes is None
