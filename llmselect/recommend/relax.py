"""When nothing is left: the smallest changes of the question that bring options back."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from llmselect.catalog.entries import Accelerator
from llmselect.estimate.memory import max_context
from llmselect.findings import Message, Outcome, message
from llmselect.recommend.judged import JudgedModel, JudgedOption, judge_options
from llmselect.recommend.options import setup_at
from llmselect.recommend.score import score_parts
from llmselect.recommend.world import World
from llmselect.records import dataclass
from llmselect.report import ModelRef, Relaxation
from llmselect.request import ORIGIN_SCOPES, Request
from llmselect.rules.model.license_listed import unlisted_licenses
from llmselect.rules.model.origin_allowed import origin_allowed

_SHORTEST_CONTEXT = 1024
_MOST = 5


@dataclass(frozen=True, slots=True)
class Freed:
    """A set of rules that would have to give way, and the options that this frees, best first."""

    rules: frozenset[str]
    options: list[JudgedOption]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to make a rule give way, and the options that it frees, best first."""

    change: Message
    options: list[JudgedOption]


def find_relaxations(
    judged: list[JudgedModel], request: Request, world: World, gpus: list[Accelerator]
) -> tuple[Relaxation, ...]:
    """Changes that each bring at least one option back, smallest first.

    Fewest constraints first, then those that free most models. ``gpus`` are the accelerators
    to think of when memory is what is missing.
    """
    wider = replace(request, engines=(), quants=())
    options = [option for item in judged for option in judge_options(item, wider, world)]
    options = [option for option in options if _is_decided(option)] or options
    options.sort(key=lambda item: (-_score(item, request, world), item.option.model.id))
    relaxations: list[Relaxation] = []
    for group in _groups(options, request):
        if relaxations and len(group.rules) > 1:
            break  # one constraint alone is enough
        relaxations.extend(_relax(group, request, gpus))
    return tuple(relaxations[:_MOST])


def _is_decided(item: JudgedOption) -> bool:
    """Whether nothing but what keeps it out stands between the option and a verdict."""
    return all(
        finding.verdict is not Outcome.UNKNOWN or finding.rule in item.blocking
        for finding in item.findings
    )


def _groups(options: list[JudgedOption], request: Request) -> list[Freed]:
    blockers = {id(option): _blocking(option, request) for option in options}
    possible = {
        rules
        for rules in blockers.values()
        if rules and all(_can_change(rule, request) for rule in rules)
    }
    minimal = [rules for rules in possible if not any(other < rules for other in possible)]
    groups = [
        Freed(rules, [option for option in options if blockers[id(option)] <= rules])
        for rules in minimal
    ]
    return sorted(
        groups, key=lambda group: (len(group.rules), -len(group.options), sorted(group.rules))
    )


def _blocking(item: JudgedOption, request: Request) -> frozenset[str]:
    """The rules that say no, and the filters that kept the option from being built."""
    option = item.option
    filtered = set()
    if request.engines and option.engine is not None and option.engine not in request.engines:
        filtered.add("engine")
    if request.quants and option.quant is not None and option.quant not in request.quants:
        filtered.add("quant")
    return item.blocking | filtered


def _can_change(rule: str, request: Request) -> bool:
    if rule == "task_supported":
        return request.task is not None
    return rule in _CHANGES


def _relax(group: Freed, request: Request, gpus: list[Accelerator]) -> Iterator[Relaxation]:
    """Every combination of one way for each rule that frees something."""
    ways = [_CHANGES[rule](group, request, gpus) for rule in sorted(group.rules)]
    for combination in product(*ways):
        common = set.intersection(*({id(item) for item in way.options} for way in combination))
        freed = [item for item in group.options if id(item) in common]
        if not freed:
            continue
        changes = _merged([way.change for way in combination])
        change = changes[0] if len(changes) == 1 else message("relax.and", changes=changes)
        model = freed[0].option.model
        models = len({item.option.model.id for item in freed})
        yield Relaxation(change, models, ModelRef(model.id, model.name))


def _merged(changes: list[Message]) -> tuple[Message, ...]:
    """Of two contexts the shorter one: it satisfies both rules."""
    contexts = [change for change in changes if change.id == "relax.context"]
    shortest = min(contexts, key=lambda change: int(change.params["context"]), default=None)
    return tuple(change for change in changes if change.id != "relax.context" or change is shortest)


def _score(item: JudgedOption, request: Request, world: World) -> float:
    quant = world.quants.get(item.option.quant or "")
    verdict = item.of.license.verdict
    return sum(score_parts(item.option, request, verdict, quant).values())


Change = Callable[[Freed, Request, list[Accelerator]], list[Way]]


def _ways(
    options: list[JudgedOption],
    value: Callable[[JudgedOption], float | None],
    change: Callable[[float], Message],
) -> list[Way]:
    """To the largest value that frees anything, and to the one that frees the best option."""
    known = [(item, found) for item in options if (found := value(item)) is not None]
    if not known:
        return []
    limits = dict.fromkeys([max(found for _, found in known), known[0][1]])
    return [
        Way(change(limit), [item for item, found in known if found >= limit]) for limit in limits
    ]


