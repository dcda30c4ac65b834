"""Values of an entry, each with what it rests on."""

from __future__ import annotations

from typing import Any

from llmselect.catalog.entries import Model
from llmselect.catalog.store import Store
from llmselect.facts import Evidence, evidence_for
from llmselect.report import FactLine

_FACTS = (
    "released", "status", "developer_country", "base_models", "components", "teachers", "license",
    "parameters.total", "parameters.active", "context_trained", "context_advertised", "languages",
    "modalities", "reasoning", "tool_use", "native_quant",
)  # fmt: skip
_IF_ANY = {"native_quant", "components", "teachers"}


def model_facts(store: Store, model: Model) -> tuple[FactLine, ...]:
    """The facts that verdicts rest on, each with its evidence; unknown ones too."""
    paths = [path for path in _FACTS if path not in _IF_ANY or _value(model, path)]
    return tuple(fact_line(store, path, _value(model, path), model.evidence) for path in paths)


def fact_line(store: Store, path: str, value: Any, evidence: tuple[Evidence, ...]) -> FactLine:
    """One value with its source; a value that nobody stated has none."""
    basis = evidence_for(evidence, path.replace("context_", "context."))
    if value is None or basis is None:
        return FactLine(path, value, None, None, None)
    source = store.source(basis.source)
    url = source.url if source else None
    return FactLine(path, value, basis.kind, basis.source, basis.as_of, url, basis.confidence)


def _value(model: Model, path: str) -> Any:
    value: Any = model
    for part in path.split("."):
        value = getattr(value, part)
    return value
