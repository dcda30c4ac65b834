"""May personal data go there under Japan's Act on the Protection of Personal Information?

The tree of docs/methods/data-policy.md, shortened: own servers hand nothing to anyone. Use by
the provider for its own ends (training) is a provision that needs consent (Art. 27, 28). So
is every channel without a data-processing agreement. With zero retention nothing is provided;
with an agreement it is entrustment (Art. 27(5)(i), 25), abroad with a conforming system or in
an adequate country (Art. 28). In every case security control (Art. 23) asks to know the
countries of provider and server.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Incident, Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Message, Obligation, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import ask, finding, not_asked, step
from llmselect.rules.provider.zero_retention import zero_retention

RULE = Rule(
    "personal_data_permitted",
    judges="provider",
    references=("docs/methods/data-policy.md", "APPI Art. 23, 25, 27, 28"),
)
HOME = "JP"
PRC = "CN"
_WITHOUT_AGREEMENT = ("consumer-app", "free-tier")
# Found adequate by Japan's commission: the EU's and EEA's members, and the United Kingdom.
_ADEQUATE = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU",
    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip


def personal_data_permitted(provider: Provider, needs: DataNeeds) -> Finding:
    if not needs.is_personal:
        return not_asked(RULE)
    if provider.is_self_hosted:
        return _found(provider, Outcome.PASS, "own", "APPI Art. 23", care=needs)
    if barred := _barred(provider, needs):
        return barred
    if needs.consent:
        steps = (step("provider_step.consent", provider),)
        return _found(provider, Outcome.CONDITIONAL, "consent", "APPI Art. 27(1), 28(1)", steps)
    training = provider.policy.training_use
    if training.value is None or provider.policy.provider_access.value == "upstream":
        which = "unknown.training" if training.value is None else "unknown.recipients"
        questions = "training" if training.value is None else "recipients"
        return _found(provider, Outcome.UNKNOWN, which, "APPI Art. 27", ask_for=questions)
    return _by_path(provider, needs)


def _barred(provider: Provider, needs: DataNeeds) -> Finding | None:
    """What consent alone does not mend, or nobody's consent was given for."""
    regions = provider.policy.processing_regions.value
    if regions == (PRC,):
        notices = tuple(item for item in provider.incidents if item.kind == "regulator")
        which = "fail.notices" if notices else "fail.prc"
        return _found(provider, Outcome.FAIL, which, "APPI Art. 28", notices=notices)
    if needs.consent:
        return None
    if provider.policy.training_use.value == "default_on":
        return _found(provider, Outcome.FAIL, "fail.training", "APPI Art. 27(1)")
    if provider.channel in _WITHOUT_AGREEMENT:
        return _found(provider, Outcome.FAIL, "fail.channel", "APPI Art. 27(5)(i)")
    return None


def _by_path(provider: Provider, needs: DataNeeds) -> Finding:
    """Not a provision, or entrustment, or neither."""
    care = _care(provider)
    outcome, steps = zero_retention(provider, needs)
    if provider.policy.zero_data_retention.value == "default":
        clause = "APPI Art. 23; not a provision (Art. 27, 28)"
        return _found(provider, Outcome.CONDITIONAL, "not_provided", clause, (*steps, *care))
    agreement = provider.agreement
    is_home = provider.operator_country == HOME
    if agreement.value in ("available", "on_request") or (is_home and agreement.value is None):
        clause = "APPI Art. 25, 27(5)(i)" + ("" if is_home else ", 28")
        sign = step("provider_step.entrust", provider, agreement.source)
        abroad = () if is_home else (_abroad(provider),)
        return _found(provider, Outcome.CONDITIONAL, "entrusted", clause, (sign, *abroad, *care))
    if outcome is Outcome.CONDITIONAL and agreement.value is not None:
        clause = "APPI Art. 23; not a provision (Art. 27, 28)"
        return _found(provider, outcome, "not_provided", clause, (*steps, *care))
    if agreement.value == "none" and outcome is Outcome.FAIL:
        return _found(provider, Outcome.FAIL, "fail.agreement", "APPI Art. 27(5)(i)")
    return _found(
        provider, Outcome.UNKNOWN, "unknown.agreement", "APPI Art. 27(5)(i)", ask_for="agreement"
    )


def _abroad(provider: Provider) -> Obligation:
    adequate = provider.operator_country in _ADEQUATE
    return step("provider_step.adequate" if adequate else "provider_step.conforming", provider)


def _care(provider: Provider) -> tuple[Obligation, ...]:
    """Duties on every path: countries known, training off, a decision where China is parent."""
    steps = [step("provider_step.know_countries", provider)]
    if provider.policy.training_use.value == "opt_out":
        steps.append(step("provider_step.turn_training_off", provider))
    if PRC in provider.countries:
        steps.append(step("provider_step.record_decision", provider))
    return tuple(steps)


def _found(
    provider: Provider,
    outcome: Outcome,
    which: str,
    clause: str,
    steps: tuple[Obligation, ...] = (),
    *,
    notices: tuple[Incident, ...] = (),
    ask_for: str | None = None,
    care: DataNeeds | None = None,
) -> Finding:
    if care is not None and care.data in ("special-care", "medical"):
        steps = (step("provider_step.special_care", provider),)
    text: Message = message(
        f"personal_data_permitted.{which}",
        provider=provider.name,
        notices=tuple(item.text for item in notices),
    )
    return finding(
        RULE,
        outcome,
        text,
        clause=clause,
        source=notices[0].source if notices else provider.agreement.source,
        steps=steps,
        questions=() if ask_for is None else ask(f"provider_question.{ask_for}", provider),
    )
