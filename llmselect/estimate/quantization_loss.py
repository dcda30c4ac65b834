"""What quantisation costs: the measured increase of perplexity by model size and bits.

Medians over 21 model files in one harness (Thireus/GGUF-Tool-Suite ppl_graphs @384c1f85,
2026-08-21; English wiki text; interquartile range about half to twice the median). No board
measures the loss in Japanese.
"""

from __future__ import annotations

from bisect import bisect_left

# Upper ends of the columns in bits per weight, and of the rows in billions of parameters.
_BITS = (2.1, 2.6, 3.1, 3.6, 4.1, 4.6, 5.2, 6.0, 7.0)
_SIZES = (1.4, 3.0, 6.0, 14.0, 60.0)
_PERPLEXITY_INCREASE = (
    # <2.1  2.6    3.1    3.6    4.1    4.6   5.2   6.0   7.0   8+     (percent)
    (1900.0, 110.0, 130.0, 130.0, 90.0, 26.0, 10.0, 4.8, 0.6, 0.1),
    (500.0, 58.0, 58.0, 50.0, 31.0, 15.0, 6.4, 2.5, 0.9, 0.0),
    (190.0, 110.0, 34.0, 21.0, 13.0, 6.1, 1.9, 0.9, 0.3, 0.0),
    (118.0, 40.0, 40.0, 14.0, 8.8, 2.6, 0.9, 0.3, 0.3, 0.1),
    (58.0, 21.0, 19.0, 5.9, 3.8, 1.1, 0.8, 0.4, 0.2, 0.0),
    (42.0, 18.0, 11.0, 3.7, 3.4, 1.3, 1.1, 0.4, 0.1, 0.1),
)


def perplexity_increase(parameters: int, bits: float) -> float:
    """Percent over 16 bits for a model of so many weights at so many bits a weight."""
    row = bisect_left(_SIZES, parameters / 1e9)
    return _PERPLEXITY_INCREASE[row][bisect_left(_BITS, bits)]
