"""The licence files themselves: what the brief facts must say, and what may never stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from llmselect.catalog.schema.license import Business, FieldOfUse, LicenseFile
from llmselect.catalog.schema.reference import SourceFile
from llmselect.catalog.terms import License
from llmselect.catalog.yaml_loader import load, loads
from llmselect.profile import BUSINESSES, INDUSTRIES

ROOT = Path(__file__).resolve().parents[4]
FILES = sorted((ROOT / "policies" / "licenses").glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_named_after_its_licence_and_loads_without_problems(file: Path) -> None:
    document = load(file)
    assert document.problems == []
    assert document.data["id"] == file.stem


def test_every_source_is_declared(licenses: dict[str, License]) -> None:
    declared = SourceFile.model_validate(
        load(ROOT / "catalog" / "sources" / "licenses.yaml").data
    ).sources
    cited = {source for license in licenses.values() for source in license.sources}
    assert cited <= set(declared)


def test_the_profile_speaks_the_words_of_the_licences() -> None:
    assert set(FieldOfUse.__args__) <= set(INDUSTRIES)  # type: ignore[attr-defined]
    assert set(Business.__args__) <= set(BUSINESSES)  # type: ignore[attr-defined]


def test_llama_generations_differ_where_they_do(licenses: dict[str, License]) -> None:
    assert licenses["llama3"].outputs.may_train == "prohibited"
    assert licenses["llama3.1"].outputs.may_train == "conditional"
    assert [t.excluded for t in licenses["llama4"].territory or ()] == [("EU",)]
    assert licenses["llama3.1"].territory == ()
    for id in ("llama2", "llama3", "llama3.1", "llama3.2", "llama3.3", "llama4"):
        [line] = licenses[id].thresholds
        assert (line.operator, int(line.amount)) == (">", 700_000_000)
        assert line.measured == "frozen_before_release"


def test_nothing_unread_is_stated_as_absent(licenses: dict[str, License]) -> None:
    for license in licenses.values():
        if license.text_read == "unread":
            assert not license.thresholds_known, license.id
            assert license.outputs.may_train == "unknown", license.id
            assert license.redistribution.permission in ("unknown", "prohibited"), license.id


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_japanese_notes_are_japanese(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        if match := re.match(r"\s+(?:- )?ja: (.*)", line):
            assert re.search(r"[ぁ-んァ-ン一-龥]", match[1]), line


def test_the_example_of_the_readme_is_a_valid_licence() -> None:
    text = (ROOT / "policies" / "README.md").read_text("utf-8")
    example = re.search(r"```yaml\n(kind: license\n.*?)```", text, re.DOTALL)
    assert example
    document = loads(example[1], "README.md")
    assert document.problems == []
    LicenseFile.model_validate(document.data)
