from __future__ import annotations

from pathlib import Path

import pytest

from llmselect.errors import LlmselectError, Problems
from llmselect.policy.profile_file import load_profile
from llmselect.units import parse_money


def _write(folder: Path, text: str) -> Path:
    path = folder / "llmselect.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _problems(folder: Path, text: str) -> list[tuple[int, str, dict[str, object]]]:
    with pytest.raises(LlmselectError) as caught:
        load_profile(_write(folder, text))
    error = caught.value
    errors = error.problems if isinstance(error, Problems) else [error]
    found = [item.params["problem"] for item in errors]
    return [(item.line, item.slug, item.params) for item in found]  # type: ignore[attr-defined]


def test_a_profile_is_read_in_the_words_of_a_person(tmp_path: Path) -> None:
    text = """\
organization:
  entity: company
  country: jp
  revenue: 9.9億円
  mau: 300万
  uses: [internal, product]
  users_in: [jp, US]
models: [elyza/Llama-3-ELYZA-JP-8B]
"""
    profile = load_profile(_write(tmp_path, text))
    organization = profile.organization
    assert organization.country == "JP"
    assert organization.revenue == parse_money("990000000JPY")
    assert organization.mau == 3_000_000
    assert organization.users_in == {"JP", "US"}
    assert organization.group_revenue is None
    assert profile.models == ("elyza/Llama-3-ELYZA-JP-8B",)


def test_a_wrong_key_is_told_with_its_line_and_the_nearest_right_one(tmp_path: Path) -> None:
    text = "organization:\n  entity: company\n  revenu: 3億円\n"
    [(line, slug, params)] = _problems(tmp_path, text)
    assert (line, slug) == (3, "unknown_key")
    assert params["near"] == ("revenue", "revenue_12m")


def test_a_key_one_level_too_high_is_told_where_it_belongs(tmp_path: Path) -> None:
    [(_, slug, params)] = _problems(tmp_path, "revenue: 3億円\n")
    assert slug == "unknown_key"
    assert params["near"] == ("organization.revenue",)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = "organization:\n  entity: compny\n  revenue: abc\n  mau: -1\n  uses: [intrnal]\n"
    assert [line for line, _, _ in sorted(_problems(tmp_path, text), key=lambda x: x[0])] == [
        2,
        3,
        4,
        5,
    ]


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "organization: 5\n", "organization:\n  mau: 1e6\n", "models: x\n", "a: [\n"],
)
def test_what_is_no_profile_is_refused(tmp_path: Path, text: str) -> None:
    assert _problems(tmp_path, text)


def test_an_amount_without_a_currency_is_refused(tmp_path: Path) -> None:
    [(line, slug, _)] = _problems(tmp_path, "organization:\n  revenue: 990000000\n")
    assert (line, slug) == (2, "bad_value")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LlmselectError):
        load_profile(tmp_path / "llmselect.yaml")
