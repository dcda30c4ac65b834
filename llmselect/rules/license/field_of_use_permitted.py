"""Does the licence or its use policy rule out what the organisation does with the model?"""

from __future__ import annotations

from typing import Any

from llmselect.catalog.terms import FieldOfUse, License
from llmselect.findings import Finding, LicenseVerdict, Text, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, obligation, provided, question
from llmselect.rules.license.situation import Situation

RULE = Rule("field_of_use_permitted", judges="license")
_NO_NOTE = Text("", "")


def field_of_use_permitted(license: License, situation: Situation) -> list[Finding]:
    industries = situation.organization.industries
    rules = license.fields_of_use
    if not rules:
        return []
    if industries is None:
        banned = [field for rule in rules if rule.strength == "prohibited" for field in rule.fields]
        fields = tuple(message(f"license.field.{field}") for field in dict.fromkeys(banned))
        if not fields:
            return []
        text = message("field_of_use.unasked", license=license.name, fields=fields)
        return [provided(RULE, license, text, rules[0].clause, question("industry"))]
    hits = [finding for rule in rules for finding in _judge(license, rule, industries)]
    if hits:
        return hits
    text = message("field_of_use.pass", license=license.name)
    return [answer(RULE, license, LicenseVerdict.ALLOWED, text, clause=rules[0].clause)]


def _judge(license: License, rule: FieldOfUse, industries: frozenset[str]) -> list[Finding]:
    hit = [field for field in rule.fields if field in industries]
    if not hit:
        return []
    fields = tuple(message(f"license.field.{field}") for field in hit)
    params = {"license": license.name, "fields": fields, "note": rule.note or _NO_NOTE}
    shown: dict[str, Any] = {
        "clause": rule.clause,
        "actual": ",".join(hit),
        "expected": "not " + ",".join(rule.fields),
    }
    if rule.strength == "prohibited":
        text = message("field_of_use.fail", **params)
        return [answer(RULE, license, LicenseVerdict.PROHIBITED, text, **shown)]
    duty = obligation(license, "keep_to_field_condition", rule.clause, note=rule.note or _NO_NOTE)
    text = message("field_of_use.restricted", **params)
    verdict = LicenseVerdict.ALLOWED_WITH_OBLIGATIONS
    return [answer(RULE, license, verdict, text, obligations=(duty,), **shown)]
