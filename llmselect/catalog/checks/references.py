"""Every id that is named exists: developers, licences, models, GPUs, providers, boards, formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from llmselect.catalog.checks.problems import Check, models_of, unresolved
from llmselect.catalog.documents import licenses_named, lineage_nodes
from llmselect.catalog.load import Files
from llmselect.catalog.schema.figures import PriceFile, RateFile
from llmselect.catalog.schema.hardware import AcceleratorFile, CloudFile
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.model import ModelFile, ModelRecord
from llmselect.catalog.schema.preset import PresetFile
from llmselect.catalog.schema.provider import ProviderFile
from llmselect.catalog.schema.reference import DevelopersFile, EngineFile, QuantizationFile
from llmselect.catalog.yaml_loader import Problem, YamlPath

_STREET_PRICE = re.compile(r"^street-price[a-z-]*\.(?P<gpu>.+?)(\.low|\.high)?$")


def _developers(files: Files) -> Iterator[Problem]:
    known = {slug for _, file in files.of(DevelopersFile) for slug in file.developers}
    for document, file in files.of(ModelFile):
        if file.developer not in known:
            yield unresolved(document, ("developer",), "developer", file.developer, known)


def _licenses(files: Files) -> Iterator[Problem]:
    known = {file.id for _, file in files.of(LicenseFile)}
    for document, file in files.of(ModelFile):
        expressions = [(("models", i, "license"), m.license) for i, m in enumerate(file.models)]
        expressions += [
            (("ancestors", i, "license"), a.license) for i, a in enumerate(file.ancestors)
        ]
        for path, expression in expressions:
            for word in licenses_named(expression):
                if word not in known | {"unknown"}:
                    yield unresolved(document, path, "license", word, known)


def _model_references(files: Files) -> Iterator[Problem]:
    """What a model descends from has an entry or an ancestor's record: else no country is known."""
    nodes = lineage_nodes(files)
    for document, file in files.of(ModelFile):
        for i, ancestor in enumerate(file.ancestors):
            for j, base in enumerate(ancestor.base_models):
                if base not in nodes:
                    path = ("ancestors", i, "base_models", j)
                    yield unresolved(document, path, "model", base, nodes)
        for i, model in enumerate(file.models):
            for key in ("base_models", "components", "teachers"):
                names = getattr(model, key)
                for j, name in enumerate(names if isinstance(names, list) else ()):
                    if name not in nodes:
                        yield unresolved(document, ("models", i, key, j), "model", name, nodes)


def _gpus(files: Files) -> Iterator[Problem]:
    gpus = {gpu.id for _, file in files.of(AcceleratorFile) for gpu in file.accelerators}
    for document, cloud in files.of(CloudFile):
        for i, offer in enumerate(cloud.offers):
            if offer.gpu not in gpus:
                yield unresolved(document, ("offers", i, "gpu"), "gpu", offer.gpu, gpus)
    for document, rates in files.of(RateFile):
        for i, rate in enumerate(rates.rates):
            match = _STREET_PRICE.match(rate.id)
            if match and match["gpu"] not in gpus:
                yield unresolved(document, ("rates", i, "id"), "gpu", match["gpu"], gpus)


def _prices(files: Files) -> Iterator[Problem]:
    models = {model.id for _, _, model in models_of(files)}
    providers = {file.id for _, file in files.of(ProviderFile)}
    for document, prices in files.of(PriceFile):
        if prices.provider not in providers:
            yield unresolved(document, ("provider",), "provider", prices.provider, providers)
        for i, price in enumerate(prices.prices):
            if price.model not in models:
                yield unresolved(document, ("prices", i, "model"), "model", price.model, models)


def _policies(files: Files) -> Iterator[Problem]:
    """Presets' examples, and what providers promise for single models."""
    models = {model.id for _, _, model in models_of(files)}
    providers = {file.id for _, file in files.of(ProviderFile)}
    for document, preset in files.of(PresetFile):
        for i, example in enumerate(preset.examples):
            path: YamlPath = ("examples", i)
            if example.provider not in providers:
                named = example.provider
                yield unresolved(document, (*path, "provider"), "provider", named, providers)
            if example.model is not None and example.model not in models:
                yield unresolved(document, (*path, "model"), "model", example.model, models)
    for document, provider in files.of(ProviderFile):
        for i, override in enumerate(provider.overrides):
            for j, name in enumerate(override.models):
                if "*" not in name and name not in models:
                    # A promise for a model without an entry is true all the same; it may be a slip.
                    path = ("overrides", i, "models", j)
                    problem = unresolved(document, path, "model", name, models)
                    yield replace(problem, severity="warning")


def _formats(files: Files) -> Iterator[Problem]:
    """Quantisations of engines, published files and artefacts, and who reads which."""
    quants = {id for _, file in files.of(QuantizationFile) for id in file.quantizations}
    engines = {file.engine.id for _, file in files.of(EngineFile)}
    for document, reader in files.of(EngineFile):
        quant = reader.engine.default_quant
        if quant not in quants:
            yield unresolved(document, ("engine", "default_quant"), "quant", quant, quants)
    for document, file in files.of(QuantizationFile):
        for id, entry in file.quantizations.items():
            for i, engine in enumerate(entry.engines):
                if engine not in engines:
                    path = ("quantizations", id, "engines", i)
                    yield unresolved(document, path, "engine", engine, engines)
    for document, i, model in models_of(files):
        for where, quant in _quants(model):
            if quant not in quants:
                yield unresolved(document, ("models", i, *where), "quant", quant, quants)


def _quants(model: ModelRecord) -> Iterator[tuple[YamlPath, str]]:
    if model.native_quant is not None:
        yield ("native_quant",), model.native_quant
    for j, file in enumerate(model.files):
        yield ("files", j, "quant"), file.quant
    for j, artifact in enumerate(model.artifacts):
        for k, quant in enumerate(artifact.quants):
            yield ("artifacts", j, "quants", k), quant


CHECKS: tuple[Check, ...] = (
    _developers, _licenses, _model_references, _gpus, _prices, _policies, _formats,
)  # fmt: skip
