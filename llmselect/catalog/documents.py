"""Model records joined for reading: developer, lineage, binding licences, unknown values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llmselect.catalog.lineage import Node, ancestors, knows_all_bases
from llmselect.catalog.load import Files
from llmselect.catalog.schema.model import ModelFile, ModelRecord
from llmselect.catalog.schema.reference import DeveloperRecord, DevelopersFile

# What only estimates, next steps and `show` look at: read for the models that get that far.
DETAILS = ("architecture", "files", "artifacts", "evidence", "notes", "aliases", "unknown")


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
            bases = None if model.base_models == "unknown" else tuple(model.base_models)
            nodes[model.id] = Node(model.id, country, bases, _known(model.license))
    return nodes


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
    chain = ancestors(model.id, nodes)
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
        | {"components": [], "teachers": [], "modalities": ["text"], "languages": None}
        | {"status": "released", "weights": "open", "native_quant": None}
        | {"released": None, "reasoning": None, "tool_use": None, "architecture": None}
        | {"license": None, "base_models": []}
        | doc
        | {
            "family": file.family,
            "developer": file.developer,
            "developer_name": developer.name,
            "developer_country": _known(developer.country),
            "parameters": {"total": None, "active": None} | (doc.get("parameters") or {}),
            "context_trained": context.get("trained"),
            "context_advertised": context.get("advertised"),
            "lineage": [{"id": node.id, "country": node.country} for node in chain],
            "lineage_known": knows_all_bases(model.id, nodes),
            "license_chain": _license_chain(model.id, nodes),
            "evidence": [
                *(item.model_dump(mode="json") for item in model.evidence),
                file.evidence.model_dump(mode="json") | {"of": ["*"]},
            ],
            "unknown": _unknown_paths(model.model_dump(mode="json"), ""),
        }
    )


def _license_chain(id: str, nodes: dict[str, Node]) -> list[list[str | None]]:
    """``[model id, licence expression or null]`` of the release and everything above it."""
    chain = [nodes[id], *ancestors(id, nodes)]
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
