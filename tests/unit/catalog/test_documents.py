"""What the compiled document says of parts and teachers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_catalog import MODELS, plant, write_root

from llmselect.catalog.documents import model_documents
from llmselect.catalog.load import load_all
from llmselect.catalog.readers import model_from


def document(root: Path, more: str) -> dict[str, Any]:
    plant(write_root(root), MODELS, "tool_use: unknown", f"tool_use: unknown\n    {more}")
    files = load_all(root)
    assert files.problems == []
    return next(model_documents(files))


def test_a_model_that_takes_text_alone_has_no_parts(tmp_path: Path) -> None:
    doc = document(tmp_path, "modalities: [text]")
    model = model_from(doc)
    assert (model.components, model.attached, model.attached_known) == ((), (), True)
    assert (model.teachers, model.taught, model.taught_known) == (None, (), False)


def test_parts_of_what_sees_are_not_known_until_somebody_names_them(tmp_path: Path) -> None:
    doc = document(tmp_path, "modalities: [text, image]")
    assert (model_from(doc).components, model_from(doc).attached_known) == (None, False)


def test_a_part_binds_by_its_country_and_its_licence(tmp_path: Path) -> None:
    doc = document(tmp_path, "components: [far/root]\n    modalities: [text, image]")
    assert ["far/root", "free-1.0"] in doc["license_chain"]


@pytest.mark.parametrize("role", ["component", "teacher"])
def test_what_is_known_by_family_alone_counts_with_its_country(tmp_path: Path, role: str) -> None:
    doc = document(tmp_path, f"unnamed: [{{role: {role}, name: Tower, country: CN}}]")
    where = {"component": "attached", "teacher": "taught"}[role]
    assert doc[where] == [["Tower", "CN"]]
    grants = [grant for grant in doc["license_chain"] if grant[0] == "Tower"]
    # Whose outputs were trained on says nothing of the weights' licence.
    assert grants == ([["Tower", None]] if role == "component" else [])
