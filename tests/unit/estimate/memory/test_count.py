"""Counts of weights against what publishers' checkpoints hold (safetensors totals, 2026-11)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from llmselect.catalog.entries import Architecture, RecurrentState
from llmselect.estimate.memory.count import count_values

LLAMA = Architecture(
    model_type="llama", num_hidden_layers=32, hidden_size=4096, vocab_size=128256,
    intermediate_size=14336, num_attention_heads=32, num_key_value_heads=8, head_dim=128,
    tie_word_embeddings=False,
)  # fmt: skip
# Gated delta nets of a class that llama.cpp does not store as one matrix with V.
OLMO_HYBRID = Architecture(
    model_type="olmo_hybrid", num_hidden_layers=32, hidden_size=3840, vocab_size=100352,
    intermediate_size=11008, num_attention_heads=30, num_key_value_heads=30, head_dim=128,
    tie_word_embeddings=False, layer_pattern="LLLF" * 8,
    state=RecurrentState(
        linear_num_key_heads=30, linear_num_value_heads=30, linear_key_head_dim=96,
        linear_value_head_dim=192, linear_conv_kernel_dim=4,
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("architecture", "weights"), [(LLAMA, 8_030_261_248), (OLMO_HYBRID, 7_430_870_688)]
)
def test_the_checkpoints_total(architecture: Architecture, weights: int) -> None:
    assert count_values(architecture) == pytest.approx(weights, rel=0.0002)


def test_a_tied_table_counts_once() -> None:
    tied = count_values(replace(LLAMA, tie_word_embeddings=True))
    assert tied == (count_values(LLAMA) or 0) - 4096 * 128256


def test_linear_layers_of_an_unknown_class_keep_their_values() -> None:
    """Kimi's delta attention: the value projection is there whatever the class is called."""
    state = RecurrentState(linear_num_heads=32, linear_head_dim=128, linear_conv_kernel_dim=4)
    known = replace(LLAMA, model_type="kimi_linear", layer_pattern="K" * 32, state=state)
    other = replace(known, model_type="some_other_linear")
    assert count_values(other) == count_values(known)


def test_two_stages_a_layer_are_not_told_by_the_dimensions() -> None:
    assert count_values(replace(LLAMA, model_type="longcat_flash")) is None
