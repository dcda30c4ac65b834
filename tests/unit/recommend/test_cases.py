"""The questions of tests/cases/requests.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from llmselect.catalog.store import Store
from llmselect.catalog.yaml_loader import load
from llmselect.profile import Organization
from llmselect.recommend.pipeline import recommend
from llmselect.recommend.resolve import Flags, resolve_request
from llmselect.report import RecommendReport

FILE = Path(__file__).resolve().parents[2] / "cases" / "requests.yaml"
DOCUMENT = load(FILE)
CASES = DOCUMENT.data["cases"]


def answer(store: Store, flags: dict[str, Any]) -> RecommendReport:
    given = {key: tuple(v) if isinstance(v, list) else v for key, v in flags.items()}
    return recommend(store, resolve_request(Flags(**given), store, Organization(), "2026-11-24"))


def test_the_file_is_well_formed() -> None:
    assert DOCUMENT.problems == []
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case.keys() & {"offers", "leaves_out", "first_of"} for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(store: Store, case: dict[str, Any]) -> None:
    report = answer(store, case["flags"])
    ranks: dict[str, int] = {}
    for option in report.options:
        ranks.setdefault(option.model.id, option.rank)
    excluded = {item.model.id: [f.rule for f in item.findings] for item in report.excluded}
    for id in case.get("offers", ()):
        assert id in ranks, (case["why"], excluded.get(id))
    for id, rule in case.get("leaves_out", {}).items():
        assert id in excluded, case["why"]
        assert rule is None or rule in excluded[id], case["why"]
    first, *others = case.get("first_of", [None])
    for id in others:
        assert ranks[first] < ranks[id], case["why"]
