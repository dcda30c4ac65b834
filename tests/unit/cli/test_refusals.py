"""Wrong usage or input: exit code 2, a line a problem on stderr, nothing on stdout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_catalog import FILES, GPUS, LICENSE

Run = Callable[..., Any]
GPU = ("--gpu", "rtx4070")


def refused(run: Run, *arguments: str, naming: str = "", lines: int = 1) -> str:
    result = run(*arguments)
    assert (result.code, result.out) == (2, ""), (result.out[:500], result.err)
    told = result.err.splitlines()
    assert len(told) == lines, result.err
    assert all(line.startswith("error: ") for line in told)
    assert naming in result.err
    for slug in ("Traceback", "error.", "problem.", "kind_of_name", "{", "None"):
        assert slug not in result.err
    return str(result.err)


@pytest.mark.parametrize(
    ("arguments", "naming"),
    [
        (["recommend", "--gpu", "rtx4071"], "rtx4070"),
        (["recommend", "--gpu", "h100"], "h100"),
        (["recommend", "--gpu", ""], "GPU"),
        (["recommend", "--gpu", "0xrtx4070"], "0xrtx4070"),
        (["recommend", *GPU, "--lang", "jp"], "Did you mean: ja"),
        (["recommend", *GPU, "--lang", ""], "language"),
        (["recommend", *GPU, "--exclude-origin", ""], "country"),
        (["recommend", *GPU, "--license-deny", ""], "licence"),
        (["recommend", *GPU, "--quant", ""], "quant"),
        (["recommend", *GPU, "--engine", ""], "engine"),
        (["recommend", *GPU, "--placement", ""], "--placement"),
        (["recommend", *GPU, "--exclude-origin", "zz"], "'zz'"),
        (["recommend", *GPU, "--exclude-origin", "chinaa"], "CN"),
        (["recommend", *GPU, "--license-allow", "apache"], "apache-2.0"),
        (["recommend", *GPU, "--license-deny", "gpl-9"], "'gpl-9'"),
        (["recommend", *GPU, "--engine", "olama"], "ollama"),
        (["recommend", *GPU, "--quant", "q99"], "'q99'"),
        (["recommend", *GPU, "--task", "cooking"], "'cooking'"),
        (["recommend", *GPU, "--placement", "own"], "own-gpu"),
        (["recommend", "--placement", "own-gpu"], "--gpu"),
        (["recommend", *GPU, "--origin-scope", "grandparents"], "lineage"),
        (["recommend", *GPU, "--context", "0"], "'0'"),
        (["recommend", *GPU, "--context", "-5"], "-5"),
        (["recommend", *GPU, "--context=-5"], "-5"),
        (["recommend", *GPU, "--parallel", "0"], "--parallel"),
        (["recommend", *GPU, "--limit", "-1"], "--limit"),
        (["recommend", *GPU, "--limit", "ten"], "--limit"),
        (["recommend", *GPU, "--min-speed", "fast"], "--min-speed"),
        (["recommend", *GPU, "--min-speed", "-1"], "--min-speed"),
        (["recommend", *GPU, "--min-quality", "nan"], "--min-quality"),
        (["recommend", *GPU, "--max-params", "big"], "'big'"),
        (["recommend", *GPU, "--ram", "64"], "'64'"),
        (["recommend", *GPU, "--budget", "500"], "'500'"),
        (["recommend", *GPU, "--weights", "beauty=1"], "beauty"),
        (["recommend", *GPU, "--format", "xml"], "json"),
        (["recommend", *GPU, "--locale", "fr"], "ja"),
        (["recommend", *GPU, "--as-of", "yesterday"], "yesterday"),
        (["recommend", *GPU, "--profile", "absent.yaml"], "absent.yaml"),
        (["recommend", *GPU, "--catalog", "absent"], "absent"),
        (["recommend", *GPU, "--lang", "ja", "-o", "absent/folder/x.txt"], "absent/folder/x.txt"),
        (["recommend", *GPU, "--colour"], "--colour"),
        (["recommend", *GPU, "rtx4070"], "rtx4070"),
        (["recommend", "--gpu"], "--gpu"),
        (["explain", "Qwen99-1B", *GPU], "Qwen99-1B"),
        (["vram"], "MODEL"),
        (["vram", "Qwen99-1B"], "'Qwen99-1B'"),
        (["vram", "Qwen3"], "Qwen3-32B"),
        (["vram", ""], "model"),
        (["vram", "Qwen3-32B", "--quant", "q99"], "'q99'"),
        (["vram", "Qwen3-32B", "--engine", "vlm"], "vllm"),
        (["vram", "Qwen3-32B", "--kv-type", "q2"], "q8_0"),
        (["vram", "Qwen3-32B", "--tensor-parallel", "0"], "--tensor-parallel"),
        (["vram", "Qwen3-32B", "--ubatch", "-1"], "--ubatch"),
        (["vram", "Qwen3-32B", "--gpu", "rtx4071"], "rtx4070"),
        (["license", "check", "Qwen99-1B"], "'Qwen99-1B'"),
        (["license", "check", "--revenue", "1000"], "'1000'"),
        (["license", "check", "--entity", "startup"], "company"),
        (["license", "check", "--country", "Nipon"], "'Nipon'"),
        (["license", "check", "--use", "fun"], "'fun'"),
        (["license", "check", "--mau", "few"], "'few'"),
        (["license", "check", "--fail-on", "everything"], "unknown"),
        (["license", "show", "apach"], "apache-2.0"),
        (["gpu", "show", "rtx4071"], "rtx4070"),
        (["model", "show", "Qwen99-1B"], "'Qwen99-1B'"),
        (["model", "search", "--origin", "zz"], "'zz'"),
        (["provider", "show", "zzz"], "'zzz'"),
        (["recomend"], "recommend"),
        (["license", "chek"], "check"),
        (["--no-such-option"], "--no-such-option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_one_fault_is_one_line_that_names_it(run: Run, arguments: list[str], naming: str) -> None:
    refused(run, *arguments, naming=naming)


def test_several_faults_are_told_at_once(run: Run) -> None:
    error = refused(
        run, "recommend", "--gpu", "rtx4071", "--lang", "jp", "--context", "0", "--limit", "-1",
        "--license-allow", "zzz", lines=5,
    )  # fmt: skip
    for name in ("'rtx4071'", "'jp'", "'0'", "--limit", "'zzz'"):
        assert name in error


def test_several_bad_answers_about_the_organisation_are_told_at_once(run: Run) -> None:
    refused(run, "license", "check", "--revenue", "1", "--mau", "few", "--entity", "x", lines=3)


@pytest.mark.parametrize(
    ("text", "naming"),
    [
        ("organisation: {}\n", "organization"),
        ("organization:\n  revenu: 1JPY\n", "revenue"),
        ("organization:\n  revenue: 1000\n", "revenue"),
        ("organization:\n  uses: [fun]\n", "'fun'"),
        ("organization:\n  country: JPN\n", "country"),
        ("organization:\n  country: no\n", "llmselect.yaml:2"),
        ("organization:\n  mau: 1\n  mau: 2\n", "llmselect.yaml:3"),
        ("organization: [\n", "llmselect.yaml:"),
        ("- a\n- b\n", "llmselect.yaml:1"),
        ("", "llmselect.yaml:1"),
        ("entity: company\n", "organization.entity"),
        ("\x00", "llmselect.yaml"),
    ],
)
@pytest.mark.parametrize("command", [["license", "check", "Qwen3-32B"], ["recommend", *GPU]])
def test_a_profile_with_a_fault_is_refused_with_its_line(
    run: Run, tmp_path: Path, command: list[str], text: str, naming: str
) -> None:
    (tmp_path / "llmselect.yaml").write_text(text, encoding="utf-8")
    refused(run, *command, naming=naming)


def test_models_of_the_profile_are_names_of_the_catalogue(run: Run, tmp_path: Path) -> None:
    text = "models: [Qwen3-32B, Qwen99-1B, Qwen98-1B]\n"
    (tmp_path / "llmselect.yaml").write_text(text, encoding="utf-8")
    refused(run, "license", "check", naming="'Qwen98-1B'", lines=2)


@pytest.mark.parametrize("command", [["recommend", *GPU], ["vram", "Qwen3-32B"], ["gpu", "list"],
                                     ["license", "check"], ["model", "list"]])  # fmt: skip
@pytest.mark.parametrize("content", [b"", b"garbage", b"SQLite format 3\0" + b"\0" * 5000])
def test_a_compiled_catalogue_that_cannot_be_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], content: bytes
) -> None:
    (tmp_path / "broken.db").write_bytes(content)
    monkeypatch.setenv("LLMSELECT_CATALOG_DB", str(tmp_path / "broken.db"))
    refused(run, *command, naming="broken.db")


def test_a_compiled_catalogue_that_is_not_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMSELECT_CATALOG_DB", "/absent/catalog.db")
    refused(run, "gpu", "list", naming="/absent/catalog.db")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An overlay's folder; what is compiled from it stays out of the user's cache."""
    monkeypatch.setenv("LLMSELECT_CACHE_DIR", str(tmp_path / "cache"))
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def card(id: str) -> str:
    text = FILES[GPUS].replace("card12", id).replace("c12", f"{id}-alias")
    return text.replace("source: card", "source: nvidia-own").replace("Card 12", id)


