"""Lists, entries, help and version."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from llmselect import __version__
from llmselect.cli.group import COMMANDS

Run = Callable[..., Any]
SHOWN = [
    ["model", "show", "Qwen3-32B"], ["gpu", "show", "rtx4070"], ["license", "show", "apache-2.0"],
    ["provider", "show", "openai-api"], ["model", "list"], ["gpu", "list"], ["license", "list"],
    ["provider", "list"], ["model", "search", "swallow 70b"], ["model", "search", "--origin", "jp"],
]  # fmt: skip


def data(run: Run, *arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--format", "json")
    assert (result.code, result.err) == (0, "")
    report: dict[str, Any] = json.loads(result.out)
    return report


@pytest.mark.parametrize("locale", ["en", "ja"])
@pytest.mark.parametrize("arguments", SHOWN, ids=" ".join)
def test_everything_can_be_shown(run: Run, arguments: list[str], locale: str) -> None:
    result = run(*arguments, "--locale", locale)
    assert (result.code, result.err) == (0, "")
    assert len(result.out.splitlines()) > 3
    for rest in ("Text(", "Message(", "None", "column.", "{"):
        assert rest not in result.out, rest


def test_a_model_in_json_has_the_fields_of_the_contract(run: Run) -> None:
    report = data(run, "model", "show", "elyza/ELYZA-Shortcut-1.0-Qwen-32B")
    assert report["schema"] == "llmselect.model.show/1"
    assert set(report["catalog"]) == {"version", "as_of"}
    assert {"id", "name", "aliases", "developer", "base_models", "lineage_countries", "licenses",
            "parameters", "architecture", "context", "files", "quality", "sources",
            "unknown"} <= set(report)  # fmt: skip
    assert report["developer"]["country"] == "JP"
    assert set(report["lineage_countries"]) == {"JP", "CN"}


def test_published_scores_of_a_model_come_with_mode_source_and_attribution(run: Run) -> None:
    boards = data(run, "model", "show", "Qwen3-32B")["board_scores"]
    modes = {item["mode"]: item for item in boards if item["board"] == "jmedqa"}
    assert set(modes) == {"thinking", "plain"}
    found = modes["thinking"]
    assert [(task["id"], task["score"]) for task in found["tasks"]] == [("accuracy", 0.856)]
    assert (found["source"], found["license"]) == ("jmedqa", "MIT")
    assert "MIT License" in found["attribution"]
    states = {item["published"]: item["superseded"] for item in boards
              if item["board"] == "swallow-v2"}  # fmt: skip
    assert [replaced for _, replaced in sorted(states.items())] == [True, True, False]


@pytest.mark.parametrize(
    ("locale", "heading", "mode"),
    [("en", "Published scores", "[no thinking]"), ("ja", "公開スコア", "[思考なし]")],
)
def test_the_terminal_groups_published_scores_by_board(
    run: Run, locale: str, heading: str, mode: str
) -> None:
    lines = run("model", "show", "Qwen3-32B", "--locale", locale).out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(heading))
    section = lines[start : lines.index("", start)]
    assert sum("JMedQA (" in line for line in section) == 1
    assert sum("Swallow LLM Leaderboard v2" in line for line in section) == 1
    assert mode in "".join(section)
    assert "CC BY 4.0" in "".join(section)
    assert "mode." not in "".join(section)


def test_a_model_without_published_scores_has_no_such_section(run: Run) -> None:
    assert data(run, "model", "show", "anthropic/claude-opus-5.5")["board_scores"] == []
    assert "Published scores" not in run("model", "show", "anthropic/claude-opus-5.5").out


def test_other_entries_have_no_published_scores(run: Run) -> None:
    assert "board_scores" not in data(run, "gpu", "show", "rtx4070")


def test_descent_is_shown_with_its_confidence(run: Run) -> None:
    report = data(run, "model", "show", "SakanaAI/TinySwallow-1.5B")
    assert report["teachers"] == ["Qwen/Qwen2.5-32B-Instruct"]
    assert report["components"] == []  # it takes text alone
    assert [(item["of"], item["confidence"]) for item in report["descent_evidence"]] == [
        (["base_models", "teachers"], "high")
    ]
    facts = {fact["path"]: fact["confidence"] for fact in report["facts"]}
    assert (facts["base_models"], facts["license"]) == ("high", None)
    eyes = data(run, "model", "show", "naver-hyperclovax/HyperCLOVAX-SEED-Think-32B")
    assert (eyes["components"], eyes["teachers"]) == (None, None)
    assert [(item["role"], item["country"]) for item in eyes["unnamed"]] == [("component", "CN")]


def test_a_value_that_nobody_stated_is_null_and_named(run: Run) -> None:
    report = data(run, "gpu", "show", "rtx4070")
    for name in report["unknown"]:
        assert report.get(name) is None
    assert report["memory_bytes"] == 12282 * 2**20
    assert report["marketed_memory_bytes"] == 12 * 2**30
    assert report["memory_bandwidth_gbs"] == pytest.approx(504, abs=1)


def test_a_search_matches_every_word(run: Run) -> None:
    rows = data(run, "model", "search", "swallow", "70b")["rows"]
    assert rows
    assert all("swallow" in row["id"].lower() and "70b" in row["id"].lower() for row in rows)


def test_a_search_without_a_hit_leaves_with_1(run: Run) -> None:
    result = run("model", "search", "zzzzzz")
    assert result.code == 1
    assert result.out.strip()


def test_models_by_origin_are_of_developers_of_that_country(run: Run) -> None:
    everything, japanese = (
        data(run, "model", "search", *flags)["rows"] for flags in ((), ("--origin", "Japan"))
    )
    assert 50 < len(japanese) < len(everything)
    assert all(row["lineage_countries"][0] == "JP" for row in japanese)


def test_the_version(run: Run) -> None:
    assert run("--version").out.strip() == f"llmselect {__version__}"


@pytest.mark.parametrize(("locale", "word"), [("en_US.UTF-8", "Usage"), ("ja_JP.UTF-8", "")])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_in_the_readers_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, locale: str, word: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    result = run(*command.split(), "--help")
    assert (result.code, result.err) == (0, "")
    assert word in result.out
    assert "help." not in result.out
    if locale.startswith("ja"):
        assert any("ぁ" <= char <= "ヿ" for char in result.out)


@pytest.mark.parametrize("command", ["license", "model", "gpu", "provider", "catalog"])
def test_a_group_without_a_command_shows_its_help(run: Run, command: str) -> None:
    result = run(command)
    assert "list" in result.out + result.err or "validate" in result.out + result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("model", ["elyza/ELYZA-Shortcut-1.0-Qwen-32B", "Qwen3-8B"])
def test_explain_shows_every_rule_of_one_model(run: Run, model: str) -> None:
    result = run("explain", model, "--gpu", "rtx4070", "--lang", "ja", "--exclude-origin", "cn")
    assert result.code == 1
    assert "✗" in result.out
    report = json.loads(
        run("explain", model, "--gpu", "rtx4070", "--exclude-origin", "cn", "-f", "json").out
    )
    rules = {item["rule"]: item["verdict"] for item in report["excluded"]}
    assert rules["origin_allowed"] == "fail"
    assert run("explain", "Qwen3-8B", "--gpu", "rtx4070", "--lang", "ja").code == 0


@pytest.mark.parametrize(
    "text", ["llama3.3 AND gemma-tou", "(llama3.3 or gemma-tou)", "llama3.3+gemma-tou"]
)
def test_an_expression_of_licences_leads_to_each_of_them(run: Run, text: str) -> None:
    result = run("license", "show", text)
    assert result.code == 2
    assert "show each of them: llama3.3, gemma-tou." in result.err


def test_a_part_that_is_no_licence_is_named(run: Run) -> None:
    result = run("license", "show", "mit AND no-such-licence-9")
    assert result.code == 2
    assert "'no-such-licence-9'" in result.err
