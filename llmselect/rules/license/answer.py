"""Builds the findings of the licence rules, so that every rule says the same things alike."""

from __future__ import annotations

from typing import Any

from llmselect.catalog.terms import License
from llmselect.findings import (
    Finding,
    LicenseVerdict,
    Message,
    Obligation,
    Outcome,
    Question,
    message,
)
from llmselect.rules.declaration import Rule

OUTCOMES = {
    LicenseVerdict.ALLOWED: Outcome.PASS,
    LicenseVerdict.ALLOWED_WITH_OBLIGATIONS: Outcome.CONDITIONAL,
    LicenseVerdict.UNKNOWN: Outcome.UNKNOWN,
    LicenseVerdict.NEEDS_SEPARATE_LICENSE: Outcome.FAIL,
    LicenseVerdict.PROHIBITED: Outcome.FAIL,
}
_FLAGS = {
    "entity": "--entity",
    "country": "--country",
    "revenue": "--revenue",
    "group_revenue": "--group-revenue",
    "monthly_revenue": "--monthly-revenue",
    "revenue_12m": "--revenue-12m",
    "product_monthly_revenue": "--product-monthly-revenue",
    "mau": "--mau",
    "mau_at_release": "--mau-at-release",
    "dau": "--dau",
    "purpose": "--purpose",
    "use": "--use",
    "users_in": "--users-in",
    "industry": "--industry",
    "business": "--business",
    "competitor_of": "--competitor-of",
}


def answer(
    rule: Rule,
    license: License,
    verdict: LicenseVerdict,
    text: Message,
    *,
    clause: str | None = None,
    expected: Any = None,
    actual: Any = None,
    obligations: tuple[Obligation, ...] = (),
    questions: tuple[Question, ...] = (),
    outcome: Outcome | None = None,
) -> Finding:
    """One finding. The outcome follows from the verdict unless a stated condition hangs on it."""
    return Finding(
        rule=rule.id,
        verdict=outcome or OUTCOMES[verdict],
        message=text,
        expected=expected,
        actual=actual,
        clause=clause,
        source=license.source,
        license=license.id,
        license_verdict=verdict,
        obligations=obligations,
        questions=questions,
    )


def provided(
    rule: Rule, license: License, text: Message, clause: str | None, *questions: Question
) -> Finding:
    """Allowed on a condition that the answers leave open and that hardly anybody misses."""
    return answer(
        rule,
        license,
        LicenseVerdict.ALLOWED,
        text,
        clause=clause,
        questions=questions,
        outcome=Outcome.CONDITIONAL,
    )


def question(id: str) -> Question:
    """The question that settles an open answer, with the flag that gives it."""
    return Question(id, message(f"question.license.{id}"), _FLAGS.get(id))


def obligation(
    license: License,
    id: str,
    clause: str | None,
    *,
    trigger: str | None = None,
    **params: object,
) -> Obligation:
    """A duty. ``trigger`` names the event it waits for; None: the stated use sets it off."""
    text = message(f"obligation.{id}", license=license.name, **params)
    return Obligation(id, text, license.id, clause, trigger, license.source)
