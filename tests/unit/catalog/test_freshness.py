"""How old facts are: each kind has its shelf life, and nothing dated is overlooked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_catalog import CLOUD, LICENSE, MODELS, plant, write_root

from llmselect.catalog.freshness import SHELF_LIFE, dated_facts, first_day, last_day, stale
from llmselect.catalog.load import KINDS, load_all

DAY = date(2026, 11, 24)


def old(root: Path, day: date, max_age: int | None = None) -> set[tuple[str, str, str]]:
    facts = stale(dated_facts(load_all(root)), day, max_age)
    return {(fact.kind, fact.entry, fact.as_of) for fact in facts}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-24", date(2026, 11, 24), date(2026, 11, 24)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_date_without_a_day_is_a_span(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


def test_every_dated_entry_is_found_with_its_source_and_line(tmp_path: Path) -> None:
    facts = list(dated_facts(load_all(write_root(tmp_path))))
    places = {(fact.file, fact.line, fact.entry) for fact in facts}
    assert {
        ("catalog/developers.yaml", 3, "acme"),
        (MODELS, 4, "One"),
        (MODELS, 6, "far/root"),
        (MODELS, 22, "acme/one-8b"),
        (CLOUD, 11, "a1"),
        (LICENSE, 24, "free-1.0"),
        ("catalog/engines/llama.cpp.yaml", 2, "llama.cpp"),
    } <= places
    assert {fact.source for fact in facts} == {"card"}


def test_a_price_spoils_on_the_day_after_its_shelf_life(tmp_path: Path) -> None:
    plant(write_root(tmp_path), CLOUD, "as_of: 2026-11-01", "as_of: 2026-08-26")
    assert old(tmp_path, DAY) == set()  # ninety days
    assert old(tmp_path, date(2026, 11, 25)) == {("cloud", "a1", "2026-08-26")}


def test_facts_about_weights_do_not_spoil_unless_an_age_is_given(tmp_path: Path) -> None:
    plant(write_root(tmp_path), MODELS, "as_of: 2026-11-02", "as_of: 2019-01-01")
    assert old(tmp_path, DAY) == set()
    assert old(tmp_path, DAY, max_age=180) == {("models", "acme/one-8b", "2019-01-01")}


def test_a_rate_that_a_newer_line_replaces_is_not_stale(tmp_path: Path) -> None:
    assert old(write_root(tmp_path), date(2027, 1, 15)) == set()
    assert old(tmp_path, date(2027, 2, 15)) == {
        ("rates", "usd-jpy", "2026-11-01"),
        ("cloud", "a1", "2026-11-01"),
    }


def test_every_kind_of_file_with_dates_has_a_shelf_life() -> None:
    undated = {"sources", "vocabulary"}
    assert set(SHELF_LIFE) == set(KINDS) - undated
