"""How provider rules put their answers: findings with steps to take and questions to ask."""

from __future__ import annotations

from typing import Any

from llmselect.catalog.data_policy import Cell, Provider
from llmselect.findings import Finding, Message, Obligation, Outcome, Question, Text, message
from llmselect.rules.declaration import Rule

# Of several answers that all count, the one that binds; of several choices, the mildest.
SEVERITY = (
    Outcome.NOT_APPLICABLE, Outcome.WAIVED, Outcome.PASS, Outcome.CONDITIONAL, Outcome.UNKNOWN,
    Outcome.FAIL,
)  # fmt: skip

_NAMED_REGIONS = frozenset({"JP", "US", "EU", "EFTA", "APAC", "GLOBAL", "CUSTOMER", "CN"})


def not_asked(rule: Rule) -> Finding:
    return Finding(rule.id, Outcome.NOT_APPLICABLE, message("provider_rule.not_asked"))


def finding(
    rule: Rule,
    outcome: Outcome,
    text: Message,
    *,
    expected: Any = None,
    cell: Cell[Any] | None = None,
    clause: str | None = None,
    source: str | None = None,
    steps: tuple[Obligation, ...] = (),
    questions: tuple[Question, ...] = (),
) -> Finding:
    """A finding that rests on ``cell``; an unknown one says ``unknown`` as its actual value."""
    actual = None if cell is None else ("unknown" if cell.value is None else cell.value)
    rests_on = source or (None if cell is None else cell.source)
    return Finding(
        rule.id, outcome, text, expected, actual, clause, rests_on,
        obligations=steps, questions=questions,
    )  # fmt: skip


def step(id: str, provider: Provider, /, source: str | None = None, **params: Any) -> Obligation:
    """Something to do before the data may go there; ``id`` is its message id too."""
    return Obligation(id, message(id, provider=provider.name, **params), source=source)


def note_steps(provider: Provider, cell: Cell[Any]) -> tuple[Obligation, ...]:
    """The cell's own words, where it has any: what the value leaves out."""
    return () if cell.note is None else (said(provider, cell.note, cell.source),)


def said(provider: Provider, words: Text, source: str | None) -> Obligation:
    return step("provider_step.mind", provider, source, words=words)


def region_name(code: str) -> Message | str:
    """The region's name, where the message catalogues have one, else its code."""
    return message(f"region.{code}") if code in _NAMED_REGIONS else code


def ask(id: str, provider: Provider) -> tuple[Question, ...]:
    """What to ask the provider; no flag answers it."""
    return (Question(id, message(id, provider=provider.name)),)
