"""Two entries for one thing: other ids, but the same card, licence, channel, offer or price."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from llmselect.catalog.checks.problems import Check, models_of
from llmselect.catalog.load import Files
from llmselect.catalog.names import name_key
from llmselect.catalog.schema.figures import PriceFile, RateFile
from llmselect.catalog.schema.hardware import AcceleratorFile, CloudFile
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.model import ModelFile
from llmselect.catalog.schema.provider import ProviderFile
from llmselect.catalog.schema.reference import DevelopersFile
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath

# What makes a thing itself, how it is called in the message, and where it stands.
Thing = tuple[Hashable, str, Document, YamlPath]


def _same_names(files: Files) -> Iterator[Problem]:
    """One name under two ids. Ids that are one to a reader are told by ``names``."""
    for problem in _repeated(_named(files)):
        if name_key(problem.params["id"]) != name_key(problem.params["other"]):
            yield problem


def _same_records(files: Files) -> Iterator[Problem]:
    yield from _repeated(_weights(files))
    yield from _repeated(_money(files))


def _repeated(things: Iterator[Thing]) -> Iterator[Problem]:
    first: dict[Hashable, tuple[str, Document, YamlPath]] = {}
    for identity, label, document, path in things:
        # An overlay may describe anew what the catalogue has: each folder is compared with itself.
        folder = document.file.split("/")[0]
        other, at, where = first.setdefault((folder, identity), (label, document, path))
        if (at, where) != (document, path):
            params = {"id": label, "other": other, "first": f"{at.file}:{at.line_of(where)}"}
            slug = "duplicate_entry" if label == other else "same_thing"
            yield Problem(document.file, document.line_of(path), slug, params)


def _named(files: Files) -> Iterator[Thing]:
    """What is called the same is the same: memory sizes and forms are part of a card's name."""
    for document, file in files.of(AcceleratorFile):
        for i, gpu in enumerate(file.accelerators):
            yield ("gpu", name_key(gpu.name)), gpu.id, document, ("accelerators", i)
    for document, license in files.of(LicenseFile):
        yield ("license", name_key(license.name)), license.id, document, ("id",)
    for document, provider in files.of(ProviderFile):
        channel = ("provider", name_key(provider.name), provider.channel)
        yield channel, provider.id, document, ("id",)
    for document, developers in files.of(DevelopersFile):
        for slug, developer in developers.developers.items():
            yield ("developer", name_key(developer.name)), slug, document, ("developers", slug)
    for document, models in files.of(ModelFile):
        for i, model in enumerate(models.models):
            key = ("model", models.developer, name_key(model.name))
            yield key, model.id, document, ("models", i)


def _weights(files: Files) -> Iterator[Thing]:
    """Published files and artefacts of one model."""
    for document, i, model in models_of(files):
        for j, file in enumerate(model.files):
            repo = file.repo.casefold()
            key = ("file", model.id, file.format, file.quant, file.publisher, repo, file.custom_mix)
            yield key, f"{file.repo} {file.quant}", document, ("models", i, "files", j)
        for j, artifact in enumerate(model.artifacts):
            artifact_key = ("artifact", model.id, artifact.format, artifact.ref.casefold())
            yield artifact_key, artifact.ref, document, ("models", i, "artifacts", j)


def _money(files: Files) -> Iterator[Thing]:
    """Offers and prices from one source on one day; another source or day is another fact."""
    for document, cloud in files.of(CloudFile):
        for i, offer in enumerate(cloud.offers):
            offer_key = (
                "offer", cloud.id, offer.instance, offer.gpu, offer.gpus, offer.term,
                offer.commitment_months, tuple(sorted(offer.regions)), offer.source, offer.as_of,
            )  # fmt: skip
            yield offer_key, offer.instance, document, ("offers", i)
    for document, prices in files.of(PriceFile):
        for i, price in enumerate(prices.prices):
            price_key = (
                "price", prices.provider, price.ref, price.context, price.valid_from,
                price.source, price.as_of,
            )  # fmt: skip
            yield price_key, price.ref, document, ("prices", i)
    for document, rates in files.of(RateFile):
        for i, rate in enumerate(rates.rates):
            yield ("rate", rate.id, rate.source, rate.as_of), rate.id, document, ("rates", i)


CHECKS: tuple[Check, ...] = (_same_names, _same_records)
