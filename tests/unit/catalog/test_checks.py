"""Every fault is found, in its file, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_catalog import GPUS, LICENSE, MODELS, plant, write_root

from llmselect.catalog.checks import validate

TWO = """\
kind: models
developer: acme
family: Two
evidence: {source: card, as_of: 2026-11-01}
models:
  - id: %s
    name: Two
    aliases: [%s]
    released: unknown
    kind: instruct
    base_models: %s
    license: free-1.0
    parameters: {total: unknown, active: unknown}
    architecture: unknown
    context: {trained: unknown, advertised: unknown}
    languages: unknown
    reasoning: unknown
    tool_use: unknown
"""
PRICES = """\
kind: api-prices
provider: acme-api
currency: USD
prices:
  - {model: acme/one-8b, ref: one, input: 0, output: 1, source: card, as_of: 2026-11-01}
  - {model: acme/none, ref: none, input: 1, output: 1, source: card, as_of: 2026-11-01}
"""
CLOUD, BOARDS = "catalog/clouds/sky.yaml", "catalog/benchmarks/ja.yaml"


def found(root: Path) -> set[tuple[str, int, str]]:
    return {(item.file, item.line, item.slug) for item in validate(root)[1]}


def test_a_root_without_faults_has_none(tmp_path: Path) -> None:
    files, problems = validate(write_root(tmp_path))
    assert (files, problems) == (12, [])


@pytest.mark.parametrize(
    ("file", "old", "new", "slug"),
    [
        (MODELS, "reasoning: none", "reasonning: none", "unknown_key"),
        (MODELS, "tool_use: unknown", "tool_use: true\n    tool_use: false", "duplicate_key"),
        (MODELS, "family: One", "family: no", "looks_boolean"),
        (MODELS, "name: One 8B", "name: 1.10", "looks_version"),
        (MODELS, "trained: 8192", "trained: 8e3", "looks_exponent"),
        (MODELS, "kind: instruct", "kind: instrument", "not_a_choice"),
        (MODELS, "released: 2026-10-01", "released: 2026-13-01", "bad_value"),
        (MODELS, "total: 8000000000", "total: 8B", "bad_value"),
        (MODELS, "total: 8000000000", "total: 0", "bad_value"),
        (MODELS, "kind: models", "kind: model", "bad_kind"),
        (MODELS, "developer: acme", "developer: acmee", "unresolved"),
        (MODELS, "base_models: [far/root]", "base_models: [far/rood]", "unresolved"),
        (MODELS, "tool_use: unknown", "tool_use: unknown\n    components: [a/none]", "unresolved"),
        (MODELS, "tool_use: unknown", "tool_use: unknown\n    teachers: [a/none]", "unresolved"),
        (MODELS, "tool_use: unknown", "tool_use: unknown\n    teachers: [Qwen]", "bad_form"),
        (MODELS, "    license: free-1.0\n", "    license: free-1.0 AND fre\n", "unresolved"),
        (MODELS, "languages: [en, ja]", "languages: [en, jp]", "unresolved"),
        (MODELS, "{of: [released], source: card", "{of: [released], source: cart", "unresolved"),
        (MODELS, "{of: [released]", "{of: [relesed]", "unresolved"),
        (LICENSE, "sources: [card]", "sources: [cart]", "unresolved"),
        (LICENSE, "commercial_use: permitted", "commercial_use: yes", "looks_boolean"),
        (GPUS, "backend: cuda", "backend: cudda", "not_a_choice"),
        (GPUS, "memory_gib: 12", "memory_gib: ]", "yaml_syntax"),
        (CLOUD, "gpu: card12", "gpu: card13", "unresolved"),
        (BOARDS, "boards: [board]", "boards: [bord]", "unresolved"),
        ("catalog/developers.yaml", "country: JP", "country: XX", "unresolved"),
    ],
)
def test_a_fault_is_found_at_its_line(
    tmp_path: Path, file: str, old: str, new: str, slug: str
) -> None:
    line = plant(write_root(tmp_path), file, old, new)
    hits = {(at, what) for where, at, what in found(tmp_path) if where == file}
    lines = {at for at, what in hits if what == slug}
    assert lines & {line, line + 1}, hits
    if "\n" not in new:
        assert line in lines, hits


def test_a_key_that_is_missing_is_named(tmp_path: Path) -> None:
    plant(write_root(tmp_path), MODELS, "    tool_use: unknown\n", "")
    missing = [item for item in validate(tmp_path)[1] if item.slug == "missing_key"]
    assert [item.params["key"] for item in missing] == ["models.0.tool_use"]


def test_a_misspelt_name_comes_with_the_nearest(tmp_path: Path) -> None:
    plant(write_root(tmp_path), MODELS, "reasoning: none", "reasonning: none")
    near = {item.slug: item.params.get("near") for item in validate(tmp_path)[1]}
    assert near["unknown_key"] == ("reasoning",)


@pytest.mark.parametrize(
    ("id", "alias", "slug"),
    [("acme/two", "ONE", "alias_claimed"), ("acme/one-8b", "two", "duplicate_entry")],
)
def test_two_entries_do_not_share_a_name(tmp_path: Path, id: str, alias: str, slug: str) -> None:
    write_root(tmp_path, catalog__models__acme__two=TWO % (id, alias, "[]"))
    assert found(tmp_path) == {("catalog/models/acme/two.yaml", 6, slug)}


def test_a_model_that_descends_from_itself(tmp_path: Path) -> None:
    write_root(tmp_path, catalog__models__acme__two=TWO % ("acme/two", "two", "[acme/one-8b]"))
    line = plant(tmp_path, MODELS, "base_models: [far/root]", "base_models: [acme/two]")
    assert found(tmp_path) == {
        (MODELS, line, "base_model_cycle"),
        ("catalog/models/acme/two.yaml", 11, "base_model_cycle"),
    }


def test_prices_are_for_known_models_and_channels_and_never_zero(tmp_path: Path) -> None:
    write_root(tmp_path, catalog__prices__acme=PRICES)
    file = "catalog/prices/acme.yaml"
    assert found(tmp_path) == {
        (file, 2, "unresolved"), (file, 5, "zero_price"), (file, 6, "unresolved"),
    }  # fmt: skip


def test_a_score_of_a_model_that_is_not_in_the_catalogue(tmp_path: Path) -> None:
    line = plant(write_root(tmp_path), BOARDS, "acme/one-8b:", "acme/one-8c:")
    assert (BOARDS, line, "unresolved") in found(tmp_path)


def test_an_engines_default_quantisation_exists(tmp_path: Path) -> None:
    file = "catalog/engines/llama.cpp.yaml"
    line = plant(write_root(tmp_path), file, "default_quant: Q4_K_M", "default_quant: Q4_K_N")
    assert (file, line, "unresolved") in found(tmp_path)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    write_root(tmp_path)
    plant(tmp_path, MODELS, "developer: acme", "developer: acmee")
    plant(tmp_path, LICENSE, "sources: [card]", "sources: [cart]")
    plant(tmp_path, BOARDS, "evidence: direct", "evidence: hearsay")
    assert {file for file, _, _ in found(tmp_path)} == {MODELS, LICENSE, BOARDS}


def test_a_file_that_failed_on_its_own_does_not_make_others_fail(tmp_path: Path) -> None:
    plant(write_root(tmp_path), GPUS, "backend: cuda", "backend: cudda")
    assert {file for file, _, _ in found(tmp_path)} == {GPUS}


def test_the_shipped_catalogue_has_no_fault() -> None:
    from llmselect import paths

    problems = validate(paths.data_root())[1]
    assert [item for item in problems if item.severity == "error"] == []
