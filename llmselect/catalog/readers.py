"""JSON documents of the compiled catalogue to the frozen records of ``entries``.

Written out by hand: on the request path this runs for hundreds of models, and reflection
would cost more than everything else together.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from llmselect.catalog.entries import (
    Accelerator,
    Ancestor,
    Architecture,
    Artifact,
    Engine,
    LatentAttention,
    LicenseGrant,
    MixtureOfExperts,
    Model,
    Parameters,
    PublishedFile,
    QualityScore,
    Quantization,
    RecurrentState,
    UnnamedOrigin,
)
from llmselect.catalog.prices import (
    ApiPrice,
    CloudOffer,
    LongPrice,
    OffPeakPrice,
    OtherPrice,
    Rate,
)
from llmselect.facts import Evidence, Source
from llmselect.findings import Text

Doc = dict[str, Any]


def evidence_from(docs: list[Doc]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            of=tuple(doc["of"]),
            source=doc["source"],
            as_of=doc["as_of"],
            kind=doc["kind"],
            note=doc.get("note"),
            confidence=doc.get("confidence"),
        )
        for doc in docs
    )


def texts_from(docs: list[Doc]) -> tuple[Text, ...]:
    return tuple(Text(doc["en"], doc["ja"]) for doc in docs)


def model_from(doc: Doc) -> Model:
    """A model document as ``documents.model_documents`` wrote it, or only its outline."""
    languages = doc["languages"]
    return Model(
        id=doc["id"],
        name=doc["name"],
        aliases=tuple(doc.get("aliases") or ()),
        developer=doc["developer"],
        developer_name=doc["developer_name"],
        developer_country=doc["developer_country"],
        family=doc["family"],
        status=doc["status"],
        weights=doc["weights"],
        kind=doc["kind"],
        released=doc["released"],
        base_models=tuple(doc["base_models"] or ()),
        components=_names(doc.get("components")),
        teachers=_names(doc.get("teachers")),
        lineage=tuple(Ancestor(item["id"], item["country"]) for item in doc["lineage"]),
        lineage_known=doc["lineage_known"],
        license=doc["license"],
        license_chain=tuple(LicenseGrant(*item) for item in doc["license_chain"]),
        parameters=Parameters(**doc["parameters"]),
        architecture=architecture_from(doc.get("architecture")),
        context_trained=doc["context_trained"],
        context_advertised=doc["context_advertised"],
        modalities=tuple(doc["modalities"]),
        languages=None if languages is None else tuple(languages),
        tasks=tuple(doc["tasks"]),
        reasoning=doc["reasoning"],
        tool_use=doc["tool_use"],
        native_quant=doc["native_quant"],
        files=tuple(PublishedFile(**item) for item in doc.get("files") or ()),
        artifacts=tuple(artifact_from(item) for item in doc.get("artifacts") or ()),
        evidence=evidence_from(doc.get("evidence") or []),
        unknown=tuple(doc.get("unknown") or ()),
        notes=texts_from(doc.get("notes") or []),
        unnamed=tuple(UnnamedOrigin(**item) for item in doc.get("unnamed") or ()),
        attached=_ancestors(doc.get("attached")),
        attached_known="attached_known" in doc,
        taught=_ancestors(doc.get("taught")),
        taught_known="taught_known" in doc,
    )


def _ancestors(doc: list[list[Any]] | None) -> tuple[Ancestor, ...]:
    return tuple(Ancestor(*item) for item in doc) if doc else ()


def _names(doc: list[str] | None) -> tuple[str, ...] | None:
    return None if doc is None else tuple(doc)


def architecture_from(doc: Doc | None) -> Architecture | None:
    if doc is None:
        return None
    nested: dict[str, Any] = {}
    if moe := doc.get("moe"):
        nested["moe"] = MixtureOfExperts(**moe)
    if mla := doc.get("mla"):
        nested["mla"] = LatentAttention(**mla)
    if state := doc.get("state"):
        nested["state"] = RecurrentState(**state)
    return Architecture(**(doc | nested))


def artifact_from(doc: Doc) -> Artifact:
    gated = doc["gated"]
    return Artifact(
        engine_format=doc["format"],
        ref=doc["ref"],
        quants=tuple(doc.get("quants") or ()),
        official=doc["official"],
        gated=gated if isinstance(gated, bool) else None,
        source=doc["source"],
        as_of=doc["as_of"],
        url=doc.get("url"),
    )


def accelerator_from(doc: Doc) -> Accelerator:
    known = {key: (None if value == "unknown" else value) for key, value in doc.items()}
    gib, mib = known["memory_gib"], known["driver_memory_mib"]
    share = known["gpu_share"]
    return Accelerator(
        id=doc["id"],
        name=doc["name"],
        aliases=tuple(doc["aliases"]),
        vendor=doc["vendor"],
        kind=doc["kind"],
        marketed_memory_bytes=None if gib is None else int(gib * 2**30),
        driver_memory_bytes=None if mib is None else mib * 2**20,
        gpu_share=None if share is None else Decimal(str(share)),
        memory_type=known["memory_type"],
        memory_bandwidth_gbs=known["memory_bandwidth_gbs"],
        fp16_tflops=known["fp16_tflops"],
        architecture=known["architecture"],
        compute_capability=known["compute_capability"],
        tdp_w=known["tdp_w"],
        released=known["released"],
        launch_price_usd=known["launch_price_usd"],
        backend=known["backend"],
        evidence=evidence_from(doc["evidence"]),
        unknown=tuple(sorted(key for key, value in doc.items() if value == "unknown")),
        notes=texts_from(doc["notes"]),
    )


def quantization_from(doc: Doc) -> Quantization:
    return Quantization(
        doc["id"], doc["family"], doc["bits"], tuple(doc["engines"]), tuple(doc["aliases"])
    )


def engine_from(doc: Doc) -> Engine:
    return Engine(
        id=doc["id"],
        name=doc["name"],
        version=None if doc["version"] == "unknown" else doc["version"],
        license=None if doc["license"] == "unknown" else doc["license"],
        formats=tuple(doc["formats"]),
        backends=tuple(doc["backends"]),
        default_quant=doc["default_quant"],
        vulnerabilities=tuple(doc["vulnerabilities"]),
        evidence=evidence_from(doc["evidence"]),
    )


def offer_from(doc: Doc) -> CloudOffer:
    return CloudOffer(
        id=f"{doc['cloud']}/{doc['instance']}/{doc['term']}",
        cloud=doc["cloud"],
        cloud_name=doc["cloud_name"],
        instance=doc["instance"],
        gpu=doc["gpu"],
        gpus=doc["gpus"],
        price_per_gpu_hour=Decimal(str(doc["price_per_gpu_hour"])),
        currency=doc["currency"],
        term=doc["term"],
        regions=tuple(doc["regions"]),
        source=doc["source"],
        as_of=doc["as_of"],
        commitment_months=doc["commitment_months"],
    )


def price_from(doc: Doc) -> ApiPrice:
    return ApiPrice(
        provider=doc["provider"],
        model=doc["model"],
        model_ref=doc["ref"],
        input=_decimal(doc["input"]),
        output=_decimal(doc["output"]),
        cached_input=_decimal(doc["cached_input"]),
        currency=doc["currency"],
        context=doc["context"],
        source=doc["source"],
        as_of=doc["as_of"],
        valid_from=doc["valid_from"],
        off_peak=_off_peak(doc),
        long=tuple(
            sorted(
                (LongPrice(item["above"], *_pair(item)) for item in doc["long"]),
                key=lambda price: price.above,
            )
        ),
        also=tuple(OtherPrice(*_pair(item), item["source"], item["as_of"]) for item in doc["also"]),
    )


def _off_peak(doc: Doc) -> OffPeakPrice | None:
    if doc["off_peak"] is None:
        return None
    hours = doc["off_peak_hours"]
    minutes = 5 * sum(map(_minutes, hours["weekdays"])) + 2 * sum(map(_minutes, hours["weekend"]))
    return OffPeakPrice(*_pair(doc["off_peak"]), hours_per_week=minutes // 60)


def _minutes(span: str) -> int:
    """The length of ``10:00-24:00``."""
    start, end = ([int(part) for part in time.split(":")] for time in span.split("-"))
    return (end[0] - start[0]) * 60 + end[1] - start[1]


def _pair(doc: Doc) -> tuple[Decimal, Decimal]:
    return Decimal(str(doc["input"])), Decimal(str(doc["output"]))


def score_from(subject: str, model: str, doc: Doc) -> QualityScore:
    return QualityScore(
        model, subject, doc["score"], doc["se"], doc["evidence"], tuple(doc["boards"]),
        doc["source"], doc["as_of"],
    )  # fmt: skip


def rate_from(doc: Doc) -> Rate | None:
    value = _decimal(doc["value"])
    return (
        None if value is None else Rate(doc["id"], value, doc["unit"], doc["source"], doc["as_of"])
    )


def source_from(doc: Doc) -> Source:
    return Source(doc["id"], doc["title"], doc["url"], doc["date"])


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "unknown") else Decimal(str(value))
