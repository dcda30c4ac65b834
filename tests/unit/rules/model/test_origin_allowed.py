from __future__ import annotations

import pytest
from builders import a_model, a_request, descended

from llmselect.findings import Outcome
from llmselect.rules.model.origin_allowed import origin_allowed

NO_CN = a_request(exclude_origins=("CN",))
DEVELOPER_ONLY = a_request(exclude_origins=("CN",), origin_scope="developer")
TUNED = descended(("qwen/instruct", "CN"), ("qwen/base", "CN"), id="jp/tuned")


def test_a_japanese_tuning_of_a_chinese_base_has_china_in_its_lineage() -> None:
    finding = origin_allowed(TUNED, NO_CN)
    assert finding.verdict is Outcome.FAIL
    assert finding.message.id == "origin_allowed.fail.base"
    assert finding.message.params["base"] == "qwen/instruct"


def test_the_country_counts_however_far_up_the_chain() -> None:
    model = descended(("us/tuned", "US"), ("fr/base", "FR"), ("cn/root", "CN"))
    assert origin_allowed(model, NO_CN).actual == "CN (cn/root)"


def test_scope_developer_looks_at_the_releasing_organisation_alone() -> None:
    assert origin_allowed(TUNED, DEVELOPER_ONLY).verdict is Outcome.PASS
    finding = origin_allowed(a_model(developer_country="CN"), DEVELOPER_ONLY)
    assert (finding.verdict, finding.message.id) == (Outcome.FAIL, "origin_allowed.fail.developer")


@pytest.mark.parametrize(
    "model",
    [
        a_model(developer_country=None),
        descended(("who/knows", None)),
        a_model(lineage_known=False),
    ],
    ids=["developer", "base", "open end"],
)
def test_a_link_whose_country_nobody_stated_is_unknown_and_not_a_pass(model: object) -> None:
    assert origin_allowed(model, NO_CN).verdict is Outcome.UNKNOWN  # type: ignore[arg-type]


def test_an_unknown_end_of_the_chain_does_not_matter_to_scope_developer() -> None:
    assert origin_allowed(a_model(lineage_known=False), DEVELOPER_ONLY).verdict is Outcome.PASS


def test_a_known_bad_link_outweighs_an_unknown_one() -> None:
    model = descended(("who/knows", None), ("cn/root", "CN"))
    assert origin_allowed(model, NO_CN).verdict is Outcome.FAIL


@pytest.mark.parametrize("excluded", [("CN", "US"), ("US", "CN")])
def test_every_excluded_country_counts(excluded: tuple[str, ...]) -> None:
    request = a_request(exclude_origins=excluded)
    assert origin_allowed(descended(("us/base", "US")), request).verdict is Outcome.FAIL
    assert origin_allowed(TUNED, request).verdict is Outcome.FAIL
    assert origin_allowed(a_model(), request).verdict is Outcome.PASS


def test_nobody_asked() -> None:
    assert origin_allowed(TUNED, a_request()).verdict is Outcome.NOT_APPLICABLE
