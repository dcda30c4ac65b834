from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from llmselect import paths
from llmselect.catalog.yaml_loader import loads
from llmselect.cli.catalog_schema import kinds, schema_of
from llmselect.policy.profile_file import load_profile

Run = Callable[..., Any]
COMMITTED = paths.PACKAGE.parent / "docs" / "reference" / "schemas"


def test_without_a_kind_it_lists_them(run: Run) -> None:
    result = run("catalog", "schema")
    assert (result.code, result.err) == (0, "")
    files, reports = kinds()
    assert {line.split()[0] for line in result.out.splitlines() if line.startswith("  ")} == {
        *files, *reports,
    }  # fmt: skip
    for wanted in ("models", "accelerators", "license", "provider", "profile", "recommend", "vram",
                   "license-check", "model-show", "gpu-show", "provider-show"):  # fmt: skip
        assert f"  {wanted} " in result.out
    assert "YAML" in run("catalog", "schema", "--locale", "ja").out


@pytest.mark.parametrize("kind", ["models", "License", "license check", "llmselect.vram/1"])
def test_a_kind_is_printed_or_written(run: Run, tmp_path: Path, kind: str) -> None:
    result = run("catalog", "schema", "--of", kind)
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == schema_of(kind)
    assert run("catalog", "schema", "--of", kind, "-o", str(tmp_path / "x.json")).out == ""
    assert (tmp_path / "x.json").read_text(encoding="utf-8") == result.out


def test_a_kind_that_is_none_is_refused_with_its_neighbours(run: Run) -> None:
    result = run("catalog", "schema", "--of", "modles")
    assert (result.code, result.out) == (2, "")
    assert "models" in result.err


def test_the_committed_schemas_are_what_the_code_gives(run: Run, tmp_path: Path) -> None:
    """If this fails: ``llmselect catalog schema --all docs/reference/schemas``, and commit."""
    assert run("catalog", "schema", "--all", str(tmp_path / "new")).code == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "new").iterdir()}
    kept = {path.name: path.read_text(encoding="utf-8") for path in COMMITTED.glob("*.json")}
    assert sorted(kept) == sorted(made)
    assert [name for name in made if made[name] != kept[name]] == []


def test_a_folder_that_cannot_be_made_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("catalog", "schema", "--all", str(tmp_path / "file"))
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("organization: {revenue: 9.9億円, mau: 20000, uses: internal, users_in: [JP]}", True),
        ("organization: {mau: 2万, country: jp, industries: [], purpose: commercial}", True),
        ("models: [a, b]\npreset: x", True),
        ("organization: {revenue: 990000000}", False),
        ("organization: {uses: [internel]}", False),
        ("organization: {entity: firm}", False),
        ("organisation: {}", False),
    ],
)
def test_the_profile_schema_agrees_with_its_loader(tmp_path: Path, text: str, good: bool) -> None:
    valid = Draft202012Validator(schema_of("profile")).is_valid(loads(text, "x").data)
    path = tmp_path / "llmselect.yaml"
    path.write_text(text, encoding="utf-8")
    if good:
        load_profile(path)
    else:
        with pytest.raises(Exception, match="in_file"):
            load_profile(path)
    assert valid is good
