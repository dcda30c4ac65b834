"""What has to be done before the first use: accept, register, give notice, get permission.

A permission at the licensor's discretion is a separate licence by another name.
"""

from __future__ import annotations

from llmselect.catalog.terms import License, Registration
from llmselect.findings import Finding, LicenseVerdict, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, obligation, question
from llmselect.rules.license.readings import (
    commercial_purpose,
    only_integrated_product,
    purpose_word,
)
from llmselect.rules.license.situation import Situation

RULE = Rule("registration_made", judges="license")


def registration_made(license: License, situation: Situation) -> list[Finding]:
    if only_integrated_product(situation.organization):
        return []
    findings = [_judge(license, item, situation) for item in license.registration or ()]
    return [finding for finding in findings if finding is not None]


def _judge(license: License, item: Registration, situation: Situation) -> Finding | None:
    organization = situation.organization
    free = purpose_word(organization) in (license.purposes or ())
    commercial = False if free else commercial_purpose(organization)
    if item.applies_to == "commercial" and commercial is False:
        return None
    text = message(f"registration.{item.what}", license=license.name, how=item.how)
    undecided = item.applies_to == "commercial" and commercial is None
    if item.what != "permission":
        trigger = "commercial" if undecided else None
        slug = f"register.{item.what}"
        duty = obligation(license, slug, item.clause, trigger=trigger, how=item.how)
        due = LicenseVerdict.ALLOWED_WITH_OBLIGATIONS
        verdict = LicenseVerdict.ALLOWED if undecided else due
        return answer(RULE, license, verdict, text, clause=item.clause, obligations=(duty,))
    verdict = LicenseVerdict.UNKNOWN if undecided else LicenseVerdict.NEEDS_SEPARATE_LICENSE
    asks = (question("purpose"),) if undecided else ()
    return answer(RULE, license, verdict, text, clause=item.clause, questions=asks)
