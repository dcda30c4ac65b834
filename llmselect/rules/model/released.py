"""Can one get the model at all?"""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("released", judges="model")


def released(model: Model, _request: Request) -> Finding:
    outcome = Outcome.PASS if model.status == "released" else Outcome.FAIL
    return Finding(
        RULE.id,
        outcome,
        message(f"released.{outcome}", model=model.name, status=message(f"status.{model.status}")),
        expected="released",
        actual=model.status,
    )
