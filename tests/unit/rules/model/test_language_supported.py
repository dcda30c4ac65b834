from __future__ import annotations

import pytest
from builders import a_model, a_quality, a_request

from llmselect.findings import Outcome
from llmselect.report import Quality
from llmselect.rules.model.language_supported import language_supported

JA = a_request(languages=("ja",))
UNMEASURED = a_quality(None)


@pytest.mark.parametrize(
    ("languages", "quality", "expected"),
    [
        (("en", "ja"), UNMEASURED, Outcome.PASS),
        (("en",), a_quality(60), Outcome.PASS),  # tags are often incomplete
        (None, a_quality(60), Outcome.PASS),
        (("en",), UNMEASURED, Outcome.UNKNOWN),
        (None, UNMEASURED, Outcome.UNKNOWN),
        ((), UNMEASURED, Outcome.UNKNOWN),
        (("en", "ja"), a_quality(19.9), Outcome.FAIL),  # claimed, and measured to be false
        (("en", "ja"), a_quality(20), Outcome.PASS),
    ],
)
def test_a_tag_or_a_measured_figure_is_evidence_and_its_absence_is_unknown(
    languages: tuple[str, ...] | None, quality: Quality, expected: Outcome
) -> None:
    assert language_supported(a_model(languages=languages), JA, quality).verdict is expected


def test_a_figure_in_another_language_says_nothing() -> None:
    finding = language_supported(a_model(languages=("en",)), JA, a_quality(90, lang="en"))
    assert finding.verdict is Outcome.UNKNOWN


def test_every_language_asked_for_counts() -> None:
    request = a_request(languages=("ja", "ko"))
    finding = language_supported(a_model(languages=("ja",)), request, a_quality(60))
    assert (finding.verdict, finding.expected) == (Outcome.UNKNOWN, "ko")


def test_nobody_asked() -> None:
    finding = language_supported(a_model(languages=None), a_request(), UNMEASURED)
    assert finding.verdict is Outcome.NOT_APPLICABLE
