"""Prices as shipped: what the source articles got right and wrong, and no placeholder zeros."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

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


def test_a_difference_between_lists_is_kept() -> None:
    [other] = price("deepseek-api", "deepseek-ai/DeepSeek-V4-Flash").also
    assert (other.input, other.output, other.as_of) == (
        Decimal("0.14"), Decimal("0.28"), "2026-07-02",
    )  # fmt: skip


def test_the_newest_list_leads_and_the_others_differ_from_it() -> None:
    for file in FILES.values():
        for item in file.prices:
            for other in item.also:
                assert other.as_of <= item.as_of, (file.provider, item.model)
                assert (other.input, other.output) != (item.input, item.output), item.model


def test_off_peak_costs_half_at_deepseek() -> None:
    found = price("deepseek-api", "deepseek-ai/DeepSeek-V4-Pro")
    assert found.off_peak is not None
    assert (found.input, found.off_peak.input) == (Decimal("1.32"), Decimal("0.66"))


def test_other_prices_lie_on_their_side_of_the_price() -> None:
    for file in FILES.values():
        for item in file.prices:
            where = (file.provider, item.model)
            steps = [step.above for step in item.long]
            assert steps == sorted(set(steps)), where
            if not isinstance(item.input, Decimal) or not isinstance(item.output, Decimal):
                beside = (item.long, item.batch, item.off_peak, item.also)
                assert beside == ([], None, None, []), where
                continue
            for cheaper in (item.batch, item.off_peak):
                assert cheaper is None or cheaper.input < item.input, where
                assert cheaper is None or cheaper.output < item.output, where
            for step in item.long:
                assert step.input > item.input, where
                assert step.output >= item.output, where


def test_nothing_is_listed_that_a_channel_has_taken_off() -> None:
    for file in FILES.values():
        for item in file.prices:
            assert item.valid_to is None or item.valid_to > item.as_of, (file.provider, item.model)


def test_bedrock_without_the_surcharge_of_a_region() -> None:
    """The list has GPT-5.5 at 5.5 / 33 bound to a region and at 5 / 30 without."""
    found = price("aws-bedrock", "openai/gpt-5.5")
    assert (found.input, found.output, found.also) == (Decimal(5), Decimal(30), [])


def test_off_peak_prices_need_their_hours() -> None:
    off_peak = {"input": 1, "output": 2}
    item = {"model": "a/b", "ref": "b", "input": 2, "output": 4, "source": "s", "as_of": "2026",
            "off_peak": off_peak}  # fmt: skip
    file = {"kind": "api-prices", "provider": "a", "currency": "USD", "prices": [item]}
    with pytest.raises(ValidationError, match="off_peak_hours"):
        PriceFile.model_validate(file)
    hours = {"weekdays": ["10:00-24:00"], "weekend": ["00:00-24:00"]}
    PriceFile.model_validate(file | {"off_peak_hours": hours})


def test_prices_are_above_zero_or_unknown() -> None:
    for file in FILES.values():
        for item in file.prices:
            pairs = [pair for pair in (item.batch, item.off_peak) if pair is not None]
            further = [
                v for pair in (*pairs, *item.long, *item.also) for v in (pair.input, pair.output)
            ]
            values = (item.input, item.output, item.cached_input, item.cache_write, *further)
            for value in values:
                assert value != 0, (file.provider, item.model)


def test_one_price_a_model_in_files_named_like_their_provider() -> None:
    for name, file in FILES.items():
        assert name == file.provider
        models = [item.model for item in file.prices]
        assert len(models) == len(set(models))
        assert file.currency == ("JPY" if name in ("plamo-api", "sakura-ai-engine") else "USD")
