"""Is every country that the model comes from acceptable?

With scope ``lineage`` (the default) the whole chain of base models counts: a Japanese
fine-tune of Qwen has China in its lineage. ``developer`` looks at the releasing organisation
alone. A link whose country nobody stated is unknown, not a pass.
"""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.findings import Finding, Message, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("origin_allowed", judges="model")


def origin_allowed(model: Model, request: Request) -> Finding:
    excluded = set(request.exclude_origins)
    if not excluded:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("origin_allowed.not_asked"))
    chain = [(model.id, model.developer_country)]
    if request.origin_scope == "lineage":
        chain += [(ancestor.id, ancestor.country) for ancestor in model.lineage]
    expected = "not " + ",".join(sorted(excluded))
    for id, country in chain:
        if country in excluded:
            which = "developer" if id == model.id else "base"
            text = message(
                f"origin_allowed.fail.{which}",
                model=model.name,
                developer=model.developer_name,
                base=id,
                country=message("country", code=country),
            )
            return _finding(Outcome.FAIL, text, expected, f"{country} ({id})")
    missing = [id for id, country in chain if country is None]
    if missing or (request.origin_scope == "lineage" and not model.lineage_known):
        text = message("origin_allowed.unknown", model=model.name, link=(missing or [model.id])[-1])
        return _finding(Outcome.UNKNOWN, text, expected, "unknown")
    countries = tuple(dict.fromkeys(country for _, country in chain))
    text = message("origin_allowed.pass", countries=countries)
    return _finding(Outcome.PASS, text, expected, ",".join(map(str, countries)))


def _finding(outcome: Outcome, text: Message, expected: str, actual: str) -> Finding:
    return Finding(RULE.id, outcome, text, expected, actual)
