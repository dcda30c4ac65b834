"""Does the service hold the certificates and agreements that were asked for?

A certificate of the vendor is not one of the service: such a one passes only on the condition
that its scope is checked. On own servers there is no vendor to certify.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Cell, Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Obligation, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import SEVERITY, ask, finding, not_asked, note_steps, step

RULE = Rule("certified", judges="provider", references=("docs/methods/data-policy.md",))
AGREEMENT = "DPA"  # asked for like a certificate, recorded as the agreement
_OUTCOMES = {
    "held": Outcome.PASS,
    "available": Outcome.PASS,
    "vendor_level": Outcome.CONDITIONAL,
    "on_request": Outcome.CONDITIONAL,
    "none": Outcome.FAIL,
    None: Outcome.UNKNOWN,
}


def certified(provider: Provider, needs: DataNeeds) -> Finding:
    if not needs.certifications:
        return not_asked(RULE)
    if provider.is_self_hosted:
        text = message("certified.own", provider=provider.name)
        return finding(RULE, Outcome.NOT_APPLICABLE, text, expected=needs.certifications)
    answers = [_certificate(provider, name) for name in needs.certifications]
    return max(answers, key=lambda item: SEVERITY.index(item.verdict))


def _certificate(provider: Provider, id: str) -> Finding:
    cell: Cell[str] | None = provider.agreement if id == AGREEMENT else provider.compliance.get(id)
    outcome = Outcome.UNKNOWN if cell is None else _OUTCOMES[cell.value]
    steps: tuple[Obligation, ...] = ()
    if cell is not None and outcome is Outcome.CONDITIONAL:
        scope = step(
            f"provider_step.certificate_{cell.value}", provider, cell.source, certificate=id
        )
        steps = (scope, *note_steps(provider, cell))
    text = message(f"certified.{outcome}", provider=provider.name, certificate=id)
    questions = ask("provider_question.certificate", provider)
    return finding(
        RULE,
        outcome,
        text,
        expected=id,
        cell=cell,
        steps=steps,
        questions=questions if outcome is Outcome.UNKNOWN else (),
    )
