"""Does the organisation compete with products of the licensor that forbids it?"""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding, LicenseVerdict, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, provided, question
from llmselect.rules.license.readings import only_internal
from llmselect.rules.license.situation import Situation

RULE = Rule("competing_product_permitted", judges="license")


def competing_product_permitted(license: License, situation: Situation) -> list[Finding]:
    rule = license.competing
    if rule is None:
        return []
    rivals = situation.organization.competitor_of
    params = {"license": license.name, "licensor": rule.licensor}
    if rivals is None:
        slug = "internal" if only_internal(situation.organization) else "assumed"
        text = message(f"competing.{slug}", **params)
        return [provided(RULE, license, text, rule.clause, question("competitor_of"))]
    # The licensor by any of the words of its name: "NAVER" for "NAVER Corp."
    words = rule.licensor.casefold().split()
    competes = any(name.casefold().split()[:1] == words[:1] for name in rivals)
    verdict = LicenseVerdict.NEEDS_SEPARATE_LICENSE if competes else LicenseVerdict.ALLOWED
    text = message(f"competing.{'fail' if competes else 'pass'}", **params)
    shown = ",".join(sorted(rivals)) or "nobody"
    return [
        answer(
            RULE,
            license,
            verdict,
            text,
            clause=rule.clause,
            expected=f"not {rule.licensor}",
            actual=shown,
        )
    ]
