"""Does the option fit the memory at the stated context?"""

from __future__ import annotations

from llmselect.estimate.option import Option
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("fits_memory", judges="option", references=("docs/methods/memory.md",))


def fits_memory(option: Option, request: Request) -> Finding:
    if option.place.gpu is None:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("fits_memory.hosted"))
    usable = option.place.usable_bytes
    if option.memory is None or usable is None or option.fit == "unknown":
        text = message("fits_memory.unknown", model=option.model.name)
        return Finding(RULE.id, Outcome.UNKNOWN, text, usable, "unknown")
    need = option.memory.total_bytes
    values = {"need": need, "usable": usable, "context": request.context}
    if option.fit == "fits":
        text = message("fits_memory.pass", free=usable - need, **values)
        return Finding(RULE.id, Outcome.PASS, text, usable, need)
    if option.fit == "tight":
        high = option.memory.high_bytes
        text = message("fits_memory.conditional", high=high, **values)
        return Finding(RULE.id, Outcome.CONDITIONAL, text, usable, need)
    text = message(f"fits_memory.fail.{option.fit}", missing=need - usable, **values)
    return Finding(RULE.id, Outcome.FAIL, text, usable, need)
