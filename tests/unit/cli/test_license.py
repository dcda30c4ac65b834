from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
COMPANY = ("--entity", "company", "--country", "JP", "--purpose", "commercial", "--use", "internal",
           "--mau", "1000", "--revenue", "9億円", "--group-revenue", "9億円")  # fmt: skip
INTERNAL = """\
organization:
  entity: company
  country: JP
  purpose: commercial
  uses: [internal]
models: [Qwen3-32B]
"""


def check(run: Run, *arguments: str) -> tuple[int, dict[str, Any]]:
    result = run("license", "check", *arguments, "--format", "json")
    assert result.err == ""
    report: dict[str, Any] = json.loads(result.out)
    assert report["schema"] == "llmselect.license.check/1"
    return result.code, report


def verdicts(report: dict[str, Any]) -> dict[str, str]:
    return {result["model"]["name"]: result["verdict"] for result in report["results"]}


@pytest.mark.parametrize(
    ("model", "answers", "code", "verdict"),
    [
        ("Qwen3-32B", COMPANY, 0, ("allowed", "allowed_with_obligations")),
        ("command-a-03-2025", COMPANY, 1, ("needs_separate_license", "prohibited")),
        ("command-a-03-2025", ("--purpose", "research", "--entity", "university"), 0,
         ("allowed", "allowed_with_obligations", "unknown")),
        ("Llama-3.1-Swallow-8B-Instruct-v0.5", COMPANY, 0, ("allowed", "allowed_with_obligations")),
    ],
)  # fmt: skip
def test_the_exit_code_says_whether_a_licence_stands_in_the_way(
    run: Run, model: str, answers: tuple[str, ...], code: int, verdict: tuple[str, ...]
) -> None:
    left, report = check(run, model, *answers)
    [found] = verdicts(report).values()
    assert (left, found in verdict) == (code, True), found


def test_what_is_not_known_is_undecided_and_asks_which_answer_would_settle_it(run: Run) -> None:
    code, report = check(run, "command-a-03-2025")
    [result] = report["results"]
    assert (code, result["verdict"]) == (0, "unknown")
    assert result["questions"]
    assert any((question["flag"] or "").startswith("--") for question in result["questions"])


def test_fail_on_unknown_leaves_with_3_and_a_violation_still_with_1(run: Run) -> None:
    assert check(run, "command-a-03-2025", "--fail-on", "unknown")[0] == 3
    assert check(run, "Qwen3-32B", *COMPANY, "--fail-on", "unknown")[0] == 0
    both = ("command-a-03-2025", "Qwen3-32B", *COMPANY, "--fail-on", "unknown")
    assert check(run, *both)[0] == 1


def test_a_derivative_keeps_the_terms_of_its_base(run: Run) -> None:
    _, report = check(run, "Llama-3.1-Swallow-8B-Instruct-v0.5", *COMPANY)
    [result] = report["results"]
    assert "llama3.1" in result["licenses"]
    assert any("Llama" in item["message"] for item in result["obligations"])


def test_a_survey_for_nobody_in_particular_violates_nothing(run: Run) -> None:
    assert run("license", "check").code == 0
    assert run("license", "check", "--fail-on", "unknown").code == 3
    assert run("license", "check", "--purpose", "commercial").code == 1
    assert run("license", "check", "--mau", "0").code == 1  # a stated zero is a statement


def test_every_released_open_model_is_checked_when_none_is_named(run: Run) -> None:
    _, report = check(run, *COMPANY)
    assert len(report["results"]) > 300
    assert {"allowed", "needs_separate_license"} <= set(verdicts(report).values()) | {"allowed"}


def test_the_profile_names_the_organisation_and_the_models(run: Run, tmp_path: Path) -> None:
    (tmp_path / "llmselect.yaml").write_text(INTERNAL, encoding="utf-8")
    code, report = check(run)
    assert (code, list(verdicts(report))) == (0, ["Qwen3-32B"])
    assert (report["profile"]["entity"], report["profile"]["uses"]) == ("company", ["internal"])


def test_the_profile_of_a_folder_above_counts(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "llmselect.yaml").write_text(INTERNAL, encoding="utf-8")
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert list(verdicts(check(run)[1])) == ["Qwen3-32B"]


def test_a_flag_goes_over_the_profile_and_leaves_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "llmselect.yaml").write_text(INTERNAL, encoding="utf-8")
    _, report = check(run, "--purpose", "research")
    assert (report["profile"]["purpose"], report["profile"]["country"]) == ("research", "JP")


def test_the_order_of_facts_in_a_profile_does_not_matter(run: Run, tmp_path: Path) -> None:
    results = []
    for lines in (["mau: 5", "country: JP"], ["country: jp", "mau: 5"]):
        text = "organization:\n" + "".join(f"  {line}\n" for line in lines)
        (tmp_path / "llmselect.yaml").write_text(text, encoding="utf-8")
        results.append(check(run, "Qwen3-32B"))
    assert results[0] == results[1]


@pytest.mark.parametrize(("revenue", "crossed"), [("1億円", False), ("900億円", True)])
def test_yen_are_compared_with_a_limit_in_dollars(run: Run, revenue: str, crossed: bool) -> None:
    # LFM 1.0 asks for another licence from 10 million dollars a year.
    flags = ("--purpose", "commercial", "--use", "internal", "--entity", "company", "--country",
             "JP", "--revenue", revenue, "--group-revenue", revenue)  # fmt: skip
    _, report = check(run, "LFM2-1.2B", *flags)
    findings = [
        item for item in report["results"][0]["findings"] if item["rule"] == "threshold_respected"
    ]
    assert findings
    assert (findings[0]["verdict"] in ("fail", "conditional")) == crossed
    assert findings[0]["verdict"] != "unknown"


def test_an_answer_shows_its_clause_and_says_that_it_is_no_legal_advice(run: Run) -> None:
    result = run("license", "check", "Llama-3.1-Swallow-8B-Instruct-v0.5", *COMPANY)
    assert "llama3.1" in result.out
    assert "not legal advice" in " ".join(result.out.split())
    for rest in ("{", "None", "license.", "verdict.", "duty."):
        assert rest not in result.out


def test_markdown_is_one_row_a_model(run: Run) -> None:
    out = run("license", "check", "Qwen3-32B", "gpt-oss-20b", *COMPANY, "-f", "markdown").out
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 2
