"""A name that says where a model comes from, against the lineage that the catalogue gives it."""

from __future__ import annotations

from pathlib import Path

import yaml

from llmselect.catalog.entries import Model
from llmselect.catalog.store import Store

RULES = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "chinese_names.yaml").read_text(encoding="utf-8")
)
EXCEPTIONS: dict[str, str] = RULES["exceptions"] or {}


def is_named_chinese(model: Model) -> bool:
    return any(name in model.id.casefold() for name in RULES["names"])


def has_chinese_weights(model: Model) -> bool:
    return "CN" in model.lineage_countries


def test_a_chinese_name_has_china_in_its_lineage(store: Store) -> None:
    named = [model for model in store.models() if is_named_chinese(model)]
    assert len(named) > 100
    without = {model.id for model in named if not has_chinese_weights(model)}
    assert without == set(EXCEPTIONS)


def test_every_exception_has_a_reason() -> None:
    assert all(isinstance(reason, str) and len(reason) > 20 for reason in EXCEPTIONS.values())
