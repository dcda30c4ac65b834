"""Is the purpose one that the licence covers?"""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding, LicenseVerdict, Outcome, Question, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, provided, question
from llmselect.rules.license.readings import commercial_purpose, purpose_word
from llmselect.rules.license.situation import Situation

RULE = Rule("commercial_use_permitted", judges="license")


def commercial_use_permitted(license: License, situation: Situation) -> list[Finding]:
    if license.commercial_use == "unknown":
        return []  # text_known says so
    if license.commercial_use != "prohibited":
        text = message(f"commercial_use.{license.commercial_use}", license=license.name)
        verdict = LicenseVerdict.ALLOWED
        return [answer(RULE, license, verdict, text, clause=license.commercial_clause)]
    return [_non_commercial(license, situation)]


def _non_commercial(license: License, situation: Situation) -> Finding:
    organization = situation.organization
    commercial = commercial_purpose(organization)
    word = purpose_word(organization)
    purposes = license.purposes
    free = tuple(message(f"license.purpose.{purpose}") for purpose in purposes or ())
    params = {"license": license.name, "purposes": free}
    clause, shown = license.commercial_clause, ",".join(purposes or ("unknown",))
    if word and purposes and word in purposes:
        text = message(
            "commercial_use.free_purpose", purpose=message(f"license.purpose.{word}"), **params
        )
        return answer(
            RULE,
            license,
            LicenseVerdict.ALLOWED,
            text,
            clause=clause,
            expected=shown,
            actual=word,
            outcome=Outcome.PASS,
        )
    if commercial is False and purposes is None:
        return provided(RULE, license, message("commercial_use.purposes_unread", **params), clause)
    asks: tuple[Question, ...] = ()
    if commercial is None:
        verdict, slug = LicenseVerdict.UNKNOWN, "open"
        asks = (question("purpose"),)
    else:
        verdict, slug = LicenseVerdict.NEEDS_SEPARATE_LICENSE, "prohibited"
    text = message(f"commercial_use.{slug}", **params)
    return answer(
        RULE,
        license,
        verdict,
        text,
        clause=clause,
        expected=shown,
        actual=word or ("commercial" if commercial else "unknown"),
        questions=asks,
    )
