"""One request, from options to report. Reads like the list in docs/architecture.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from llmselect.catalog.store import Store
from llmselect.estimate.option import Option
from llmselect.findings import Finding, Message, Outcome, message
from llmselect.recommend.candidates import WHOLE_UP_TO, Judge, judge_promising, read_left_out
from llmselect.recommend.describe import describe_option, describe_request, verdict_of
from llmselect.recommend.judged import (
    JudgedModel,
    JudgedOption,
    blocks,
    judge_model,
    judge_options,
    license_judge,
)
from llmselect.recommend.overlays import by_request, overlay_facts
from llmselect.recommend.relax import find_relaxations
from llmselect.recommend.resolve import fails_on_unknown
from llmselect.recommend.score import score_parts
from llmselect.recommend.world import World, load_world, quality_language
from llmselect.records import dataclass
from llmselect.report import (
    ExcludedModel,
    ModelRef,
    OptionReport,
    OtherOption,
    RecommendReport,
    Relaxation,
)
from llmselect.request import Request


def recommend(store: Store, request: Request, briefly: bool = False) -> RecommendReport:
    """Filter and rank everything in the catalogue under ``request``.

    What is left out is told one by one with all that speaks against it; ``briefly`` means that
    what columns alone rule out is only counted.
    """
    screening = store.screen(request, quality_language(request))
    world = load_world(store, request)
    judge = _judge(store, request, world)
    judged, not_estimated = judge_promising(store, screening.candidates, request, world, judge)
    # A model that no place can redeem needs no estimates, unless nothing is left to offer.
    fit = in_full([item for item in judged if not item.blocking], store)
    options = {item.model.id: judge_options(item, request, world) for item in fit}
    ranked = rank(options, request, world)
    decided = sum(option.verdict != "unknown" for option in ranked)
    left_out, counted = read_left_out(screening.left_out, briefly and decided > 0, judge)
    judged += left_out
    excluded = _all_excluded(judged, options, request)
    relaxations = () if decided else _relaxations(judged, request, world, store)
    limit = len(ranked) if request.limit is None else request.limit
    return RecommendReport(
        request=describe_request(request),
        options=tuple(ranked[:limit]),
        options_total=len(ranked),
        undecided=len(ranked) - decided,
        considered=len(judged) + not_estimated + sum(counted.values()),
        excluded=excluded,
        excluded_by_rule=_by_rule(excluded, counted),
        not_estimated=not_estimated,
        relaxations=relaxations,
        warnings=(*store.warnings, *_warnings(request, not_estimated)),
        catalog=world.catalog,
        overlays=overlay_facts(store, lambda: by_request(request)),
        others=tuple(
            OtherOption(option.rank, option.model, option.quality.score is not None)
            for option in ranked[limit:]
        ),
    )


def _judge(store: Store, request: Request, world: World) -> Judge:
    """Reads the outlines of some models and runs the rules on them."""
    licenses = license_judge(request, world)

    def judge(ids: Sequence[str]) -> list[JudgedModel]:
        return [judge_model(model, request, world, licenses) for model in store.outlines(ids)]

    return judge


def exit_code(report: RecommendReport, fail_on: str | None) -> int:
    """0 when something is offered, else 1; 3 when that is undecided and was asked about."""
    undecided_fails = fails_on_unknown(fail_on)
    if report.options_total > report.undecided:
        return 0
    only_unknown = report.undecided or any(
        item.findings and all(finding.verdict is Outcome.UNKNOWN for finding in item.findings)
        for item in report.excluded
    )
    if undecided_fails and only_unknown:
        return 3
    return 0 if report.options_total else 1


def in_full(judged: list[JudgedModel], store: Store) -> list[JudgedModel]:
    """The same with everything that the catalogue knows of each model."""
    models = {model.id: model for model in store.models([item.model.id for item in judged])}
    return [replace(item, model=models[item.model.id]) for item in judged]


def _relaxations(
    judged: list[JudgedModel], request: Request, world: World, store: Store
) -> tuple[Relaxation, ...]:
    """Looked for among the models that least speaks against, where there are too many."""
    nearest = sorted(judged, key=lambda item: len(item.blocking))[:WHOLE_UP_TO]
    return find_relaxations(in_full(nearest, store), request, world, store.gpus())


def rank(
    options: dict[str, list[JudgedOption]], request: Request, world: World
) -> list[OptionReport]:
    """The best option of each model and kind of place, best model first."""
    best: list[Scored] = []
    for candidates in options.values():
        by_kind: dict[str, Scored] = {}
        for candidate in candidates:
            if candidate.blocking:
                continue
            scored = _scored(candidate, request, world)
            kind = candidate.option.place.kind
            if kind not in by_kind or scored.order < by_kind[kind].order:
                by_kind[kind] = scored
        best.extend(by_kind.values())
    best.sort(key=lambda item: item.order)
    return [
        describe_option(position, item.candidate, item.total, item.parts)
        for position, item in enumerate(best, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Scored:
    """An option with its score and its place in the order."""

    candidate: JudgedOption
    parts: dict[str, float]
    total: float
    order: tuple[bool, float, int, float, int, str]


def _scored(candidate: JudgedOption, request: Request, world: World) -> Scored:
    """Undecided options come last: unknown is not a pass.

    Ties go by licence, price, the smaller model, then the name: never by the catalogue's order.
    """
    option, license = candidate.option, candidate.of.license.verdict
    parts = score_parts(option, request, license, world.quants.get(option.quant or ""))
    total = round(sum(parts.values()), 4)
    undecided = verdict_of(candidate) == "unknown"
    size = option.model.parameters.total or 0
    order = (undecided, -total, license.severity, _price(option), size, option.model.id)
    return Scored(candidate, parts, total, order)


def _price(option: Option) -> float:
    """By month, or else by volume; the user's own card costs nothing more, unknown comes last."""
    if option.place.kind == "own-gpu":
        return 0.0
    if option.cost is None:
        return inf
    price = option.cost.monthly or option.cost.per_million_tokens
    return inf if price is None else float(price.amount)