def _origin(group: Freed, request: Request, _gpus: list[Accelerator]) -> list[Way]:
    countries = tuple(message("country", code=code) for code in request.exclude_origins)
    ways = [Way(message("relax.origin", countries=countries), group.options)]
    for scope in reversed(ORIGIN_SCOPES[: ORIGIN_SCOPES.index(request.origin_scope)]):
        narrower = replace(request, origin_scope=scope)
        freed = [item for item in group.options if _origin_holds(item, narrower)]
        if len(freed) > len(ways[-1].options if len(ways) > 1 else ()):
            what = message(f"origin_scope.{scope}")
            ways.append(Way(message("relax.origin_scope", what=what, scope=scope), freed))
    return ways


def _origin_holds(item: JudgedOption, request: Request) -> bool:
    verdict = origin_allowed(item.option.model, request).verdict
    return verdict in (Outcome.PASS, Outcome.CONDITIONAL)


def _memory(group: Freed, request: Request, gpus: list[Accelerator]) -> list[Way]:
    def shorter(item: JudgedOption) -> float | None:
        longest = _longest_context(item, request)
        return longest if _SHORTEST_CONTEXT <= longest < request.context else None

    ways = _ways(group.options, shorter, lambda limit: message("relax.context", context=int(limit)))
    # Less memory is the smaller change: the negative makes it the larger value.
    needs = _ways(group.options, _need, lambda limit: _larger_gpu(int(-limit), gpus))
    return [*ways, *(way for way in needs if way.change.params)]


def _need(item: JudgedOption) -> float | None:
    return -item.option.memory.high_bytes if item.option.memory else None


def _larger_gpu(need: int, gpus: list[Accelerator]) -> Message:
    """The smallest accelerator that holds ``need``; without parameters when there is none."""
    larger = [gpu for gpu in gpus if gpu.usable_bytes and gpu.usable_bytes >= need]
    if not larger:
        return message("relax.gpu")
    gpu = min(larger, key=lambda item: (item.usable_bytes or 0, item.id))
    return message("relax.gpu", need=need, gpu=gpu.name, id=gpu.id)


def _longest_context(item: JudgedOption, request: Request) -> int:
    """Tokens that each of the request's readers could have."""
    option = item.option
    gpu = option.place.gpu
    if gpu is None or gpu.usable_bytes is None or option.engine is None or option.quant is None:
        return 0
    setup = setup_at(option.place, option.engine, option.quant, request)
    longest = max_context(option.model, setup, gpu.usable_bytes) or 0
    return replace(setup, context=longest).context_each


def _speed(group: Freed, _request: Request, _gpus: list[Accelerator]) -> list[Way]:
    def value(item: JudgedOption) -> float | None:
        return item.option.speed.tok_s if item.option.speed else None

    return _ways(group.options, value, lambda limit: message("relax.min_speed", speed=limit))


def _quality(group: Freed, _request: Request, _gpus: list[Accelerator]) -> list[Way]:
    def change(limit: float) -> Message:
        return message("relax.min_quality", quality=limit)

    return _ways(group.options, lambda item: item.option.quality.score, change)


def _budget(group: Freed, request: Request, _gpus: list[Accelerator]) -> list[Way]:
    budget = request.budget
    if budget is None:
        return []

    def price(item: JudgedOption) -> float | None:
        cost = item.option.cost
        money = None if cost is None else cost.monthly if budget.per_month else cost.initial
        return None if money is None else -float(money.amount)

    def change(limit: float) -> Message:
        amount = Decimal(math.ceil(-limit))
        return message("relax.budget", budget=replace(budget.money, amount=amount))

    return _ways(group.options, price, change)


def _size(group: Freed, _request: Request, _gpus: list[Accelerator]) -> list[Way]:
    def value(item: JudgedOption) -> float | None:
        total = item.option.model.parameters.total
        return None if total is None else -total

    return _ways(group.options, value, lambda limit: message("relax.max_params", total=int(-limit)))


def _model_context(group: Freed, _request: Request, _gpus: list[Accelerator]) -> list[Way]:
    def change(limit: float) -> Message:
        return message("relax.context", context=int(limit))

    return _ways(group.options, lambda item: item.option.model.context, change)


def _license_list(group: Freed, request: Request, _gpus: list[Accelerator]) -> list[Way]:
    """The licences of the best option, and the ones that free most."""
    unlisted: dict[tuple[str, ...], list[JudgedOption]] = {}
    for item in group.options:
        unlisted.setdefault(unlisted_licenses(item.option.model, request), []).append(item)
    most = max(unlisted, key=lambda ids: (len(unlisted[ids]), ids))
    return [
        Way(message("relax.license_listed", licenses=ids), unlisted[ids])
        for ids in dict.fromkeys([next(iter(unlisted)), most])
    ]


def _simple(id: str) -> Change:
    def change(group: Freed, request: Request, _gpus: list[Accelerator]) -> list[Way]:
        languages = tuple(message("language", code=code) for code in request.languages)
        text = message(id, task=request.task, languages=languages)
        return [Way(text, group.options)]

    return change


_CHANGES: dict[str, Change] = {
    "origin_allowed": _origin,
    "fits_memory": _memory,
    "fast_enough": _speed,
    "good_enough": _quality,
    "within_budget": _budget,
    "size_allowed": _size,
    "context_supported": _model_context,
    "license_listed": _license_list,
    "task_supported": _simple("relax.task"),
    "language_supported": _simple("relax.language"),
    "engine": _simple("relax.engine"),
    "quant": _simple("relax.quant"),
}
