from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from llmselect.units import MIB

Run = Callable[..., Any]


def vram(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("vram", *arguments, "--format", "json")
    assert result.err == ""
    report: dict[str, Any] = json.loads(result.out)
    assert report["schema"] == "llmselect.vram/1"
    return report


def test_qwen3_32b_at_four_bits_is_the_published_file(run: Run) -> None:
    report = vram(run, "Qwen3-32B", "--quant", "q4")
    assert (report["quant"], report["engine"], report["context"]) == ("Q4_K_M", "llama.cpp", 8192)
    assert report["file_bytes"] == pytest.approx(19_760_000_000, rel=0.01)
    assert "19.76 GB" in run("vram", "Qwen3-32B", "--quant", "q4").out


def test_the_total_is_the_sum_of_the_parts_on_the_device(run: Run) -> None:
    memory = vram(run, "Qwen3-32B")["memory"]
    parts = ("weights", "kv_cache", "state", "compute", "overhead")
    assert memory["total_bytes"] == sum(memory[f"{part}_bytes"] for part in parts)
    assert memory["low_bytes"] <= memory["total_bytes"] <= memory["high_bytes"]


def test_the_cache_is_the_published_dimensions(run: Run) -> None:
    # 64 layers x 8 heads x 128 values x 2 (keys and values) x 2 bytes x 8192 tokens
    assert vram(run, "Qwen3-32B")["memory"]["kv_cache_bytes"] == 64 * 8 * 128 * 2 * 2 * 8192


def test_more_context_needs_more_memory(run: Run) -> None:
    rows = vram(run, "Qwen3-32B")["contexts"]
    assert [row["context"] for row in rows] == sorted({row["context"] for row in rows})
    assert len(rows) >= 4
    for shorter, longer in pairwise(rows):
        assert longer["kv_cache_bytes"] > shorter["kv_cache_bytes"]
        assert longer["total_bytes"] > shorter["total_bytes"]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (["--quant", "q4"], ["--quant", "q8"]),
        (["--kv-type", "q8_0"], ["--kv-type", "f16"]),
        (["--engine", "ollama"], ["--engine", "ollama", "--parallel", "4"]),  # llama.cpp shares
        (["--context", "8k"], ["--context", "32k"]),
        (["--ubatch", "128"], ["--ubatch", "2048"]),
    ],
)
def test_what_needs_more(run: Run, less: list[str], more: list[str]) -> None:
    small, large = (vram(run, "Qwen3-32B", *flags)["memory"] for flags in (less, more))
    assert small["total_bytes"] < large["total_bytes"]


@pytest.mark.parametrize(
    ("gpus", "code"),
    [
        (["rtx4070"], 1),
        (["rtx4090"], 0),
        (["2xrtx4070"], 0),
        (["rtx4070", "rtx4090"], 0),
        (["rtx4060", "rtx4070"], 1),
        (["h100-sxm"], 0),
    ],
)
def test_the_exit_code_says_whether_a_named_card_holds_it(
    run: Run, gpus: list[str], code: int
) -> None:
    flags = [part for gpu in gpus for part in ("--gpu", gpu)]
    result = run("vram", "Qwen3-32B", "--quant", "q4", *flags, "-f", "json")
    assert (result.code, result.err) == (code, "")
    fits = json.loads(result.out)["gpus"]
    assert len(fits) == len(gpus)
    assert (code == 0) == any(fit["verdict"] in ("fits", "tight") for fit in fits)


def test_a_card_shows_what_stays_free_and_how_long_a_context_it_holds(run: Run) -> None:
    report = vram(run, "Qwen3-8B", "--gpu", "rtx4070")
    [fit] = report["gpus"]
    total = report["memory"]["total_bytes"]
    assert fit["usable_bytes"] == 12282 * MIB
    assert fit["headroom_bytes"] == fit["usable_bytes"] - total
    longest = fit["max_context"]
    assert longest > 8192
    at = vram(run, "Qwen3-8B", "--gpu", "rtx4070", "--context", str(longest))
    assert at["memory"]["total_bytes"] <= fit["usable_bytes"]


def test_without_a_card_the_whole_catalogue_is_tried(run: Run) -> None:
    report = vram(run, "Qwen3-32B")
    verdicts = {fit["id"]: fit["verdict"] for fit in report["gpus"]}
    assert (verdicts["rtx4070"], verdicts["rtx4090"]) == ("no", "fits")
    assert run("vram", "Qwen3-32B").code == 0


