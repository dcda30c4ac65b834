"""Which models are worth reading for a request, most promising first.

SQL leaves out by columns what it can (``catalog.screening``). Of the rest every model is judged
by the rules and, where none objects, estimated in full. Limits keep a catalogue of a hundred
thousand models answerable in a second; the shipped one stays below them, and the report says so
when one is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import inf

from llmselect.catalog.screening import Screened
from llmselect.catalog.store import Store
from llmselect.recommend.judged import JudgedModel
from llmselect.recommend.options import smallest_bits
from llmselect.recommend.world import World, quality_language
from llmselect.request import Request

# So many are estimated, or told one by one, all of them; of more than that only so many.
WHOLE_UP_TO = 1500
MOST = 250
_JUDGED_MOST = 2500
_BATCH = 125
_TOLD_BRIEFLY = 300

Judge = Callable[[Sequence[str]], list[JudgedModel]]  # of these ids


def judge_promising(
    store: Store, candidates: list[Screened], request: Request, world: World, judge: Judge
) -> tuple[list[JudgedModel], int]:
    """The judged models, and how many candidates were not looked at."""
    if len(candidates) <= WHOLE_UP_TO:
        return judge([item.id for item in candidates]), 0
    inherited = store.inherited_quality(quality_language(request))
    ordered = [item.id for item in by_promise(candidates, inherited, request, world)]
    judged: list[JudgedModel] = []
    passed = 0
    while len(judged) < min(_JUDGED_MOST, len(ordered)) and passed < MOST:
        batch = judge(ordered[len(judged) : len(judged) + _BATCH])
        judged += batch
        passed += sum(not item.blocking for item in batch)
    return judged, len(ordered) - len(judged)


def by_promise(
    models: list[Screened], inherited: Mapping[str, float], request: Request, world: World
) -> list[Screened]:
    """What cannot fit or has no known size last; then by quality, its own or a base's; then
    small ones first.

    That is how the score sees them: an unmeasured model can only earn points by being quick.
    """
    room = _room(request, world)
    bits = smallest_bits(request, world.quants)

    def order(item: Screened) -> tuple[bool, float, float, str]:
        size = inf if item.total is None else item.total
        too_large = room is not None and size * bits / 8 > room
        quality = item.quality or inherited.get(item.id, 0.0)
        return too_large, -quality, size, item.id

    return sorted(models, key=order)


def _room(request: Request, world: World) -> int | None:
    """The most memory that any of the places has for weights; None where it does not matter."""
    if set(request.placements) != {"own-gpu"}:
        return None
    sizes = [(world.gpus[choice.id].usable_bytes, choice.count) for choice in request.gpus]
    if any(size is None for size, _ in sizes):
        return None
    room = max(((size or 0) * count for size, count in sizes), default=0)
    return room + (request.ram_bytes or 0)


def read_left_out(
    left_out: dict[str, list[str]], briefly: bool, judge: Judge
) -> tuple[list[JudgedModel], dict[str, int]]:
    """Judge what SQL left out, as far as it is told one by one, and count the others.

    ``briefly`` means only those of foreign descent: of them a reader wants to know which base
    is the reason.
    """
    told: list[str] = []
    counted: dict[str, int] = {}
    total = sum(map(len, left_out.values()))
    most = total if total <= WHOLE_UP_TO else MOST
    for objection, ids in sorted(left_out.items()):
        room = most - len(told)
        if briefly:
            room = _TOLD_BRIEFLY if objection == "origin_allowed.base" else 0
        told += ids[:room]
        if len(ids) > room:
            counted[objection] = len(ids) - room
    return judge(told), counted
