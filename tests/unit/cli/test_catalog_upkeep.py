from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from report_schema import faults
from small_catalog import write_root

Run = Callable[..., Any]
LATER = ("--as-of", "2027-02-15")


@pytest.fixture
def root(tmp_path: Path) -> str:
    return str(write_root(tmp_path / "root"))


def test_stats_answers_in_the_first_line(run: Run, root: str) -> None:
    result = run("catalog", "stats", root, "--as-of", "2026-11-24")
    assert (result.code, result.err) == (0, "")
    first, *rest = result.out.splitlines()
    assert first.startswith(
        "1 models, 1 accelerators, 1 licences, 0 providers. On 2026-11-24, 0 of"
    )
    table = [line.split() for line in rest]
    assert ["models", "1", "2", "3", "3", "0", "-"] in table
    for broken in ("stats.", "{", "None"):
        assert broken not in result.out


@pytest.mark.parametrize("command", [["stats"], ["stale"], ["stale", "--max-age", "1d"]])
def test_both_speak_japanese(run: Run, root: str, command: list[str]) -> None:
    out = run("catalog", *command, root, *LATER, "--locale", "ja").out
    assert "件" in out
    for broken in ("stats.", "stale.", "{", "None"):
        assert broken not in out


def test_stale_lists_places_oldest_first(run: Run, root: str) -> None:
    result = run("catalog", "stale", root, *LATER)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0].startswith("2 of ")
    assert "in 2 places" in lines[0]
    places = [line.split() for line in lines if line.startswith("2026")]
    assert [place[3] for place in places] == [
        "catalog/clouds/sky.yaml",
        "catalog/prices/rates.yaml",
    ]
    assert all(place[-1] == "https://example.org/card" for place in places)


def test_stale_says_when_there_is_nothing(run: Run, root: str) -> None:
    result = run("catalog", "stale", root, "--as-of", "2026-11-24", "--fail-on", "stale")
    assert result.code == 0
    assert result.out.startswith("No fact is to be read again on 2026-11-24")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 0), (["--fail-on", "stale"], 1), (["--max-age", "2y", "--fail-on", "stale"], 0)],
)
def test_listing_is_no_check_unless_asked_for(
    run: Run, root: str, arguments: list[str], code: int
) -> None:
    assert run("catalog", "stale", root, *LATER, *arguments).code == code


@pytest.mark.parametrize(
    "arguments",
    [["--max-age", "180"], ["--max-age", "-1d"], ["--as-of", "soon"], ["--fail-on", "unknown"],
     ["-f", "xml"]],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(run: Run, root: str, arguments: list[str]) -> None:
    result = run("catalog", "stale", root, *arguments)
    assert (result.code, result.out) == (2, "")
    assert len(result.err.splitlines()) == 1


def test_json_and_csv_have_every_fact(run: Run, root: str, tmp_path: Path) -> None:
    report = json.loads(run("catalog", "stale", root, *LATER, "-f", "json").out)
    assert report["schema"] == "llmselect.catalog.stale/1"
    assert [fact["kind"] for fact in report["facts"]] == ["cloud", "rates"]
    target = tmp_path / "stale.csv"
    assert run("catalog", "stale", root, *LATER, "-f", "csv", "-o", str(target)).out == ""
    rows = list(csv.DictReader(target.read_text(encoding="utf-8").splitlines()))
    expected = [{key: str(value) for key, value in fact.items()} for fact in report["facts"]]
    assert rows == expected


@pytest.mark.parametrize("command", ["stats", "stale"])
def test_the_json_fits_its_schema(run: Run, command: str) -> None:
    text = run("catalog", command, "--as-of", "2026-11-24", "-f", "json").out
    assert faults(text) == []


@pytest.mark.parametrize("command", ["stats", "stale"])
def test_a_broken_file_is_told_in_one_line(run: Run, root: str, command: str) -> None:
    (Path(root) / "catalog" / "gpus" / "cards.yaml").write_text("kind: [", encoding="utf-8")
    result = run("catalog", command, root)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: catalog/gpus/cards.yaml:")
    assert len(result.err.splitlines()) == 1
