"""`list`, `search` and `show` of catalogue entries."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import Any

from llmselect.catalog.entries import Accelerator, Model, PublishedFile, QualityScore
from llmselect.catalog.names import name_key
from llmselect.catalog.store import Store
from llmselect.entry_fields import (
    DescentFields,
    FileFields,
    GpuEntry,
    GpuRow,
    LicenseRow,
    ModelEntry,
    ModelRow,
    ProviderRow,
    QualityFields,
)
from llmselect.errors import LlmselectError
from llmselect.estimate.quality import estimate_quality
from llmselect.facts import Evidence
from llmselect.findings import Text
from llmselect.recommend.board_lines import board_lines
from llmselect.recommend.fact_lines import fact_line, model_facts
from llmselect.recommend.overlays import by_model, overlay_facts
from llmselect.recommend.sources import source_lines
from llmselect.report import CatalogInfo, EntryReport, ListReport
from llmselect.rules.model.license_listed import license_ids

_QUALITY_SUBJECTS = ("ja",)
# What joins licences in expressions, on model cards and in lists of tags.
_JOINS = re.compile(r"[+,()]|[\s-]+(?:and|or|with)(?=[\s-])", re.IGNORECASE)


def list_models(store: Store, text: str = "") -> ListReport:
    """One row a model with every word of ``text`` in its names or its developer's."""
    words = [name_key(word) for word in text.split()]

    def matches(model: Model) -> bool:
        names = (model.id, model.name, model.developer_name, model.family, *model.aliases)
        haystack = " ".join(map(name_key, names))
        return all(word in haystack for word in words)

    return _model_list(store, [model for model in store.models() if matches(model)])


def search_models(store: Store, text: str, country: str | None = None) -> ListReport:
    """As ``list_models``, of developers of one country if that is given."""
    found = list_models(store, text)
    rows = tuple(row for row in found.rows if country in (None, row["developer_country"]))
    return _list(store, "model", found.columns, rows, "search")


def _model_list(store: Store, models: list[Model]) -> ListReport:
    scores = store.scores("ja")
    rows = tuple(
        ModelRow(
            id=model.id,
            developer=model.developer_name,
            developer_country=model.developer_country,
            lineage_countries=list(model.lineage_countries),
            parameters=model.parameters.total,
            context=model.context,
            licenses=list(license_ids(model)),
            ja=estimate_quality(model, "ja", scores).score,
        )
        for model in models
    )
    columns = ("id", "lineage_countries", "parameters", "context", "licenses", "ja")
    return _list(store, "model", columns, rows)


def show_model(store: Store, id: str) -> EntryReport:
    model = store.model(id)
    scores = {subject: store.scores(subject) for subject in _QUALITY_SUBJECTS}
    data: ModelEntry = {
        "id": model.id,
        "name": model.name,
        "aliases": list(model.aliases),
        "developer": {"name": model.developer_name, "country": model.developer_country},
        "status": model.status,
        "released": model.released,
        "base_models": list(model.base_models),
        **_descent(model),
        "lineage": [{"id": item.id, "country": item.country} for item in model.lineage],
        "lineage_countries": list(model.lineage_countries),
        "licenses": list(license_ids(model)),
        "parameters": {"total": model.parameters.total, "active": model.parameters.active},
        "architecture": _architecture(model),
        "context": {"trained": model.context_trained, "advertised": model.context_advertised},
        "modalities": list(model.modalities),
        "languages": None if model.languages is None else list(model.languages),
        "reasoning": model.reasoning,
        "tool_use": model.tool_use,
        "files": [_file(file) for file in model.files],
        "artifacts": [
            {"format": item.engine_format, "ref": item.ref, "quants": list(item.quants)}
            for item in model.artifacts
        ],
        "quality": [_quality(model, subject, table) for subject, table in scores.items()],
    }
    return EntryReport(
        schema="model.show",
        title=model.name,
        data=data,
        facts=model_facts(store, model),
        unknown=model.unknown,
        sources=source_lines(store, model.evidence),
        notes=model.notes,
        catalog=_catalog(store),
        warnings=store.warnings,
        board_scores=board_lines(store.board_scores(id)),
        overlays=overlay_facts(store, lambda: by_model(model, *_QUALITY_SUBJECTS)),
    )


