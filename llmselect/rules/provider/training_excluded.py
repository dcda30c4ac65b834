"""Is it ruled out that the provider trains on what is sent?

Asked for, or implied by confidential or personal data. ``opt_in`` passes: nothing is used
unless the customer turns sharing on.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import ask, finding, not_asked, step

RULE = Rule("training_excluded", judges="provider", references=("docs/methods/data-policy.md",))
_OUTCOMES = {
    "never": Outcome.PASS,
    "opt_in": Outcome.PASS,
    "opt_out": Outcome.CONDITIONAL,
    "default_on": Outcome.FAIL,
    None: Outcome.UNKNOWN,
}


def training_excluded(provider: Provider, needs: DataNeeds) -> Finding:
    if not needs.forbids_training:
        return not_asked(RULE)
    cell = provider.policy.training_use
    outcome = _OUTCOMES[cell.value]
    text = message(f"training_excluded.{cell.value or 'unknown'}", provider=provider.name)
    opt_out = step("provider_step.turn_training_off", provider, cell.source)
    return finding(
        RULE,
        outcome,
        text,
        expected="never",
        cell=cell,
        steps=(opt_out,) if outcome is Outcome.CONDITIONAL else (),
        questions=(
            ask("provider_question.training", provider) if outcome is Outcome.UNKNOWN else ()
        ),
    )
