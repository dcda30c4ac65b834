"""Is the model within the number of parameters that was asked for?"""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("size_allowed", judges="model")


def size_allowed(model: Model, request: Request) -> Finding:
    limit, total = request.max_params, model.parameters.total
    if limit is None:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("size_allowed.not_asked"))
    if total is None:
        text = message("size_allowed.unknown", model=model.name)
        return Finding(RULE.id, Outcome.UNKNOWN, text, limit, "unknown")
    outcome = Outcome.PASS if total <= limit else Outcome.FAIL
    text = message(f"size_allowed.{outcome}", model=model.name, total=total, limit=limit)
    return Finding(RULE.id, outcome, text, limit, total)
