"""First, simple costs of an option; every assumption is returned beside the figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from llmselect.catalog.prices import ApiPrice, CloudOffer, Rate
from llmselect.findings import Message, message
from llmselect.report import Cost
from llmselect.units import Money

HOURS_PER_MONTH = Decimal(730)  # 365 x 24 / 12: a hired GPU runs, and costs, all the time
DAYS_PER_MONTH = Decimal(365) / 12
INPUT_SHARE = Decimal("0.8")  # of the tokens of a typical request; the rest is generated
_MILLION = Decimal(10**6)
_SUBUNITS = {"JPY": Decimal(1)}  # the yen has no cents


def own_gpu_cost() -> Cost:
    """Cards that the user named are there already; power and people are ``cost``'s subject."""
    return Cost(None, None, None, (message("cost.own_gpu"),))


def cloud_cost(offer: CloudOffer, count: int, currency: str, rates: Mapping[str, Rate]) -> Cost:
    """A GPU by the hour, running all month."""
    hour = Money(offer.price_per_gpu_hour * count, offer.currency)
    monthly = convert(hour.times(HOURS_PER_MONTH), currency, rates)
    assumption = message(
        "cost.cloud", hour=hour, instance=offer.instance, cloud=offer.cloud, hours=730
    )
    return Cost(convert(Money(Decimal(0), offer.currency), currency, rates), monthly, None,
                (assumption,), offer.as_of)  # fmt: skip


def api_cost(
    price: ApiPrice,
    tokens_per_day: int | None,
    currency: str,
    rates: Mapping[str, Rate],
    context: int | None = None,
) -> Cost | None:
    """Per token; monthly only where the volume was given. None without a known price.

    The figure is that of the newest list, at peak hours, for requests below the first step of
    length. What would change it is said with it; ``context`` is the longest request's.
    """
    if price.input is None or price.output is None:
        return None
    blended = price.input * INPUT_SHARE + price.output * (1 - INPUT_SHARE)
    per_million = convert(Money(blended, price.currency), currency, rates)
    monthly = None
    if tokens_per_day is not None:
        tokens = tokens_per_day * DAYS_PER_MONTH
        monthly = convert(Money(blended * tokens / _MILLION, price.currency), currency, rates)
    initial = Money(Decimal(0), currency)
    assumption = message("cost.api", share=INPUT_SHARE, **_both(price, price.input, price.output))
    assumptions = (assumption, *_other_prices(price, context))
    return Cost(initial, monthly, per_million, assumptions, price.as_of)


def _other_prices(price: ApiPrice, context: int | None) -> Iterator[Message]:
    """Prices of the same offer beside the one that was reckoned with."""
    if off := price.off_peak:
        both = _both(price, off.input, off.output)
        yield message("cost.off_peak", hours=off.hours_per_week, **both)
    for step in price.long:
        if context is not None and context > step.above:
            both = _both(price, step.input, step.output)
            yield message("cost.long_request", above=step.above, **both)
    for other in price.also:
        both = _both(price, other.input, other.output)
        yield message("cost.other_list", as_of=other.as_of, **both)


def _both(price: ApiPrice, input: Decimal, output: Decimal) -> dict[str, Money]:
    return {"input": Money(input, price.currency), "output": Money(output, price.currency)}


def convert(amount: Money, currency: str, rates: Mapping[str, Rate]) -> Money:
    """Into ``currency`` with the dated rate, rounded to its smallest unit, where one is known."""
    if amount.currency == currency:
        return _rounded(amount)
    rate = rates.get("usd-jpy")
    if rate and (amount.currency, currency) == ("USD", "JPY"):
        return _rounded(Money(amount.amount * rate.value, "JPY"))
    if rate and (amount.currency, currency) == ("JPY", "USD"):
        return _rounded(Money(amount.amount / rate.value, "USD"))
    return _rounded(amount)


def _rounded(amount: Money) -> Money:
    unit = _SUBUNITS.get(amount.currency, Decimal("0.01"))
    return Money(amount.amount.quantize(unit, ROUND_HALF_UP), amount.currency)
