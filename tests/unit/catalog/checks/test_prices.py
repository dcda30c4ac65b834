"""A price of zero is a price that nobody stated."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found
from small_catalog import CLOUD, GPUS, plant, write_root

RATES, PRICES = "catalog/prices/rates.yaml", "catalog/prices/acme.yaml"
API = """\
kind: api-prices
provider: acme-api
currency: USD
prices:
  - {model: acme/one-8b, ref: one, input: 1, output: 2, source: card, as_of: 2026-11-01}
"""


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CLOUD, "price_per_gpu_hour: 0.8", "price_per_gpu_hour: 0"),
        (CLOUD, "price_per_gpu_hour: 0.8", 'price_per_gpu_hour: "0.0"'),
        (GPUS, "launch_price_usd: unknown", "launch_price_usd: 0"),
        (RATES, "value: 155", "value: 0"),
        (PRICES, "input: 1", "input: 0"),
        (PRICES, "output: 2", 'output: "0.00"'),
        (PRICES, "output: 2", "output: 2, cached_input: 0"),
    ],
)
def test_zero_is_a_fault(tmp_path: Path, file: str, old: str, new: str) -> None:
    line = plant(write_root(tmp_path, catalog__prices__acme=API), file, old, new)
    assert (file, line, "zero_price") in found(tmp_path)


def test_what_nobody_states_is_no_price(tmp_path: Path) -> None:
    plant(write_root(tmp_path), RATES, "value: 155", "value: unknown")
    assert found(tmp_path) == set()
