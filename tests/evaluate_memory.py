"""Prints how far the memory estimates are from measured memory.

    python tests/evaluate_memory.py --dimensions MODELS.jsonl --oracle ORACLE.jsonl \
        --runs TRUTH.jsonl [--by-architecture]

MODELS: one model a line with the fields of config.json (``hf_id``, ``model_type``,
``num_hidden_layers``, ``layer_kinds`` ...). ORACLE: what llama.cpp allocated (``weights_bytes``,
``context_bytes``, ``gpu_sim``). TRUTH: published file sizes (``kind: file``), logged runs
(``kind: run``) and peaks of training (``kind: finetune``).
What the columns mean: docs/methods/memory.md.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from evaluate_finetune import finetune_rows
from memory_truth import (
    VERBOSE,
    Errors,
    Row,
    a_model_of,
    architecture,
    find,
    plain,
    read,
    verbose,
)

from llmselect.catalog.entries import (
    Model,
    PublishedFile,
)
from llmselect.estimate.memory import Setup, estimate_memory, kv_bytes_per_token
from llmselect.estimate.memory.estimate import COMPUTED
from llmselect.estimate.memory.llama_cpp import CONTEXT_HIGH, CONTEXT_LOW
from llmselect.estimate.memory.llama_cpp import parts as llama_cpp_parts
from llmselect.estimate.memory.profile import Profile, profile
from llmselect.estimate.memory.quant_mix import MIXES
from llmselect.units import GB, GIB, MIB


def oracle(path: str, rows: dict[str, Row], by_architecture: bool) -> None:
    """llama.cpp's own allocations: every part against every row."""
    parts: dict[str, dict[str, Errors]] = defaultdict(lambda: defaultdict(Errors))
    models: dict[tuple[str, str], Profile] = {}
    for truth in read(path):
        key = (truth["model"].casefold(), truth["arch"])
        if key not in models:
            models[key] = profile(replace(architecture(rows[key[0]]), gguf=truth["arch"]))
        shapes = models[key]
        setup = Setup(
            quant=truth["quant"], context=truth["ctx"], parallel=truth["parallel"],
            kv_type=truth["ctk"], ubatch=truth["ubatch"], flash_attention=truth["flash_attn"],
            swa_full=truth["swa_full"],
        )  # fmt: skip
        weights = shapes.weights(truth["quant"], True, truth["imatrix"])
        assert weights is not None
        other, device = llama_cpp_parts(shapes, setup), truth["gpu_sim"]
        measured = {
            "weights, device": (weights.device_bytes, device["gpu_weights_bytes"]),
            "weights, host": (weights.host_bytes, device["host_weights_bytes"]),
            "KV and state": (other.kv_cache + other.state, device["gpu_context_bytes"]),
            "compute, device": (other.compute, device["gpu_compute_bytes"]),
            "compute, host": (other.host_compute, device["host_compute_bytes"]),
        }
        for part, (got, want) in measured.items():
            parts["all"][part].add(got, want)
            parts[truth["arch"]][part].add(got, want)
    print("== llama.cpp's own allocations")
    for group in sorted(parts, key=lambda name: (name != "all", name)):
        if group == "all" or by_architecture:
            for part, errors in parts[group].items():
                print(f"{group:15} {part:16} {errors}")


_PRINTED = re.compile(r"[\d,]*\d(?:\.(\d+))?")
_COARSEST = 0.005  # of the size; what is printed less exactly says nothing to half a per cent


def half_unit(truth: Row) -> float:
    """By how many bytes the printed size may be rounded; 0 where it is exact."""
    if truth.get("size_bytes"):
        return 0.0
    digits = _PRINTED.search(str(truth.get("printed") or truth.get("size_gb")))
    decimals = len(digits[1] or "") if digits else 0
    unit = GIB if truth.get("size_gib") else GB
    return 0.5 * unit / 10**decimals


def files(truths: Iterable[Row], index: dict[str, Row]) -> None:
    """Computed files against published ones of at least 2 GB in plain mixes."""
    print("== published GGUF files above 2 GB in standard mixes (computed size)")
    errors, finer, inside = Errors(), Errors(), 0
    for truth in truths:
        size, quant = truth.get("size_gb") or 0, truth.get("quant") or ""
        row = find(truth.get("repo") or truth.get("model") or "", index)
        name = str(truth.get("file") or truth.get("repo") or "").upper()
        labelled = quant.upper() in name or not truth.get("file")  # some rows name another file
        other = "UD-" in name or "MMPROJ" in name or not labelled
        if truth["kind"] != "file" or size < 2 or quant not in MIXES or row is None or other:
            continue
        estimate = estimate_memory(a_model_of(row), Setup(quant=quant), computed=True)
        assert estimate is not None
        want = truth.get("size_bytes") or size * GB
        errors.add(estimate.file_bytes, want)
        if half_unit(truth) <= _COARSEST * want:
            finer.add(estimate.file_bytes, want)
        low, high = (estimate.file_bytes * share for share in COMPUTED)
        inside += low - half_unit(truth) <= want <= high + half_unit(truth)
        verbose(truth, "file", estimate.file_bytes / GB, want / GB)
    share = 100 * inside / max(1, len(errors.values))
    print(f"{'all':14} {errors}  inside the range {share:.0f} %")
    print(f"{'printed to 1 %':14} {finer}")


