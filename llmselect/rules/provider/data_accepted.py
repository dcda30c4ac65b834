"""Do the provider's own terms allow such data to be sent at all?

Some services forbid personal or confidential information whatever their settings are. Where
nothing of the kind was read there is nothing to say: the other rules judge.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import finding, not_asked, note_steps

RULE = Rule("data_accepted", judges="provider", references=("docs/methods/data-policy.md",))


def data_accepted(provider: Provider, needs: DataNeeds) -> Finding:
    cell = provider.forbidden_data
    sent = _sent(needs)
    if cell is None or cell.value is None or sent is None:
        return not_asked(RULE)
    outcome = Outcome.FAIL if sent in cell.value else Outcome.PASS
    if outcome is Outcome.FAIL and cell.confidence == "low":
        outcome = Outcome.CONDITIONAL
    text = message(f"data_accepted.{outcome}.{sent}", provider=provider.name)
    steps = note_steps(provider, cell) if outcome is Outcome.CONDITIONAL else ()
    return finding(RULE, outcome, text, expected=sent, cell=cell, steps=steps)


def _sent(needs: DataNeeds) -> str | None:
    if needs.is_personal:
        return "personal"
    return "confidential" if needs.data in ("confidential", "government") else None