def _descent(model: Model) -> DescentFields:
    """What went in beside base models, and how sure the whole descent is."""
    paths = {"base_models", "components", "teachers", "unnamed"}
    return {
        "components": None if model.components is None else list(model.components),
        "teachers": None if model.teachers is None else list(model.teachers),
        "unnamed": [
            {"role": item.role, "name": item.name, "country": item.country}
            for item in model.unnamed
        ],
        "descent_evidence": [
            {
                "of": sorted(paths.intersection(item.of)),
                "confidence": item.confidence,
                "kind": item.kind,
                "source": item.source,
                "note": item.note,
            }
            for item in model.evidence
            if paths.intersection(item.of)
        ],
    }


def list_gpus(store: Store, text: str = "") -> ListReport:
    rows = tuple(
        GpuRow(
            id=gpu.id,
            name=gpu.name,
            kind=gpu.kind,
            memory_bytes=gpu.memory_bytes,
            memory_bandwidth_gbs=gpu.memory_bandwidth_gbs,
            fp16_tflops=gpu.fp16_tflops,
            tdp_w=gpu.tdp_w,
        )
        for gpu in store.gpus()
        if _named(text, gpu.id, gpu.name, gpu.vendor, *gpu.aliases)
    )
    columns = ("id", "name", "memory_bytes", "memory_bandwidth_gbs", "fp16_tflops", "tdp_w")
    return _list(store, "gpu", columns, rows)


def show_gpu(store: Store, id: str) -> EntryReport:
    gpu = store.gpu(id)
    data: GpuEntry = {
        "id": gpu.id,
        "name": gpu.name,
        "aliases": list(gpu.aliases),
        "vendor": gpu.vendor,
        "kind": gpu.kind,
        "memory_bytes": gpu.memory_bytes,
        "marketed_memory_bytes": gpu.marketed_memory_bytes,
        "driver_memory_bytes": gpu.driver_memory_bytes,
        "usable_bytes": gpu.usable_bytes,
        "memory_type": gpu.memory_type,
        "memory_bandwidth_gbs": gpu.memory_bandwidth_gbs,
        "fp16_tflops": gpu.fp16_tflops,
        "architecture": gpu.architecture,
        "compute_capability": gpu.compute_capability,
        "tdp_w": gpu.tdp_w,
        "released": gpu.released,
        "launch_price_usd": gpu.launch_price_usd,
    }
    if gpu.gpu_share is not None:
        data["gpu_share"] = float(gpu.gpu_share)
    return EntryReport(
        schema="gpu.show",
        title=gpu.name,
        data=data,
        facts=tuple(fact_line(store, path, _of(gpu, path), gpu.evidence) for path in _GPU_FACTS),
        unknown=gpu.unknown,
        sources=source_lines(store, gpu.evidence),
        notes=gpu.notes,
        catalog=_catalog(store),
        warnings=store.warnings,
        overlays=overlay_facts(store, lambda: [("gpu", gpu.id)]),
    )


_GPU_FACTS = (
    "driver_memory_bytes", "marketed_memory_bytes", "memory_bandwidth_gbs", "fp16_tflops",
    "tdp_w", "released", "launch_price_usd",
)  # fmt: skip


def list_licenses(store: Store, text: str = "") -> ListReport:
    rows = tuple(
        LicenseRow(
            id=license.id,
            name=license.name,
            category=license.category,
            commercial_use=license.commercial_use,
            confidence=license.confidence,
        )
        for license in store.licenses.values()
        if _named(text, license.id, license.name, license.steward)
    )
    columns = ("id", "category", "commercial_use", "confidence")
    return _list(store, "license", columns, rows)


def show_license(store: Store, id: str) -> EntryReport:
    """A licence's terms as facts, under the catalogue's own names."""
    return _document_entry(store, "license", id)


def list_providers(store: Store, text: str = "") -> ListReport:
    rows = tuple(
        ProviderRow(
            id=provider.id,
            name=provider.name,
            channel=provider.channel,
            operator_country=provider.operator_country,
            training_use=provider.policy.training_use.value,
            retention_days=provider.policy.retention_days.value,
            japan=provider.japan.processing,
        )
        for provider in store.providers.values()
        if _named(text, provider.id, provider.name, provider.vendor, *provider.aliases)
    )
    columns = ("id", "channel", "operator_country", "training_use", "retention_days", "japan")
    return _list(store, "provider", columns, rows)


