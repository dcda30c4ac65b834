"""Does the licence want another agreement for what the organisation or its group does?"""

from __future__ import annotations

from llmselect.catalog.terms import BusinessCondition, License
from llmselect.findings import Finding, LicenseVerdict, Question, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, provided, question
from llmselect.rules.license.readings import (
    business_suspected,
    commercial_purpose,
    exempt,
    runs_business,
)
from llmselect.rules.license.situation import Situation

RULE = Rule("business_permitted", judges="license")


def business_permitted(license: License, situation: Situation) -> list[Finding]:
    return [_judge(license, condition, situation) for condition in license.businesses]


def _judge(license: License, condition: BusinessCondition, situation: Situation) -> Finding:
    organization = situation.organization
    params = {
        "license": license.name,
        "businesses": tuple(message(f"license.business.{name}") for name in condition.types),
        "whose": message(f"license.whose.{condition.whose}"),
    }
    commercial = commercial_purpose(organization)
    reason = exempt(condition.exempt, organization)
    if condition.applies_to == "commercial" and commercial is False:
        reason = "not_commercial"
    runs = runs_business(condition.types, organization)
    if reason or runs is False:
        text = message(f"business_permitted.{reason or 'pass'}", **params)
        return answer(RULE, license, LicenseVerdict.ALLOWED, text, clause=condition.clause)
    if runs is None and not business_suspected(condition.types, organization):
        text = message("business_permitted.assumed", **params)
        return provided(RULE, license, text, condition.clause, question("business"))
    asks: tuple[Question, ...] = ()
    if runs is None or (condition.applies_to == "commercial" and commercial is None):
        verdict, slug = LicenseVerdict.UNKNOWN, "unknown"
        asks = (question("business" if runs is None else "purpose"),)
    else:
        verdict, slug = LicenseVerdict.NEEDS_SEPARATE_LICENSE, "fail"
    text = message(f"business_permitted.{slug}", **params)
    return answer(
        RULE,
        license,
        verdict,
        text,
        clause=condition.clause,
        expected="not " + ",".join(condition.types),
        actual=",".join(sorted(organization.businesses or organization.uses or ("unknown",))),
        questions=asks,
    )
