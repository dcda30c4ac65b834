from __future__ import annotations

from typing import Any

import pytest
from builders import a_gpu, a_memory, a_quality, a_quant, a_request, an_option, money

from llmselect.catalog.entries import Quantization
from llmselect.estimate.option import Option, Place
from llmselect.findings import LicenseVerdict
from llmselect.recommend.score import score_parts
from llmselect.report import Cost, Speed
from llmselect.request import DEFAULT_WEIGHTS
from llmselect.units import GIB, Budget

ONES = dict.fromkeys(DEFAULT_WEIGHTS, 1.0)
NO_LOSS = a_quant(16.0, "BF16")


def part(
    name: str,
    option: Option,
    quant: Quantization | None = NO_LOSS,
    license: LicenseVerdict = LicenseVerdict.ALLOWED,
    **request: Any,
) -> float:
    return score_parts(option, a_request(weights=ONES) if not request else
                       a_request(weights=ONES, **request), license, quant)[name]  # fmt: skip


def test_quality_counts_half_an_error_below_the_figure() -> None:
    # 8B at 16 bits: 0.1 % of perplexity is lost by the table.
    assert part("quality", an_option(quality=a_quality(60, 4))) == pytest.approx(0.58 - 0.001)
    known, doubtful = (an_option(quality=a_quality(60, se)) for se in (2, 9))
    assert part("quality", known) > part("quality", doubtful)


def test_what_nobody_measured_earns_nothing() -> None:
    assert part("quality", an_option(quality=a_quality(None)), None) == 0.0
    assert part("evidence", an_option(quality=a_quality(None))) == 0.0
    assert part("speed", an_option(speed=None)) == 0.0
    assert part("memory", an_option(memory=None)) == 0.0


def test_an_unmeasured_model_never_outranks_a_measured_one_on_quality() -> None:
    measured = part("quality", an_option(quality=a_quality(0, 9)), a_quant(4.8))
    unmeasured = part("quality", an_option(quality=a_quality(None)), a_quant(4.8))
    assert unmeasured <= measured


def test_few_bits_cost_quality_and_never_more_than_a_quarter() -> None:
    option = an_option()
    at = {bits: part("quality", option, a_quant(bits)) for bits in (2.0, 3.3, 4.8, 8.5)}
    assert at[2.0] < at[3.3] < at[4.8] < at[8.5]
    assert at[2.0] == pytest.approx(0.58 - 0.25)


@pytest.mark.parametrize(("tok_s", "expected"), [(15.0, 0.5), (30.0, 1.0), (300.0, 1.0)])
def test_more_speed_than_one_reads_is_worth_nothing(tok_s: float, expected: float) -> None:
    option = an_option(speed=Speed(tok_s, tok_s, tok_s, "bandwidth_law"))
    assert part("speed", option) == expected


@pytest.mark.parametrize(
    ("total", "expected"), [(95, 0.5), (90, 1.0), (50, 1.0), (100, 0.0), (120, 0.0)]
)
def test_a_tenth_of_the_memory_free_is_comfortable(total: int, expected: float) -> None:
    place = Place("own-gpu", a_gpu(marketed_memory_bytes=100 * GIB))
    option = an_option(place=place, memory=a_memory(total * GIB))
    assert part("memory", option) == pytest.approx(expected)


def test_milder_licences_earn_more_and_forbidden_ones_nothing() -> None:
    earned = [part("license", an_option(), license=verdict) for verdict in LicenseVerdict]
    assert earned == sorted(earned, reverse=True)
    assert earned[0] == 1.0
    assert earned[-2:] == [0.0, 0.0]


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        (Cost(None, money(25), None), 0.75),
        (Cost(None, money(200), None), 0.0),
        (Cost(None, money(25, "EUR"), None), 0.0),
        (Cost(None, None, None), 0.0),
        (None, 0.0),
    ],
)
def test_what_is_left_of_the_budget_counts(cost: Cost | None, expected: float) -> None:
    budget = Budget(money(100), per_month=True)
    assert part("cost", an_option(cost=cost), budget=budget) == expected


def test_without_a_budget_costs_are_not_ranked() -> None:
    assert part("cost", an_option(cost=Cost(None, money(1), None))) == 0.0


def test_weights_multiply_the_parts_and_zero_switches_one_off() -> None:
    weights = ONES | {"quality": 0.0, "speed": 3.0}
    parts = score_parts(an_option(), a_request(weights=weights), LicenseVerdict.ALLOWED, NO_LOSS)
    assert (parts["quality"], parts["speed"]) == (0.0, 3.0)
    assert set(parts) == set(DEFAULT_WEIGHTS)
