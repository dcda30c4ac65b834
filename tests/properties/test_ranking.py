"""What must hold of every question, on a handful of the shipped models."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from builders import a_request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llmselect.catalog.entries import Accelerator, Model
from llmselect.catalog.screening import Screening
from llmselect.catalog.store import Store
from llmselect.recommend.pipeline import recommend
from llmselect.request import GpuChoice, Request
from llmselect.units import GIB

NAMES = (
    "Qwen/Qwen3-8B", "Qwen/Qwen3-32B", "Qwen/Qwen3-30B-A3B", "google/gemma-3-12b-it",
    "openai/gpt-oss-20b", "tokyotech-llm/Llama-3.1-Swallow-8B-Instruct-v0.5",
    "elyza/ELYZA-Shortcut-1.0-Qwen-32B", "deepseek-ai/DeepSeek-V3", "SakanaAI/TinySwallow-1.5B",
    "SakanaAI/TinySwallow-1.5B-Instruct", "stockmark/Stockmark-2-VL-100B-beta",
)  # fmt: skip
MANY = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Handful(Store):
    """The shipped catalogue with few models, in any order, and a card of any size."""

    chosen: tuple[str, ...] = ()
    memory_bytes = 12 * GIB

    def screen(self, *args: Any) -> Screening:
        full = super().screen(*args)
        order = {id: position for position, id in enumerate(self.chosen)}

        left_out = {
            objection: sorted(order.keys() & set(ids), key=order.__getitem__)
            for objection, ids in full.left_out.items()
        }
        candidates = [item for item in full.candidates if item.id in order]
        return Screening(sorted(candidates, key=lambda item: order[item.id]), left_out)

    def models(self, *args: Any) -> list[Model]:
        return self._in_order(super().models(*args))

    def outlines(self, *args: Any) -> list[Model]:
        return self._in_order(super().outlines(*args))

    def _in_order(self, models: list[Model]) -> list[Model]:
        by_id = {model.id: model for model in models}
        return [by_id[id] for id in self.chosen if id in by_id]

    def gpu(self, id: str) -> Accelerator:
        return replace(
            super().gpu(id), marketed_memory_bytes=self.memory_bytes, driver_memory_bytes=None
        )


@pytest.fixture
def handful(store: Store) -> Handful:
    few = Handful(store._connection)
    known = {model.id for model in store.models()}
    few.chosen = tuple(name for name in NAMES if name in known)
    assert len(few.chosen) >= 9
    return few


constraints = st.fixed_dictionaries(
    {"context": st.sampled_from([2048, 8192, 32768])},
    optional={
        "exclude_origins": st.sampled_from([("CN",), ("US",), ("CN", "US")]),
        "languages": st.just(("ja",)),
        "license_allow": st.just(("apache-2.0", "mit")),
        "license_deny": st.just(("gemma-tou",)),
        "min_speed": st.sampled_from([5.0, 40.0, 500.0]),
        "min_quality": st.sampled_from([30.0, 60.0]),
        "max_params": st.sampled_from([10**10, 4 * 10**10]),
        "quants": st.just(("Q4_K_M",)),
        "engines": st.sampled_from([("llama.cpp",), ("ollama",)]),
        "task": st.just("chat"),
    },
)


def question(values: dict[str, Any]) -> Request:
    return a_request(gpus=(GpuChoice("rtx4070"),), **values)


def offered(store: Store, request: Request) -> set[str]:
    return {option.model.id for option in recommend(store, request).options}


@given(values=constraints, gib=st.integers(4, 60), more=st.integers(0, 80))
@MANY
def test_more_memory_never_removes_an_option(
    handful: Handful, values: dict[str, Any], gib: int, more: int
) -> None:
    handful.memory_bytes = gib * GIB
    before = offered(handful, question(values))
    handful.memory_bytes = (gib + more) * GIB
    assert before <= offered(handful, question(values))


@given(values=constraints, data=st.data())
@MANY
def test_dropping_a_constraint_never_removes_an_option(
    handful: Handful, values: dict[str, Any], data: st.DataObject
) -> None:
    dropped = data.draw(st.sampled_from(sorted(values)))
    rest = {name: value for name, value in values.items() if name != dropped}
    if dropped == "context":
        rest["context"] = 1024
    assert offered(handful, question(values)) <= offered(handful, question(rest))


@given(values=constraints, seed=st.integers(0, 1000))
@MANY
def test_the_ranking_does_not_depend_on_the_catalogues_order(
    handful: Handful, values: dict[str, Any], seed: int
) -> None:
    def ranking() -> list[tuple[str, str | None, float]]:
        options = recommend(handful, question(values)).options
        return [(option.model.id, option.quant, option.score) for option in options]

    before = ranking()
    shuffled = list(handful.chosen)
    random.Random(seed).shuffle(shuffled)
    handful.chosen = tuple(shuffled)
    assert ranking() == before


@given(values=constraints, context=st.integers(1, 200_000), longer=st.integers(0, 200_000))
@MANY
def test_a_longer_context_never_adds_an_option(
    handful: Handful, values: dict[str, Any], context: int, longer: int
) -> None:
    short, long = (
        offered(handful, question(values | {"context": length}))
        for length in (context, context + longer)
    )
    assert long <= short


@given(values=constraints, gib=st.integers(4, 60))
@MANY
def test_nothing_is_offered_that_does_not_fit(
    handful: Handful, values: dict[str, Any], gib: int
) -> None:
    handful.memory_bytes = gib * GIB
    for option in recommend(handful, question(values)).options:
        assert option.memory is not None
        assert option.memory.total_bytes <= gib * GIB
