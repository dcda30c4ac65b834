from __future__ import annotations

from typing import Any

import pytest

from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError, Problems
from llmselect.profile import Organization
from llmselect.recommend.resolve import (
    Flags,
    parse_context,
    parse_weights,
    resolve_quant,
    resolve_request,
)
from llmselect.request import DEFAULT_WEIGHTS, GpuChoice, Request

TODAY = "2026-11-24"


def resolved(store: Store, **flags: Any) -> Request:
    return resolve_request(Flags(**flags), store, Organization(), TODAY)


def slugs(store: Store, **flags: Any) -> list[str]:
    with pytest.raises(LlmselectError) as error:
        resolved(store, **flags)
    found = error.value
    return [item.slug for item in (found.problems if isinstance(found, Problems) else [found])]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [(None, 8192), ("8192", 8192), ("32k", 32768), ("32K", 32768), ("1M", 1_000_000), ("1", 1)],
)
def test_context_lengths(text: str | None, tokens: int) -> None:
    assert parse_context(text) == tokens


@pytest.mark.parametrize("text", ["0", "-1", "0k", "", "many", "8.5", "1000000000000", "１k２"])
def test_a_context_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(LlmselectError) as error:
        parse_context(text)
    assert error.value.slug == "bad_context"


def test_weights_go_over_the_defaults() -> None:
    assert parse_weights("quality=3, speed=0") == DEFAULT_WEIGHTS | {"quality": 3.0, "speed": 0.0}
    assert parse_weights(None) == DEFAULT_WEIGHTS


@pytest.mark.parametrize(
    "text", ["quality", "quality=", "quality=x", "quality=-1", "quality=1001", "quality=nan",
             "quality=inf", "beauty=1"]
)  # fmt: skip
def test_a_weight_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(LlmselectError):
        parse_weights(text)


@pytest.mark.parametrize(
    ("text", "engine", "id"),
    [
        ("q4", "llama.cpp", "Q4_K_M"),
        ("Q4", "ollama", "Q4_K_M"),
        ("q8", "llama.cpp", "Q8_0"),
        ("fp16", "llama.cpp", "F16"),
        ("q4", "vllm", "AWQ-4bit"),
        ("fp16", "vllm", "BF16"),
        ("q4", "mlx-lm", "MLX-4bit"),
        ("q4_k_m", "llama.cpp", "Q4_K_M"),
        ("iq4_xs", "llama.cpp", "IQ4_XS"),
    ],
)
def test_a_short_name_means_what_the_engines_users_mean(
    store: Store, text: str, engine: str, id: str
) -> None:
    assert resolve_quant(store, text, engine) == id


@pytest.mark.parametrize("engine", ["llama.cpp", "ollama", "vllm", "mlx-lm", "sglang", "lm-studio",
                                    "transformers"])  # fmt: skip
@pytest.mark.parametrize("short", ["q4", "q8", "fp16"])
def test_every_engine_of_the_catalogue_knows_the_short_names(
    store: Store, engine: str, short: str
) -> None:
    assert engine in store.engines()
    assert resolve_quant(store, short, engine) in store.quantizations()


def test_names_are_resolved_and_repeated_ones_count_once(store: Store) -> None:
    request = resolved(
        store, gpu=("rtx4070", "RTX 4070", "2xrtx4090"), lang=("ja,en", "Japanese"),
        exclude_origin=("cn", "中国"), engine=("LLAMA.CPP",), placement=("Own-GPU",),
    )  # fmt: skip
    assert request.gpus == (GpuChoice("rtx4070"), GpuChoice("rtx4090", 2))
    assert request.languages == ("ja", "en")
    assert request.exclude_origins == ("CN",)
    assert request.engines == ("llama.cpp",)
    assert request.placements == ("own-gpu",)
    assert (request.as_of, request.context) == (TODAY, 8192)


def test_without_a_card_everything_that_can_be_hired_is_considered(store: Store) -> None:
    assert resolved(store).placements == ("cloud-gpu", "serverless", "api")
    assert resolved(store, gpu=("rtx4070",)).placements == ("own-gpu",)


def test_commercial_use_goes_over_the_profile(store: Store) -> None:
    profile = Organization(entity="company", purpose="research")
    for commercial, purpose in [(True, "commercial"), (False, "research"), (None, "research")]:
        flags = Flags(gpu=("rtx4070",), commercial=commercial)
        organization = resolve_request(flags, store, profile, TODAY).organization
        assert (organization.entity, organization.purpose) == ("company", purpose)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"gpu": ("rtx4071",)}, ["unknown_name"]),
        ({"gpu": ("0xrtx4070",)}, ["bad_gpu_count"]),
        ({"lang": ("qq",)}, ["unknown_name"]),
        ({"placement": ("own-gpu",)}, ["own_gpu_without_gpu"]),
        ({"placement": ("moon",)}, ["bad_choice"]),
        ({"limit": -1}, ["negative"]),
        ({"min_speed": -0.1}, ["negative"]),
        ({"min_speed": float("nan")}, ["negative"]),
        ({"parallel": 0}, ["below_one"]),
        ({"ram": "64"}, ["bad_size"]),
        ({"budget": "500"}, ["bad_money"]),
        ({"tokens_per_day": "lots"}, ["bad_number"]),
        ({"as_of": "24.11.2026"}, ["bad_date"]),
        ({"data": "secret"}, ["bad_choice"]),
        ({"license_allow": ("mit",), "license_deny": ("MIT",)}, ["license_both"]),
        ({"context": "0", "limit": -1, "ram": "64"}, ["bad_size", "bad_context", "negative"]),
    ],
)
def test_every_bad_value_is_refused_at_once(
    store: Store, flags: dict[str, Any], expected: list[str]
) -> None:
    assert sorted(slugs(store, **flags)) == sorted(expected)


def test_a_bad_quantisation_is_told_once_and_not_for_every_engine(store: Store) -> None:
    assert len(slugs(store, quant=("q99",))) == 1
