from __future__ import annotations

from typing import Any

import pytest
from builders import a_model, a_request, descended

from llmselect.catalog.entries import Ancestor, Model
from llmselect.findings import Outcome
from llmselect.request import Request
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


def scoped(scope: str) -> Request:
    return a_request(exclude_origins=("CN",), origin_scope=scope)


TOWER = a_model(attached=(Ancestor("cn/tower", "CN"),), attached_known=True, taught_known=True)
PUPIL = a_model(attached_known=True, taught=(Ancestor("cn/teacher", "CN"),))
OPEN = a_model(modalities=("text", "image"))


@pytest.mark.parametrize(
    ("model", "scope", "verdict", "id"),
    [
        (TOWER, "developer", Outcome.PASS, "origin_allowed.pass"),
        (TOWER, "lineage", Outcome.CONDITIONAL, "origin_allowed.attached"),
        (TOWER, "components", Outcome.FAIL, "origin_allowed.fail.component"),
        (TOWER, "teachers", Outcome.FAIL, "origin_allowed.fail.component"),
        (PUPIL, "developer", Outcome.PASS, "origin_allowed.pass"),
        (PUPIL, "lineage", Outcome.PASS, "origin_allowed.pass.taught"),
        (PUPIL, "components", Outcome.PASS, "origin_allowed.pass.taught"),
        (PUPIL, "teachers", Outcome.FAIL, "origin_allowed.fail.teacher"),
        (TUNED, "components", Outcome.FAIL, "origin_allowed.fail.base"),
        (TUNED, "teachers", Outcome.FAIL, "origin_allowed.fail.base"),
    ],
)
def test_each_scope_counts_more_than_the_one_before(
    model: Model, scope: str, verdict: Outcome, id: str
) -> None:
    finding = origin_allowed(model, scoped(scope))
    assert (finding.verdict, finding.message.id) == (verdict, id)


def test_parts_and_teachers_that_nobody_mentions_are_no_pass() -> None:
    assert origin_allowed(OPEN, scoped("lineage")).verdict is Outcome.PASS
    parts = origin_allowed(OPEN, scoped("components"))
    assert (parts.verdict, parts.message.id) == (
        Outcome.CONDITIONAL, "origin_allowed.no_part_known",
    )  # fmt: skip
    teachers = origin_allowed(a_model(attached_known=True), scoped("teachers"))
    assert (teachers.verdict, teachers.message.id) == (
        Outcome.CONDITIONAL, "origin_allowed.no_teacher_known",
    )  # fmt: skip


def test_parts_and_teachers_that_are_all_known_are_a_pass() -> None:
    model = a_model(attached_known=True, taught=(Ancestor("us/t", "US"),), taught_known=True)
    finding = origin_allowed(model, scoped("teachers"))
    assert (finding.verdict, finding.actual) == (Outcome.PASS, "JP,US")


@pytest.mark.parametrize("scope", ["components", "teachers"])
def test_a_part_or_teacher_of_unknown_country_is_unknown_where_it_counts(scope: str) -> None:
    where = {"components": "attached", "teachers": "taught"}[scope]
    known: Any = {"attached_known": True, "taught_known": True}
    model = a_model(**{where: (Ancestor("somebody's models", None),)}, **known)
    assert origin_allowed(model, scoped(scope)).verdict is Outcome.UNKNOWN
    assert origin_allowed(model, scoped("lineage")).verdict is Outcome.PASS