def _all_excluded(
    judged: list[JudgedModel], options: dict[str, list[JudgedOption]], request: Request
) -> tuple[ExcludedModel, ...]:
    """Those of which no option is offered, by id."""
    found = (_excluded(item, options.get(item.model.id, []), request) for item in judged)
    return tuple(sorted((item for item in found if item), key=lambda item: item.model.id))


def _excluded(
    judged: JudgedModel, options: list[JudgedOption], request: Request
) -> ExcludedModel | None:
    """Why no option of a model is offered; None when one is."""
    if any(not option.blocking for option in options):
        return None
    findings = judged.findings
    if options:
        # The variant that came nearest: fewest objections, then the smallest.
        findings = min(options, key=lambda item: (len(item.blocking), _size(item))).findings
    objections = tuple(finding for finding in findings if blocks(finding, request))
    model = ModelRef(judged.model.id, judged.model.name)
    return ExcludedModel(model, objection(objections[0] if objections else None), objections)


def objection(finding: Finding | None) -> str:
    """What keeps a model out, as ``ExcludedModel.rule``."""
    if finding is None:
        return "no_way_to_run"
    rule = "license" if finding.license_verdict is not None else finding.rule
    if finding.message.id == "origin_allowed.fail.base":
        return f"{rule}.base"
    return f"{rule}.unknown" if finding.verdict is Outcome.UNKNOWN else rule


def _by_rule(excluded: tuple[ExcludedModel, ...], counted: dict[str, int]) -> dict[str, int]:
    total = Counter(item.rule for item in excluded)
    total.update(counted)
    return dict(total.most_common())


def _size(item: JudgedOption) -> int:
    return item.option.memory.total_bytes if item.option.memory else 0


def _warnings(request: Request, not_estimated: int) -> Iterator[Message]:
    if not_estimated:
        yield message("warning.not_estimated", count=not_estimated)
    if not request.languages:
        yield message("warning.no_language")
    elif request.languages[0] != "ja":
        language = message("language", code=request.languages[0])
        yield message("warning.no_figures", language=language)
