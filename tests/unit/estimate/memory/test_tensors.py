"""The tensor table counts every weight, also of classes that llama.cpp has no name for."""

from __future__ import annotations

import pytest

from llmselect.catalog.entries import Architecture, RecurrentState
from llmselect.estimate.memory.table import Table
from llmselect.estimate.memory.tensors import tensor_table

_OLMO_HYBRID = 7_430_870_688  # checkpoint of allenai/Olmo-Hybrid-7B


def _hybrid(model_type: str) -> Architecture:
    return Architecture(
        model_type, 32, 3840, 100352, intermediate_size=11008, num_attention_heads=30,
        num_key_value_heads=30, head_dim=128, tie_word_embeddings=False, layer_pattern="LLLF" * 8,
        state=RecurrentState(
            linear_num_key_heads=30, linear_num_value_heads=30, linear_key_head_dim=96,
            linear_value_head_dim=192, linear_conv_kernel_dim=4,
        ),
    )  # fmt: skip


def _values(table: Table) -> int:
    matrices = [t.columns * t.rows * len(t.layers) * t.copies for t in table.tensors]
    return sum(matrices) + table.vector_values


def test_a_class_without_a_name_keeps_its_linear_attention() -> None:
    table = tensor_table(_hybrid("olmo_hybrid"))
    assert _values(table) == pytest.approx(_OLMO_HYBRID, rel=0.001)
    assert table.v_layers == 32


def test_delta_attention_of_any_class_has_values() -> None:
    state = RecurrentState(linear_num_heads=32, linear_head_dim=128, linear_conv_kernel_dim=4)

    def shape(model_type: str) -> Architecture:
        return Architecture(
            model_type, 4, 2304, 1000, intermediate_size=9216, num_attention_heads=32,
            num_key_value_heads=32, head_dim=72, tie_word_embeddings=False, layer_pattern="KKKF",
            state=state,
        )  # fmt: skip

    new, known = (_values(tensor_table(shape(kind))) for kind in ("kimi_k9", "kimi_linear"))
    assert new == known
