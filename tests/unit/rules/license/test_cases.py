"""The situations of tests/cases/licenses.yaml, each judged as a lawyer would read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llmselect.catalog.yaml_loader import load
from llmselect.policy.profile_file import organization_from
from llmselect.rules.license.judge import LicenseJudgement

FILE = Path(__file__).resolve().parents[3] / "cases" / "licenses.yaml"
DOCUMENT = load(FILE)
CASES = DOCUMENT.data["cases"]


def test_the_file_is_well_formed() -> None:
    assert DOCUMENT.problems == []
    assert len({case["id"] for case in CASES}) == len(CASES) > 70


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any], judged: Callable[..., LicenseJudgement]) -> None:
    modalities = tuple(case.get("modalities", ["text"]))
    judgement = judged(case["license"], organization_from(case["organization"]), modalities)
    said = [(item.rule, item.license, str(item.license_verdict)) for item in judgement.findings]
    assert judgement.verdict == case["expect"], (case["why"], said)
    due = {item.id for item in judgement.obligations if item.trigger is None}
    assert due >= set(case.get("duties", ())), due
    if judgement.verdict == "unknown":
        assert judgement.questions, "an unknown names what would settle it"