def show_provider(store: Store, id: str) -> EntryReport:
    """A channel's data policy as facts, under the catalogue's own names."""
    return _document_entry(store, "provider", id)


_BOOKKEEPING = {"kind", "sources", "notes"}


def _document_entry(store: Store, kind: str, id: str) -> EntryReport:
    """An entry whose document is already in the words that people read."""
    doc = store.document(kind, id)
    data = {
        key: with_texts(value)
        for key, value in doc.items()
        if key not in _BOOKKEEPING and value not in (None, [], {})
    }
    evidence = [
        Evidence((), source, doc.get("as_of") or "unknown", "stated") for source in doc["sources"]
    ]
    return EntryReport(
        schema=f"{kind}.show",
        title=doc["name"],
        data=data,
        facts=(),
        unknown=tuple(key for key, value in doc.items() if value == "unknown"),
        sources=source_lines(store, evidence),
        notes=tuple(Text(note["en"], note["ja"]) for note in doc.get("notes") or ()),
        catalog=_catalog(store),
        warnings=store.warnings,
        overlays=overlay_facts(store, lambda: [(kind, id)]),
    )


def with_texts(value: Any) -> Any:
    """``value`` with every pair of texts as a Text, and unknown as None."""
    if isinstance(value, dict):
        if set(value) == {"en", "ja"}:
            return Text(value["en"], value["ja"])
        return {key: with_texts(item) for key, item in value.items() if item not in (None, [], {})}
    if isinstance(value, list):
        return [with_texts(item) for item in value]
    return None if value == "unknown" else value


def _of(gpu: Accelerator, path: str) -> Any:
    return getattr(gpu, path)


def _architecture(model: Model) -> dict[str, Any] | None:
    """The dimensions that are set."""
    if model.architecture is None:
        return None
    doc = dataclasses.asdict(model.architecture)
    return {key: value for key, value in doc.items() if value not in (None, False)}


def _quality(model: Model, subject: str, scores: Mapping[str, QualityScore]) -> QualityFields:
    quality = estimate_quality(model, subject, scores)
    return QualityFields(
        lang=quality.lang,
        score=quality.score,
        se=quality.se,
        evidence=quality.evidence,
        grade=quality.grade,
        boards=quality.boards,
        source=quality.source,
    )


def _file(file: PublishedFile) -> FileFields:
    return {
        "format": file.format,
        "quant": file.quant,
        "bytes": file.bytes,
        "publisher": file.publisher,
        "repo": file.repo,
        "exact": file.exact,
        "as_of": file.as_of,
        "source": file.source,
    }


def _list(
    store: Store,
    kind: str,
    columns: tuple[str, ...],
    rows: tuple[Mapping[str, Any], ...],
    verb: str = "list",
) -> ListReport:
    own = overlay_facts(store, lambda: [(kind, row["id"]) for row in rows])
    return ListReport(f"{kind}.{verb}", columns, rows, _catalog(store), overlays=own)


def _catalog(store: Store) -> CatalogInfo:
    return CatalogInfo(store.version, store.as_of)


def _named(text: str, *names: str) -> bool:
    """Whether ``text`` stands in any of the names, however it is spelt."""
    return name_key(text) in " ".join(map(name_key, names))


def resolve_entry(store: Store, kind: str, name: str) -> str:
    """The id of the one entry that ``name`` means.

    Raises LlmselectError ``several_licenses`` for an expression, with the ids that it joins.
    """
    try:
        return store.resolve(kind, name)
    except LlmselectError:
        parts = [part for text in _JOINS.split(name) if (part := text.strip(" -"))]
        if kind != "license" or len(parts) < 2:
            raise
    ids = tuple(store.resolve(kind, part) for part in parts)
    raise LlmselectError("several_licenses", name=name, ids=ids)


LISTS: dict[str, Callable[[Store, str], ListReport]] = {
    "model": list_models,
    "gpu": list_gpus,
    "license": list_licenses,
    "provider": list_providers,
}
SHOWS: dict[str, Callable[[Store, str], EntryReport]] = {
    "model": show_model,
    "gpu": show_gpu,
    "license": show_license,
    "provider": show_provider,
}
