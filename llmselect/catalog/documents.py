"""Model records joined for reading: developer, lineage, binding licences, unknown values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from llmselect.catalog.entries import Architecture
from llmselect.catalog.lineage import (
    Link,
    Node,
    ancestors,
    attached,
    knows_all_bases,
    knows_all_components,
    knows_all_teachers,
    taught,
)
from llmselect.catalog.load import Files
from llmselect.catalog.readers import architecture_from
from llmselect.catalog.schema.model import ModelFile, ModelRecord
from llmselect.catalog.schema.reference import DeveloperRecord, DevelopersFile

# What only estimates, next steps and `show` look at: read for the models that get that far.
DETAILS = (
    "architecture", "files", "artifacts", "evidence", "notes", "aliases", "unknown",
    "components", "teachers", "unnamed",
)  # fmt: skip


_WORDS = re.compile(r"[^\s()]+")
_OPERATORS = {"AND", "OR", "WITH"}


def licenses_named(expression: str) -> list[str]:
    """The ids in a licence expression, ``unknown`` among them, in their order."""
    return [word for word in _WORDS.findall(expression) if word not in _OPERATORS]


def developers_of(files: Files) -> dict[str, DeveloperRecord]:
    """Every developer by slug."""
    return {
        slug: record
        for _, file in files.of(DevelopersFile)
        for slug, record in file.developers.items()
    }


def lineage_nodes(files: Files) -> dict[str, Node]:
    """Every model and recorded ancestor, as far as descent is concerned."""
    developers = developers_of(files)
    nodes: dict[str, Node] = {}
    for _, file in files.of(ModelFile):
        for item in file.ancestors:
            node = Node(
                item.id, _known(item.country), tuple(item.base_models), _known(item.license)
            )
            nodes.setdefault(item.id, node)
    for _, file in files.of(ModelFile):
        developer = developers.get(file.developer)
        country = _known(developer.country) if developer else None
        for model in file.models:
            nodes[model.id] = _node(model, country)
    return nodes


def _node(model: ModelRecord, country: str | None) -> Node:
    return Node(
        model.id,
        country,
        None if model.base_models == "unknown" else tuple(model.base_models),
        _known(model.license),
        _components(model),
        None if model.teachers is None else tuple(model.teachers),
        tuple(Link(item.role, item.name, _known(item.country)) for item in model.unnamed),
    )


def _components(model: ModelRecord) -> tuple[str, ...] | None:
    """What takes text alone has no part that reads anything else, whether somebody says so or not.

    Weights that were merged are base models.
    """
    if model.components is None:
        return () if model.modalities == ["text"] else None
    return tuple(model.components)


def model_documents(files: Files) -> Iterator[dict[str, Any]]:
    """One JSON-ready document a model, sorted by id: what ``readers.model_from`` reads."""
    developers = developers_of(files)
    nodes = lineage_nodes(files)
    models = [(file, model) for _, file in files.of(ModelFile) for model in file.models]
    for file, model in sorted(models, key=lambda item: item[1].id.casefold()):
        yield _document(file, model, developers[file.developer], nodes)


def _document(
    file: ModelFile, model: ModelRecord, developer: DeveloperRecord, nodes: dict[str, Node]
) -> dict[str, Any]:
    doc = _without_unknown(model.model_dump(mode="json", exclude_defaults=True))
    defaults: dict[str, Any] = {
        "tasks": [],
        "files": [],
        "artifacts": [],
        "notes": [],
        "aliases": [],
    }
    context = doc.pop("context", None) or {}
    return (
        defaults
        | {"components": None, "teachers": None, "unnamed": []}
        | {"modalities": ["text"], "languages": None}
        | {"status": "released", "weights": "open", "native_quant": None}
        | {"released": None, "reasoning": None, "tool_use": None, "architecture": None}
        | {"license": None, "base_models": []}
        | doc
        | {
            "components": _components(model),
            "family": file.family,
            "developer": file.developer,
            "developer_name": developer.name,
            "developer_country": _known(developer.country),
            "parameters": {"total": None, "active": None} | (doc.get("parameters") or {}),
            "context_trained": context.get("trained"),
            "context_advertised": context.get("advertised"),
            **_origin(model, nodes),
            "license_chain": _license_chain(model.id, nodes),
            "evidence": [
                *(item.model_dump(mode="json") for item in model.evidence),
                file.evidence.model_dump(mode="json") | {"of": ["*"]},
            ],
            "unknown": _unknown_paths(model.model_dump(mode="json"), ""),
        }
    )


def _origin(model: ModelRecord, nodes: dict[str, Node]) -> dict[str, Any]:
    """Where weights, parts and training outputs come from, and how far that is known."""
    text_alone = model.modalities == ["text"] and not model.components
    return {
        "lineage": [{"id": n.id, "country": n.country} for n in ancestors(model.id, nodes)],
        "lineage_known": knows_all_bases(model.id, nodes),
        **_if_any("attached", [[n.id, n.country] for n in attached(model.id, nodes)]),
        **_if_any("attached_known", text_alone or knows_all_components(model.id, nodes)),
        **_if_any("taught", [[n.id, n.country] for n in taught(model.id, nodes)]),
        **_if_any("taught_known", knows_all_teachers(model.id, nodes)),
    }


def _if_any(key: str, value: Any) -> dict[str, Any]:
    """Nothing where there is nothing: every request reads the outlines of all models."""
    return {key: value} if value else {}


def architecture_of(model: ModelRecord) -> Architecture | None:
    """The dimensions as estimates read them; None where they are unknown."""
    block = model.architecture
    if block == "unknown":
        return None
    dump = block.model_dump(mode="json", exclude_defaults=True)
    return architecture_from(_without_unknown(dump))


def _license_chain(id: str, nodes: dict[str, Node]) -> list[list[str | None]]:
    """``[model id, licence expression or null]`` of the release and every weight in it."""
    chain = [nodes[id], *ancestors(id, nodes), *attached(id, nodes)]
    return [[node.id, node.license] for node in chain]


def _known(value: Any) -> Any:
    return None if value == "unknown" else value


def _without_unknown(doc: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _without_unknown(value) if isinstance(value, dict) else _known(value)
        for key, value in doc.items()
    }


def _unknown_paths(doc: dict[str, Any], prefix: str) -> list[str]:
    paths: list[str] = []
    for key, value in doc.items():
        if isinstance(value, dict):
            paths += _unknown_paths(value, f"{prefix}{key}.")
        elif value == "unknown":
            paths.append(prefix + key)
    return paths
