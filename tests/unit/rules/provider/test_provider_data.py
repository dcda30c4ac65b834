"""What every file of policies/providers/ keeps to, and the example of its README."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from provider_data import POLICIES

from llmselect.catalog.schema.provider import ProviderFile
from llmselect.catalog.yaml_loader import load, loads

FILES = sorted((POLICIES / "providers").glob("*.yaml"))


def sources_in(doc: Any) -> Iterator[str]:
    """Every ``source`` that any part of the document names."""
    if isinstance(doc, dict):
        if isinstance(doc.get("source"), str):
            yield doc["source"]
        for value in doc.values():
            yield from sources_in(value)
    elif isinstance(doc, list):
        for value in doc:
            yield from sources_in(value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_sources_of_the_cells_are_those_of_the_file(file: Path) -> None:
    data = load(file).data
    assert set(sources_in(data)) <= set(data["sources"])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_japanese_notes_are_japanese(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        if match := re.match(r"\s+(?:- )?ja: (.*)", line):
            assert re.search(r"[ぁ-んァ-ン一-龥]", match[1]), line


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_list_that_may_not_be_taken_over_gives_no_certificate(file: Path) -> None:
    basis = load(file).data["basis"]["source"]
    for name, cell in load(file).data["compliance"].items():
        if cell.get("source", basis).startswith("infercheck"):
            assert cell["value"] == "unknown", name


def test_the_example_of_the_readme_is_a_valid_provider() -> None:
    text = (POLICIES / "README.md").read_text("utf-8")
    example = re.search(r"```yaml\n(# [^\n]*\nkind: provider\n.*?)```", text, re.DOTALL)
    assert example
    document = loads(example[1], "README.md")
    assert document.problems == []
    ProviderFile.model_validate(document.data)
