"""Is the model's developer kept from seeing prompts?"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import ask, finding, not_asked, note_steps

RULE = Rule("developer_kept_out", judges="provider", references=("docs/methods/data-policy.md",))


def developer_kept_out(provider: Provider, needs: DataNeeds) -> Finding:
    if not needs.no_developer_access:
        return not_asked(RULE)
    cell = provider.policy.provider_access
    steps = note_steps(provider, cell)
    if cell.value is None:
        outcome = Outcome.UNKNOWN
    elif cell.value in ("nobody", "operator"):
        outcome = Outcome.CONDITIONAL if steps else Outcome.PASS
    else:
        outcome = Outcome.FAIL
    text = message(f"developer_kept_out.{outcome}", provider=provider.name)
    return finding(
        RULE,
        outcome,
        text,
        expected="operator",
        cell=cell,
        steps=steps if outcome is Outcome.CONDITIONAL else (),
        questions=(ask("provider_question.access", provider) if outcome is Outcome.UNKNOWN else ()),
    )
