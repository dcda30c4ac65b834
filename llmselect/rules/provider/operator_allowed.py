"""Do the operator and its parent come from acceptable countries?

Who runs the service is judged here. Where a model comes from is another question, answered by
``origin_allowed``: a Chinese open-weight model on a Japanese host has a Japanese operator.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Obligation, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import ask, finding, not_asked, note_steps, step

RULE = Rule("operator_allowed", judges="provider", references=("docs/methods/data-policy.md",))


def operator_allowed(provider: Provider, needs: DataNeeds) -> Finding:
    excluded, only = set(needs.operator_exclude), set(needs.operator_only)
    if not excluded and not only:
        return not_asked(RULE)
    expected = ("not " + ",".join(sorted(excluded))) if excluded else ",".join(sorted(only))
    known = [country for country in provider.countries if country is not None]
    for country in known:
        if country in excluded or (only and country not in only):
            which = "operator" if country == provider.operator_country else "parent"
            place = message("country", code=country)
            text = message(f"operator_allowed.fail.{which}", provider=provider.name, country=place)
            return finding(RULE, Outcome.FAIL, text, expected=expected)
    if len(known) < len(provider.countries):
        text = message("operator_allowed.unknown", provider=provider.name)
        questions = ask("provider_question.operator", provider)
        return finding(RULE, Outcome.UNKNOWN, text, expected=expected, questions=questions)
    return _known_operator(provider, expected)


def _known_operator(provider: Provider, expected: str) -> Finding:
    access = provider.policy.provider_access
    if access.value == "upstream":
        pin = step("provider_step.pin_upstream", provider, access.source)
        return _conditional(provider, expected, (pin,))
    if access.value == "operator" and access.note is not None:
        return _conditional(provider, expected, note_steps(provider, access))
    text = message("operator_allowed.pass", provider=provider.name)
    return finding(RULE, Outcome.PASS, text, expected=expected)


def _conditional(provider: Provider, expected: str, steps: tuple[Obligation, ...]) -> Finding:
    text = message("operator_allowed.conditional", provider=provider.name)
    return finding(RULE, Outcome.CONDITIONAL, text, expected=expected, steps=steps)
