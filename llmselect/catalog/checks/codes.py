"""Countries, regions and languages are those of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llmselect.catalog.checks.problems import Check, models_of, unresolved
from llmselect.catalog.load import Files
from llmselect.catalog.schema.figures import BenchmarkFile
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.model import ModelFile
from llmselect.catalog.schema.preset import PresetFile
from llmselect.catalog.schema.provider import PolicySet, ProviderFile
from llmselect.catalog.schema.reference import DevelopersFile, VocabularyFile
from llmselect.catalog.schema.region import RegionFile
from llmselect.catalog.yaml_loader import Document, Problem, YamlPath

Codes = Iterator[tuple[Document, YamlPath, str | None]]
# Places that a provider may name although they are no country and no group of the laws.
_REGIONS = {"EFTA", "APAC", "GLOBAL", "CUSTOMER"}
_NO_CODE = {"unknown", "none_stated"}


def _countries(files: Files) -> Iterator[Problem]:
    known = {code for _, file in files.of(VocabularyFile) for code in file.countries}
    yield from _missing(_country_codes(files), "country", known)
    groups = {code for _, file in files.of(RegionFile) for code in file.regions}
    yield from _missing(_region_codes(files), "region", known | groups | _REGIONS)


def _languages(files: Files) -> Iterator[Problem]:
    vocabulary = [file for _, file in files.of(VocabularyFile)]
    languages = {code for file in vocabulary for code in file.languages}
    tasks = {task for file in vocabulary for task in file.tasks}
    yield from _missing(_language_codes(files), "language", languages)
    yield from _missing(_subjects(files), "subject", languages | tasks)


def _missing(codes: Codes, kind: str, known: set[str]) -> Iterator[Problem]:
    for document, path, code in codes:
        if code is not None and code not in known | _NO_CODE:
            yield unresolved(document, path, kind, code, known)


def _subjects(files: Files) -> Codes:
    for document, file in files.of(BenchmarkFile):
        yield document, ("subject",), file.subject


def _language_codes(files: Files) -> Codes:
    for document, i, model in models_of(files):
        for j, code in enumerate(model.languages if isinstance(model.languages, list) else ()):
            yield document, ("models", i, "languages", j), code


def _country_codes(files: Files) -> Codes:
    for document, developers in files.of(DevelopersFile):
        for slug, developer in developers.developers.items():
            yield document, ("developers", slug, "country"), developer.country
    for document, models in files.of(ModelFile):
        for i, ancestor in enumerate(models.ancestors):
            yield document, ("ancestors", i, "country"), ancestor.country
    for document, regions in files.of(RegionFile):
        for group, members in regions.regions.items():
            yield from _each(document, ("regions", group), members)
    for document, preset in files.of(PresetFile):
        path = ("needs", "operator_exclude")
        yield from _each(document, path, preset.needs.operator_exclude)
    for document, license in files.of(LicenseFile):
        # US-CA: the country stands before the subdivision.
        yield document, ("governing_law",), license.governing_law.split("-")[0]
    yield from _provider_countries(files)


def _provider_countries(files: Files) -> Codes:
    for document, provider in files.of(ProviderFile):
        yield document, ("operator_country",), provider.operator_country
        yield document, ("parent_country",), provider.parent_country
        for i, incident in enumerate(provider.incidents):
            yield document, ("incidents", i, "country"), incident.country


def _region_codes(files: Files) -> Codes:
    for document, license in files.of(LicenseFile):
        territories = license.territory if isinstance(license.territory, list) else ()
        for i, territory in enumerate(territories):
            yield from _each(document, ("territory", i, "excluded"), territory.excluded)
    for document, preset in files.of(PresetFile):
        yield from _each(document, ("needs", "residency"), preset.needs.residency)
        yield from _each(document, ("needs", "storage"), preset.needs.storage)
    for document, provider in files.of(ProviderFile):
        yield from _places(document, (), provider)
        for i, override in enumerate(provider.overrides):
            yield from _places(document, ("overrides", i, "set"), override.set)


def _places(document: Document, path: YamlPath, cells: ProviderFile | PolicySet) -> Codes:
    for key in ("processing_regions", "storage_regions"):
        cell = getattr(cells, key)
        if cell is not None and isinstance(cell.value, list):
            yield from _each(document, (*path, key, "value"), cell.value)
    for code in cells.residency:
        yield document, (*path, "residency", code), code


def _each(document: Document, path: YamlPath, codes: Iterable[str]) -> Codes:
    for i, code in enumerate(codes):
        yield document, (*path, i), code


CHECKS: tuple[Check, ...] = (_countries, _languages)
