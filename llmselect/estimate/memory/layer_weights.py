"""Weights by repeating layer: the unit in which llama.cpp places a model on devices."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from llmselect.estimate.memory.quant_mix import (
    bytes_by_layer,
    choose,
    fitting_type,
    tensor_bytes,
)
from llmselect.estimate.memory.table import Role, Table, Tensor
from llmselect.estimate.memory.weights import is_expert

_BY_V = (Role.V, Role.QKV, Role.KV_B)
_BY_DOWN = (Role.GATE_UP, Role.DOWN)


class LayerWeights(NamedTuple):
    """Bytes on a device, by layer number; ``experts`` is the part of ``weights`` in experts.

    ``output`` lies behind the last layer. ``largest_matrix`` is what a device needs room for
    to compute with a matrix that lies in RAM.
    """

    weights: tuple[int, ...]
    experts: tuple[int, ...]
    output: int
    largest_matrix: int

    @property
    def total(self) -> int:
        return sum(self.weights) + self.output


def layer_weights(table: Table, mix: str, native_experts: bool = False) -> LayerWeights:
    """The tensor table in ``mix``, layer by layer. Vectors are dealt out evenly."""
    weights = spread(table.vectors.device, [1] * table.layers)
    experts = [0] * table.layers
    output = largest = 0
    for tensor in table.tensors:
        kept = native_experts and is_expert(tensor)
        named = "MXFP4_MOE" if kept else mix
        sizes = bytes_by_layer(tensor, table, mix, choose(tensor, table, named, False))
        if tensor.role in (Role.EMBEDDING, Role.OUTPUT):
            # An embedding table stays in RAM; a tied one is copied to serve as the output.
            if tensor.role is Role.OUTPUT or (table.tied and not tensor.per_layer):
                output += sum(sizes)
            continue
        largest = max(largest, *[size // tensor.copies for size in sizes])
        for layer, size in zip(layer_numbers(tensor, table), sizes, strict=True):
            weights[layer] += size
            if is_expert(tensor):
                experts[layer] += size
    return LayerWeights(tuple(weights), tuple(experts), output, largest)


class WeightGroup(NamedTuple):
    """Tensors that serve one end: bytes on a device, how many values, of which types."""

    bytes: int
    values: int
    types: tuple[str, ...]


def weight_groups(table: Table, mix: str, native_experts: bool = False) -> dict[str, WeightGroup]:
    """The table by purpose: vectors, attention, feed_forward, experts, output.

    ``attention`` includes recurrent and convolution mixers; what is absent is left out.
    """
    groups = {"vectors": WeightGroup(table.vectors.device, table.vector_values, ("F32",))}
    for tensor in table.tensors:
        if tensor.on_host and (tensor.per_layer or not table.tied):
            continue
        kept = native_experts and is_expert(tensor)
        choice = choose(tensor, table, "MXFP4_MOE" if kept else mix, False)
        name = _group(tensor)
        size, values, types = groups.get(name, (0, 0, ()))
        actual = {fitting_type(type, tensor.columns) for type in (choice.first, choice.rest)}
        groups[name] = WeightGroup(
            size + tensor_bytes(tensor, table, mix, choice).device,
            values + tensor.columns * tensor.rows * len(tensor.layers) * tensor.copies,
            tuple(sorted(actual.union(types))),
        )
    return {name: group for name, group in groups.items() if group.bytes}


def _group(tensor: Tensor) -> str:
    if tensor.role in (Role.EMBEDDING, Role.OUTPUT):
        return "output"
    if is_expert(tensor):
        return "experts"
    return "feed_forward" if tensor.role in _BY_DOWN else "attention"


def layer_numbers(tensor: Tensor, table: Table) -> tuple[int, ...]:
    """Numbers of the layers that hold ``tensor``, whose own positions are those of the mix."""
    if tensor.role in _BY_V:
        return tuple([table.v_numbers[i] for i in tensor.layers])
    if tensor.role in _BY_DOWN:
        return tuple([table.down_numbers[i] for i in tensor.layers])
    return tensor.layers


def spread(total: int, shares: list[int]) -> list[int]:
    """``total`` in whole bytes in proportion to ``shares``; the parts add up to it."""
    whole = sum(shares)
    if not whole:
        return [0] * len(shares)
    bounds, sum_of_shares = [0], 0
    for share in shares:
        sum_of_shares += share
        bounds.append(total * sum_of_shares // whole)
    return [after - before for before, after in pairwise(bounds)]
