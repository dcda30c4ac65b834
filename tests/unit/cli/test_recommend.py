"""``recommend --gpu rtx4070 --lang ja --exclude-origin cn`` from end to end."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from llmselect.units import MIB

Run = Callable[..., Any]
QUESTION = ("recommend", "--gpu", "rtx4070", "--lang", "ja", "--exclude-origin", "cn")


@pytest.fixture
def answer(run: Run) -> dict[str, Any]:
    result = run(*QUESTION, "--format", "json")
    assert (result.code, result.err) == (0, "")
    report: dict[str, Any] = json.loads(result.out)
    return report


def test_no_option_has_the_excluded_country_anywhere_in_its_lineage(answer: dict[str, Any]) -> None:
    assert len(answer["options"]) > 20
    for option in answer["options"]:
        assert "CN" not in (option["origin"]["developer"], *option["origin"]["lineage"])


@pytest.mark.parametrize(
    ("id", "base"),
    [
        ("elyza/ELYZA-Shortcut-1.0-Qwen-32B", "Qwen/Qwen2.5-32B-Instruct"),
        ("abeja/ABEJA-Qwen2.5-32b-Japanese-v1.0", "Qwen/Qwen2.5-32B-Instruct"),
        ("cyberagent/DeepSeek-R1-Distill-Qwen-14B-Japanese",
         "deepseek-ai/DeepSeek-R1-Distill-Qwen-14B"),
        ("tokyotech-llm/Qwen3-Swallow-8B-RL-v0.2", "Qwen/Qwen3-8B"),
    ],
)  # fmt: skip
def test_a_japanese_tuning_is_excluded_and_its_base_is_named(
    answer: dict[str, Any], id: str, base: str
) -> None:
    [excluded] = [item for item in answer["excluded"] if item["model"]["id"] == id]
    finding = next(item for item in excluded["findings"] if item["rule"] == "origin_allowed")
    assert finding["verdict"] == "fail"
    named = finding["message"] + finding["actual"]
    family, size = base.split("/")[1].split("-")[0], base.split("B")[0].split("-")[-1]
    assert family in named
    assert size in named


def test_every_option_fits_the_card(answer: dict[str, Any]) -> None:
    for option in answer["options"]:
        memory = option["memory"]
        if memory is None or memory["kv_cache_bytes"] is None:
            assert option["verdict"] == "unknown", option["model"]
            continue
        assert memory["total_bytes"] <= 12282 * MIB
        assert option["headroom_bytes"] == 12282 * MIB - memory["total_bytes"]
        parts = ("weights", "kv_cache", "state", "compute", "overhead")
        assert memory["total_bytes"] == sum(memory[f"{part}_bytes"] or 0 for part in parts)
        assert memory["low_bytes"] <= memory["total_bytes"] <= memory["high_bytes"]
        fits = memory["high_bytes"] <= 12282 * MIB
        assert option["fit"] == ("fits" if fits else "tight")


def test_every_option_has_its_figures_verdicts_and_next_steps(answer: dict[str, Any]) -> None:
    for option in answer["options"]:
        speed = option["speed"]
        assert speed is None or 0 < speed["low"] < speed["high"], option["model"]
        assert option["quality"]["lang"] == "ja"
        assert (option["quality"]["score"] is None) == (option["quality"]["evidence"] == "none")
        assert option["license"]["verdict"] in ("allowed", "allowed_with_obligations", "unknown")
        assert option["verdict"] in ("allowed", "conditional", "unknown")
        assert any(step["command"] for step in option["next_steps"]), option["model"]
        assert {"origin_allowed", "fits_memory"} <= {item["rule"] for item in option["findings"]}
        assert all(item["verdict"] != "fail" for item in option["findings"])


def test_the_first_options_are_measured_and_known_to_be_fast(answer: dict[str, Any]) -> None:
    for option in answer["options"][:5]:
        assert option["speed"] is not None
        assert option["quality"]["score"] is not None
        assert option["sources"]


def test_ranks_follow_the_score_and_the_score_is_the_sum_of_its_parts(
    answer: dict[str, Any],
) -> None:
    options = answer["options"]
    assert [option["rank"] for option in options] == list(range(1, len(options) + 1))
    order = [(option["verdict"] == "unknown", -option["score"]) for option in options]
    assert order == sorted(order)
    for option in options:
        assert option["score"] == pytest.approx(sum(option["score_parts"].values()), abs=1e-4)


def test_nothing_is_dropped_silently(answer: dict[str, Any]) -> None:
    offered = {option["model"]["id"] for option in answer["options"]}
    excluded = {item["model"]["id"] for item in answer["excluded"]}
    assert offered & excluded == set()
    assert len(offered | excluded) == answer["considered"]
    assert answer["options_total"] == len(answer["options"])


def test_the_request_is_shown_as_understood(answer: dict[str, Any]) -> None:
    request = answer["request"]
    assert request["gpus"] == [{"id": "rtx4070", "count": 1}]
    assert (request["languages"], request["exclude_origins"]) == (["ja"], ["CN"])
    assert (request["origin_scope"], request["context"]) == ("lineage", 8192)


def test_scope_developer_lets_japanese_tunings_of_foreign_bases_in(run: Run) -> None:
    narrow = json.loads(run(*QUESTION, "--origin-scope", "developer", "-f", "json").out)
    ids = {option["model"]["id"] for option in narrow["options"]}
    assert "tokyotech-llm/Qwen3-Swallow-8B-RL-v0.2" in ids
    assert all(option["origin"]["developer"] != "CN" for option in narrow["options"])


def test_each_wider_scope_of_origin_offers_fewer_models(run: Run) -> None:
    question = ("recommend", "--gpu", "h100_sxm", "--exclude-origin", "cn", "-f", "json")
    offered: list[dict[str, str]] = []
    for scope in ("developer", "lineage", "components", "teachers"):
        report = json.loads(run(*question, "--origin-scope", scope).out)
        offered.append({item["model"]["id"]: item["verdict"] for item in report["options"]})
    developer, lineage, components, teachers = offered
    assert set(developer) > set(lineage) > set(components) > set(teachers)
    # Its weights are NAVER's, its eyes are Qwen's: shown, and left out where parts count.
    eyes = "naver-hyperclovax/HyperCLOVAX-SEED-Think-32B"
    assert eyes in set(lineage) - set(components)
    assert "deepseek" not in " ".join(teachers).casefold()
    assert "allowed" not in teachers.values()  # nobody names all teachers: no pass


@pytest.mark.parametrize(
    "variant",
    [("--gpu", "RTX 4070", "--lang", "Japanese", "--exclude-origin", "CN"),
     ("--gpu=rtx-4070", "--lang=JA", "--exclude-origin=China")],
)  # fmt: skip
def test_the_spelling_of_names_does_not_matter(
    run: Run, answer: dict[str, Any], variant: tuple[str, ...]
) -> None:
    other = json.loads(run("recommend", *variant, "--format", "json").out)
    assert other["options"] == answer["options"]


def test_the_same_question_has_the_same_answer(run: Run) -> None:
    assert run(*QUESTION).out == run(*QUESTION).out


def test_a_limit_shortens_the_list_and_not_the_count(run: Run) -> None:
    whole = json.loads(run(*QUESTION, "-f", "json").out)
    short = json.loads(run(*QUESTION, "-f", "json", "--limit", "3").out)
    assert short["options"] == whole["options"][:3]
    assert short["options_total"] == whole["options_total"]


def test_a_limit_of_zero_shows_the_count_alone(run: Run) -> None:
    assert run(*QUESTION, "--limit", "0").code == 0


def test_the_terminal_says_the_best_option_first_and_how_to_run_it(
    run: Run, answer: dict[str, Any]
) -> None:
    result = run(*QUESTION)
    best = answer["options"][0]
    assert best["model"]["name"] in result.out.splitlines()[0]
    joined = "".join(result.out.split())
    assert "".join(best["next_steps"][-1]["command"].split()) in joined
    assert max(map(len, result.out.splitlines())) <= 80


def test_markdown_is_a_table_with_a_row_an_option(run: Run) -> None:
    lines = run(*QUESTION, "--format", "markdown", "--limit", "4").out.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == 2 + 4
    assert len({row.replace("\\|", "").count("|") for row in rows}) == 1


def test_output_goes_to_a_file_when_asked(run: Run, tmp_path: Any) -> None:
    result = run(*QUESTION, "-f", "json", "-o", str(tmp_path / "answer.json"))
    assert (result.code, result.out) == (0, "")
    text = (tmp_path / "answer.json").read_text(encoding="utf-8")
    assert json.loads(text)["schema"] == "llmselect.recommend/1"


IMPOSSIBLE = {
    "speed": ("--gpu", "rtx3060", "--lang", "ja", "--min-speed", "5000"),
    "quality": ("--gpu", "rtx3060", "--lang", "ja", "--min-quality", "99"),
    "size": ("--gpu", "rtx3060", "--lang", "ja", "--max-params", "1k"),
    "context": ("--gpu", "rtx3060", "--lang", "ja", "--context", "90M"),
    "memory": ("--gpu", "rtx3060", "--lang", "ja", "--quant", "fp16", "--context", "1M"),
    "licence": ("--gpu", "rtx3060", "--lang", "ja", "--license-allow", "cc-by-nc-sa-4.0",
                "--exclude-origin", "us,cn,jp,fr"),
}  # fmt: skip


@pytest.mark.parametrize("constraints", IMPOSSIBLE.values(), ids=list(IMPOSSIBLE))
def test_impossible_constraints_exit_1_and_say_what_would_help(
    run: Run, constraints: tuple[str, ...]
) -> None:
    result = run("recommend", *constraints, "-f", "json")
    assert result.code == 1, result.err
    report = json.loads(result.out)
    assert {option["verdict"] for option in report["options"]} <= {"unknown"}
    assert report["options_total"] == report["undecided"]
    assert 0 < len(report["relaxations"]) <= 5
    for item in report["relaxations"]:
        assert item["regains"] > 0
        assert item["best"]["id"]
        assert item["change"]
    text = run("recommend", *constraints)
    assert text.code == 1
    assert "Best:" not in text.out
