"""Does the option generate as fast as was asked for?"""

from __future__ import annotations

from llmselect.estimate.option import Option
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("fast_enough", judges="option", references=("docs/methods/speed.md",))


def fast_enough(option: Option, request: Request) -> Finding:
    asked, speed = request.min_speed, option.speed
    if asked is None:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("fast_enough.not_asked"))
    if speed is None:
        text = message("fast_enough.unknown", model=option.model.name)
        return Finding(RULE.id, Outcome.UNKNOWN, text, asked, "unknown")
    values = {"low": speed.low, "high": speed.high, "asked": asked}
    if speed.low >= asked:
        outcome = Outcome.PASS
    elif speed.tok_s >= asked:
        outcome = Outcome.CONDITIONAL  # the estimate is fast enough, its low end is not
    else:
        outcome = Outcome.FAIL
    return Finding(
        RULE.id, outcome, message(f"fast_enough.{outcome}", **values), asked, speed.tok_s
    )
