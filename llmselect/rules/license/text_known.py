"""Has anybody read enough of the text to rely on the other findings?

An empty list of thresholds in a text that nobody read is no clearance, nor is a "conditional"
of which nobody read the condition.
"""

from __future__ import annotations

from llmselect.catalog.terms import License
from llmselect.findings import Finding, LicenseVerdict, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, provided, question
from llmselect.rules.license.readings import commercial_purpose
from llmselect.rules.license.situation import Situation

RULE = Rule("text_known", judges="license")


def text_known(license: License, situation: Situation) -> list[Finding]:
    params = {"license": license.name, "as_of": license.as_of}
    if license.commercial_use == "unknown" or _hides_limits(license, situation):
        text = message("text_known.unknown", url=license.url, **params)
        verdict, asks = LicenseVerdict.UNKNOWN, (question("text"),)
        return [answer(RULE, license, verdict, text, actual=license.text_read, questions=asks)]
    if license.text_read in ("partial", "unread") or license.confidence == "low":
        return [provided(RULE, license, message("text_known.partial", **params), None)]
    slug = "standard" if license.text_read == "standard" else "pass"
    text = message(f"text_known.{slug}", **params)
    return [answer(RULE, license, LicenseVerdict.ALLOWED, text, actual=license.text_read)]


def _hides_limits(license: License, situation: Situation) -> bool:
    """Whether a limit on this use may stand in what nobody read."""
    if license.thresholds_known or license.commercial_use == "prohibited":
        return False
    if commercial_purpose(situation.organization) is False:
        return False
    condition_read = bool(license.thresholds or license.businesses or license.registration)
    return (
        license.text_read == "unread"
        or license.confidence == "low"
        or (license.commercial_use == "conditional" and not condition_read)
    )