def test_ram_takes_what_the_card_does_not(run: Run) -> None:
    fits = vram(run, "Qwen3-32B", "--gpu", "rtx4070", "--ram", "64GB")["gpus"]
    assert [fit["verdict"] for fit in fits] == ["offload"]


@pytest.mark.parametrize("name", ["Qwen3-32B", "qwen3 32b", "QWEN3:32B", "Qwen/Qwen3-32B"])
def test_names_are_forgiving(run: Run, name: str) -> None:
    assert vram(run, name)["model"] == {"id": "Qwen/Qwen3-32B", "name": "Qwen3-32B"}


def test_a_context_beyond_the_model_is_warned_of(run: Run) -> None:
    result = run("vram", "Qwen3-32B", "--context", "500k")
    assert result.code == 0
    assert "512,000" in result.err or "500,000" in result.err


def test_explain_shows_the_terms_of_the_sum(run: Run) -> None:
    plain, explained = (run("vram", "Qwen3-32B", *flags).out for flags in ((), ("--explain",)))
    assert len(explained.splitlines()) > len(plain.splitlines())
    assert "term." not in explained


def test_every_figure_has_a_source(run: Run) -> None:
    sources = vram(run, "Qwen3-32B")["sources"]
    assert sources
    assert all(source["title"] and source["as_of"] for source in sources)


@pytest.mark.parametrize("flags", [[], ["--explain"], ["-f", "markdown"], ["--gpu", "rtx4090"]])
def test_nothing_unrendered_is_shown(run: Run, flags: list[str]) -> None:
    out = run("vram", "Qwen3-30B-A3B", *flags).out
    for rest in ("{", "}", "None", "label.", "vram.", "fit.", "basis."):
        assert rest not in out


def test_markdown_is_tables(run: Run) -> None:
    lines = run("vram", "Qwen3-32B", "-f", "markdown", "--gpu", "rtx4090").out.splitlines()
    assert lines[0].startswith("# ")
    assert sum(line.startswith("| ---") for line in lines) == 2


def test_several_cards_get_whole_layers_and_each_has_its_own_buffers(run: Run) -> None:
    report = vram(run, "Qwen3-32B", "--gpu", "2xrtx4070")
    [fit] = report["gpus"]
    placement = fit["placement"]
    assert placement["mode"] == "layer_split"
    assert [device["layers"] for device in placement["devices"]] == [33, 32]
    alone = vram(run, "Qwen3-32B")["memory"]
    assert report["memory"]["total_bytes"] > alone["total_bytes"]
    assert "(33, 32)" in run("vram", "Qwen3-32B", "--gpu", "2xrtx4070").out


def test_partial_offload_says_how_many_layers_and_how_much_ram(run: Run) -> None:
    arguments = ("Qwen3-32B", "--gpu", "rtx4070", "--ram", "64GB")
    [fit] = vram(run, *arguments)["gpus"]
    placement = fit["placement"]
    assert placement["mode"] == "layers_in_ram"
    assert f"-ngl {placement['gpu_layers']}" in run("vram", *arguments).out
    [fit] = vram(run, "Qwen3-32B", "--gpu", "rtx4070", "--ram", "4GB")["gpus"]
    assert fit["verdict"] == "no"


def test_a_mixture_leaves_experts_in_ram(run: Run) -> None:
    arguments = ("Qwen3-235B-A22B", "--gpu", "rtx4090", "--ram", "256GB")
    [fit] = vram(run, *arguments)["gpus"]
    assert fit["placement"]["mode"] == "experts_in_ram"
    assert "--n-cpu-moe" in run("vram", *arguments).out


def test_a_processor_holds_what_the_ram_holds(run: Run) -> None:
    cpu = ("Qwen3-32B", "--gpu", "cpu_ddr5_5600_2ch")
    [fit] = vram(run, *cpu, "--ram", "64GB")["gpus"]
    assert (fit["verdict"], fit["placement"]["mode"]) == ("fits", "cpu")
    [fit] = vram(run, *cpu, "--ram", "16GB")["gpus"]
    assert fit["verdict"] == "no"
    [fit] = vram(run, *cpu)["gpus"]
    assert (fit["verdict"], fit["usable_bytes"], fit["headroom_bytes"]) == ("unknown", None, None)
    refused = run("vram", *cpu, "--engine", "vllm")
    assert (refused.code, refused.out) == (2, "")
    assert "llama.cpp" in refused.err


