"""What people type, in tests/cases/gpu_names.yaml and model_names.yaml, and what it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError
from llmselect.recommend.resolve import resolve_gpu

CASES = Path(__file__).resolve().parents[2] / "cases"


def cases(file: str, key: str = "names") -> list[Any]:
    entries = yaml.safe_load((CASES / file).read_text(encoding="utf-8"))[key]
    return [pytest.param(entry, id=entry["input"]) for entry in entries]


@pytest.fixture
def store(store: Store) -> Store:
    return Store(store._connection)  # with no notes of earlier names


@pytest.mark.parametrize("case", cases("gpu_names.yaml"))
def test_a_gpu(case: dict[str, Any], store: Store) -> None:
    if case["gpu"] in ("ambiguous", "unknown"):
        with pytest.raises(LlmselectError) as refused:
            resolve_gpu(store, case["input"])
        assert refused.value.slug.startswith(f"{case['gpu']}_name")
        near = refused.value.params.get("near", ())
        assert set(case.get("near", ())) <= set(near)  # type: ignore[call-overload]
        return
    choice = resolve_gpu(store, case["input"])
    assert (choice.id, choice.count) == (case["gpu"], case.get("count", 1))
    assert bool(store.warnings) is case.get("note", False)


@pytest.mark.parametrize("case", cases("model_names.yaml"))
def test_a_model(case: dict[str, Any], store: Store) -> None:
    assert store.resolve("model", case["input"]) == case["model"]
    if "note" in case:
        assert bool(store.warnings) is case["note"]


@pytest.mark.parametrize("case", cases("model_names.yaml", "refused"))
def test_a_model_that_is_not_there_or_not_one(case: dict[str, Any], store: Store) -> None:
    with pytest.raises(LlmselectError) as refused:
        store.resolve("model", case["input"])
    assert refused.value.slug == case["error"]
    near = refused.value.params.get("near", ())
    assert set(case.get("near", ())) <= set(near)  # type: ignore[call-overload]
