from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from model_files import LLAMA_KEYS, llama_tensors, write_gguf

Run = Callable[..., Any]


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    general = {"name": "Own \x1b[31m8B", "file_type": 15}
    return write_gguf(tmp_path / "own.gguf", "llama", LLAMA_KEYS, llama_tensors(), tokens=320,
                      general=general)  # fmt: skip


def test_a_file_is_answered_like_a_model(run: Run, gguf: Path) -> None:
    result = run("vram", str(gguf), "--gpu", "rtx4070", "--format", "json")
    assert result.code == 0
    report = json.loads(result.out)
    assert report["model"]["name"] == "Own [31m8B"
    assert (report["quant"], report["engine"]) == ("Q4_K_M", "llama.cpp")
    assert report["basis"]["weights"] == "file_header"
    assert report["gpus"][0]["verdict"] == "fits"
    assert report["sources"] == []
    assert str(gguf.parent) not in result.out  # the machine's folders are nobody's business


def test_a_file_has_its_own_quantisation_and_engines(run: Run, gguf: Path) -> None:
    for flags, hint in ((("--quant", "q8"), "Q4_K_M"), (("--engine", "vllm"), "llama.cpp")):
        refused = run("vram", str(gguf), *flags)
        assert (refused.code, refused.out) == (2, "")
        assert hint in refused.err


def test_a_file_that_was_cut_off_still_answers_and_says_so(run: Run, gguf: Path) -> None:
    result = run("vram", str(gguf))  # the tests write headers only
    assert result.code == 0
    assert "lacks" in result.err


def test_a_config_takes_any_quantisation(run: Run, tmp_path: Path) -> None:
    config = {
        "model_type": "llama", "hidden_size": 4096, "intermediate_size": 14336,
        "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
        "vocab_size": 128256, "tie_word_embeddings": False, "max_position_embeddings": 131072,
    }  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(config))
    own = json.loads(run("vram", f"{tmp_path}/", "--quant", "q8", "-f", "json").out)
    entry = json.loads(run("vram", "Llama-3.1-8B-Instruct", "--quant", "q8", "--computed",
                           "-f", "json").out)  # fmt: skip
    assert own["memory"]["kv_cache_bytes"] == entry["memory"]["kv_cache_bytes"]
    assert own["memory"]["weights_bytes"] == entry["memory"]["weights_bytes"]


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b"nonsense", "GGUF"), (b"GGUF\x03", "header")]
)
def test_a_bad_file_is_one_line(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    refused = run("vram", str(path))
    assert (refused.code, refused.out) == (2, "")
    assert len(refused.err.splitlines()) == 1
    assert "bad.gguf" in refused.err
    assert said in refused.err


def test_a_file_that_is_not_there_names_the_nearest(run: Run, gguf: Path) -> None:
    refused = run("vram", str(gguf.parent / "onw.gguf"))
    assert (refused.code, refused.out) == (2, "")
    assert "own.gguf" in refused.err


def test_a_name_with_a_slash_stays_a_name(run: Run) -> None:
    report = json.loads(run("vram", "Qwen/Qwen3-8B", "-f", "json").out)
    assert report["model"]["id"] == "Qwen/Qwen3-8B"
