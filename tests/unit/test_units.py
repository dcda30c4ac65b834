from __future__ import annotations

from decimal import Decimal

import pytest

from llmselect.errors import LlmselectError
from llmselect.units import (
    Budget,
    Money,
    parse_budget,
    parse_bytes,
    parse_count,
    parse_days,
    parse_money,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24GB", 24 * 10**9),
        ("24 GiB", 24 * 2**30),
        ("0.5TiB", 2**39),
        ("12282mib", 12282 * 2**20),
        ("６４ＧＢ".replace("ＧＢ", "GB"), 64 * 10**9),
    ],
)
def test_sizes_keep_decimal_and_binary_units_apart(text: str, expected: int) -> None:
    assert parse_bytes(text) == expected


@pytest.mark.parametrize("text", ["24", "GB", "-1GB", "24 potatoes", ""])
def test_a_size_without_a_number_or_a_unit_is_refused(text: str) -> None:
    with pytest.raises(LlmselectError) as error:
        parse_bytes(text)
    assert error.value.slug == "bad_size"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("8192", 8192), ("2M", 2_000_000), ("1,234", 1234), ("300万", 3_000_000), ("1.5k", 1500)],
)
def test_counts(text: str, expected: int) -> None:
    assert parse_count(text) == expected


@pytest.mark.parametrize("text", ["1.5", "two", "-3", "3x"])
def test_a_count_that_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(LlmselectError):
        parse_count(text)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("990000000JPY", 990_000_000, "JPY"),
        ("9.9億円", 990_000_000, "JPY"),
        ("10M USD", 10_000_000, "USD"),
        ("$500", 500, "USD"),
        ("¥50,000", 50_000, "JPY"),
        ("50000 jpy", 50_000, "JPY"),
        ("1.5bn EUR", 1_500_000_000, "EUR"),
    ],
)
def test_money(text: str, amount: int, currency: str) -> None:
    assert parse_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["500", "JPY", "much USD", "-5 USD", "10 M"])
def test_money_without_an_amount_or_a_currency_is_refused(text: str) -> None:
    with pytest.raises(LlmselectError) as error:
        parse_money(text)
    assert error.value.slug == "bad_money"


def test_a_budget_is_monthly_or_once() -> None:
    monthly = Budget(Money(Decimal(50_000), "JPY"), per_month=True)
    assert parse_budget("50000JPY/month") == parse_budget("月5万円") == monthly
    assert parse_budget("300000JPY") == Budget(Money(Decimal(300_000), "JPY"), per_month=False)


@pytest.mark.parametrize(
    ("text", "days"), [("180d", 180), ("26W", 182), ("1y", 365), ("90日", 90), ("0d", 0)]
)
def test_ages(text: str, days: int) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["180", "6m", "d", "-1d", "1.5y", ""])
def test_an_age_without_a_unit_that_is_exact_is_refused(text: str) -> None:
    with pytest.raises(LlmselectError) as error:
        parse_days(text)
    assert error.value.slug == "bad_age"
