from __future__ import annotations

from typing import Any

import pytest
from builders import a_request

from llmselect.catalog.store import Store
from llmselect.recommend.pipeline import exit_code, recommend
from llmselect.report import RecommendReport
from llmselect.request import GpuChoice

CARD = (GpuChoice("rtx4070"),)


def asked(store: Store, **values: Any) -> RecommendReport:
    return recommend(store, a_request(**{"gpus": CARD, "languages": ("ja",)} | values))


@pytest.mark.parametrize(
    "constraint", [{"min_speed": 5000.0}, {"min_quality": 99.0}, {"max_params": 1000},
                   {"context": 90_000_000}], ids=str
)  # fmt: skip
def test_unknown_is_no_yes_to_a_constraint_that_was_asked_for(
    store: Store, constraint: dict[str, Any]
) -> None:
    report = asked(store, **constraint)
    assert [option.model.id for option in report.options if option.verdict != "unknown"] == []
    assert report.undecided == report.options_total
    assert (exit_code(report, None), exit_code(report, "unknown")) == (1, 3)


def test_what_is_undecided_comes_last(store: Store) -> None:
    report = asked(store, exclude_origins=("CN",))
    unknown = [option.verdict == "unknown" for option in report.options]
    assert unknown == sorted(unknown)
    assert 0 < sum(unknown) == report.undecided < report.options_total
    assert exit_code(report, None) == exit_code(report, "unknown") == 0


def test_each_model_is_offered_once_a_kind_of_place(store: Store) -> None:
    report = asked(store, placements=("own-gpu", "serverless"))
    offered = [(option.model.id, option.placement.kind) for option in report.options]
    assert len(offered) == len(set(offered))
    assert {kind for _, kind in offered} == {"own-gpu", "serverless"}


def test_an_api_option_has_no_memory_of_ones_own_and_mostly_a_price(store: Store) -> None:
    report = asked(store, gpus=(), placements=("api", "serverless"))
    unpriced = []  # where every channel of the model keeps its price unknown
    for option in report.options:
        assert option.memory is None
        assert option.placement.provider
        if option.cost is None:
            unpriced.append(option)
        else:
            assert option.cost.per_million_tokens is not None
    assert len(unpriced) < len(report.options) / 10


def test_of_equal_options_the_cheaper_one_goes_first(store: Store) -> None:
    report = asked(store, gpus=(), placements=("api",))
    equal: dict[Any, list[Any]] = {}
    for option in report.options:
        assert option.cost is not None
        assert option.cost.per_million_tokens is not None
        place = (option.verdict, option.score, option.license.verdict)
        equal.setdefault(place, []).append(option.cost.per_million_tokens.amount)
    assert any(len(set(prices)) > 2 for prices in equal.values())
    assert all(prices == sorted(prices) for prices in equal.values())


def test_a_hired_gpu_has_a_monthly_price(store: Store) -> None:
    report = asked(store, gpus=(), placements=("cloud-gpu",))
    assert report.options
    for option in report.options:
        assert option.cost is not None
        assert option.cost.monthly is not None
        assert option.cost.monthly.amount > 0


def test_closed_models_are_excluded_where_only_own_cards_count(store: Store) -> None:
    report = asked(store)
    closed = {model.id for model in store.models() if model.weights == "closed"}
    assert closed
    assert closed & {option.model.id for option in report.options} == set()
    assert closed <= {item.model.id for item in report.excluded}


def test_two_cards_hold_more_than_one(store: Store) -> None:
    one, two = (asked(store, gpus=(GpuChoice("rtx4070", n),)) for n in (1, 2))
    large = {o.model.id for o in two.options} - {o.model.id for o in one.options}
    assert large


def test_an_excluded_model_says_why(store: Store) -> None:
    silent = [item.model.id for item in asked(store).excluded if not item.findings]
    closed = {model.id for model in store.models() if model.weights == "closed"}
    assert set(silent) <= closed


@pytest.mark.parametrize(
    ("languages", "warning"),
    [((), "warning.no_language"), (("ko",), "warning.no_figures"), (("ja",), None)],
)
def test_the_reader_is_told_which_figure_ranks(
    store: Store, languages: tuple[str, ...], warning: str | None
) -> None:
    ids = [item.id for item in asked(store, languages=languages).warnings]
    assert ids == ([warning] if warning else [])
