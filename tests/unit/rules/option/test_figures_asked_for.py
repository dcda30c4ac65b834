"""fast_enough, good_enough and within_budget: an estimate against what was asked for."""

from __future__ import annotations

import pytest
from builders import a_price, a_quality, a_request, an_option, money

from llmselect.estimate.option import Place
from llmselect.findings import Outcome
from llmselect.report import Cost, Speed
from llmselect.rules.option.fast_enough import fast_enough
from llmselect.rules.option.good_enough import good_enough
from llmselect.rules.option.within_budget import within_budget
from llmselect.units import Budget

FORTY = Speed(tok_s=40.0, low=30.0, high=50.0, basis="bandwidth_law")


@pytest.mark.parametrize(
    ("speed", "asked", "expected"),
    [
        (FORTY, 30.0, Outcome.PASS),
        (FORTY, 40.0, Outcome.CONDITIONAL),  # its low end is slower
        (FORTY, 40.1, Outcome.FAIL),
        (None, 1.0, Outcome.UNKNOWN),
        (None, None, Outcome.NOT_APPLICABLE),
    ],
)
def test_speed(speed: Speed | None, asked: float | None, expected: Outcome) -> None:
    finding = fast_enough(an_option(speed=speed), a_request(min_speed=asked))
    assert finding.verdict is expected


@pytest.mark.parametrize(
    ("score", "asked", "expected"),
    [
        (60.0, 56.0, Outcome.PASS),
        (60.0, 56.1, Outcome.CONDITIONAL),  # within its own error of the line
        (60.0, 60.1, Outcome.FAIL),
        (None, 1.0, Outcome.UNKNOWN),
        (60.0, None, Outcome.NOT_APPLICABLE),
    ],
)
def test_quality(score: float | None, asked: float | None, expected: Outcome) -> None:
    option = an_option(quality=a_quality(score, se=4.0))
    assert good_enough(option, a_request(min_quality=asked)).verdict is expected


@pytest.mark.parametrize(
    ("cost", "expected"),
    [
        (Cost(None, money(100), None), Outcome.PASS),
        (Cost(None, money("100.01"), None), Outcome.FAIL),
        (Cost(money(1), None, None), Outcome.UNKNOWN),
        (Cost(None, money(1, "EUR"), None), Outcome.UNKNOWN),  # no rate: not comparable
        (None, Outcome.UNKNOWN),
    ],
)
def test_a_monthly_budget_is_compared_with_monthly_costs(
    cost: Cost | None, expected: Outcome
) -> None:
    request = a_request(budget=Budget(money(100), per_month=True))
    assert within_budget(an_option(cost=cost), request).verdict is expected


def test_a_budget_for_once_is_compared_with_what_is_paid_at_the_start() -> None:
    request = a_request(budget=Budget(money(100), per_month=False))
    assert within_budget(an_option(cost=Cost(money(0), money(999), None)), request).verdict is (
        Outcome.PASS
    )


def test_a_price_per_token_without_a_volume_asks_for_the_volume() -> None:
    option = an_option(place=Place("api", price=a_price()), cost=Cost(None, None, money(2)))
    budget = Budget(money(100), per_month=True)
    finding = within_budget(option, a_request(budget=budget))
    assert [question.flag for question in finding.questions] == ["--tokens-per-day"]
    assert within_budget(option, a_request(budget=budget, tokens_per_day=1)).questions == ()


def test_no_budget_no_finding() -> None:
    assert within_budget(an_option(), a_request()).verdict is Outcome.NOT_APPLICABLE
