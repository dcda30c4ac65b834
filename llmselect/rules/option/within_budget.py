"""Does the option cost no more than was asked for?"""

from __future__ import annotations

from llmselect.estimate.option import Option
from llmselect.findings import Finding, Outcome, Question, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("within_budget", judges="option")


def within_budget(option: Option, request: Request) -> Finding:
    budget = request.budget
    if budget is None:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("within_budget.not_asked"))
    cost = option.cost
    price = None if cost is None else (cost.monthly if budget.per_month else cost.initial)
    if price is None or price.currency != budget.money.currency:
        text = message("within_budget.unknown", model=option.model.name)
        needs_volume = option.place.price is not None and request.tokens_per_day is None
        questions = (
            (Question("volume", message("question.volume"), "--tokens-per-day"),)
            if needs_volume
            else ()
        )
        return Finding(RULE.id, Outcome.UNKNOWN, text, budget.money, "unknown", questions=questions)
    outcome = Outcome.PASS if price.amount <= budget.money.amount else Outcome.FAIL
    text = message(f"within_budget.{outcome}", price=price, budget=budget.money)
    return Finding(RULE.id, outcome, text, budget.money, price)
