"""May the weights, or something made from them, be passed on?"""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding, LicenseVerdict, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, obligation, question
from llmselect.rules.license.readings import triggers_due
from llmselect.rules.license.situation import Situation

RULE = Rule("redistribution_permitted", judges="license")
# Beside an open release these point to a copy under other terms.
_CLOSED_TOO = frozenset({"si-delivery", "on-device", "product", "redistribute"})
_VERDICTS = {
    "permitted": LicenseVerdict.ALLOWED,
    "conditional": LicenseVerdict.ALLOWED_WITH_OBLIGATIONS,
    "prohibited": LicenseVerdict.PROHIBITED,
    "unknown": LicenseVerdict.UNKNOWN,
}


def redistribution_permitted(license: License, situation: Situation) -> list[Finding]:
    uses = situation.organization.uses or frozenset()
    due = triggers_due(situation.organization)
    if "distribute" not in due:
        return []
    grant = license.redistribution
    note = grant.note or ""
    duties = (
        (obligation(license, "keep_to_condition", grant.clause, note=note),)
        if grant.permission == "conditional"
        else ()
    )
    asks = (question("text"),) if grant.permission == "unknown" else ()
    text = message(f"redistribution.{grant.permission}", license=license.name, note=note)
    finding = answer(
        RULE,
        license,
        _VERDICTS[grant.permission],
        text,
        clause=grant.clause,
        actual=",".join(sorted(uses)),
        obligations=duties,
        questions=asks,
    )
    # Whoever delivers a closed copy of a fine-tune may owe it under the same licence, or not:
    # whether weights are adapted material is not settled.
    closed = "release_derivative" in due and uses & _CLOSED_TOO
    if license.share_alike_of_weights != "unsettled" or not closed:
        return [finding]
    text = message("redistribution.share_alike_unsettled", license=license.name)
    asks = (question("licensor"),)
    verdict = LicenseVerdict.UNKNOWN
    return [finding, answer(RULE, license, verdict, text, clause=grant.clause, questions=asks)]
