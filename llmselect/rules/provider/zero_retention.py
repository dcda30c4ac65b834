"""Can zero retention be had, and how? A part of several rules, not a rule of its own."""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Obligation, Outcome
from llmselect.rules.provider.findings import note_steps, step


def zero_retention(provider: Provider, needs: DataNeeds) -> tuple[Outcome, tuple[Obligation, ...]]:
    """PASS by default, CONDITIONAL with the steps, FAIL where it is not to be had.

    An individual or a small company is taken not to get what needs an approval or a contract.
    A remark on a default says what must be left off, so that it is a condition too.
    """
    cell = provider.policy.zero_data_retention
    notes = note_steps(provider, cell)
    if cell.value is None:
        return Outcome.UNKNOWN, ()
    if cell.value == "default":
        return (Outcome.CONDITIONAL, notes) if notes else (Outcome.PASS, ())
    if cell.value == "available":
        switch = step("provider_step.switch_on_zero_retention", provider, cell.source)
        return Outcome.CONDITIONAL, (switch, *notes)
    if cell.value in ("on_approval", "contract") and needs.gets_contracts:
        get = step(f"provider_step.zero_retention_{cell.value}", provider, cell.source)
        return Outcome.CONDITIONAL, (get, *notes)
    return Outcome.FAIL, ()
