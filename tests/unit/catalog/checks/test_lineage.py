"""Descent without circles, and each parent recorded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, problems
from small_catalog import FILES, MODELS, plant, write_root

OTHER = "catalog/models/acme/other.yaml"
TWIN = (
    FILES[MODELS].replace("one-8b", "two-8b").replace("One 8B", "Two 8B").replace("[one]", "[two]")
)


def test_a_circle_over_three_models(tmp_path: Path) -> None:
    models = {
        f"catalog__models__acme__m{i}": FILES[MODELS]
        .replace("one-8b", f"m{i}")
        .replace("One 8B", f"M{i}")
        .replace("[one]", "[]")
        .replace("[far/root]", f"[acme/m{(i + 1) % 3}]")
        for i in range(3)
    }
    write_root(tmp_path, **models)
    hits = found(tmp_path)
    assert {slug for _, _, slug in hits} == {"base_model_cycle"}
    assert {file for file, _, _ in hits} == {f"catalog/models/acme/m{i}.yaml" for i in range(3)}


def test_a_circle_through_an_ancestor(tmp_path: Path) -> None:
    old = "- {id: far/root, country: CN,"
    plant(write_root(tmp_path), MODELS, old, f"{old} base_models: [acme/one-8b],")
    assert [item.slug for item in problems(tmp_path)] == ["base_model_cycle"]
    assert problems(tmp_path)[0].params["path"] == ("acme/one-8b", "far/root", "acme/one-8b")


def test_an_ancestor_may_stand_in_several_files(tmp_path: Path) -> None:
    write_root(tmp_path, catalog__models__acme__other=TWIN)
    assert found(tmp_path) == set()


@pytest.mark.parametrize(
    "new", ["far/root, country: JP", "far/root, country: unknown", "far/Root, country: CN"]
)
def test_but_not_with_another_story(tmp_path: Path, new: str) -> None:
    write_root(tmp_path, catalog__models__acme__other=TWIN)
    plant(tmp_path, OTHER, "far/root, country: CN", new)
    if "Root" in new:
        plant(tmp_path, OTHER, "base_models: [far/root]", "base_models: [far/Root]")
    assert found(tmp_path) == {(OTHER, 6, "ancestors_disagree")}


def test_a_model_is_no_ancestor_beside(tmp_path: Path) -> None:
    line = plant(write_root(tmp_path), MODELS, "id: far/root", "id: Acme/One-8B")
    plant(tmp_path, MODELS, "base_models: [far/root]", "base_models: []")
    assert found(tmp_path) == {(MODELS, line, "ancestor_has_entry")}
