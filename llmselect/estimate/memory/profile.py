"""What an estimate needs to know of an architecture, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache, cached_property, lru_cache
from operator import attrgetter

from llmselect.catalog.entries import Architecture
from llmselect.estimate.memory.buffers import GraphShape, graph_shape
from llmselect.estimate.memory.kv_cache import CacheShape, cache_shape
from llmselect.estimate.memory.layer_weights import LayerWeights, layer_weights
from llmselect.estimate.memory.quant_mix import MIXES
from llmselect.estimate.memory.state import state_bytes_per_sequence
from llmselect.estimate.memory.table import Table
from llmselect.estimate.memory.tensors import tensor_table
from llmselect.estimate.memory.weights import Weights, checkpoint_weights, gguf_weights


class Profile:
    """Lazily derived shapes of one architecture, and its weights by quantisation."""

    def __init__(self, architecture: Architecture) -> None:
        self.architecture = architecture
        self._weights: dict[tuple[str, bool, bool, bool], Weights] = {}
        self._layers: dict[tuple[str, bool], LayerWeights] = {}

    @cached_property
    def table(self) -> Table:
        return tensor_table(self.architecture)

    @cached_property
    def values(self) -> int:
        """Weights that the table accounts for, tied tables once."""
        return self.table.vector_values + sum(
            [
                tensor.columns * tensor.rows * len(tensor.layers) * tensor.copies
                for tensor in self.table.tensors
            ]
        )

    @cached_property
    def cache(self) -> CacheShape:
        return cache_shape(self.architecture)

    @cached_property
    def graph(self) -> GraphShape:
        return graph_shape(self.architecture)

    @cached_property
    def state_bytes(self) -> int:
        """Of one sequence."""
        return state_bytes_per_sequence(self.architecture)

    def weights(
        self, quant: str, gguf: bool, imatrix: bool = False, native_experts: bool = False
    ) -> Weights | None:
        """Sizes in a GGUF mix or in a format of safetensors; None for an unknown name."""
        key = (quant, gguf, imatrix, native_experts)
        found = self._weights.get(key)
        if found is None:
            if gguf:
                known = quant in MIXES
                found = gguf_weights(self.table, quant, imatrix, native_experts) if known else None
            else:
                found = checkpoint_weights(self.table, quant)
            if found is not None:
                self._weights[key] = found
        return found

    def layer_weights(self, mix: str, native_experts: bool = False) -> LayerWeights:
        """Sizes in a GGUF mix, layer by layer."""
        key = (mix, native_experts)
        if key not in self._layers:
            self._layers[key] = layer_weights(self.table, mix, native_experts)
        return self._layers[key]


@lru_cache(maxsize=4096)
def profile(architecture: Architecture) -> Profile:
    """The profile of ``architecture``, shared by all models with the same dimensions.

    Architectures are told apart by identity, so their values are compared only once each.
    """
    return _shared(_values()(architecture))(architecture)


@lru_cache(maxsize=4096)
def _shared(_dimensions: tuple[object, ...]) -> Callable[[Architecture], Profile]:
    """One maker of profiles for all architectures of equal ``_dimensions``; it makes one."""
    made: list[Profile] = []

    def get(architecture: Architecture) -> Profile:
        if not made:
            made.append(Profile(architecture))
        return made[0]

    return get


@cache
def _values() -> Callable[[Architecture], tuple[object, ...]]:
    return attrgetter(*[field.name for field in fields(Architecture)])
