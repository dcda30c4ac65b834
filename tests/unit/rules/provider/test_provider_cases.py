"""tests/cases/providers.yaml and the presets' own examples, judged by the shipped policies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from provider_data import PRESETS, PROVIDERS

from llmselect.catalog.schema.preset import PresetFile
from llmselect.catalog.yaml_loader import load
from llmselect.data_needs import DataNeeds
from llmselect.rules.provider.judge import judge_provider, verdict_of

_FILE = Path(__file__).parents[3] / "cases" / "providers.yaml"
CASES: list[dict[str, Any]] = load(_FILE).data["cases"]


def needs_of(fields: dict[str, Any]) -> DataNeeds:
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in fields.items()}
    return DataNeeds(**values)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    needs, model = needs_of(case["needs"]), case.get("model")
    expected = {id: verdict for verdict, ids in case["expect"].items() for id in ids}
    found = {id: verdict_of(judge_provider(PROVIDERS[id], model, needs)) for id in expected}
    assert found == expected


@pytest.mark.parametrize("preset", PRESETS, ids=[preset.id for preset in PRESETS])
def test_presets_hold_their_own_examples(preset: PresetFile) -> None:
    needs = needs_of(preset.needs.model_dump())
    for example in preset.examples:
        found = verdict_of(judge_provider(PROVIDERS[example.provider], example.model, needs))
        assert found == example.verdict, example.provider
