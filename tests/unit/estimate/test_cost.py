from __future__ import annotations

from decimal import Decimal

import pytest
from builders import a_price, an_offer, money, yen_per_dollar

from llmselect.catalog.prices import LongPrice, OffPeakPrice, OtherPrice
from llmselect.estimate.cost import api_cost, cloud_cost, convert, own_gpu_cost
from llmselect.units import Money

RATES = yen_per_dollar("150")


def test_a_hired_gpu_costs_every_hour_of_the_month() -> None:
    cost = cloud_cost(an_offer(price_per_gpu_hour=Decimal("2.50")), 2, "USD", {})
    assert cost.monthly == money("3650.00")
    assert cost.initial == money("0.00")
    assert cost.as_of == "2026-11-01"


def test_an_api_is_paid_by_the_token_and_monthly_only_for_a_known_volume() -> None:
    cost = api_cost(a_price(input=Decimal(1), output=Decimal(6)), None, "USD", {})
    assert cost is not None
    assert (cost.per_million_tokens, cost.monthly) == (money("2.00"), None)
    cost = api_cost(a_price(input=Decimal(1), output=Decimal(6)), 12_000_000, "USD", {})
    assert cost is not None
    assert cost.monthly == money("730.00")


@pytest.mark.parametrize("missing", ["input", "output"])
def test_half_a_price_is_no_price(missing: str) -> None:
    assert api_cost(a_price(**{missing: None}), 1000, "USD", {}) is None


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        (money("1.005"), "USD", money("1.01")),
        (money("1.99"), "JPY", money(299, "JPY")),
        (money(300, "JPY"), "USD", money("2.00")),
        (money("10.4", "JPY"), "JPY", money(10, "JPY")),
        (money(1, "EUR"), "JPY", money("1.00", "EUR")),  # no rate: kept as it is, never guessed
    ],
)
def test_amounts_are_converted_at_the_dated_rate(
    amount: Money, currency: str, expected: Money
) -> None:
    assert convert(amount, currency, RATES) == expected


def test_the_prices_beside_the_one_reckoned_with_are_told() -> None:
    price = a_price(
        input=Decimal(1), output=Decimal(6), currency="JPY",
        off_peak=OffPeakPrice(Decimal("0.5"), Decimal(3), 133),
        long=(LongPrice(200, Decimal(2), Decimal(9)), LongPrice(500, Decimal(3), Decimal(9))),
        also=(OtherPrice(Decimal(4), Decimal(5), "old", "2026-07-02"),),
    )  # fmt: skip
    cost = api_cost(price, None, "JPY", {}, context=500)
    plain = api_cost(a_price(currency="JPY"), None, "JPY", {}, context=500)
    assert cost is not None
    assert plain is not None
    assert cost.per_million_tokens == plain.per_million_tokens
    assert [(item.id, dict(item.params).get("input")) for item in cost.assumptions] == [
        ("cost.api", money(1, "JPY")),
        ("cost.off_peak", money("0.5", "JPY")),
        ("cost.long_request", money(2, "JPY")),  # 500 is not above 500
        ("cost.other_list", money(4, "JPY")),
    ]
    assert len(plain.assumptions) == 1


def test_without_a_rate_nothing_is_converted() -> None:
    assert convert(money(1), "JPY", {}) == money("1.00")


def test_every_figure_brings_its_assumptions() -> None:
    api = api_cost(a_price(), None, "USD", {})
    assert api is not None
    for cost in (own_gpu_cost(), cloud_cost(an_offer(), 1, "USD", {}), api):
        assert cost.assumptions
    assert own_gpu_cost().monthly is None
