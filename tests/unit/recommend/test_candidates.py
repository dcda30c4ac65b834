from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from builders import a_request
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llmselect.catalog.screening import Screened
from llmselect.catalog.store import Store
from llmselect.recommend import candidates
from llmselect.recommend.judged import JudgedModel, blocks, judge_model, license_judge
from llmselect.recommend.pipeline import objection, recommend
from llmselect.recommend.world import load_world, quality_language
from llmselect.request import GpuChoice, Request

CARD = (GpuChoice("rtx4070"),)
questions = st.fixed_dictionaries(
    {
        "context": st.sampled_from([2048, 8192, 8193, 131_072]),
        "origin_scope": st.sampled_from(["developer", "lineage"]),
        "include_base": st.booleans(),
    },
    optional={
        "exclude_origins": st.sampled_from([("CN",), ("US", "CN"), ("JP",)]),
        "languages": st.sampled_from([("ja",), ("ko",), ("ja", "de")]),
        "task": st.sampled_from(
            ["chat", "coding", "vision", "reasoning", "translation", "embedding", "edge"]
        ),
        "max_params": st.sampled_from([10**9, 8 * 10**9]),
    },
)


def judged(store: Store, request: Request, ids: Sequence[str]) -> dict[str, JudgedModel]:
    world = load_world(store, request)
    licenses = license_judge(request, world)
    return {model.id: judge_model(model, request, world, licenses) for model in store.outlines(ids)}


def first_objection(item: JudgedModel, request: Request) -> str:
    return objection(next(found for found in item.findings if blocks(found, request)))


@given(values=questions)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_columns_rule_out_the_rules_rule_out_for_the_same_reason(
    store: Store, values: dict[str, Any]
) -> None:
    request = a_request(gpus=CARD, **values)
    screening = store.screen(request, quality_language(request))
    reasons = {id: why for why, ids in screening.left_out.items() for id in ids}
    models = judged(store, request, list(reasons))
    assert set(models) == set(reasons)
    assert {id: first_objection(item, request) for id, item in models.items()} == reasons


# What the rules on a model can say that columns cannot: licences and figures.
BY_RULES_ALONE = {"license", "license.unknown", "language_supported"}


@pytest.mark.parametrize("scope", ["developer", "lineage"])
def test_little_is_left_for_the_rules_to_find(store: Store, scope: str) -> None:
    request = a_request(
        gpus=CARD, languages=("ja",), exclude_origins=("CN",), origin_scope=scope,
        max_params=40 * 10**9, context=32_768,
    )  # fmt: skip
    screening = store.screen(request, "ja")
    assert sum(map(len, screening.left_out.values())) > len(screening.candidates)
    models = judged(store, request, [item.id for item in screening.candidates])
    late = {first_objection(item, request) for item in models.values() if item.blocking}
    assert late <= BY_RULES_ALONE


def test_told_briefly_the_counts_are_the_same(store: Store) -> None:
    request = a_request(gpus=CARD, languages=("ja",), exclude_origins=("CN",))
    full, brief = recommend(store, request), recommend(store, request, briefly=True)
    assert brief.excluded_by_rule == full.excluded_by_rule
    assert brief.considered == full.considered == len(store.models())
    assert brief.options == full.options
    assert len(full.excluded) == full.excluded_total > len(brief.excluded)
    assert any(item.rule == "origin_allowed.base" for item in brief.excluded)


def test_over_the_limit_the_best_are_estimated_and_the_rest_is_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = a_request(gpus=CARD, languages=("ja",))
    full = recommend(store, request)
    monkeypatch.setattr(candidates, "WHOLE_UP_TO", 100)
    monkeypatch.setattr(candidates, "MOST", 40)
    monkeypatch.setattr(candidates, "_BATCH", 20)
    few = recommend(store, request)
    assert few.not_estimated > 0
    assert few.considered == full.considered
    assert "warning.not_estimated" in {item.id for item in few.warnings}
    assert [item.model.id for item in few.options[:10]] == [
        item.model.id for item in full.options[:10]
    ]


def test_promise_puts_what_cannot_fit_last_and_the_measured_first(store: Store) -> None:
    request = a_request(gpus=CARD)
    world = load_world(store, request)
    models = [
        Screened("a/huge", 10**12, 99.0), Screened("a/large", 9 * 10**9, None),
        Screened("a/small", 10**9, None), Screened("a/good", 9 * 10**9, 70.0),
        Screened("a/fair", 10**9, 50.0), Screened("a/heir", 10**9, None),
    ]  # fmt: skip
    ordered = candidates.by_promise(models, {"a/heir": 60.0}, request, world)
    assert [item.id for item in ordered] == [
        "a/good", "a/heir", "a/fair", "a/small", "a/large", "a/huge"
    ]  # fmt: skip
