"""The schemas say what the reports hold: all of it, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import reports
from report_schema import faults

from llmselect import report as report_module
from llmselect.catalog.store import Store
from llmselect.locale import Translator
from llmselect.recommend.showing import LISTS, SHOWS
from llmselect.render.json import SCHEMAS, render_json
from llmselect.render.json_schema import REPORTS, report_schema

Run = Callable[..., Any]
ENGLISH = Translator("en")
GOLDEN = Path(__file__).resolve().parents[2] / "golden"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.name)
def test_the_golden_reports_fit(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


def test_a_licence_report_fits() -> None:
    assert faults(render_json(reports.checked(), ENGLISH)) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "recommend --gpu rtx4070 --lang ja --exclude-origin cn",
        "recommend --placement api --budget 5000JPY/month --tokens-per-day 1M --limit 20",
        "recommend --gpu rtx4070 --min-speed 5000",
        "explain gemma-3-12b-it --gpu rtx4070 --lang ja",
        "vram Qwen3-32B --gpu rtx4090",
        "license check Llama-3-ELYZA-JP-8B plamo-2-8b --entity company --revenue 9.9億円",
        "model search qwen --origin cn",
    ],
)
def test_a_real_report_fits(run: Run, arguments: str) -> None:
    assert faults(run(*arguments.split(), "-f", "json").out) == []


@pytest.mark.parametrize("kind", LISTS)
def test_lists_and_entries_fit(store: Store, kind: str) -> None:
    rows = LISTS[kind](store, "")
    assert faults(render_json(rows, ENGLISH)) == []
    for row in rows.rows[:: 15 if kind == "model" else 3]:
        entry = render_json(SHOWS[kind](store, row["id"]), ENGLISH)
        assert faults(entry) == [], row["id"]


def test_a_missing_and_an_unnamed_field_are_seen() -> None:
    data = json.loads(render_json(reports.measured(), ENGLISH))
    del data["memory"]["total_bytes"]
    data["colour"] = "red"
    data["context"] = "8192"
    found = faults(json.dumps(data))
    assert len(found) == 3, found


def test_every_report_has_a_schema() -> None:
    names = {type.__name__ for type in SCHEMAS} | {"EntryReport", "ListReport"}
    written = {name for name in vars(report_module) if name.endswith("Report")} - {"OptionReport"}
    assert written == names
    assert len({json.dumps(report_schema(name)) for name in REPORTS}) == len(REPORTS)
