from __future__ import annotations

import pytest

from llmselect.estimate.quantization_loss import perplexity_increase

SIZES = [500 * 10**6, 2 * 10**9, 4 * 10**9, 8 * 10**9, 32 * 10**9, 400 * 10**9]


@pytest.mark.parametrize(
    ("parameters", "bits", "percent"),
    [
        (8 * 10**9, 4.8, 0.9),
        (8 * 10**9, 3.3, 14.0),
        (600 * 10**6, 4.8, 10.0),
        (14 * 10**9, 4.1, 8.8),  # the ends belong to their own row and column
        (32 * 10**9, 16.0, 0.0),
    ],
)
def test_the_measured_table_is_read_at_size_and_bits(
    parameters: int, bits: float, percent: float
) -> None:
    assert perplexity_increase(parameters, bits) == percent


@pytest.mark.parametrize("parameters", SIZES)
def test_from_four_bits_on_more_bits_never_lose_more(parameters: int) -> None:
    losses = [perplexity_increase(parameters, bits) for bits in (4.0, 4.5, 4.8, 5.5, 6.6)]
    assert losses == sorted(losses, reverse=True)


@pytest.mark.parametrize("bits", [2.5, 3.5, 4.0])
def test_small_models_lose_most(bits: float) -> None:
    assert perplexity_increase(SIZES[1], bits) > perplexity_increase(SIZES[4], bits)
