"""Codes of countries, regions and languages that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, problems
from small_catalog import LICENSE, MODELS, plant, write_root

from llmselect import paths
from llmselect.catalog.checks import validate

REGIONS = "policies/regions.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("catalog/developers.yaml", "country: JP", "country: JA"),
        (MODELS, "country: CN", "country: CH"),
        (MODELS, "languages: [en, ja]", "languages: [en, jp]"),
        (REGIONS, "EU: [DE, FR]", "EU: [DE, FX]"),
        (LICENSE, "governing_law: none_stated", "governing_law: UX-CA"),
        (LICENSE, "hosting:", "territory: [{excluded: [EV], basis: seat, clause: s.9}]\nhosting:"),
        ("catalog/benchmarks/ja.yaml", "subject: ja", "subject: jpn"),
    ],
)
def test_a_code_that_does_not_exist_is_a_fault(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    line = plant(write_root(tmp_path), file, old, new)
    assert found(tmp_path) == {(file, line, "unresolved")}


def test_a_group_of_countries_is_a_region(tmp_path: Path) -> None:
    territory = "territory: [{excluded: [EU, JP], basis: seat, clause: s.9}]\nhosting:"
    plant(write_root(tmp_path), LICENSE, "hosting:", territory)
    assert found(tmp_path) == set()


def test_the_nearest_code_is_the_hint_whatever_the_case(tmp_path: Path) -> None:
    plant(write_root(tmp_path), "catalog/benchmarks/ja.yaml", "subject: ja", "subject: JA")
    assert problems(tmp_path)[0].params["near"] == ("ja",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("operator_country: US", "operator_country: UX"),
        ("parent_country: US", "parent_country: UX"),
        ("value: [GLOBAL, US, EU, APAC, JP]", "value: [GLOBAL, US, EX, APAC, JP]"),
    ],
)
def test_of_a_providers_places(tmp_path: Path, old: str, new: str) -> None:
    """On a shipped file, because providers are long: nothing else resolves beside it."""
    text = (paths.data_root() / "policies/providers/azure-openai.yaml").read_text(encoding="utf-8")
    assert old in text
    places = {"US", "JP", "EU", "APAC", "UX", "EX"}

    def unresolved(text: str) -> set[object]:
        write_root(tmp_path, policies__providers__azure=text)
        vocabulary = tmp_path / "catalog/vocabulary.yaml"
        if "  US:" not in vocabulary.read_text(encoding="utf-8"):
            plant(tmp_path, "catalog/vocabulary.yaml", "  CN:", "  US: {en: US, ja: US}\n  CN:")
        return {item.params.get("id") for item in validate(tmp_path)[1]} & places

    assert unresolved(text) == set()
    assert unresolved(text.replace(old, new)) != set()
