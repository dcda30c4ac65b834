"""The chain of base models, and what the judgement says of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders import a_model

from llmselect.catalog.prices import Rate
from llmselect.catalog.terms import License
from llmselect.findings import LicenseVerdict, Outcome
from llmselect.profile import Organization
from llmselect.rules.license.judge import LicenseJudgement, judge_chain
from llmselect.rules.license.situation import Situation
from llmselect.units import parse_money

COMPANY = Organization(entity="company", country="JP", uses=frozenset({"product"}))
Judged = Callable[..., LicenseJudgement]


def _chain(
    licenses: dict[str, License], *chain: tuple[str, str | None], of: Organization = COMPANY
) -> LicenseJudgement:
    return judge_chain(chain, licenses, Situation(a_model("a/b"), of))


def test_the_base_binds_whatever_the_new_tag_says(licenses: dict[str, License]) -> None:
    judgement = _chain(licenses, ("me/tune", "apache-2.0"), ("Qwen/Qwen2.5-3B", "qwen-research"))
    assert judgement.verdict is LicenseVerdict.NEEDS_SEPARATE_LICENSE
    assert judgement.licenses == ("apache-2.0", "qwen-research")


def test_an_unstated_base_is_unknown_and_hides_no_prohibition(
    licenses: dict[str, License],
) -> None:
    assert _chain(licenses, ("a", "mit"), ("b", None)).verdict is LicenseVerdict.UNKNOWN
    german = Organization(entity="company", country="DE", uses=frozenset({"internal"}))
    judgement = judge_chain(
        (("a", "llama4"), ("b", None)),
        licenses,
        Situation(
            a_model("a/b", modalities=("text", "image")),
            german,
            {},
            {"EU": frozenset({"DE", "FR"})},
        ),
    )
    assert judgement.verdict is LicenseVerdict.PROHIBITED
    assert judgement.findings[0].rule == "territory_permitted"


def test_no_chain_at_all_is_unknown(licenses: dict[str, License]) -> None:
    assert _chain(licenses).verdict is LicenseVerdict.UNKNOWN


def test_a_licence_that_binds_twice_is_told_once(licenses: dict[str, License]) -> None:
    judgement = _chain(licenses, ("a", "mit AND llama3.1"), ("b", "llama3.1"))
    told = [(item.rule, item.license) for item in judgement.findings]
    assert len(told) == len(set(told))


def test_every_finding_names_licence_and_source(judged: Judged) -> None:
    for finding in judged("llama3.1 AND gemma-tou", COMPANY).findings:
        assert finding.license in ("llama3.1", "gemma-tou")
        assert finding.source
        assert finding.license_verdict is not None


def test_a_finding_says_what_was_compared_with_what(judged: Judged, rates: dict[str, Rate]) -> None:
    rich = Organization(
        entity="company", country="JP", revenue=parse_money("20億円"), uses=frozenset({"product"})
    )
    finding = judged("lfm-1.0", rich).findings[0]
    assert finding.rule == "threshold_respected"
    assert finding.verdict is Outcome.FAIL
    assert str(finding.expected) == str(parse_money("10M USD"))
    assert finding.actual == parse_money("12700025USD")  # at 157.48 yen
    assert finding.clause == "s.1, s.5"
    assert finding.message.params["converted"].params["as_of"] == rates["usd_jpy"].as_of


def test_waiting_duties_do_not_move_the_verdict(judged: Judged) -> None:
    internal = Organization(entity="company", country="JP", uses=frozenset({"internal"}))
    judgement = judged("apache-2.0", internal)
    assert judgement.verdict is LicenseVerdict.ALLOWED
    assert {item.trigger for item in judgement.obligations} == {"distribute", "release_derivative"}


@pytest.mark.parametrize("license", ["mrl-0.1", "jamba-open-model", "plamo-community"])
def test_an_open_answer_names_its_question(license: str, judged: Judged) -> None:
    judgement = judged(license, Organization())
    assert judgement.verdict is LicenseVerdict.UNKNOWN
    assert judgement.questions
