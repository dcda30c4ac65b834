"""How much the catalogue covers, how much of it is unknown, and how much is old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from llmselect.catalog.documents import licenses_named, model_documents
from llmselect.catalog.freshness import SHELF_LIFE, DatedFact, dated_facts, stale
from llmselect.catalog.load import KINDS, Files
from llmselect.catalog.overlays import entries_of
from llmselect.catalog.schema.figures import BenchmarkFile
from llmselect.catalog.schema.hardware import AcceleratorFile, CloudFile
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.stale import catalog_info, sound_files
from llmselect.report_upkeep import (
    AcceleratorCoverage,
    KindCoverage,
    ModelCoverage,
    StatsReport,
)

_READ_IN_FULL = {"full", "standard"}
Doc = dict[str, Any]


def measure(root: Path, overlays: tuple[Path, ...], day: date) -> StatsReport:
    """Coverage of the data below ``root``. Raises as ``stale.sound_files``."""
    files = sound_files(root, overlays)
    models = list(model_documents(files))
    licenses = [record for _, record in files.of(LicenseFile)]
    evidence = _japanese_evidence(files)
    by_class = Counter(evidence.get(doc["id"], "none") for doc in models)
    kinds = _kinds(files, day)
    return StatsReport(
        as_of=day.isoformat(),
        models=_models(models, {item.id: item.text_read for item in licenses}, evidence),
        accelerators=_accelerators(files),
        files=sum(len(doc["files"]) for doc in models),
        artifacts=sum(len(doc["artifacts"]) for doc in models),
        japanese_evidence=dict(by_class.most_common()),
        licenses_by_text_read=_by(item.text_read for item in licenses),
        licenses_by_confidence=_by(item.confidence for item in licenses),
        counts=_counts(files),
        kinds=kinds,
        facts_total=sum(kind.dated for kind in kinds),
        stale_total=sum(kind.stale for kind in kinds),
        unknown_total=sum(kind.unknown for kind in kinds),
        catalog=catalog_info(root, overlays, files),
    )


def _models(
    models: list[Doc], text_read: dict[str, str], evidence: dict[str, str]
) -> ModelCoverage:
    def count(known: Any) -> int:
        return sum(bool(known(doc)) for doc in models)

    def is_read(doc: Doc) -> bool:
        words = licenses_named(doc["license"] or "")
        return bool(words) and all(text_read.get(word) in _READ_IN_FULL for word in words)

    return ModelCoverage(
        total=len(models),
        open_weights=count(lambda doc: doc["weights"] == "open"),
        developed_in_japan=count(lambda doc: doc["developer_country"] == "JP"),
        japanese_stated=count(lambda doc: "ja" in (doc["languages"] or ())),
        parameters=count(lambda doc: doc["parameters"]["total"] is not None),
        architecture=count(lambda doc: doc["architecture"] is not None),
        license=count(lambda doc: doc["license"] is not None),
        license_read_in_full=count(is_read),
        lineage_to_the_end=count(lambda doc: doc["lineage_known"]),
        published_files=count(lambda doc: doc["files"]),
        artifacts=count(lambda doc: doc["artifacts"]),
        japanese_measured=count(lambda doc: doc["id"] in evidence),
    )


def _japanese_evidence(files: Files) -> dict[str, str]:
    return {
        model: score.evidence
        for _, file in files.of(BenchmarkFile)
        if file.subject == "ja"
        for model, score in file.scores.items()
    }


def _accelerators(files: Files) -> AcceleratorCoverage:
    cards = [card for _, file in files.of(AcceleratorFile) for card in file.accelerators]

    def known(field: str) -> int:
        return sum(getattr(card, field) != "unknown" for card in cards)

    return AcceleratorCoverage(
        total=len(cards),
        driver_memory=known("driver_memory_mib"),
        bandwidth=known("memory_bandwidth_gbs"),
        tensor_rate=known("fp16_tflops"),
    )


def _by(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words).most_common())


def _counts(files: Files) -> dict[str, int]:
    found = Counter(kind for item in files.loaded for kind, _ in entries_of(item.record))
    found["offer"] = sum(len(cloud.offers) for _, cloud in files.of(CloudFile))
    return dict(sorted(found.items()))


def _kinds(files: Files, day: date) -> tuple[KindCoverage, ...]:
    facts = list(dated_facts(files))
    dated, old = _facts_by_kind(facts), _facts_by_kind(stale(facts, day))
    found = []
    for kind, record_type in KINDS.items():
        records = [record for _, record in files.of(record_type)]
        found.append(
            KindCoverage(
                kind=kind,
                files=len(records),
                entries=sum(1 for record in records for _ in entries_of(record)),
                dated=dated[kind],
                unknown=sum(count_unknown(record.model_dump(mode="json")) for record in records),
                stale=old[kind],
                shelf_life_days=SHELF_LIFE.get(kind),
            )
        )
    return tuple(found)


def _facts_by_kind(facts: Iterable[DatedFact]) -> Counter[str]:
    return Counter(fact.kind for fact in facts)


def count_unknown(value: Any) -> int:
    """Values that say ``unknown``; in a preset's examples that is a verdict, no gap."""
    if isinstance(value, dict):
        return sum(count_unknown(item) for key, item in value.items() if key != "examples")
    if isinstance(value, list):
        return sum(map(count_unknown, value))
    return int(value == "unknown")
