from __future__ import annotations

from math import hypot

import pytest
from builders import a_model, a_score, descended

from llmselect.estimate.quality import estimate_quality

TUNED = descended(("q/instruct", "CN"), ("q/base", "CN"), id="jp/tuned")


def test_a_models_own_figure_comes_first() -> None:
    scores = {"jp/tuned": a_score("jp/tuned", 70), "q/instruct": a_score("q/instruct", 90)}
    quality = estimate_quality(TUNED, "ja", scores)
    assert (quality.score, quality.evidence, quality.source) == (70, "direct", "src")


@pytest.mark.parametrize(("base", "expected"), [(57.9, 64.3), (58.0, 59.4)])
def test_an_unmeasured_tuning_inherits_its_bases_figure_with_a_wider_error(
    base: float, expected: float
) -> None:
    quality = estimate_quality(TUNED, "ja", {"q/base": a_score("q/base", base, 3.0)})
    assert (quality.score, quality.evidence) == (expected, "inherited")
    assert quality.se == round(hypot(3.0, 7.0), 1)


def test_the_nearest_measured_ancestor_counts() -> None:
    scores = {"q/base": a_score("q/base", 20), "q/instruct": a_score("q/instruct", 80)}
    assert estimate_quality(TUNED, "ja", scores).score == 81.4


def test_a_model_not_made_for_the_language_inherits_nothing() -> None:
    model = descended(("q/base", "CN"), languages=("en",))
    assert estimate_quality(model, "ja", {"q/base": a_score("q/base")}).score is None


def test_what_nobody_measured_has_no_figure() -> None:
    quality = estimate_quality(a_model(), "ja", {"other/model": a_score("other/model")})
    assert (quality.score, quality.se, quality.grade, quality.evidence) == (
        None,
        None,
        None,
        "none",
    )


@pytest.mark.parametrize(
    ("score", "grade", "shown"),
    [(0, "E", 0), (35, "D", 35), (61.9, "C", 61.9), (62, "B", 62), (75, "A", 75), (108, "A", 100)],
)
def test_grades_begin_at_their_limits_and_the_scale_ends_at_100(
    score: float, grade: str, shown: float
) -> None:
    quality = estimate_quality(a_model("a/b"), "ja", {"a/b": a_score("a/b", score)})
    assert (quality.grade, quality.score) == (grade, shown)


def test_an_inherited_figure_stays_on_the_scale() -> None:
    quality = estimate_quality(TUNED, "ja", {"q/base": a_score("q/base", 99.5)})
    assert quality.score == 100
