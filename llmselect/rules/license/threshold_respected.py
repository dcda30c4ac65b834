"""Does the right figure of the right entity stay under every line that the licence draws?

Equality in a text that contradicts itself, a missing rate and amounts within five per cent of
the line after conversion are unknown. An unanswered figure is unknown too, except where the
line is one that only a handful of organisations could cross: then it is stated as a condition.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from llmselect.catalog.terms import License, Threshold
from llmselect.findings import Finding, LicenseVerdict, Message, Outcome, Question, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, obligation, provided, question
from llmselect.rules.license.figures import Compared, compare, figures_for
from llmselect.rules.license.readings import (
    business_suspected,
    commercial_purpose,
    exempt,
    runs_business,
    triggers_due,
)
from llmselect.rules.license.situation import Situation
from llmselect.units import Money

RULE = Rule("threshold_respected", judges="license")
# Lines that only the largest organisations cross: a hundred million users, a thousand million
# dollars. Below them "not answered" may well mean "over the line".
_EXCEPTIONAL_USERS = 100_000_000
_EXCEPTIONAL_MONEY = {"USD": Decimal(10**9), "EUR": Decimal(10**9), "JPY": Decimal(10**11)}
_ASKS = {
    "mau": "mau",
    "dau": "dau",
    "annual_revenue": "revenue",
    "monthly_revenue": "monthly_revenue",
    "revenue_12_months": "revenue_12m",
    "annual_recurring_revenue": "product_monthly_revenue",
    "product_monthly_revenue": "product_monthly_revenue",
}


def threshold_respected(license: License, situation: Situation) -> list[Finding]:
    return [_judge(license, threshold, situation) for threshold in license.thresholds]


def _judge(license: License, threshold: Threshold, situation: Situation) -> Finding:
    if spared := _spared(license, threshold, situation):
        return spared
    figures = figures_for(threshold, situation.organization)
    compared = [compare(threshold, figure, situation.rates) for figure in figures]
    for item in compared:
        if item.position == "crossed" and item.figure.crosses:
            return _crossed(license, threshold, item, situation)
    for item in compared:
        if item.position == "clear" and item.figure.clears:
            return _clear(license, threshold, item)
    unsettled = [item for item in compared if item.position in ("equal", "close", "no_rate")]
    if unsettled:
        return _unsettled(license, threshold, unsettled[0])
    return _unanswered(license, threshold, situation, stated=bool(compared))


def _spared(license: License, threshold: Threshold, situation: Situation) -> Finding | None:
    """A pass where the line is not for this use, purpose or business at all."""
    organization = situation.organization
    reason = exempt(threshold.exempt, organization)
    if threshold.applies_to == "commercial" and commercial_purpose(organization) is False:
        reason = "not_commercial"
    if threshold.effect == "display" and organization.uses:
        reason = reason if "product" in triggers_due(organization) else "not_offered"
    business = threshold.only_if_business
    if business and runs_business(business, organization) is False:
        reason = reason or "other_business"
    if reason is None:
        return None
    text = message(f"threshold.spared.{reason}", **_params(license, threshold))
    return answer(RULE, license, LicenseVerdict.ALLOWED, text, clause=threshold.clause)


def _crossed(
    license: License, threshold: Threshold, item: Compared, situation: Situation
) -> Finding:
    organization = situation.organization
    text = _compared_text("threshold.crossed", license, threshold, item)
    common: dict[str, Any] = {
        "clause": threshold.clause,
        "expected": _limit(threshold),
        "actual": item.value,
    }
    if threshold.effect == "display":
        duty = obligation(
            license, "display", threshold.clause, text=threshold.display_text, note=""
        )
        verdict = LicenseVerdict.ALLOWED_WITH_OBLIGATIONS
        return answer(RULE, license, verdict, text, obligations=(duty,), **common)
    asks = _open_conditions(threshold, situation)
    if asks:
        text = _compared_text("threshold.crossed_if", license, threshold, item)
        return answer(RULE, license, LicenseVerdict.UNKNOWN, text, questions=asks, **common)
    business = threshold.only_if_business
    if business and runs_business(business, organization) is None:
        text = _compared_text("threshold.business_assumed", license, threshold, item)
        return provided(RULE, license, text, threshold.clause, question("business"))
    return answer(RULE, license, LicenseVerdict.NEEDS_SEPARATE_LICENSE, text, **common)


def _open_conditions(threshold: Threshold, situation: Situation) -> tuple[Question, ...]:
    """What the crossing of a line still hangs on, besides the figure."""
    organization = situation.organization
    asks = []
    if threshold.applies_to == "commercial" and commercial_purpose(organization) is None:
        asks.append(question("purpose"))
    business = threshold.only_if_business
    if (
        business
        and runs_business(business, organization) is None
        and business_suspected(business, organization)
    ):
        asks.append(question("business"))
    return tuple(asks)


def _clear(license: License, threshold: Threshold, item: Compared) -> Finding:
    text = _compared_text("threshold.clear", license, threshold, item)
    assumed = item.figure.assumed
    asks = {"no_group": "group_revenue", "no_more_at_release": "mau_at_release"}
    ask = asks.get(assumed or "", _ASKS[threshold.metric])
    return answer(
        RULE,
        license,
        LicenseVerdict.ALLOWED,
        text,
        clause=threshold.clause,
        expected=_limit(threshold),
        actual=item.value,
        questions=(question(ask),) if assumed else (),
        outcome=Outcome.CONDITIONAL if assumed else None,
    )


def _unsettled(license: License, threshold: Threshold, item: Compared) -> Finding:
    text = _compared_text(f"threshold.{item.position}", license, threshold, item)
    ask = "rate" if item.position == "no_rate" else "licensor"
    return answer(
        RULE,
        license,
        LicenseVerdict.UNKNOWN,
        text,
        clause=threshold.clause,
        expected=_limit(threshold),
        actual=item.value,
        questions=(question(ask),),
    )


def _unanswered(
    license: License, threshold: Threshold, situation: Situation, *, stated: bool
) -> Finding:
    frozen = threshold.measured == "frozen_before_release"
    ask = question("mau_at_release" if frozen else _ASKS[threshold.metric])
    params = _params(license, threshold)
    if threshold.effect == "display":
        text = message("threshold.display_above", display=threshold.display_text, **params)
        return provided(RULE, license, text, threshold.clause, ask)
    business = threshold.only_if_business
    assumed_other = (
        bool(business)
        and runs_business(business, situation.organization) is None
        and not business_suspected(business, situation.organization)
    )
    if assumed_other:
        text = message("threshold.business_unasked", **params)
        return provided(RULE, license, text, threshold.clause, question("business"), ask)
    if _exceptional(threshold) and not stated:
        text = message("threshold.exceptional", **params)
        return provided(RULE, license, text, threshold.clause, ask)
    text = message("threshold.unanswered", **params)
    asks = (*_open_conditions(threshold, situation), ask)
    return answer(
        RULE,
        license,
        LicenseVerdict.UNKNOWN,
        text,
        clause=threshold.clause,
        expected=_limit(threshold),
        actual="unknown",
        questions=asks,
    )


def _exceptional(threshold: Threshold) -> bool:
    if threshold.currency is None:
        return threshold.amount >= _EXCEPTIONAL_USERS
    line = _EXCEPTIONAL_MONEY.get(threshold.currency)
    return line is not None and threshold.amount >= line


def _limit(threshold: Threshold) -> Money | int:
    if threshold.currency is None:
        return int(threshold.amount)
    return Money(threshold.amount, threshold.currency)


def _quantity(value: Money | int) -> Money | Message:
    return message("license.users", count=value) if isinstance(value, int) else value


def _params(license: License, threshold: Threshold) -> dict[str, Any]:
    return {
        "license": license.name,
        "metric": message(f"license.metric.{threshold.metric}"),
        "limit": _quantity(_limit(threshold)),
        "operator": message(
            "threshold.at_or_above" if threshold.operator == ">=" else "threshold.above"
        ),
        "whose": message(f"license.whose.{threshold.whose}"),
        "measured": message(f"license.measured.{threshold.measured}", month=threshold.month or ""),
        "businesses": tuple(
            message(f"license.business.{name}") for name in threshold.only_if_business
        ),
    }


def _compared_text(slug: str, license: License, threshold: Threshold, item: Compared) -> Message:
    # That there is no larger group, say, matters to a clearance only.
    derived = item.figure.assumed in ("months_alike", "year_like_last")
    assumed = item.figure.assumed if derived or item.position == "clear" else None
    rate = item.rate
    return message(
        slug,
        figure=message(f"license.figure.{item.figure.name}"),
        value=_quantity(item.value),
        converted=message("threshold.converted", rate=rate.value, unit=rate.unit, as_of=rate.as_of)
        if rate
        else "",
        assumption=message(f"license.assumed.{assumed}") if assumed else "",
        **_params(license, threshold),
    )
