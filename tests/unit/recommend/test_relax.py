"""A relaxation is a promise: made, it brings options back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from builders import a_model, a_request, an_option, descended, money

from llmselect.catalog.entries import Ancestor, Model
from llmselect.catalog.store import Store
from llmselect.findings import Message
from llmselect.recommend.judged import JudgedOption
from llmselect.recommend.pipeline import recommend
from llmselect.recommend.relax import Freed, _origin
from llmselect.report import RecommendReport, Relaxation
from llmselect.request import GpuChoice, Request
from llmselect.units import Budget

CLOUD = {"gpus": (), "placements": ("cloud-gpu",)}
ASKED: dict[str, dict[str, Any]] = {
    "speed": {"min_speed": 5000.0},
    "quality": {"min_quality": 99.0},
    "size": {"max_params": 1000},
    "context": {"context": 90_000_000},
    "memory": {"context": 100_000, "quants": ("F16", "BF16"), "engines": ("llama.cpp", "vllm"),
               "license_allow": ("llama3.1",)},
    "origin": {"exclude_origins": ("CN", "US", "JP", "FR", "KR", "GB", "CA", "AE", "IL", "CH",
                                   "DE", "EU", "SG", "FI", "ES", "IN")},
    "licence": {"license_allow": ("falcon-llm-license",)},
    "engine": {"engines": ("sglang",)},
    "budget": {"budget": Budget(money(1), per_month=True), **CLOUD},
    "two": {"min_speed": 5000.0, "max_params": 1000},
}  # fmt: skip


def asked(store: Store, **values: Any) -> Request:
    gpus = (GpuChoice(store.resolve("gpu", "rtx3060")),)
    return a_request(languages=("ja",), **({"gpus": gpus} | values))


def changed(request: Request, change: Message) -> Request:  # noqa: C901
    """The request with what ``change`` says done to it."""
    params = change.params
    match change.id:
        case "relax.and":
            for part in params["changes"]:
                request = changed(request, part)
            return request
        case "relax.min_speed":
            return replace(request, min_speed=params["speed"])
        case "relax.min_quality":
            return replace(request, min_quality=params["quality"])
        case "relax.max_params":
            return replace(request, max_params=params["total"])
        case "relax.context":
            return replace(request, context=params["context"])
        case "relax.gpu":
            return replace(request, gpus=(GpuChoice(params["id"]),))
        case "relax.budget":
            assert request.budget is not None
            return replace(request, budget=replace(request.budget, money=params["budget"]))
        case "relax.origin":
            named = {country.params["code"] for country in params["countries"]}
            rest = tuple(code for code in request.exclude_origins if code not in named)
            return replace(request, exclude_origins=rest)
        case "relax.origin_scope":
            return replace(request, origin_scope=params["scope"])
        case "relax.license_listed":
            allow = (*request.license_allow, *params["licenses"])
            deny = tuple(id for id in request.license_deny if id not in params["licenses"])
            return replace(
                request, license_allow=allow if request.license_allow else (), license_deny=deny
            )
        case "relax.task":
            return replace(request, task=None)
        case "relax.language":
            return replace(request, languages=())
        case "relax.engine":
            return replace(request, engines=())
        case "relax.quant":
            return replace(request, quants=())
        case _:
            pytest.fail(f"a relaxation nobody can apply: {change.id}")


def decided(report: RecommendReport) -> list[str]:
    """The models of which every rule could say that they satisfy the constraints."""
    return [option.model.id for option in report.options if option.verdict != "unknown"]


def refused(store: Store, **values: Any) -> tuple[Request, RecommendReport]:
    request = asked(store, **values)
    report = recommend(store, request)
    assert decided(report) == []
    assert report.relaxations
    return request, report


@cache
def kept_promises(store: Store, name: str) -> list[tuple[Relaxation, list[str]]]:
    """Each relaxation with what is offered when it is made."""
    request, report = refused(store, **ASKED[name])
    return [
        (item, decided(recommend(store, changed(request, item.change))))
        for item in report.relaxations
    ]


@pytest.mark.parametrize("name", ASKED)
def test_every_relaxation_brings_options_back(store: Store, name: str) -> None:
    for item, offered in kept_promises(store, name):
        assert offered, item.change


@pytest.mark.parametrize("name", ASKED)
def test_a_relaxation_brings_back_what_it_names_and_as_many(store: Store, name: str) -> None:
    for item, offered in kept_promises(store, name):
        assert item.best.id in offered, item.change
        assert item.regains <= len(offered), item.change


@pytest.mark.parametrize(
    ("name", "field", "step"),
    [("speed", "min_speed", 0.2), ("quality", "min_quality", 0.2), ("size", "max_params", -1)],
)
def test_a_numeric_relaxation_goes_no_further_than_it_must(
    store: Store, name: str, field: str, step: float
) -> None:
    request, report = refused(store, **ASKED[name])
    relaxed = changed(request, report.relaxations[0].change)
    stricter = replace(relaxed, **{field: getattr(relaxed, field) + step})
    assert decided(recommend(store, stricter)) == []


def test_one_constraint_is_changed_where_one_is_enough(store: Store) -> None:
    _, report = refused(store, **ASKED["speed"])
    assert all(item.change.id != "relax.and" for item in report.relaxations)
    _, report = refused(store, **ASKED["two"])
    assert report.relaxations


def test_nothing_is_relaxed_where_something_is_offered(store: Store) -> None:
    report = recommend(store, asked(store))
    assert decided(report)
    assert report.relaxations == ()


def test_a_combined_change_changes_nothing_twice(store: Store) -> None:
    _, report = refused(store, **ASKED["context"])
    for item in report.relaxations:
        ids = [part.id for part in item.change.params.get("changes", ())]
        assert len(ids) == len(set(ids)), item.change


def freed(*models: Model) -> Freed:
    nothing: Any = None
    options = [JudgedOption(an_option(model=item), nothing, (), frozenset()) for item in models]
    return Freed(frozenset({"origin_allowed"}), options)


def test_the_scope_is_narrowed_no_further_than_it_frees_something() -> None:
    taught = a_model("jp/taught", attached_known=True, taught=(Ancestor("cn/t", "CN"),))
    eyed = a_model("jp/eyed", attached=(Ancestor("cn/eye", "CN"),), attached_known=True)
    tuned = descended(("cn/base", "CN"), id="jp/tuned")
    chinese = a_model("cn/base", developer_country="CN")
    request = a_request(exclude_origins=("CN",), origin_scope="teachers")
    ways = _origin(freed(taught, eyed, tuned, chinese), request, [])
    assert [
        (way.change.params.get("scope"), [item.option.model.id for item in way.options])
        for way in ways
    ] == [
        (None, ["jp/taught", "jp/eyed", "jp/tuned", "cn/base"]),
        ("components", ["jp/taught"]),
        ("lineage", ["jp/taught", "jp/eyed"]),
        ("developer", ["jp/taught", "jp/eyed", "jp/tuned"]),
    ]
    assert len(_origin(freed(tuned), request, [])) == 2
    narrow = replace(request, origin_scope="developer")
    assert len(_origin(freed(chinese), narrow, [])) == 1
