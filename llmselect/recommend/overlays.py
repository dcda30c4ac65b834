"""Which entries of overlays a report rests on: the reader should know what is not shipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from llmselect.catalog.entries import Model
from llmselect.catalog.store import Store
from llmselect.recommend.world import quality_language
from llmselect.report import OptionReport, OverlayEntry, OverlayFacts
from llmselect.request import Request
from llmselect.rules.model.license_listed import license_ids

# Kind and id as in ``catalog.overlays``; ALL stands for every id, or every second half of one.
Touched = tuple[str, str]
ALL = "*"


def overlay_facts(
    store: Store, touched: Callable[[], Iterable[Touched]]
) -> tuple[OverlayFacts, ...]:
    """By overlay, those of its entries that are among ``touched``, which is asked only then."""
    if not store.overlay_entries:
        return ()
    wanted = set(touched())
    found: dict[str, list[OverlayEntry]] = {}
    for entry in store.overlay_entries:
        ids = (entry.id, f"{entry.id.partition(' ')[0]} {ALL}", ALL)
        if any((entry.kind, id) in wanted for id in ids):
            line = OverlayEntry(entry.kind, entry.id, entry.replaces)
            found.setdefault(entry.folder, []).append(line)
    return tuple(OverlayFacts(folder, tuple(entries)) for folder, entries in found.items())


_OF_EVERY_REQUEST = (
    "model", "ancestor", "developer", "license", "region", "rate", "quant", "engine",
)  # fmt: skip


def by_request(request: Request) -> Iterator[Touched]:
    """What a question to the whole catalogue takes into account."""
    for kind in _OF_EVERY_REQUEST:
        yield kind, ALL
    yield "score", f"{quality_language(request)} {ALL}"
    yield from (("gpu", choice.id) for choice in request.gpus)
    if "cloud-gpu" in request.placements:
        yield from (("gpu", ALL), ("cloud", ALL))
    if {"api", "serverless"} & set(request.placements):
        yield from (("provider", ALL), ("price", ALL))


def by_model(model: Model, *subjects: str) -> Iterator[Touched]:
    """The model, what it descends from, and the terms that bind it; figures for ``subjects``."""
    yield "developer", model.developer
    for id in (model.id, *(ancestor.id for ancestor in model.lineage)):
        yield from (("model", id), ("ancestor", id))
        yield from (("score", f"{subject} {id}") for subject in subjects)
    yield from (("license", id) for id in license_ids(model))


def by_option(option: OptionReport) -> Iterator[Touched]:
    """Where an option runs, and at which price."""
    place = option.placement
    yield "gpu", place.gpu or ""
    yield from (("quant", option.quant or ""), ("engine", option.engine or ""))
    if place.provider:
        yield from (("provider", place.provider), ("cloud", place.provider))
        yield "price", f"{place.provider} {option.model.id}"
