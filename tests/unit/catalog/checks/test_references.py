"""Ids that name nothing: beside those of test_checks, the ones that are easily forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, with_file
from small_catalog import MODELS, plant, write_root

from llmselect import paths
from llmselect.catalog.checks import validate

RATES, QUANTS = "catalog/prices/rates.yaml", "catalog/quantizations.yaml"
ANCESTOR = "license: free-1.0, source: card"
PRESET = """\
kind: preset
id: careful
name: Careful
title: {en: Careful, ja: 慎重}
summary: {en: Careful, ja: 慎重}
needs: {residency: [JP]}
examples:
  - provider: acme-api
    model: acme/none
    verdict: unknown
    why: {en: Nothing is known., ja: 不明}
as_of: 2026-11-01
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (MODELS, ANCESTOR, "license: fre-1.0, source: card"),
        (MODELS, ANCESTOR, "base_models: [far/none], " + ANCESTOR),
        (MODELS, "    license: free-1.0\n", "    license: free-1.0 OR (free-2.0 AND unknown)\n"),
        (MODELS, "    evidence:\n", "    native_quant: Q4_K_X\n    evidence:\n"),
        (RATES, "id: usd-jpy, value: 150", "id: street-price.card13.low, value: 150"),
        (QUANTS, "engines: [llama.cpp]", "engines: [lama.cpp]"),
        ("policies/regions.yaml", "source: card", "source: cart"),
        ("catalog/benchmarks/ja.yaml", "    source: card", "    source: cart"),
    ],
)
def test_an_id_that_names_nothing_is_a_fault(tmp_path: Path, file: str, old: str, new: str) -> None:
    line = plant(write_root(tmp_path), file, old, new)
    hits = found(tmp_path)
    assert {(where, slug) for where, _, slug in hits} == {(file, "unresolved")}
    assert {at for _, at, _ in hits} <= {line, line + 1}


def test_a_street_price_of_a_known_card_resolves(tmp_path: Path) -> None:
    new = "id: street-price.card12.low, value: 150"
    plant(write_root(tmp_path), RATES, "id: usd-jpy, value: 150", new)
    assert found(tmp_path) == set()


def test_a_published_file_is_in_a_known_quantisation(tmp_path: Path) -> None:
    line = with_file(write_root(tmp_path), "Q4_K_L", 4_920_000_000)
    assert found(tmp_path) == {(MODELS, line, "unresolved")}


def test_a_promise_for_a_model_that_is_not_here_is_a_warning(tmp_path: Path) -> None:
    text = (paths.data_root() / "policies/providers/azure-openai.yaml").read_text(encoding="utf-8")
    override = (
        "overrides:\n  - {id: x, what: {en: x, ja: x}, models: [acme/one-8c, acme/*], set: {}}\n"
    )
    head, tail = text.split("overrides:\n")
    write_root(tmp_path, policies__providers__azure=head + override + tail)
    hits = [item for item in validate(tmp_path)[1] if item.params.get("of") == "model"]
    own = [item for item in hits if str(item.params["id"]).startswith("acme/")]
    assert [(item.params["id"], item.severity) for item in own] == [("acme/one-8c", "warning")]
    assert hits[0].params["near"] == ("acme/one-8b",)


def test_the_examples_of_a_preset_name_what_exists(tmp_path: Path) -> None:
    write_root(tmp_path, policies__presets__careful=PRESET)
    file = "policies/presets/careful.yaml"
    assert found(tmp_path) == {(file, 8, "unresolved"), (file, 9, "unresolved")}
