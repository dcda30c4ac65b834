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


def test_a_price_brings_the_prices_beside_it() -> None:
    other = {"input": "0.5", "output": "3", "source": "old", "as_of": "2026-07-02"}
    steps = [
        {"above": 500, "input": "3", "output": "8"},
        {"above": 200, "input": "2", "output": "7"},
    ]
    doc = {"provider": "p", "model": "a/b", "ref": "b", "input": "1", "output": "6",
           "cached_input": None, "currency": "USD", "context": None, "source": "new",
           "as_of": "2026-11-12", "valid_from": None, "off_peak": None, "long": steps,
           "also": [other]}  # fmt: skip
    price = readers.price_from(doc)
    assert [(step.above, step.input) for step in price.long] == [(200, 2), (500, 3)]
    assert [(item.output, item.source) for item in price.also] == [(3, "old")]
    assert price.off_peak is None
    hours = {"weekdays": ["00:00-01:30", "10:00-24:00"], "weekend": ["00:00-24:00"]}
    off_peak = {"input": "0.5", "output": "3", "cached_input": None}
    read = readers.price_from(doc | {"off_peak": off_peak, "off_peak_hours": hours}).off_peak
    assert read is not None
    assert (read.output, read.hours_per_week) == (3, 125)  # 5 x 15.5 + 2 x 24, the half hour cut


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
