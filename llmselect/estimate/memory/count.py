"""The number of weights that a decoder's dimensions give: what a stated count has to agree with."""

from __future__ import annotations

from llmselect.catalog.entries import Architecture
from llmselect.estimate.memory.profile import profile

# Kinds whose weights the catalogue's dimensions do not describe in full, by ``model_type``. For
# them the stated count scales the tensor table (docs/methods/memory.md).
_PARTLY_DESCRIBED = frozenset(
    (
        "muse_glimmer", "muse_spark",  # matrices beside attention and feed-forward stage
        "longcat_flash",  # two attention stages and a dense one beside the experts of a layer
        "hrm_text", "zamba",  # layers that share their weights
    )
)  # fmt: skip


def count_values(architecture: Architecture) -> int | None:
    """Weights of the language model without layers for multi-token prediction.

    A tied embedding counts once. None for kinds of which the dimensions do not tell everything.
    """
    if architecture.model_type in _PARTLY_DESCRIBED:
        return None
    return profile(architecture).values
