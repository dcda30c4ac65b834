"""Are inputs and outputs kept no longer than was asked for?"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Message, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import ask, finding, not_asked, note_steps
from llmselect.rules.provider.zero_retention import zero_retention

RULE = Rule(
    "retention_within_limit", judges="provider", references=("docs/methods/data-policy.md",)
)


def retention_within_limit(provider: Provider, needs: DataNeeds) -> Finding:
    limit = needs.retention_limit
    if limit is None:
        return not_asked(RULE)
    if provider.is_self_hosted:
        return _answer(provider, Outcome.PASS, "own", limit)
    days = provider.policy.retention_days.value
    if isinstance(days, int) and days <= limit and not (limit == 0 and _is_only_usual(provider)):
        return _answer(provider, Outcome.PASS, "pass", limit)
    return _by_zero_retention(provider, needs, limit)


def _by_zero_retention(provider: Provider, needs: DataNeeds, limit: int) -> Finding:
    days = provider.policy.retention_days.value
    outcome, steps = zero_retention(provider, needs)
    if outcome is Outcome.PASS:
        return _answer(provider, outcome, "zero", limit)
    if outcome is Outcome.CONDITIONAL:
        which = "conditional.usual" if days == 0 else "conditional"
        text = _text(provider, which, limit)
        cell = provider.policy.retention_days
        steps = (*steps, *note_steps(provider, cell))
        return finding(RULE, outcome, text, expected=limit, cell=cell, steps=steps)
    if outcome is Outcome.FAIL and not (days is None and limit > 0):
        approval = provider.policy.zero_data_retention.value in ("on_approval", "contract")
        return _answer(provider, outcome, "fail.approval" if approval else "fail", limit)
    return _answer(provider, Outcome.UNKNOWN, "unknown", limit)


def _is_only_usual(provider: Provider) -> bool:
    """Whether "not kept" is the usual course, and a hard zero takes a switch or care."""
    cell = provider.policy.zero_data_retention
    return cell.value != "default" or cell.note is not None


def _text(provider: Provider, which: str, limit: int) -> Message:
    days = provider.policy.retention_days.value
    kept = (
        message("retention.days", days=days)
        if isinstance(days, int)
        else message(f"retention.{days or 'unknown'}")
    )
    return message(
        f"retention_within_limit.{which}", provider=provider.name, limit=limit, kept=kept
    )


def _answer(provider: Provider, outcome: Outcome, which: str, limit: int) -> Finding:
    questions = ask("provider_question.retention", provider) if which == "unknown" else ()
    return finding(
        RULE, outcome, _text(provider, which, limit), expected=limit,
        cell=provider.policy.retention_days, questions=questions,
    )  # fmt: skip