SOURCES = "kind: sources\nsources:\n  nvidia-own: {title: Own}\n"


def test_an_overlay_with_two_entries_of_one_id(run: Run, own: Path) -> None:
    for name, text in {"a": card("own1"), "b": card("own1"), "s": SOURCES}.items():
        (own / f"{name}.yaml").write_text(text, encoding="utf-8")
    refused(run, "gpu", "list", "--catalog", str(own), naming="b.yaml:5")


def test_an_overlay_with_faults_in_several_files(run: Run, own: Path) -> None:
    (own / "a.yaml").write_text(card("own1").replace("cuda", "cudda"), encoding="utf-8")
    (own / "b.yaml").write_text(FILES[LICENSE].replace("permitted\n", "yes\n", 1), encoding="utf-8")
    (own / "s.yaml").write_text(SOURCES, encoding="utf-8")
    error = refused(run, "gpu", "list", "--catalog", str(own), lines=2)
    assert "a.yaml:" in error
    assert "b.yaml:" in error


def test_an_overlay_that_is_fine_is_used(run: Run, own: Path) -> None:
    (own / "a.yaml").write_text(card("own1"), encoding="utf-8")
    (own / "s.yaml").write_text(SOURCES, encoding="utf-8")
    result = run("gpu", "show", "own1", "--catalog", str(own))
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("language", ["ja_JP.UTF-8", "en_US.UTF-8"])
def test_a_refusal_is_in_the_readers_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    error = run("recommend", "--gpu", "rtx4071").err
    assert ("error:" in error) == language.startswith("en")
    assert "rtx4070" in error
    assert run("recommend", "--gpu", "rtx4071", "--locale", "en").err.startswith("error:")
