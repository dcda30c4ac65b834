"""Are all licences of the chain on the organisation's allow list, and none on its deny list?"""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.errors import LlmselectError
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule
from llmselect.rules.license.expression import Expression, ids, parse

RULE = Rule("license_listed", judges="model")


def license_listed(model: Model, request: Request) -> Finding:
    allowed, denied = set(request.license_allow), set(request.license_deny)
    if not allowed and not denied:
        return Finding(RULE.id, Outcome.NOT_APPLICABLE, message("license_listed.not_asked"))
    names = license_ids(model)
    actual = ",".join(names)
    expected = ",".join(sorted(allowed)) or "not " + ",".join(sorted(denied))
    if bad := unlisted_licenses(model, request):
        text = message("license_listed.fail", model=model.name, licenses=bad)
        return Finding(RULE.id, Outcome.FAIL, text, expected, actual, license=bad[0])
    if model.weights == "closed":
        text = message("license_listed.closed")
        return Finding(RULE.id, Outcome.UNKNOWN, text, expected, "closed")
    if any(_tree(grant.expression) is None for grant in model.license_chain):
        text = message("license_listed.unknown", model=model.name)
        return Finding(RULE.id, Outcome.UNKNOWN, text, expected, "unknown")
    text = message("license_listed.pass", licenses=names)
    return Finding(RULE.id, Outcome.PASS, text, expected, actual)


def license_ids(model: Model) -> tuple[str, ...]:
    """Every licence id in the model's own terms and its ancestors', each once."""
    return tuple(dict.fromkeys(name for tree in _trees(model) for name in ids(tree)))


def unlisted_licenses(model: Model, request: Request) -> tuple[str, ...]:
    """The licences that the lists rule out; of alternatives the best counts."""
    allowed, denied = set(request.license_allow), set(request.license_deny)

    def unlisted(tree: Expression) -> list[str]:
        if tree.license is not None:
            name = tree.license
            return [name] if name in denied or (allowed and name not in allowed) else []
        parts = [unlisted(part) for part in tree.parts]
        return min(parts, key=len) if tree.operator == "OR" else [x for part in parts for x in part]

    return tuple(dict.fromkeys(name for tree in _trees(model) for name in unlisted(tree)))


def _trees(model: Model) -> list[Expression]:
    trees = (_tree(grant.expression) for grant in model.license_chain)
    return [tree for tree in trees if tree is not None]


def _tree(expression: str | None) -> Expression | None:
    try:
        return None if expression is None else parse(expression)
    except LlmselectError:
        return None