_LABELS = {"Q4_K - Medium": "Q4_K_M", "Q5_K - Medium": "Q5_K_M", "Q3_K - Medium": "Q3_K_M",
           "Q2_K - Medium": "Q2_K", "Q3_K - Large": "Q3_K_L", "Q4_K - Small": "Q4_K_S"}  # fmt: skip


def same_dimensions(truth: Row, rows: Iterable[Row]) -> Row | None:
    """The model whose dimensions the log prints."""
    for row in rows:
        experts = (row.get("moe") or {}).get("num_experts", 0)
        if (
            row.get("num_hidden_layers") == truth["n_layer"]
            and row.get("hidden_size") == truth["n_embd"]
            and row.get("vocab_size") == truth["n_vocab"]
            and row.get("num_attention_heads") == truth.get("n_head")
            and experts == (truth.get("n_expert") or 0)
        ):
            return row
    return None


def llama_cpp_runs(truths: list[Row], rows: list[Row]) -> None:
    """Whole logs of one GPU with everything offloaded; the file's size as printed."""
    print("== llama.cpp logs, one GPU, all layers offloaded (file size as printed)")
    parts: dict[str, Errors] = defaultdict(Errors)
    inside = 0
    for truth in truths:
        complete = all(truth.get(part) for part in ("weights_gpu_mib", "kv_mib", "compute_gpu_mib"))
        if truth.get("engine") != "llama.cpp" or not complete or not truth.get("n_layer"):
            continue
        layers = str(truth.get("ngl") or "").split("/")
        whole = len(layers) == 2 and layers[0] == layers[1]
        fork = "ik_llama" in str(truth.get("engine_version"))
        row = same_dimensions(truth, rows)
        if truth.get("gpus") != 1 or not whole or fork or row is None:
            continue
        quant = _LABELS.get(truth["quant"], truth["quant"])
        size = int((truth.get("file_size_gib") or 0) * GIB)
        file = PublishedFile("gguf", quant, size, "-", "-", False, "-", "-", exact=False)
        model = a_model_of(row, gguf=truth["arch"], files=(file,) if size else ())
        setup = Setup(
            quant=quant, context=truth["n_ctx"], parallel=truth.get("n_parallel") or 1,
            kv_type=truth["cache_type_k"] or "f16", ubatch=truth.get("n_ubatch") or 512,
            flash_attention=truth["flash_attn"] is not False,
        )  # fmt: skip
        estimate = estimate_memory(model, setup)
        if estimate is None:
            continue
        cache = (estimate.kv_cache_bytes or 0) + (estimate.state_bytes or 0)
        compute = estimate.compute_bytes or 0
        want = truth["kv_mib"] + (truth.get("rs_mib") or 0)
        parts["weights"].add(estimate.weights_bytes, truth["weights_gpu_mib"] * MIB)
        parts["KV and state"].add(round(cache / MIB, 1), round(want, 1))
        parts["compute"].add(compute, truth["compute_gpu_mib"] * MIB)
        logged = (truth["weights_gpu_mib"] + want + truth["compute_gpu_mib"]) * MIB
        inside += estimate.low_bytes - CONTEXT_LOW <= logged <= estimate.high_bytes - CONTEXT_HIGH
        parts["total"].add(
            estimate.weights_bytes + cache + compute,
            logged,
        )
    for part, errors in parts.items():
        print(f"{part:14} {errors}")
    print(f"inside low..high, contexts left out: {inside} of {len(parts['total'].values)}")


_SERVER_QUANTS = {
    "bf16": "BF16", "fp16": "BF16", "fp8-dynamic": "FP8", "fp8": "FP8", "awq-4bit": "AWQ-4bit",
    "mxfp4": "MXFP4", "nvfp4": "NVFP4", "awq": "AWQ-4bit", "gptq-int4": "GPTQ-4bit",
    "gptq-int8": "GPTQ-8bit", "gptq-8bit": "GPTQ-8bit", "awq-int4": "AWQ-4bit", "4bit": "MLX-4bit",
    "int4": "MLX-4bit", "6bit": "MLX-6bit", "mlx-8bit": "MLX-8bit",
}  # fmt: skip


