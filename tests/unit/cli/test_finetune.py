from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def finetune(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("vram", *arguments, "--format", "json")
    assert result.err == ""
    report: dict[str, Any] = json.loads(result.out)
    assert report["schema"] == "llmselect.vram.finetune/1"
    return report


def test_the_command_of_the_contract(run: Run) -> None:
    report = finetune(run, "Qwen3-8B", "--finetune", "qlora", "--rank", "16", "--seq", "2048")
    parts = [size for name, size in report["memory"].items()
             if name not in ("total_bytes", "low_bytes", "high_bytes")]  # fmt: skip
    assert sum(parts) == report["memory"]["total_bytes"]
    assert sum(term["bytes"] for term in report["terms"]) == report["memory"]["total_bytes"]


def test_more_weights_trained_need_more(run: Run) -> None:
    needs = [
        finetune(run, "Qwen3-8B", "--finetune", method)["memory"]["total_bytes"]
        for method in ("qlora", "lora", "full")
    ]
    assert needs == sorted(needs)


def test_named_cards_decide_the_exit_code(run: Run) -> None:
    small = run("vram", "Qwen3-8B", "--finetune", "full", "--gpu", "rtx4090")
    assert (small.code, small.err) == (1, "")
    large = finetune(run, "Qwen3-8B", "--finetune", "full", "--gpu", "8xh100_sxm")
    [fit] = large["gpus"]
    assert (fit["count"], fit["verdict"]) == (8, "fits")
    assert fit["need_bytes"] == large["memory"]["total_bytes"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--finetune", "lora", "--quant", "q8"), "--quant"),
        (("--finetune", "lora", "--kv-type", "f16"), "--kv-type"),
        (("--rank", "8"), "--finetune"),
        (("--finetune", "lora", "--rank", "0"), "--rank"),
        (("--finetune", "dora"), "lora"),
        (("--finetune", "lora", "--framework", "axolotl"), "transformers"),
    ],
)
def test_what_does_not_go_together_is_refused(
    run: Run, arguments: tuple[str, ...], named: str
) -> None:
    refused = run("vram", "Qwen3-8B", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert named in refused.err
    assert len(refused.err.splitlines()) == 1


def test_a_model_without_dimensions_is_refused(run: Run) -> None:
    refused = run("vram", "plamo-2.1-8b-cpt", "--finetune", "lora")
    assert (refused.code, refused.out) == (2, "")
    assert "dimensions" in refused.err
