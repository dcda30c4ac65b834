"""Prices as shipped: what the source articles got right and wrong, and no placeholder zeros."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llmselect.catalog.schema.figures import ApiPriceRecord, PriceFile
from llmselect.catalog.yaml_loader import load
from llmselect.paths import data_root

FILES = {
    path.stem: PriceFile.model_validate(load(path).data)
    for path in sorted((data_root() / "catalog" / "prices").glob("*.yaml"))
    if path.stem != "rates"
}


def price(provider: str, model: str) -> ApiPriceRecord:
    [found] = [item for item in FILES[provider].prices if item.model == model]
    return found


@pytest.mark.parametrize(
    ("provider", "model", "input", "output"),
    [
        ("openai-api", "openai/gpt-4o", "2.5", "10"),
        ("openai-api", "openai/gpt-4o-mini", "0.15", "0.6"),
        ("mistral-api", "mistralai/Mistral-Large-3-675B-Instruct-2512", "0.5", "1.5"),
        ("plamo-api", "pfnet/PLaMo-3.0-Prime", "60", "250"),
    ],
)
def test_known_prices(provider: str, model: str, input: str, output: str) -> None:
    found = price(provider, model)
    assert (found.input, found.output) == (Decimal(input), Decimal(output))


def test_a_difference_between_lists_is_told() -> None:
    note = price("deepseek-api", "deepseek-ai/DeepSeek-V4-Flash").note
    assert note is not None
    assert "0.14" in note


def test_prices_are_above_zero_or_unknown() -> None:
    for file in FILES.values():
        for item in file.prices:
            for value in (item.input, item.output, item.cached_input):
                assert value != 0, (file.provider, item.model)


def test_one_price_a_model_in_files_named_like_their_provider() -> None:
    for name, file in FILES.items():
        assert name == file.provider
        models = [item.model for item in file.prices]
        assert len(models) == len(set(models))
        assert file.currency == ("JPY" if name in ("plamo-api", "sakura-ai-engine") else "USD")
