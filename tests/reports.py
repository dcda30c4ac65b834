"""Whole reports with made-up contents, for the renderers: no catalogue, nothing that changes."""

from __future__ import annotations

from typing import Any

from builders import a_quality, money

from llmselect.findings import (
    Finding,
    LicenseVerdict,
    Obligation,
    Outcome,
    Question,
    message,
)
from llmselect.report import (
    CatalogInfo,
    ContextRow,
    Cost,
    DeviceShare,
    ExcludedModel,
    FinetuneFit,
    FinetuneReport,
    FitAnswer,
    FitRow,
    GpuFit,
    LicenseReport,
    LicenseResult,
    LicenseSummary,
    Memory,
    ModelRef,
    NextStep,
    OptionReport,
    Origin,
    PlacedParts,
    Placement,
    RecommendReport,
    Relaxation,
    SourceLine,
    Speed,
    Term,
    TrainingMemory,
    VramReport,
)
from llmselect.units import GIB

CATALOG = CatalogInfo("0123456789ab", "2026-11-21")
# What a careless renderer would take for its own signs.
AWKWARD = ModelRef("acme/pipe", "Pi|pe *8B* [bold]<b>{x}")
FREE = ModelRef("acme/free", "Free")
MEMORY = Memory(6 * GIB, 0, GIB, 0, GIB // 2, GIB // 2, 8 * GIB, 7 * GIB, 9 * GIB)
OUT_OF_REACH = Finding(
    "origin_allowed", Outcome.FAIL,
    message("origin_allowed.fail.base", model="Tuned 8B", developer="Acme", base="far/base-8b",
            country=message("country", code="CN")),
    "not CN", "CN (far/base-8b)",
)  # fmt: skip


def an_offer_of(rank: int, model: ModelRef = AWKWARD, **values: Any) -> OptionReport:
    return OptionReport(**{
        "rank": rank, "model": model, "developer": "Acme", "base_models": ("acme/base",),
        "origin": Origin("JP", ("JP", "US")), "parameters": {"total": 8 * 10**9, "active": None},
        "quant": "Q4_K_M", "engine": "ollama", "context": 8192, "verdict": "allowed",
        "placement": Placement("own-gpu", "card", 1, name="Card 12"), "memory": MEMORY,
        "fit": "fits", "headroom_bytes": 4 * GIB, "quality": a_quality(62.4, 3.6), "cost": None,
        "speed": Speed(61.0, 48.2, 73.9, "bandwidth_law"),
        "license": LicenseSummary("apache-2.0", LicenseVerdict.ALLOWED), "score": 4.25,
        "score_parts": {"quality": 3.25, "speed": 1.0}, "findings": (), "obligations": (),
        "questions": (), "sources": ("card",),
        "next_steps": (NextStep(message("next.run", engine="ollama"), "ollama run a|b`c"),),
    } | values)  # fmt: skip


HOSTED: dict[str, Any] = {
    "quant": None, "engine": None, "memory": None, "fit": None, "headroom_bytes": None,
    "speed": None, "quality": a_quality(None), "verdict": "conditional",
    "placement": Placement("serverless", provider="host", name="Host"),
    "cost": Cost(money(0), money("1234.50"), money("0.75")),
    "license": LicenseSummary("llama3.1 AND apache-2.0", LicenseVerdict.UNKNOWN),
}  # fmt: skip


def recommended(**values: Any) -> RecommendReport:
    return RecommendReport(**{
        "request": {"context": 8192}, "options": (an_offer_of(1), an_offer_of(
            2, ModelRef("acme/big", "Big 70B"), **HOSTED)),
        "options_total": 2, "undecided": 0, "considered": 9, "relaxations": (), "warnings": (),
        "excluded": (
            ExcludedModel(ModelRef("jp/tuned", "Tuned 8B"), "origin_allowed.base", (OUT_OF_REACH,)),
            ExcludedModel(ModelRef("acme/closed", "Closed"), "no_way_to_run", ())),
        "excluded_by_rule": {"context_supported": 5, "origin_allowed.base": 1, "no_way_to_run": 1},
        "not_estimated": 0,
        "catalog": CATALOG,
    } | values)  # fmt: skip


NOTHING = {
    "options": (), "options_total": 0,
    "relaxations": (Relaxation(message("relax.min_speed", speed=44.5), 3, AWKWARD),),
}  # fmt: skip


PLACED = PlacedParts(
    "layers_in_ram", 33, 20, 0, 3 * GIB,
    (DeviceShare(10, GIB, GIB // 2, GIB // 4, GIB // 4, 2 * GIB),
     DeviceShare(10, GIB, GIB // 2, GIB // 4, GIB // 4, 2 * GIB)),
)  # fmt: skip
ANSWERS = (
    FitAnswer("context", 8192, "card", "Card 12", 1, 65536, 49152, "memory", ()),
    FitAnswer("context", 8192, "small", "Small 6", 2, None, None, None, ()),
    FitAnswer("gpu", 8192, "card", "Card 12", 2, "card", None, None, (
        FitRow("card", "Card 12", 2, "tight", 8 * GIB, 24 * GIB, money("1998")),
        FitRow("old", "Old 24", 1, "fits", 8 * GIB, 24 * GIB, None),
    )),
)  # fmt: skip


def trained(**values: Any) -> FinetuneReport:
    return FinetuneReport(**{
        "model": AWKWARD, "method": "qlora", "rank": 16, "seq": 2048, "batch": 1,
        "framework": "transformers", "optimizer": "adamw", "gradient_checkpointing": True,
        "train_embeddings": False, "mixed_precision": False,
        "trainable_parameters": 43_646_976,
        "memory": TrainingMemory(
            8 * GIB, GIB // 4, GIB // 4, GIB // 2, GIB, 2 * GIB, GIB // 8, GIB // 8,
            13 * GIB, 10 * GIB, 16 * GIB),
        "gpus": (FinetuneFit("card", "Card 12", 1, 12 * GIB, 13 * GIB, "no", -GIB, 900),
                 FinetuneFit("new", "New", 2, None, 8 * GIB, "unknown", None, None)),
        "terms": (Term(message("term.train.weights"), 8 * GIB, "device", "sum", {"bytes": 2}),
                  Term(message("term.train.overhead"), GIB // 8, "device", "context")),
        "sources": (SourceLine("card", "Model [card]", "https://example.org/a_b", "2026-11-01"),),
        "warnings": (), "catalog": CATALOG,
    } | values)  # fmt: skip


def measured(**values: Any) -> VramReport:
    return VramReport(**{
        "model": AWKWARD, "quant": "Q4_K_M", "engine": "llama.cpp", "context": 8192,
        "parallel": 1, "kv_type": "f16", "file_bytes": 5_030_000_000, "memory": MEMORY,
        "basis": {"weights": "published_file"}, "warnings": (), "catalog": CATALOG,
        "gpus": (GpuFit("card", "Card 12", 1, 12 * GIB, "fits", 4 * GIB, 65536),
                 GpuFit("small", "Small 6", 2, 6 * GIB, "no", -2 * GIB, None, PLACED)),
        "contexts": (ContextRow(4096, GIB // 2, 7 * GIB), ContextRow(8192, GIB, 8 * GIB)),
        "terms": (Term(message("label.weights"), 6 * GIB, "device", "sum of tensors",
                       {"layers": 64, "quant": "Q4_K_M", "window": None}),),
        "sources": (SourceLine("card", "Model [card]", "https://example.org/a_b", "2026-11-01"),),
    } | values)  # fmt: skip


def checked() -> LicenseReport:
    limit = Finding(
        "text_known", Outcome.UNKNOWN, message("value.unknown"), clause="s.2|3",
        license="own-1.0", license_verdict=LicenseVerdict.UNKNOWN,
    )  # fmt: skip
    duty = Obligation("attribution", message("label.origin"), "own-1.0", "s.4", None)
    asked = Question("revenue", message("label.cost"), "--revenue")
    return LicenseReport(
        profile={"entity": None},
        results=(
            LicenseResult(
                AWKWARD, ("own-1.0",), LicenseVerdict.UNKNOWN, (limit,), (duty,), (asked,)
            ),
            LicenseResult(FREE, ("mit",), LicenseVerdict.ALLOWED, (), (), ()),
        ),
        warnings=(),
        catalog=CATALOG,
        models_from="arguments",
    )  # fmt: skip
