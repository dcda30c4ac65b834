"""What the pipeline needs from the catalogue, read once."""

from __future__ import annotations

from collections.abc import Mapping

from llmselect.catalog.data_policy import Provider
from llmselect.catalog.entries import (
    Accelerator,
    Engine,
    QualityScore,
    Quantization,
)
from llmselect.catalog.prices import ApiPrice, CloudOffer, Rate
from llmselect.catalog.store import Store
from llmselect.catalog.terms import License
from llmselect.records import dataclass
from llmselect.report import CatalogInfo
from llmselect.request import Request


@dataclass(frozen=True, slots=True)
class World:
    """The facts of one request beside its models."""

    gpus: Mapping[str, Accelerator]
    engines: Mapping[str, Engine]
    quants: Mapping[str, Quantization]
    licenses: Mapping[str, License]
    regions: Mapping[str, frozenset[str]]
    providers: Mapping[str, Provider]
    prices: Mapping[str, list[ApiPrice]]  # by model
    offers: list[CloudOffer]
    scores: Mapping[str, QualityScore]
    rates: Mapping[str, Rate]
    catalog: CatalogInfo


def load_world(store: Store, request: Request) -> World:
    """Read what ``request`` can touch; providers and clouds only when they are asked for."""
    kinds = set(request.placements)
    hosted = bool(kinds & {"api", "serverless"})
    prices: dict[str, list[ApiPrice]] = {}
    for price in store.prices() if hosted else ():
        prices.setdefault(price.model, []).append(price)
    offers = store.offers() if "cloud-gpu" in kinds else []
    gpu_ids = {choice.id for choice in request.gpus} | {offer.gpu for offer in offers}
    return World(
        gpus={id: store.gpu(id) for id in sorted(gpu_ids)},
        engines=store.engines(),
        quants=store.quantizations(),
        licenses=store.licenses,
        regions=store.regions(),
        providers=store.providers if hosted else {},
        prices=prices,
        offers=offers,
        scores=store.scores(quality_language(request)),
        rates=store.rates(),
        catalog=CatalogInfo(store.version, store.as_of),
    )


def quality_language(request: Request) -> str:
    """The language whose figure ranks: the first asked for, else Japanese, which has one."""
    return request.languages[0] if request.languages else "ja"
