"""Bits per weight by quantisation, for models of which only the number of weights is known.

(lowest, median, highest) over 717 models where llama.cpp was asked (docs/methods/memory.md); for
mixes outside that measurement the block type's own bits, with a wide range.
"""

from __future__ import annotations

from llmselect.estimate.memory.quant_mix import BLOCKS, MIXES
from llmselect.estimate.memory.weights import SCHEMES

_MEASURED = {
    "F16": (16.0, 16.0, 16.1), "BF16": (16.0, 16.0, 16.1), "Q8_0": (8.5, 8.501, 8.59),
    "Q6_K": (6.56, 6.564, 8.5), "Q5_K_M": (5.58, 5.70, 7.56), "Q4_K_M": (4.62, 4.89, 7.36),
    "Q4_0": (4.5, 4.60, 7.01), "IQ4_XS": (4.26, 4.42, 7.0), "Q3_K_M": (3.6, 3.97, 7.03),
    "Q2_K": (2.82, 3.12, 6.88),
}  # fmt: skip
_MORE_THAN_BASE, _LARGE_EMBEDDINGS = 1.07, 1.5


def bits_per_weight(quant: str) -> tuple[float, float, float] | None:
    """(low, likely, high); None for a quantisation that nobody here knows."""
    if quant in _MEASURED:
        return _MEASURED[quant]
    if quant in MIXES:
        block, size = BLOCKS[MIXES[quant]]
        base = size * 8 / block
        return base, base * _MORE_THAN_BASE, base * _LARGE_EMBEDDINGS
    scheme = SCHEMES.get(quant)
    if scheme is None:
        return None
    # Embeddings of small models weigh more than their share.
    kept = 1.0 if scheme.embeddings or scheme.bits >= 16 else 1.12
    return scheme.bits, scheme.bits * kept, scheme.bits * kept * _LARGE_EMBEDDINGS
