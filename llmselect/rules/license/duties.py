"""Which duties the stated use sets off, and which wait for something else to happen."""

from __future__ import annotations

from llmselect.catalog.terms import Duty, License
from llmselect.findings import Finding, LicenseVerdict, Obligation, message
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import answer, obligation
from llmselect.rules.license.readings import triggers_due, triggers_excluded
from llmselect.rules.license.situation import Situation


def owed(
    rule: Rule, license: License, situation: Situation, kinds: tuple[str, ...]
) -> list[Finding]:
    """One finding with every duty of these kinds; a duty that waits names its trigger."""
    due = triggers_due(situation.organization)
    excluded = triggers_excluded(situation.organization)
    obligations = tuple(
        item
        for duty in license.duties
        if duty.do in kinds and (item := _obligation(license, duty, due, excluded))
    )
    if not obligations:
        return []
    now = any(item.trigger is None for item in obligations)
    verdict = LicenseVerdict.ALLOWED_WITH_OBLIGATIONS if now else LicenseVerdict.ALLOWED
    text = message(f"{rule.id}.{'due' if now else 'waiting'}", license=license.name)
    clause = obligations[0].clause
    return [answer(rule, license, verdict, text, clause=clause, obligations=obligations)]


def _obligation(
    license: License, duty: Duty, due: frozenset[str], excluded: frozenset[str]
) -> Obligation | None:
    waiting = [trigger for trigger in duty.when if trigger not in excluded]
    if not waiting:
        return None
    trigger = None if due & set(waiting) else waiting[0]
    return obligation(
        license,
        duty.do,
        duty.clause,
        trigger=trigger,
        text=duty.text,
        note=duty.note or "",
        steward=license.steward,
        policy=license.use_policy.name or "",
        url=license.url,
    )
