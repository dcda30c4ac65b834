"""`explain MODEL`: each rule, each fact and each source of one model."""

from __future__ import annotations

from collections.abc import Iterator

from llmselect.catalog.entries import Model
from llmselect.catalog.store import Store
from llmselect.recommend.describe import describe_option
from llmselect.recommend.fact_lines import model_facts
from llmselect.recommend.judged import judge_model, judge_options, license_judge
from llmselect.recommend.overlays import ALL, Touched, by_model, by_option, overlay_facts
from llmselect.recommend.score import score_parts
from llmselect.recommend.world import load_world, quality_language
from llmselect.report import ExplainReport, ModelRef, OptionReport
from llmselect.request import Request


def explain(store: Store, id: str, request: Request) -> ExplainReport:
    """Judge one model against the constraints and keep every finding, passed ones too."""
    model = store.model(id)
    world = load_world(store, request)
    judged = judge_model(model, request, world, license_judge(request, world))
    options = []
    for candidate in judge_options(judged, request, world):
        quant = world.quants.get(candidate.option.quant or "")
        parts = score_parts(candidate.option, request, judged.license.verdict, quant)
        options.append((bool(candidate.blocking), round(sum(parts.values()), 4), candidate, parts))
    options.sort(key=lambda item: (item[0], -item[1]))
    described = tuple(
        describe_option(0 if blocked else rank, candidate, total, parts)
        for rank, (blocked, total, candidate, parts) in enumerate(options, start=1)
    )
    return ExplainReport(
        model=ModelRef(model.id, model.name),
        options=described,
        excluded=judged.findings,
        facts=model_facts(store, model),
        warnings=store.warnings,
        catalog=world.catalog,
        overlays=overlay_facts(store, lambda: _touched(model, described, request)),
    )


def _touched(
    model: Model, options: tuple[OptionReport, ...], request: Request
) -> Iterator[Touched]:
    yield from by_model(model, quality_language(request))
    yield from (("rate", ALL), ("region", ALL))
    for option in options:
        yield from by_option(option)
