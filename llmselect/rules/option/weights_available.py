"""Does somebody publish the weights in the form that the engine loads?"""

from __future__ import annotations

from llmselect.estimate.option import Option
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("weights_available", judges="option")


def weights_available(option: Option, _request: Request) -> Finding:
    if option.place.gpu is None:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("weights_available.hosted"))
    if option.artifact is None:
        values = {"model": option.model.name, "quant": option.quant, "engine": option.engine}
        text = message("weights_available.conditional", **values)
        return Finding(RULE.id, Outcome.CONDITIONAL, text, option.quant, "not known")
    if option.artifact.gated:
        text = message("weights_available.gated", ref=option.artifact.ref)
        return Finding(RULE.id, Outcome.CONDITIONAL, text, option.quant, option.artifact.ref)
    text = message("weights_available.pass", ref=option.artifact.ref)
    return Finding(RULE.id, Outcome.PASS, text, option.quant, option.artifact.ref)
