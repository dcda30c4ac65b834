"""Is the model's measured quality in the language at least what was asked for?"""

from __future__ import annotations

from llmselect.estimate.option import Option
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("good_enough", judges="option", references=("docs/methods/quality.md",))


def good_enough(option: Option, request: Request) -> Finding:
    asked, quality = request.min_quality, option.quality
    if asked is None:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("good_enough.not_asked"))
    if quality.score is None or quality.se is None:
        text = message("good_enough.unknown", model=option.model.name)
        return Finding(RULE.id, Outcome.UNKNOWN, text, asked, "unknown")
    values = {"score": quality.score, "se": quality.se, "asked": asked}
    if quality.score < asked:
        outcome = Outcome.FAIL
    elif quality.score - quality.se < asked:
        outcome = Outcome.CONDITIONAL  # within its own error of the line
    else:
        outcome = Outcome.PASS
    text = message(f"good_enough.{outcome}", **values)
    return Finding(RULE.id, outcome, text, asked, quality.score)
