"""A name belongs to one entry: no id twice, and no alias that two entries claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llmselect.catalog.checks.problems import Check, models_of
from llmselect.catalog.load import Files
from llmselect.catalog.names import name_key
from llmselect.catalog.overlays import places_of
from llmselect.catalog.schema.figures import RateFile
from llmselect.catalog.schema.hardware import AcceleratorFile, CloudFile
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.preset import PresetFile
from llmselect.catalog.schema.provider import ProviderFile
from llmselect.catalog.schema.reference import EngineFile, QuantizationFile
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath

Named = tuple[str, str, Iterable[str], Iterable[str], Document, YamlPath]


def _duplicates(files: Files) -> Iterator[Problem]:
    """Two entries of one id, or one name claimed by two entries.

    Ids that differ in case or hyphens only are one id: nobody could name the second.
    """
    entries = list(_named_entries(files))
    ids: dict[tuple[str, str], tuple[str, Document, YamlPath]] = {}
    owners = {(kind, name_key(id)): id for kind, id, *_ in entries}
    for kind, id, official, *_ in entries:
        for name in official:
            owners.setdefault((kind, name_key(name)), id)
    for kind, id, _, aliases, document, path in entries:
        first_id, at, where = ids.setdefault((kind, name_key(id)), (id, document, path))
        if (at, where) != (document, path):
            params = {"id": id, "other": first_id, "first": f"{at.file}:{at.line_of(where)}"}
            slug = "duplicate_entry" if id == first_id else "same_name"
            yield Problem(document.file, document.line_of(path), slug, params)
            continue
        for name in aliases:
            # An alias that is somebody's official name would never be found.
            owner = owners.setdefault((kind, name_key(name)), id)
            if owner != id:
                params = {"alias": name, "owner": owner, "id": id}
                yield Problem(document.file, document.line_of(path), "alias_claimed", params)


def _named_entries(files: Files) -> Iterator[Named]:
    """Everything that is found by its names: kind, id, official names, aliases, place."""
    for document, i, model in models_of(files):
        official = (model.name, model.id.split("/", 1)[1])
        yield "model", model.id, official, model.aliases, document, ("models", i)
    for document, gpus in files.of(AcceleratorFile):
        for i, gpu in enumerate(gpus.accelerators):
            yield "gpu", gpu.id, (gpu.name,), gpu.aliases, document, ("accelerators", i)
    for document, quants in files.of(QuantizationFile):
        for id, quant in quants.quantizations.items():
            yield "quant", id, (), quant.aliases, document, ("quantizations", id)
    yield from _named_files(files)


def _named_files(files: Files) -> Iterator[Named]:
    for document, license in files.of(LicenseFile):
        yield "license", license.id, (license.name,), license.aliases, document, ("id",)
    for document, provider in files.of(ProviderFile):
        yield "provider", provider.id, (provider.name,), provider.aliases, document, ("id",)
    for document, engine in files.of(EngineFile):
        item = engine.engine
        yield "engine", item.id, (item.name,), item.aliases, document, ("engine", "id")
    for document, cloud in files.of(CloudFile):
        yield "cloud", cloud.id, (), (), document, ("id",)
    for document, preset in files.of(PresetFile):
        yield "preset", preset.id, (), (), document, ("id",)
    yield from _nameless(files)


# Entries that nobody looks up by a name, of which there still may be only one.
_NAMELESS = {
    "source", "developer", "board", "board-scores", "score", "country", "language", "task",
    "region",
}  # fmt: skip


def _nameless(files: Files) -> Iterator[Named]:
    for loaded in files.loaded:
        for kind, id, path in places_of(loaded.record):
            if kind in _NAMELESS:
                yield kind, id, (), (), loaded.document, path
    for document, rates in files.of(RateFile):
        for i, rate in enumerate(rates.rates):
            yield "rate", f"{rate.id}@{rate.as_of}", (), (), document, ("rates", i)


CHECKS: tuple[Check, ...] = (_duplicates,)
