"""Which of the stated figures answers a threshold, and how far it can be trusted to.

A group's revenue bounds its member's, a month's users bound a day's: a bound may decide in
one direction only. Money converts with a dated rate, and close to the line it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from llmselect.catalog.prices import Rate
from llmselect.catalog.terms import Threshold
from llmselect.profile import Organization
from llmselect.records import dataclass
from llmselect.units import Money

Position = Literal["crossed", "clear", "equal", "close", "no_rate"]
# Rates move by some per cent within a year: so near a line no conversion decides.
_CLOSE = Decimal("0.05")
_GROUP = ("with_affiliates", "controlled_group", "employer")


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated figure. ``crosses`` and ``clears``: in which directions it may decide.

    ``assumed`` names what must be true besides for a clearance.
    """

    name: str
    value: Money | int
    crosses: bool = True
    clears: bool = True
    assumed: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure against the line, in the line's unit, with the rate that was used."""

    figure: Figure
    position: Position
    value: Money | int
    rate: Rate | None = None


def figures_for(threshold: Threshold, organization: Organization) -> list[Figure]:
    """The stated figures that bear on the threshold; none if nothing was stated."""
    return _CANDIDATES[threshold.metric](threshold, organization)


def compare(threshold: Threshold, figure: Figure, rates: Mapping[str, Rate]) -> Compared:
    """Where the figure stands. Equality and rates are not decided here but reported."""
    if isinstance(figure.value, int):
        return Compared(figure, _position(threshold, Decimal(figure.value)), figure.value)
    if figure.value.currency == threshold.currency:
        return Compared(figure, _position(threshold, figure.value.amount), figure.value)
    rate = _rate(figure.value.currency, threshold.currency, rates)
    if rate is None:
        return Compared(figure, "no_rate", figure.value)
    factor = rate.value if rate.unit.startswith(threshold.currency or "?") else 1 / rate.value
    converted = Money(figure.value.amount * factor, threshold.currency or "?")
    # Half of the last unit: amounts are shown in whole units.
    shown = Money(converted.amount.quantize(Decimal(1)), converted.currency)
    distance = abs(converted.amount - threshold.amount)
    if distance <= threshold.amount * _CLOSE:
        return Compared(figure, "close", shown, rate)
    return Compared(figure, _position(threshold, converted.amount), shown, rate)


def _position(threshold: Threshold, value: Decimal) -> Position:
    if value == threshold.amount and not threshold.equality_clear:
        return "equal"
    over = value >= threshold.amount if threshold.operator == ">=" else value > threshold.amount
    return "crossed" if over else "clear"


def _rate(source: str, target: str | None, rates: Mapping[str, Rate]) -> Rate | None:
    wanted = (f"{source}/{target}", f"{target}/{source}")
    return next((rate for rate in rates.values() if rate.unit in wanted), None)


def _twelfth(money: Money | None) -> Money | None:
    return None if money is None else Money(money.amount / 12, money.currency)


def _times_twelve(money: Money | None) -> Money | None:
    return None if money is None else money.times(12)


def _figure(
    name: str,
    value: Money | int | None,
    *,
    crosses: bool = True,
    clears: bool = True,
    assumed: str | None = None,
) -> Iterator[Figure]:
    """The figure, if it was stated."""
    if value is not None:
        yield Figure(name, value, crosses, clears, assumed)


def _mau(threshold: Threshold, organization: Organization) -> list[Figure]:
    if threshold.measured != "frozen_before_release":
        return [
            *_figure("mau", organization.mau),
            *_figure("dau", organization.dau, clears=False),
        ]
    if organization.mau_at_release is not None:
        return [*_figure("mau_at_release", organization.mau_at_release)]
    # Few lose users by the hundred million: today's figure clears, but cannot convict.
    return [*_figure("mau", organization.mau, crosses=False, assumed="no_more_at_release")]


def _dau(_: Threshold, organization: Organization) -> list[Figure]:
    if organization.dau is not None:
        return [*_figure("dau", organization.dau)]
    return [*_figure("mau", organization.mau, crosses=False)]


def _annual(threshold: Threshold, organization: Organization) -> list[Figure]:
    own, group = organization.revenue, organization.group_revenue
    if own is None and group is None:
        return [*_figure("revenue_12m", organization.revenue_12m, assumed="year_like_last")]
    if threshold.whose == "licensee":
        if own is None:
            return [*_figure("group_revenue", group, crosses=False)]
        return [*_figure("revenue", own)]
    if group is None:
        return [*_figure("revenue", own, assumed="no_group")]
    if threshold.whose in _GROUP:
        return [*_figure("group_revenue", group), *_figure("revenue", own, clears=False)]
    # Nobody read whose revenue counts: only what holds for both readings decides.
    return [
        *_figure("revenue", own, clears=False),
        *_figure("group_revenue", group, crosses=False),
    ]


def _monthly(_: Threshold, organization: Organization) -> list[Figure]:
    part = organization.product_monthly_revenue
    product = [*_figure("product_monthly_revenue", part, clears=False)]
    if organization.monthly_revenue is not None:
        return [*_figure("monthly_revenue", organization.monthly_revenue), *product]
    group, own = _twelfth(organization.group_revenue), _twelfth(organization.revenue)
    recent = _twelfth(organization.revenue_12m)
    return [
        *_figure("group_revenue", group, assumed="months_alike"),
        *_figure("revenue", own, clears=group is None, assumed="months_alike"),
        *_figure("revenue_12m", recent, assumed="months_alike"),
        *product,
    ]


def _twelve_months(_: Threshold, organization: Organization) -> list[Figure]:
    if organization.revenue_12m is not None:
        return [
            *_figure("revenue_12m", organization.revenue_12m),
            *_figure("group_revenue", organization.group_revenue, clears=False),
        ]
    group = organization.group_revenue
    return [
        *_figure("group_revenue", group, assumed="year_like_last"),
        *_figure("revenue", organization.revenue, clears=group is None, assumed="year_like_last"),
    ]


def _recurring(_: Threshold, organization: Organization) -> list[Figure]:
    return [
        *_figure("product_monthly_revenue", _times_twelve(organization.product_monthly_revenue)),
        *_figure("revenue", organization.revenue, crosses=False, assumed="year_like_last"),
        *_figure(
            "group_revenue", organization.group_revenue, crosses=False, assumed="year_like_last"
        ),
    ]


def _product_monthly(_: Threshold, organization: Organization) -> list[Figure]:
    return [
        *_figure("product_monthly_revenue", organization.product_monthly_revenue),
        *_figure("monthly_revenue", organization.monthly_revenue, crosses=False),
        # A product that earns less in a year than the line for one month is under it.
        *_figure("revenue", organization.revenue, crosses=False, assumed="year_like_last"),
        *_figure(
            "group_revenue", organization.group_revenue, crosses=False, assumed="year_like_last"
        ),
    ]


_CANDIDATES = {
    "mau": _mau,
    "dau": _dau,
    "annual_revenue": _annual,
    "monthly_revenue": _monthly,
    "revenue_12_months": _twelve_months,
    "annual_recurring_revenue": _recurring,
    "product_monthly_revenue": _product_monthly,
}