@pytest.mark.parametrize(
    ("ask", "flag"), [("context", "--context"), ("parallel", "--parallel"), ("quant", "--quant")]
)
def test_what_the_inverse_question_finds_fits(run: Run, ask: str, flag: str) -> None:
    flags = ("Qwen3-8B", "--engine", "ollama", "--gpu", "rtx4070")
    report = vram(run, *flags, "--fit", ask)
    [answer] = report["answers"]
    assert answer["ask"] == ask
    assert report[ask] == answer["value"]
    assert report["gpus"][0]["verdict"] in ("fits", "tight")
    assert vram(run, *flags, flag, str(answer["value"]))["memory"] == report["memory"]


def test_the_cheapest_card_is_found_among_all_or_those_that_are_named(run: Run) -> None:
    [answer] = vram(run, "Qwen3-32B", "--fit", "gpu")["answers"]
    prices = [row["price"]["amount"] for row in answer["rows"] if row["price"]]
    assert prices == sorted(prices)
    assert answer["value"] == answer["rows"][0]["id"]
    named = ("--gpu", "rtx4090", "--gpu", "rtx4060", "--gpu", "2xrtx3090")
    [answer] = vram(run, "Qwen3-32B", "--fit", "gpu", *named)["answers"]
    assert {row["id"] for row in answer["rows"]} == {"rtx4090", "rtx3090"}


def test_nothing_that_fits_is_an_answer_with_exit_code_1(run: Run) -> None:
    result = run("vram", "Qwen3-235B-A22B", "--gpu", "rtx4060", "--fit", "context")
    assert (result.code, result.err) == (1, "")
    assert result.out.splitlines()[0].startswith("Qwen3-235B-A22B at Q4_K_M does not fit")


def test_an_inverse_question_needs_a_card(run: Run) -> None:
    refused = run("vram", "Qwen3-8B", "--fit", "context")
    assert (refused.code, refused.out) == (2, "")
    assert "--gpu" in refused.err
    refused = run("vram", "Qwen3-8B", "--fit", "contxt")
    assert (refused.code, refused.out) == (2, "")
    assert "context" in refused.err


def test_the_sum_is_explained_with_what_went_into_it(run: Run) -> None:
    terms = vram(run, "Qwen3-32B")["terms"]
    assert all(term["formula"] and term["inputs"] for term in terms)
    text = run("vram", "Qwen3-32B", "--gpu", "rtx4090", "--explain").out
    assert "values = 25,165,824,000" in text  # 64 layers x 3 x 5120 x 25600
    assert "█" in text


@pytest.mark.parametrize(
    ("engine", "quant", "kv_type", "nearest"),
    [("llama.cpp", "q4", "fp8", "q8_0"), ("vllm", "BF16", "q8_0", "fp8"),
     ("ollama", "q4", "bf16", "f16")],
)  # fmt: skip
def test_an_engine_takes_its_own_types_of_cache(
    run: Run, engine: str, quant: str, kv_type: str, nearest: str
) -> None:
    refused = run("vram", "Qwen3-8B", "--engine", engine, "--quant", quant, "--kv-type", kv_type)
    assert (refused.code, refused.out) == (2, "")
    assert nearest in refused.err


def test_slots_that_share_a_context_are_not_beyond_the_model(run: Run) -> None:
    result = run("vram", "Qwen3-8B", "--context", "64k", "--parallel", "8")
    assert (result.code, result.err) == (0, "")  # llama.cpp: 8,192 tokens each
    text = run("vram", "Qwen3-8B", "--gpu", "rtx4090", "--context", "16k", "--fit", "parallel").out
    assert "sequences of 16,384 tokens" in " ".join(text.split())


def test_without_a_known_cache_an_inverse_question_has_no_answer(run: Run) -> None:
    refused = run("vram", "plamo-2.1-8b-cpt", "--gpu", "rtx4090", "--fit", "context")
    assert (refused.code, refused.out) == (2, "")
    assert "KV cache" in refused.err
