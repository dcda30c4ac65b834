"""Is it ruled out that the provider's people read what is sent?

Review needs stored content, so that zero retention removes what could be read.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import ask, finding, not_asked, step
from llmselect.rules.provider.zero_retention import zero_retention

RULE = Rule("human_review_excluded", judges="provider", references=("docs/methods/data-policy.md",))


def human_review_excluded(provider: Provider, needs: DataNeeds) -> Finding:
    if not needs.no_human_review:
        return not_asked(RULE)
    cell = provider.policy.human_review
    if provider.is_self_hosted or cell.value == "none":
        text = message("human_review_excluded.pass", provider=provider.name)
        return finding(RULE, Outcome.PASS, text, expected="none", cell=cell)
    outcome, steps = zero_retention(provider, needs)
    if cell.value != "routine" and outcome in (Outcome.PASS, Outcome.CONDITIONAL):
        steps = steps or (step("provider_step.keep_zero_retention", provider, cell.source),)
        text = message("human_review_excluded.conditional", provider=provider.name)
        return finding(RULE, Outcome.CONDITIONAL, text, expected="none", cell=cell, steps=steps)
    if cell.value == "routine" or (cell.value == "flagged" and outcome is Outcome.FAIL):
        text = message(f"human_review_excluded.fail.{cell.value}", provider=provider.name)
        return finding(RULE, Outcome.FAIL, text, expected="none", cell=cell)
    text = message("human_review_excluded.unknown", provider=provider.name)
    questions = ask("provider_question.review", provider)
    return finding(RULE, Outcome.UNKNOWN, text, expected="none", cell=cell, questions=questions)
