"""Dates judged on a given day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from planted import DAY, found, problems
from small_catalog import CLOUD, GPUS, LICENSE, MODELS, plant, write_root

from llmselect.catalog.checks import validate

SOURCES = "catalog/sources/main.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (MODELS, "released: 2026-10-01", "released: 2026-11-25"),
        (MODELS, "released: 2026-10-01", "released: 2026-12"),
        (MODELS, "released: 2026-10-01", "released: 2027"),
        (MODELS, "as_of: 2026-11-02", "as_of: 2026-11-25"),
        (GPUS, "released: 2023-04", "released: 2032-04"),
        (CLOUD, "as_of: 2026-11-01", "as_of: 2062-11-01"),
        (LICENSE, "as_of: 2026-11-01", "as_of: 2026-11-25"),
        (SOURCES, "date: 2026-11-01", "date: 2026-11-30"),
    ],
)
def test_a_date_after_the_day_is_a_fault(tmp_path: Path, file: str, old: str, new: str) -> None:
    line = plant(write_root(tmp_path), file, old, new)
    assert found(tmp_path) == {(file, line, "future_date")}


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11", "2026"])
def test_the_day_itself_and_the_span_around_it_are_no_future(tmp_path: Path, text: str) -> None:
    plant(write_root(tmp_path), MODELS, "released: 2026-10-01", f"released: {text}")
    assert found(tmp_path) == set()


def test_what_is_announced_may_come_out_later(tmp_path: Path) -> None:
    new = "released: 2027-01-15\n    status: announced"
    plant(write_root(tmp_path), MODELS, "released: 2026-10-01", new)
    assert found(tmp_path) == set()


def test_a_price_may_be_announced_before_it_holds(tmp_path: Path) -> None:
    price = """\
kind: api-prices
provider: %s
currency: USD
prices:
  - {model: acme/one-8b, ref: one, input: 1, output: 2, valid_from: 2027-01-01, source: card,
     as_of: 2026-11-01}
"""
    write_root(tmp_path, catalog__prices__acme=price % "acme-api")
    assert "future_date" not in {slug for _, _, slug in found(tmp_path)}


def test_the_shelf_life_is_a_warning_with_a_count_and_the_oldest(tmp_path: Path) -> None:
    text = (write_root(tmp_path) / CLOUD).read_text(encoding="utf-8")
    offer = text[text.index("  - instance") :]
    more = offer.replace("a1", "b1").replace("2026-11-01", "2026-05-01")
    (tmp_path / CLOUD).write_text(text + more, encoding="utf-8")
    plant(tmp_path, CLOUD, "as_of: 2026-11-01", "as_of: 2026-08-01")
    [problem] = problems(tmp_path)
    assert (problem.file, problem.line, problem.slug) == (CLOUD, 18, "stale")
    assert problem.severity == "warning"
    assert (problem.params["number"], problem.params["days"]) == (2, 90)
    assert (problem.params["oldest"], problem.params["entry"]) == ("2026-05-01", "b1")


def test_the_day_decides(tmp_path: Path) -> None:
    write_root(tmp_path)
    assert found(tmp_path, DAY) == set()
    assert {slug for _, _, slug in found(tmp_path, date(2028, 1, 1))} == {"stale"}
    assert {slug for _, _, slug in found(tmp_path, date(2026, 10, 1))} == {"future_date"}


def test_without_a_day_no_date_is_judged(tmp_path: Path) -> None:
    plant(write_root(tmp_path), CLOUD, "as_of: 2026-11-01", "as_of: 2062-11-01")
    assert validate(tmp_path)[1] == []
