"""The fine-tuning part of evaluate_memory.py: estimates against peaks that trainers printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from builders import a_model, an_architecture

from llmselect.catalog.entries import Architecture, Model, Parameters
from llmselect.estimate.memory.finetune import FineTune, estimate_finetune
from llmselect.units import GIB

Row = dict[str, Any]


def _plain(layers: int, hidden: int, inner: int, heads: tuple[int, int], vocab: int,
           **more: Any) -> Architecture:  # fmt: skip
    return an_architecture(**{
        "model_type": "llama", "num_hidden_layers": layers, "hidden_size": hidden,
        "intermediate_size": inner, "num_attention_heads": heads[0],
        "num_key_value_heads": heads[1], "vocab_size": vocab, "tie_word_embeddings": False,
    } | more)  # fmt: skip


# Models that no row of the dimensions has, from their published config.json.
_OLDER = {
    "qwen18b": _plain(24, 2048, 5504, (16, 16), 151936, model_type="qwen"),
    "qwen7b": _plain(32, 4096, 11008, (32, 32), 151936, model_type="qwen"),
    "qwen14b": _plain(40, 5120, 13696, (40, 40), 152064, model_type="qwen"),
    "llama27b": _plain(32, 4096, 11008, (32, 32), 32000),
    "llama213b": _plain(40, 5120, 13824, (40, 40), 32000),
    "mistral7b": _plain(32, 4096, 14336, (32, 8), 32000),
    "mistral7bv02": _plain(32, 4096, 14336, (32, 8), 32000),
    "tinyllama": _plain(22, 2048, 5632, (32, 4), 32000),
    "stablelmalpha3b": _plain(16, 4096, 16384, (32, 32), 50688, model_type="gpt_neox",
                              mlp_gated=False),
    "stablelmbasealpha3b": _plain(16, 4096, 16384, (32, 32), 50688, model_type="gpt_neox",
                                  mlp_gated=False),
}  # fmt: skip
_ALPACA_LONGEST = 1150  # tokens: "about 1.0-1.3k" where a page names no length
_RANKS = {"qwen-finetune": 64, "litgpt": 8, "peft": 32}  # the scripts' own, where none is stated


def finetune_rows(
    truths: Iterable[Row], model_of: Callable[[str], Model | None], errors: Callable[[], Any]
) -> None:
    """Prints errors by framework and method; the driver's context is in no trainer's figure."""
    print("== fine-tuning, peak of the allocator")
    groups: dict[str, Any] = defaultdict(errors)
    inside: dict[str, int] = defaultdict(int)
    skipped: dict[str, int] = defaultdict(int)
    for truth in truths:
        tune, model = _tune(truth), _model(truth, model_of)
        if tune is None or model is None:
            skipped["not one card, or no training" if tune is None else "dimensions unknown"] += 1
            continue
        estimate = estimate_finetune(model, tune)
        assert estimate is not None
        want = truth["peak_gib"] * GIB
        bare = estimate.overhead_bytes
        framework = truth["framework"].split()[0]
        for group in ("all", framework, f"{framework} {truth['method']}"):
            groups[group].add(estimate.total_bytes - bare, want)
            inside[group] += estimate.low_bytes - bare <= want <= estimate.high_bytes
    for group in sorted(groups, key=lambda name: (name != "all", name)):
        count = len(groups[group].values)
        print(f"{group:20} {groups[group]}  inside {100 * inside[group] / count:.0f} %")
    print("left out:", ", ".join(f"{why} {count}" for why, count in skipped.items()))


def _model(truth: Row, model_of: Callable[[str], Model | None]) -> Model | None:
    name = re.sub(r"[^a-z0-9]", "", truth["model"].rsplit("/", 1)[-1].casefold())
    if name in _OLDER:
        return a_model(architecture=_OLDER[name], parameters=Parameters(None, None))
    short = re.sub(r"(-unsloth)?-bnb-4bit$", "", truth["model"])
    return model_of(short)


def _tune(truth: Row) -> FineTune | None:
    """The row as a setting; None where it is an estimate, or no single card's training."""
    framework, note = truth["framework"].split()[0], truth["note"] or ""
    several = re.search(r"machine \dx|Multiple GPUs|8x|multinode|Zero3", note)
    if "ESTIMATE" in note or "Adapter" in note or (several and "machine 1x" not in note):
        return None
    known = {"qwen-finetune": "transformers", "peft": "transformers"}
    wide_qwen = framework == "qwen-finetune" and truth["method"] == "full"
    return FineTune(
        method=truth["method"],
        rank=truth["rank"] or _RANKS.get(framework, 16),
        seq=truth["seq_len"] or _ALPACA_LONGEST,
        batch=truth["batch"] or 1,
        framework=known.get(framework, framework),
        gradient_checkpointing=False if framework == "peft" else None,
        train_embeddings="(emb)" in note,
        mixed_precision=wide_qwen,
    )
