"""Is processing kept out of the countries that were excluded?"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import ask, finding, not_asked, step

RULE = Rule(
    "processing_country_allowed", judges="provider", references=("docs/methods/data-policy.md",)
)


def processing_country_allowed(provider: Provider, needs: DataNeeds) -> Finding:
    excluded = set(needs.processing_exclude)
    if not excluded:
        return not_asked(RULE)
    cell = provider.policy.processing_regions
    expected = "not " + ",".join(sorted(excluded))
    regions = set(cell.value or ())
    if provider.is_self_hosted or (regions and not regions & excluded and "GLOBAL" not in regions):
        text = message("processing_country_allowed.pass", provider=provider.name)
        return finding(RULE, Outcome.PASS, text, expected=expected, cell=cell)
    if regions and regions <= excluded:
        text = message("processing_country_allowed.fail", provider=provider.name)
        return finding(RULE, Outcome.FAIL, text, expected=expected, cell=cell)
    if regions - excluded - {"GLOBAL"}:
        text = message("processing_country_allowed.conditional", provider=provider.name)
        steps = (step("provider_step.pin_region", provider, cell.source),)
        return finding(RULE, Outcome.CONDITIONAL, text, expected=expected, cell=cell, steps=steps)
    text = message("processing_country_allowed.unknown", provider=provider.name)
    questions = ask("provider_question.region", provider)
    return finding(RULE, Outcome.UNKNOWN, text, expected=expected, cell=cell, questions=questions)
