"""Does the publisher stand for the context length that was asked for?"""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("context_supported", judges="model")


def context_supported(model: Model, request: Request) -> Finding:
    length = model.context
    if length is None:
        text = message("context_supported.unknown", model=model.name, asked=request.context)
        return Finding(RULE.id, Outcome.UNKNOWN, text, request.context, "unknown")
    outcome = Outcome.PASS if length >= request.context else Outcome.FAIL
    text = message(
        f"context_supported.{outcome}", model=model.name, length=length, asked=request.context
    )
    return Finding(RULE.id, outcome, text, request.context, length)
