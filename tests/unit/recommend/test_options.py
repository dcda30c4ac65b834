from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from builders import a_gpu, a_model, a_request, an_artifact, an_offer

from llmselect.catalog.entries import Artifact, Model
from llmselect.recommend.options import cloud_places, hosted_kind, ways_to_load

OLLAMA = an_artifact(engine_format="ollama", ref="base:8b", quants=("Q4_K_M",))
GGUF = an_artifact()
AWQ = an_artifact(engine_format="awq", ref="acme/base-AWQ", quants=())
MLX = an_artifact(engine_format="mlx", ref="acme/base-mlx", quants=("MLX-4bit",))


def ways(model: Model, backend: str = "cuda", **request: object) -> list[tuple[str, str, bool]]:
    found = ways_to_load(model, backend, a_request(**request))
    return [(engine, quant, artifact is not None) for engine, quant, artifact in found]


def having(*artifacts: Artifact) -> Model:
    return a_model(artifacts=artifacts)


def test_any_open_model_can_be_converted_for_llama_cpp() -> None:
    assert ways(having()) == [
        ("llama.cpp", quant, False) for quant in ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M")
    ]


def test_what_is_published_is_offered_as_published() -> None:
    found = ways(having(OLLAMA, GGUF, AWQ))
    assert {("ollama", "Q4_K_M", True), ("llama.cpp", "Q4_K_M", True),
            ("llama.cpp", "Q8_0", False), ("vllm", "AWQ-4bit", True)} <= set(found)  # fmt: skip
    assert ("ollama", "Q8_0", True) not in found


@pytest.mark.parametrize(
    ("backend", "engines"),
    [("cuda", {"llama.cpp", "vllm"}), ("rocm", {"llama.cpp", "vllm"}),
     ("metal", {"llama.cpp", "mlx-lm"}), ("vulkan", {"llama.cpp"})],
)  # fmt: skip
def test_engines_follow_the_backend(backend: str, engines: set[str]) -> None:
    assert {engine for engine, _, _ in ways(having(AWQ, MLX), backend)} == engines


def test_the_request_narrows_engines_and_quantisations() -> None:
    model = having(OLLAMA, GGUF, AWQ)
    assert {way[0] for way in ways(model, engines=("vllm",))} == {"vllm"}
    assert {way[1] for way in ways(model, quants=("Q4_K_M",))} == {"Q4_K_M"}


def test_a_quantisation_outside_the_ladder_is_built_when_it_is_asked_for() -> None:
    # Below four bits nothing is offered unasked; asked for, it is what the user wants.
    assert ("llama.cpp", "IQ4_XS", False) in ways(having(), quants=("IQ4_XS",))


@pytest.mark.parametrize("values", [{"weights": "closed"}, {"status": "announced"}])
def test_what_one_cannot_download_is_not_loaded(values: dict[str, str]) -> None:
    assert ways(a_model(**values)) == []


def test_places_to_hire_are_whole_instances_on_demand_cheapest_first() -> None:
    offers = [
        an_offer(cloud="dear", price_per_gpu_hour=Decimal(3)),
        an_offer(cloud="cheap", price_per_gpu_hour=Decimal(2)),
        an_offer(cloud="spot", price_per_gpu_hour=Decimal(1), term="spot"),
        an_offer(cloud="eight", gpus=8, price_per_gpu_hour=Decimal(1)),
        an_offer(cloud="other", gpu="another", price_per_gpu_hour=Decimal(5)),
    ]
    world: Any = SimpleNamespace(offers=offers, gpus={"card": a_gpu(), "another": a_gpu()})
    places = [(place.offer.cloud, place.count) for place in cloud_places(world) if place.offer]
    assert places == [("cheap", 1), ("other", 1), ("eight", 8)]


def test_closed_models_are_an_api_and_hosted_open_ones_serverless() -> None:
    assert hosted_kind(a_model(weights="closed")) == "api"
    assert hosted_kind(a_model()) == "serverless"
