"""Records with sensible defaults, so that a test states only what matters to it."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from llmselect.catalog.entries import (
    Accelerator,
    Ancestor,
    Architecture,
    Artifact,
    LicenseGrant,
    MixtureOfExperts,
    Model,
    Parameters,
    QualityScore,
    Quantization,
)
from llmselect.catalog.prices import ApiPrice, CloudOffer, Rate
from llmselect.estimate.memory import MemoryEstimate
from llmselect.estimate.option import Option, Place
from llmselect.report import Quality, Speed
from llmselect.request import Request
from llmselect.units import GIB, Money

MOE = MixtureOfExperts(num_experts=8, experts_per_token=2, moe_intermediate_size=768)


def an_architecture(**values: Any) -> Architecture:
    return Architecture(**{
        "model_type": "llama", "num_hidden_layers": 32, "hidden_size": 4096, "vocab_size": 32000,
    } | values)  # fmt: skip


def a_model(id: str = "acme/base-8b", **values: Any) -> Model:
    """A released open instruct model of 8 billion parameters from Japan."""
    license = values.get("license", "apache-2.0")
    defaults: dict[str, Any] = {
        "id": id, "name": id.split("/", 1)[1], "aliases": (), "developer": "acme",
        "developer_name": "Acme", "developer_country": "JP", "family": "Base",
        "status": "released", "weights": "open", "kind": "instruct", "released": "2026-01-01",
        "base_models": (), "components": None, "teachers": None, "lineage": (),
        "lineage_known": True, "license": license, "license_chain": (LicenseGrant(id, license),),
        "parameters": Parameters(8 * 10**9, 8 * 10**9), "architecture": an_architecture(),
        "context_trained": 32768, "context_advertised": 32768, "modalities": ("text",),
        "languages": ("en", "ja"), "tasks": (), "reasoning": "none", "tool_use": None,
        "native_quant": None, "files": (), "artifacts": (), "evidence": (), "unknown": (),
    }  # fmt: skip
    return Model(**defaults | values)


def descended(*ancestors: tuple[str, str | None], **values: Any) -> Model:
    """A model made from ``(id, country)``, nearest first."""
    chain = tuple(Ancestor(id, country) for id, country in ancestors)
    return a_model(lineage=chain, base_models=tuple(item.id for item in chain[:1]), **values)


def a_gpu(id: str = "card", **values: Any) -> Accelerator:
    """A 12 GiB CUDA card at 500 GB/s."""
    defaults: dict[str, Any] = {
        "id": id, "name": id.upper(), "aliases": (), "vendor": "nvidia", "kind": "desktop",
        "marketed_memory_bytes": 12 * GIB, "driver_memory_bytes": None, "gpu_share": None,
        "memory_type": "GDDR6X", "memory_bandwidth_gbs": 500.0, "fp16_tflops": 58.0,
        "architecture": "Ada", "compute_capability": "8.9", "tdp_w": 200,
        "released": "2023-04", "launch_price_usd": 599, "backend": "cuda", "evidence": (),
        "unknown": (),
    }  # fmt: skip
    return Accelerator(**defaults | values)


def a_memory(total: int = 9 * GIB, **values: Any) -> MemoryEstimate:
    """An estimate of ``total`` bytes, five per cent either way, one GiB of it cache."""
    known: dict[str, Any] = {
        "file_bytes": total - 3 * GIB, "weights_bytes": total - 3 * GIB, "weights_host_bytes": 0,
        "kv_cache_bytes": GIB, "state_bytes": 0, "compute_bytes": GIB, "overhead_bytes": GIB,
        "total_bytes": total, "low_bytes": total * 95 // 100, "high_bytes": total * 105 // 100,
        "basis": {}, "published_difference": None,
    }  # fmt: skip
    names = {item.name for item in fields(MemoryEstimate)}
    return MemoryEstimate(**{key: value for key, value in known.items() if key in names} | values)


def an_artifact(**values: Any) -> Artifact:
    return Artifact(**{
        "engine_format": "gguf", "ref": "acme/base-8b-GGUF", "quants": ("Q4_K_M",),
        "official": True, "gated": False, "source": "src", "as_of": "2026-11-01",
    } | values)  # fmt: skip


def a_quality(score: float | None = 60.0, se: float | None = 4.0, lang: str = "ja") -> Quality:
    if score is None:
        return Quality(lang, None, None, "none", None)
    return Quality(lang, score, se, "direct", "C", ("board",), "src")


def a_score(model: str, score: float = 60.0, se: float = 4.0, **values: Any) -> QualityScore:
    return QualityScore(**{
        "model": model, "subject": "ja", "score": score, "se": se, "evidence": "direct",
        "boards": ("board",), "source": "src", "as_of": "2026-11-01",
    } | values)  # fmt: skip


def an_option(**values: Any) -> Option:
    """The model in Q4_K_M under llama.cpp on the card, with everything estimated."""
    defaults: dict[str, Any] = {
        "model": a_model(), "place": Place("own-gpu", a_gpu()), "quant": "Q4_K_M",
        "engine": "llama.cpp", "artifact": an_artifact(), "context": 8192, "memory": a_memory(),
        "fit": "fits", "speed": Speed(40.0, 30.0, 50.0, "bandwidth_law"),
        "quality": a_quality(), "cost": None,
    }  # fmt: skip
    return Option(**defaults | values)


def a_request(**values: Any) -> Request:
    return replace(Request(as_of="2026-11-24"), **values)


def an_offer(**values: Any) -> CloudOffer:
    return CloudOffer(**{
        "id": "cloud/one", "cloud": "cloud", "cloud_name": "Cloud", "instance": "one",
        "gpu": "card", "gpus": 1,
        "price_per_gpu_hour": Decimal(2), "currency": "USD", "term": "on-demand", "regions": (),
        "source": "src", "as_of": "2026-11-01",
    } | values)  # fmt: skip


def a_price(**values: Any) -> ApiPrice:
    return ApiPrice(**{
        "provider": "acme-api", "model": "acme/base-8b", "model_ref": "base-8b",
        "input": Decimal(1), "output": Decimal(6), "cached_input": None, "currency": "USD",
        "context": None, "source": "src", "as_of": "2026-11-01",
    } | values)  # fmt: skip


def a_quant(bits: float = 4.8, id: str = "Q4_K_M") -> Quantization:
    return Quantization(id, "gguf", bits, ("llama.cpp",), ())


def money(amount: str | int, currency: str = "USD") -> Money:
    return Money(Decimal(amount), currency)


def yen_per_dollar(value: str | int) -> dict[str, Rate]:
    return {"usd-jpy": Rate("usd-jpy", Decimal(value), "JPY per USD", "src", "2026-11-01")}
