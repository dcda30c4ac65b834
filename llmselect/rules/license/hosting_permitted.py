"""May others be given the model over a network?"""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding, LicenseVerdict, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, obligation, question
from llmselect.rules.license.readings import triggers_due
from llmselect.rules.license.situation import Situation

RULE = Rule("hosting_permitted", judges="license")
_VERDICTS = {
    "permitted": LicenseVerdict.ALLOWED,
    "conditional": LicenseVerdict.ALLOWED_WITH_OBLIGATIONS,
    "prohibited": LicenseVerdict.NEEDS_SEPARATE_LICENSE,
    "unknown": LicenseVerdict.UNKNOWN,
}


def hosting_permitted(license: License, situation: Situation) -> list[Finding]:
    if "host" not in triggers_due(situation.organization):
        return []
    grant = license.hosting
    verdict = _VERDICTS[grant.permission]
    slug = grant.permission
    if grant.permission == "permitted" and license.hosting_is_distribution:
        slug = "counts_as_distribution"
    text = message(f"hosting.{slug}", license=license.name, note=grant.note or "")
    duties = (
        (obligation(license, "keep_to_condition", grant.clause, note=grant.note or ""),)
        if grant.permission == "conditional"
        else ()
    )
    asks = (question("text"),) if grant.permission == "unknown" else ()
    return [
        answer(
            RULE,
            license,
            verdict,
            text,
            clause=grant.clause,
            actual="api",
            obligations=duties,
            questions=asks,
        )
    ]
