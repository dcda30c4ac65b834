from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_model, an_architecture

from llmselect.catalog.entries import Architecture, MixtureOfExperts, Parameters
from llmselect.estimate.memory import Setup, estimate_memory, place, place_within
from llmselect.estimate.memory.layer_weights import spread
from llmselect.units import GIB, MIB

# The dimensions of Qwen3-32B and of Qwen3-235B-A22B.
DENSE = an_architecture(
    model_type="qwen3", num_hidden_layers=64, hidden_size=5120, vocab_size=151936,
    intermediate_size=25600, num_attention_heads=64, num_key_value_heads=8, head_dim=128,
    qk_norm="head", tie_word_embeddings=False,
)  # fmt: skip
EXPERTS = replace(
    DENSE, model_type="qwen3_moe", num_hidden_layers=94, hidden_size=4096, num_key_value_heads=4,
    intermediate_size=12288, moe=MixtureOfExperts(128, 8, 1536),
)  # fmt: skip


def _model(architecture: Architecture):  # type: ignore[no-untyped-def]
    return a_model(architecture=architecture, parameters=Parameters(None, None))


def test_layers_are_dealt_out_as_llama_cpp_does() -> None:
    # il * 2 / 65 < 1: the first card gets layers 0 to 32, the second 31 and the output.
    placed = place(_model(DENSE), Setup(gpus=2))
    assert placed is not None
    assert [device.layers for device in placed.devices] == [33, 32]
    estimate = estimate_memory(_model(DENSE), Setup(gpus=2))
    assert estimate is not None
    assert sum(d.weights_bytes for d in placed.devices) == estimate.weights_bytes
    assert sum(d.cache_bytes for d in placed.devices) == estimate.kv_cache_bytes
    assert sum(d.total_bytes for d in placed.devices) <= estimate.total_bytes


def test_what_does_not_fit_stays_in_ram_the_first_layers_first() -> None:
    placed = place_within(_model(DENSE), Setup(), 12 * GIB)
    assert placed is not None
    assert placed.mode == "layers_in_ram"
    assert 0 < placed.gpu_layers < placed.layers == 65
    assert placed.largest_bytes <= 12 * GIB
    whole = estimate_memory(_model(DENSE), Setup())
    assert whole is not None
    # Nothing is lost between the card and RAM.
    held = placed.devices[0].weights_bytes + placed.devices[0].cache_bytes + placed.ram_bytes
    known = whole.weights_bytes + (whole.kv_cache_bytes or 0) + whole.weights_host_bytes
    assert known <= held < known + 64 * MIB  # with the input buffer in RAM


def test_one_more_layer_would_not_fit() -> None:
    model, budget = _model(DENSE), 12 * GIB
    placed = place_within(model, Setup(), budget)
    assert placed is not None
    one_layer = placed.devices[0].weights_bytes // placed.gpu_layers
    assert budget - placed.largest_bytes < 1.5 * one_layer


def test_of_a_mixture_the_experts_stay_in_ram() -> None:
    placed = place_within(_model(EXPERTS), Setup(), 24 * GIB)
    assert placed is not None
    assert placed.mode == "experts_in_ram"
    assert placed.gpu_layers == placed.layers == 95
    assert 0 < placed.expert_layers_in_ram < 94
    # A card computes with a matrix of experts that it fetches from RAM: 4096 x 1536 x 128
    # values in 4.5 or 6.5 bits beside its own buffer.
    alone = place(_model(EXPERTS), Setup())
    assert alone is not None
    fetched = placed.devices[0].compute_bytes - alone.devices[0].compute_bytes
    assert fetched == 4096 * 1536 * 128 * 210 // 256


def test_ollama_cannot_leave_experts_alone_in_ram() -> None:
    placed = place_within(_model(EXPERTS), Setup(engine="ollama"), 24 * GIB)
    assert placed is not None
    assert placed.mode == "layers_in_ram"
    assert placed.expert_layers_in_ram == 0


@pytest.mark.parametrize("engine", ["vllm", "sglang"])
def test_servers_divide_every_layer_and_leave_nothing_in_ram(engine: str) -> None:
    setup = Setup(engine=engine, quant="BF16").on_devices(4)
    placed = place(_model(DENSE), setup)
    assert placed is not None
    assert placed.mode == "tensor_parallel"
    assert len({device.total_bytes for device in placed.devices}) == 1
    assert place_within(_model(DENSE), setup, 12 * GIB) is None


def test_without_a_card_everything_lies_in_ram_once() -> None:
    tied = replace(DENSE, tie_word_embeddings=True)
    placed = place(_model(tied), Setup(gpus=0))
    on_card = estimate_memory(_model(tied), Setup())
    in_ram = estimate_memory(_model(tied), Setup(gpus=0))
    assert placed is not None
    assert on_card is not None
    assert in_ram is not None
    assert (placed.mode, placed.devices, placed.ram_bytes) == ("cpu", (), in_ram.total_bytes)
    assert in_ram.weights_host_bytes == in_ram.overhead_bytes == 0
    assert in_ram.weights_bytes == on_card.weights_bytes  # the tied table is not held twice


def test_not_even_the_buffers_fit() -> None:
    assert place_within(_model(DENSE), Setup(), 500 * MIB) is None


def test_shares_are_whole_bytes_and_add_up() -> None:
    assert sum(spread(100, [1, 1, 1])) == 100
    assert spread(7, [0, 0]) == [0, 0]
    assert spread(10, [3, 0, 7]) == [3, 0, 7]
