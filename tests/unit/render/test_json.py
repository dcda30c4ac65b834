from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
import reports
from builders import money

from llmselect.findings import LicenseVerdict, Text, message
from llmselect.locale import Translator
from llmselect.render.json import plain, render_json

ENGLISH, JAPANESE = Translator("en"), Translator("ja")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (money("12.50"), {"amount": 12.5, "currency": "USD"}),
        (money(300, "JPY"), {"amount": 300, "currency": "JPY"}),
        (Decimal("0.8"), 0.8),
        (Text("words", "言葉"), "words"),
        (message("value.unknown"), "unknown"),
        (LicenseVerdict.ALLOWED, "allowed"),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"x": (None, True, 1)}, {"x": [None, True, 1]}),
    ],
)
def test_values_are_plain(value: Any, expected: Any) -> None:
    assert plain(value, ENGLISH) == expected
    assert json.loads(json.dumps(plain(value, ENGLISH))) == expected


def test_an_option_has_the_fields_of_the_contract() -> None:
    report = json.loads(render_json(reports.recommended(), ENGLISH))
    assert list(report)[:2] == ["schema", "catalog"]
    assert report["schema"] == "llmselect.recommend/1"
    assert {"request", "options", "excluded", "relaxations", "warnings"} <= set(report)
    assert "others" not in report
    option = report["options"][0]
    assert {"rank", "model", "base_models", "origin", "quant", "engine", "placement", "verdict",
            "memory", "speed", "quality", "cost", "score", "score_parts", "findings",
            "obligations", "questions", "next_steps", "sources"} <= set(option)  # fmt: skip
    assert set(option["memory"]) == {
        f"{part}_bytes"
        for part in ("weights", "weights_host", "kv_cache", "state", "compute", "overhead",
                     "total", "low", "high")
    }  # fmt: skip
    assert {"tok_s", "low", "high", "basis"} == set(option["speed"])
    assert {"initial", "monthly", "per_million_tokens"} <= set(report["options"][1]["cost"])


def test_a_finding_has_the_fields_of_the_contract() -> None:
    report = json.loads(render_json(reports.recommended(), ENGLISH))
    [finding] = report["excluded"][0]["findings"]
    assert set(finding) == {
        "rule", "verdict", "message", "expected", "actual", "clause", "source",
    }  # fmt: skip
    assert (finding["rule"], finding["verdict"]) == ("origin_allowed", "fail")
    assert "far/base-8b" in finding["message"]


def test_vram_and_licence_reports_have_their_fields() -> None:
    report = json.loads(render_json(reports.measured(), ENGLISH))
    assert {"model", "quant", "engine", "context", "parallel", "kv_type", "file_bytes", "memory",
            "basis", "gpus", "sources"} <= set(report)  # fmt: skip
    assert set(report["gpus"][0]) >= {
        "id", "count", "usable_bytes", "verdict", "headroom_bytes", "max_context",
    }  # fmt: skip
    report = json.loads(render_json(reports.checked(), ENGLISH))
    assert set(report["results"][0]) == {
        "model", "licenses", "verdict", "findings", "obligations", "questions",
    }  # fmt: skip
    assert {"license", "rule", "clause", "verdict", "message"} <= set(
        report["results"][0]["findings"][0]
    )


def test_japanese_stays_readable_and_keys_stay_english() -> None:
    text = render_json(reports.checked(), JAPANESE)
    assert "不明" in text
    assert "\\u" not in text
    assert list(json.loads(text)) == list(json.loads(render_json(reports.checked(), ENGLISH)))
