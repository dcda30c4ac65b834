"""Recurrent state: memory that each sequence needs whatever its length."""

from __future__ import annotations

from llmselect.catalog.entries import Architecture, RecurrentState
from llmselect.estimate.memory.layout import layout

_F32 = 4


def state_bytes_per_sequence(architecture: Architecture) -> int:
    """Convolution and recurrent state of all such layers, in F32 as llama.cpp keeps it."""
    values = sum(state_values(architecture))
    return values * _F32


def state_values(architecture: Architecture) -> tuple[int, int]:
    """(convolution, recurrent) values of one sequence over all layers."""
    state = architecture.state
    if state is None:
        return 0, 0
    convolution = recurrent = 0
    for kind, layers in layout(architecture).mixers.items():
        conv, rec = _layer(kind, state, architecture.hidden_size)
        convolution += conv * len(layers)
        recurrent += rec * len(layers)
    return convolution, recurrent


def state_values_by_layer(architecture: Architecture) -> list[int]:
    """Values of one sequence, by layer number."""
    values = [0] * architecture.num_hidden_layers
    if architecture.state is not None:
        for kind, layers in layout(architecture).mixers.items():
            one = sum(_layer(kind, architecture.state, architecture.hidden_size))
            for layer in layers:
                values[layer] += one
    return values


def _layer(kind: str, state: RecurrentState, hidden: int) -> tuple[int, int]:
    if kind == "gdn":
        key_dim = state.linear_key_head_dim or 0
        inner = (state.linear_num_value_heads or 0) * (state.linear_value_head_dim or 0)
        keys = (state.linear_num_key_heads or 0) * key_dim
        steps = (state.linear_conv_kernel_dim or 4) - 1
        return steps * (inner + 2 * keys), key_dim * inner
    if kind == "kda":
        inner = (state.linear_num_heads or 0) * (state.linear_head_dim or 0)
        steps = (state.linear_conv_kernel_dim or 4) - 1
        return 3 * steps * inner, inner * (state.linear_head_dim or 0)
    if kind == "mamba2":
        inner = (state.mamba_num_heads or 0) * (state.mamba_head_dim or 0)
        size = state.mamba_state_size or 0
        steps = (state.mamba_conv_kernel or 4) - 1
        return steps * (inner + 2 * (state.mamba_n_groups or 1) * size), size * inner
    if kind == "mamba1":
        inner = (state.mamba1_expand or 2) * hidden
        return ((state.mamba1_conv or 4) - 1) * inner, (state.mamba1_state_size or 16) * inner
    if kind == "conv":
        return ((state.conv_kernel or 3) - 1) * hidden, 0
    return 0, 0
