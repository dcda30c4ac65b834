"""Every shipped entry can be read, and the oddities of documents survive."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llmselect.catalog import readers
from llmselect.catalog.store import Store

ARCHITECTURE = {"model_type": "x", "num_hidden_layers": 2, "hidden_size": 8, "vocab_size": 16}
MOE = {"num_experts": 8, "experts_per_token": 2, "moe_intermediate_size": 4}


def test_nested_blocks_become_records() -> None:
    read = readers.architecture_from(ARCHITECTURE | {"moe": MOE, "state": {"conv_kernel": 3}})
    assert read is not None
    assert read.moe is not None
    assert read.moe.num_experts == 8
    assert read.state is not None
    assert read.state.conv_kernel == 3
    assert read.mla is None
    assert readers.architecture_from(None) is None


@pytest.mark.parametrize(("gated", "expected"), [(True, True), (False, False), ("unknown", None)])
def test_gated_is_yes_no_or_unknown(gated: object, expected: bool | None) -> None:
    doc = {"format": "gguf", "ref": "a/b", "official": True, "gated": gated, "source": "s",
           "as_of": "2026-11-01"}  # fmt: skip
    assert readers.artifact_from(doc).gated is expected


def test_an_unknown_rate_is_no_rate() -> None:
    doc = {"id": "x", "value": "unknown", "unit": "u", "source": "s", "as_of": "2026"}
    assert readers.rate_from(doc) is None
    rate = readers.rate_from(doc | {"value": "157.47729333"})
    assert rate is not None
    assert rate.value == Decimal("157.47729333")


def test_every_shipped_entry_can_be_read(store: Store) -> None:
    assert len(store.models()) > 300
    assert len(store.gpus()) > 100
    assert all((store.engines(), store.quantizations(), store.licenses, store.providers))
    assert store.prices()
    assert store.offers()


def test_nothing_in_the_program_still_says_unknown(store: Store) -> None:
    said = [
        (model.id, name)
        for model in store.models()
        for name in ("developer_country", "license", "released", "reasoning", "tool_use",
                     "context_trained", "context_advertised", "languages", "native_quant")
        if getattr(model, name) in ("unknown", ("unknown",))
    ]  # fmt: skip
    assert said == []
    vendors = [gpu.id for gpu in store.gpus() if "unknown" in (gpu.memory_type, gpu.architecture)]
    assert vendors == []