def vllm_runs(truths: list[Row], index: dict[str, Row]) -> None:
    print("== vLLM start-up logs")
    weights, cache = Errors(), Errors()
    for truth in truths:
        row = find(truth.get("model") or "", index)
        quant = _SERVER_QUANTS.get(str(truth.get("quant")).casefold())
        if truth.get("engine") != "vllm" or row is None or quant is None:
            continue
        gpus = truth.get("gpus") or 1
        model = a_model_of(row)
        setup = Setup(engine="vllm", quant=quant, tensor_parallel=gpus, kv_type="bf16")
        estimate = estimate_memory(model, setup, computed=True)
        assert estimate is not None
        if truth.get("weights_gpu_mib"):
            weights.add(estimate.weights_bytes / gpus, truth["weights_gpu_mib"] * MIB)
            verbose(truth, "weights", estimate.weights_bytes / gpus / MIB, truth["weights_gpu_mib"])
        if truth.get("kv_bytes_per_token") and truth.get("cache_type_k") in ("auto", "bf16"):
            assert model.architecture is not None
            got = kv_bytes_per_token(model.architecture, setup) / gpus
            # A log prints GiB with two digits: equal within half a per cent is equal.
            want = truth["kv_bytes_per_token"]
            cache.add(want if abs(got / want - 1) < 0.005 else got, want)
            verbose(truth, "kv/token", got, want)
    print(f"{'weights':14} {weights}\n{'KV per token':14} {cache}")


def totals(truths: list[Row], index: dict[str, Row], engine: str, logged: bool) -> None:
    """Whole readings; ``logged``: an allocator's figure, without the driver's context."""
    errors, inside = Errors(), 0
    for truth in truths:
        row = find(truth.get("model") or "", index)
        if truth.get("engine") != engine or row is None or not truth.get("total_mib"):
            continue
        label = str(truth.get("quant"))
        quant = label if label in MIXES else _SERVER_QUANTS.get(label.casefold())
        note = truth.get("note") or ""
        if quant is None or truth.get("estimate_by_engine") or "within 7%" in note:
            continue
        setup = Setup(
            engine=engine, quant=quant, context=truth.get("n_ctx") or 4096,
            gpus=truth.get("gpus") or 1, kv_type="f16",
        )  # fmt: skip
        estimate = estimate_memory(a_model_of(row), setup, computed=True)
        if estimate is None:
            continue
        want = truth["total_mib"] * MIB
        if want < estimate.weights_bytes:
            continue  # less than the weights alone: other layers were in RAM
        less = estimate.overhead_bytes if logged else 0
        errors.add(estimate.total_bytes - less, want)
        inside += estimate.low_bytes - less <= want <= estimate.high_bytes
        verbose(truth, "total", (estimate.total_bytes - less) / MIB, truth["total_mib"])
    share = 100 * inside / max(1, len(errors.values))
    print(f"{engine:14} {errors}  inside low..high {share:.0f} %")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--dimensions", required=True)
    _ = [parser.add_argument(option) for option in ("--oracle", "--runs")]
    for option in ("--by-architecture", "--verbose"):
        parser.add_argument(option, action="store_true")
    flags = parser.parse_args()
    VERBOSE.extend([True] * flags.verbose)
    usable = [
        row
        for row in read(flags.dimensions)
        if row.get("num_hidden_layers") and row.get("hidden_size") and row.get("vocab_size")
    ]
    rows = {row["hf_id"].casefold(): row for row in usable}
    if flags.oracle:
        oracle(flags.oracle, rows, flags.by_architecture)
    if flags.runs:
        index = {plain(row["hf_id"]): row for row in reversed(usable)}
        truths = list(read(flags.runs))
        files(truths, index)
        runs = [truth for truth in truths if truth["kind"] == "run"]
        llama_cpp_runs(runs, usable)
        vllm_runs(runs, index)
        print("== whole readings (low confidence where people typed them)")
        for engine, logged in (("llama.cpp", False), ("ollama", False), ("mlx", False),
                               ("transformers", True)):  # fmt: skip
            totals(runs, index, engine, logged)
        trained = [truth for truth in truths if truth["kind"] == "finetune"]

        def named(name: str) -> Model | None:
            row = find(name, index)
            return a_model_of(row) if row is not None else None

        finetune_rows(trained, named, Errors)


if __name__ == "__main__":
    main()
