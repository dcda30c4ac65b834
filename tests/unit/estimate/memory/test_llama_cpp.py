"""Against allocations that llama.cpp printed: tests/data/memory_oracle.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from llmselect.catalog.entries import (
    Architecture,
    LatentAttention,
    MixtureOfExperts,
    RecurrentState,
)
from llmselect.estimate.memory import Setup
from llmselect.estimate.memory.llama_cpp import parts
from llmselect.estimate.memory.profile import Profile, profile

_DATA = Path(__file__).resolve().parents[3] / "data" / "memory_oracle.jsonl"
_LINES = [json.loads(line) for line in _DATA.read_text(encoding="utf-8").splitlines()]
_ROWS: list[dict[str, Any]] = [line for line in _LINES if "model" in line]
_BLOCKS = {"moe": MixtureOfExperts, "mla": LatentAttention, "state": RecurrentState}


def _profile(row: dict[str, Any]) -> Profile:
    values = dict(row["architecture"])
    for name, kind in _BLOCKS.items():
        if name in values:
            values[name] = kind(**values[name])
    return profile(Architecture(**values))


def _named(row: dict[str, Any]) -> str:
    return f"{row['architecture']['gguf']}-{row['setup']['quant']}-{row['setup']['context']}"


@pytest.mark.parametrize("row", _ROWS, ids=_named)
def test_weights_are_exact_to_the_byte(row: dict[str, Any]) -> None:
    weights = _profile(row).weights(row["setup"]["quant"], True, row["imatrix"])
    assert weights is not None
    assert weights.device_bytes == row["device_weights"]
    assert weights.host_bytes == row["host_weights"]
    assert row["file"] in (None, weights.file_bytes)


@pytest.mark.parametrize("row", _ROWS, ids=_named)
def test_cache_and_state_are_exact_to_the_byte(row: dict[str, Any]) -> None:
    measured = parts(_profile(row), Setup(**row["setup"]))
    assert measured.kv_cache + measured.state == row["context"]


def test_compute_buffers_are_close() -> None:
    errors = sorted(
        abs(parts(_profile(row), Setup(**row["setup"])).compute / row["compute"] - 1)
        for row in _ROWS
    )
    assert errors[len(errors) // 2] <= 0.01
    assert errors[int(len(errors) * 0.95)] <= 0.15


def test_every_architecture_of_the_sample_is_its_own() -> None:
    assert len({row["architecture"]["gguf"] for row in _ROWS}) > 55
