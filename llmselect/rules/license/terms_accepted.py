"""Terms that a legal team may refuse: indemnity, remote restriction, changes, foreign law.

They bind by using the model but ask for nothing today: they don't move the verdict.
"""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding, LicenseVerdict, Message, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, obligation
from llmselect.rules.license.situation import Situation

RULE = Rule("terms_accepted", judges="license")


def terms_accepted(license: License, situation: Situation) -> list[Finding]:
    del situation  # they bind everybody alike
    terms: list[Message] = []
    if license.indemnity:
        terms.append(message("license.terms.indemnity"))
    if license.remote_restriction:
        terms.append(message("license.terms.remote_restriction"))
    if license.terms_may_change or license.use_policy.may_change:
        terms.append(message("license.terms.may_change"))
    if license.revocable == "at_will":
        terms.append(message("license.terms.revocable"))
    if license.governing_law not in (None, "none_stated"):
        law = message(f"license.law.{license.governing_law}")
        terms.append(message("license.terms.governing_law", law=law))
    if not terms:
        return []
    duties = (
        (obligation(license, "indemnify", None, trigger="claim", steward=license.steward),)
        if license.indemnity
        else ()
    )
    text = message("terms_accepted.listed", license=license.name, terms=tuple(terms))
    return [answer(RULE, license, LicenseVerdict.ALLOWED, text, obligations=duties)]
