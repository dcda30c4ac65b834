"""Judged options in the report's words: the contract's fields, next steps, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from llmselect.estimate.memory import MemoryEstimate
from llmselect.estimate.option import Option
from llmselect.facts import evidence_for
from llmselect.findings import Outcome
from llmselect.recommend.judged import LICENSE_OUTCOME, JudgedOption
from llmselect.recommend.next_steps import next_steps
from llmselect.report import (
    LicenseSummary,
    Memory,
    ModelRef,
    OptionReport,
    Origin,
    Placement,
)
from llmselect.request import Request

_VERDICTS = {Outcome.UNKNOWN: "unknown", Outcome.CONDITIONAL: "conditional"}
_EVIDENCE_PATHS = ("architecture", "parameters", "license", "base_models", "context")


def describe_option(
    rank: int, judged: JudgedOption, total: float, parts: dict[str, float]
) -> OptionReport:
    """Everything that a reader may want to know of one option."""
    option, judgement = judged.option, judged.of.license
    model = option.model
    parameters = model.parameters
    return OptionReport(
        rank=rank,
        model=ModelRef(model.id, model.name),
        developer=model.developer_name,
        base_models=model.base_models,
        origin=Origin(model.developer_country, model.lineage_countries),
        parameters={"total": parameters.total, "active": parameters.active},
        quant=option.quant,
        engine=option.engine,
        placement=describe_place(option),
        context=option.context,
        verdict=verdict_of(judged),
        memory=describe_memory(option.memory),
        fit=option.fit if option.fit in ("fits", "tight") else None,
        headroom_bytes=option.headroom_bytes,
        speed=option.speed,
        quality=option.quality,
        cost=option.cost,
        license=LicenseSummary(" AND ".join(judgement.licenses) or None, judgement.verdict),
        score=total,
        score_parts=parts,
        findings=judged.findings,
        obligations=judgement.obligations,
        questions=(
            *judgement.questions,
            *(
                q
                for item in judged.findings
                if item.license_verdict is None
                for q in item.questions
            ),
        ),
        next_steps=next_steps(option, judgement),
        sources=_sources(option),
    )


def verdict_of(judged: JudgedOption) -> str:
    """``unknown`` if any rule could not say, else ``conditional`` if any has a condition."""
    outcomes = {finding.verdict for finding in judged.findings}
    outcomes.add(LICENSE_OUTCOME[judged.of.license.verdict])
    return next((word for outcome, word in _VERDICTS.items() if outcome in outcomes), "allowed")


def describe_place(option: Option) -> Placement:
    place = option.place
    if place.provider is not None:
        return Placement(place.kind, provider=place.provider.id, name=place.provider.name)
    assert place.gpu is not None
    card = Placement(place.kind, place.gpu.id, place.count, name=place.gpu.name)
    if place.offer is None:
        return card
    return replace(card, provider=place.offer.cloud, cloud=place.offer.cloud_name)


def describe_memory(memory: MemoryEstimate | None) -> Memory | None:
    if memory is None:
        return None
    return Memory(
        weights_bytes=memory.weights_bytes,
        weights_host_bytes=memory.weights_host_bytes,
        kv_cache_bytes=memory.kv_cache_bytes,
        state_bytes=memory.state_bytes,
        compute_bytes=memory.compute_bytes,
        overhead_bytes=memory.overhead_bytes,
        total_bytes=memory.total_bytes,
        low_bytes=memory.low_bytes,
        high_bytes=memory.high_bytes,
    )


def describe_request(request: Request) -> dict[str, Any]:
    """The request as understood, defaults included."""
    budget = request.budget
    return {
        "gpus": [{"id": choice.id, "count": choice.count} for choice in request.gpus],
        "ram_bytes": request.ram_bytes,
        "languages": list(request.languages),
        "task": request.task,
        "exclude_origins": list(request.exclude_origins),
        "origin_scope": request.origin_scope,
        "license_allow": list(request.license_allow),
        "license_deny": list(request.license_deny),
        "context": request.context,
        "parallel": request.parallel,
        "quants": list(request.quants),
        "engines": list(request.engines),
        "min_speed": request.min_speed,
        "min_quality": request.min_quality,
        "max_params": request.max_params,
        "budget": None
        if budget is None
        else {"money": budget.money, "per_month": budget.per_month},
        "tokens_per_day": request.tokens_per_day,
        "placements": list(request.placements),
        "weights": dict(request.weights),
        "as_of": request.as_of,
    }


def _sources(option: Option) -> tuple[str, ...]:
    model = option.model
    found = [evidence_for(model.evidence, path) for path in _EVIDENCE_PATHS]
    ids = [item.source for item in found if item is not None]
    if option.place.gpu is not None:
        ids += [item.source for item in option.place.gpu.evidence[-1:]]
    if option.place.price is not None:
        ids += [option.place.price.source, *(other.source for other in option.place.price.also)]
    if option.quality.source:
        ids.append(option.quality.source)
    return tuple(dict.fromkeys(ids))
