"""Is every country that the model comes from acceptable?

Each scope counts more than the one before: ``developer`` the releasing organisation alone;
``lineage`` (the default) also every model whose weights went in, so that a Japanese fine-tune
of Qwen has China in its lineage; ``components`` also attached parts, a vision tower for one;
``teachers`` also the models whose outputs were trained on.

A link that is there and whose country nobody stated is unknown, not a pass. Parts and teachers
that nobody mentions are no pass either: then no excluded country is known, which is a
condition to check and not a fact. Whatever the scope, a part from an excluded country is named.
"""

from __future__ import annotations

from collections.abc import Iterable

from llmselect.catalog.entries import Ancestor, Model
from llmselect.findings import Finding, Message, Outcome, message
from llmselect.request import ORIGIN_SCOPES, OriginScope, Request
from llmselect.rules.declaration import Rule

RULE = Rule("origin_allowed", judges="model")


def origin_allowed(model: Model, request: Request) -> Finding:
    excluded = set(request.exclude_origins)
    if not excluded:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("origin_allowed.not_asked"))
    scope = request.origin_scope
    expected = "not " + ",".join(sorted(excluded))
    links = _links(model, scope)
    for role, link in links:
        if link.country in excluded:
            text = _naming(f"origin_allowed.fail.{role}", model, link)
            return _finding(Outcome.FAIL, text, expected, f"{link.country} ({link.id})")
    missing = [link.id for _, link in links if not link.country]
    if missing or (scope != "developer" and not model.lineage_known):
        text = message("origin_allowed.unknown", model=model.name, link=(missing or [model.id])[-1])
        return _finding(Outcome.UNKNOWN, text, expected, "unknown")
    countries = tuple(dict.fromkeys(str(link.country) for _, link in links))
    outcome, text = _nothing_found(model, scope, excluded, countries)
    return _finding(outcome, text, expected, ",".join(countries))


def _links(model: Model, scope: OriginScope) -> list[tuple[str, Ancestor]]:
    """Everything that counts in this scope, with what it is to the model."""
    counted = ORIGIN_SCOPES.index(scope)
    links = [("developer", Ancestor(model.id, model.developer_country))]
    kinds = (("base", model.lineage), ("component", model.attached), ("teacher", model.taught))
    for role, ancestors in kinds[:counted]:
        if ancestors:
            links += [(role, ancestor) for ancestor in ancestors]
    return links


def _nothing_found(
    model: Model, scope: OriginScope, excluded: set[str], countries: tuple[str, ...]
) -> tuple[Outcome, Message]:
    """What to say where nothing that counts comes from an excluded country."""
    if scope == "lineage" and (part := _first(model.attached, excluded)):
        return Outcome.CONDITIONAL, _naming("origin_allowed.attached", model, part)
    if scope in ("components", "teachers") and not model.attached_known:
        return Outcome.CONDITIONAL, message("origin_allowed.no_part_known", countries=countries)
    if scope == "teachers" and not model.taught_known:
        return Outcome.CONDITIONAL, message("origin_allowed.no_teacher_known", countries=countries)
    if scope != "developer" and (teacher := _first(model.taught, excluded)):
        text = _naming("origin_allowed.pass.taught", model, teacher, countries)
        return Outcome.PASS, text
    return Outcome.PASS, message("origin_allowed.pass", countries=countries)


def _first(links: Iterable[Ancestor], excluded: set[str]) -> Ancestor | None:
    return next((link for link in links if link.country in excluded), None)


def _naming(id: str, model: Model, link: Ancestor, countries: tuple[str, ...] = ()) -> Message:
    return message(
        id,
        model=model.name,
        developer=model.developer_name,
        base=link.id,
        country=message("country", code=link.country),
        countries=countries,
    )


def _finding(outcome: Outcome, text: Message, expected: str, actual: str) -> Finding:
    return Finding(RULE.id, outcome, text, expected, actual)
