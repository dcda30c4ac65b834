from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
QUESTIONS = [
    ("recommend", "--gpu", "rtx4070", "--lang", "ja", "--exclude-origin", "cn"),
    ("recommend", "--gpu", "rtx3060", "--lang", "ja", "--min-speed", "5000"),
    ("vram", "Qwen3-32B", "--quant", "q4"),
    ("license", "check", "Qwen3-32B", "gemma-3-12b-it"),
    ("explain", "Qwen3-8B", "--gpu", "rtx4070", "--lang", "ja"),
]
FIGURE = re.compile(r"\d[\d,]*\.?\d*")


def both(run: Run, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[Any, Any]:
    english = run(*arguments)
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    return english, run(*arguments)


@pytest.mark.parametrize("arguments", QUESTIONS, ids=lambda value: " ".join(value[:2]))
def test_japanese_is_japanese_and_has_the_same_figures(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    english, japanese = both(run, monkeypatch, *arguments)
    assert english.code == japanese.code
    assert len(re.findall("[ぁ-ヿ一-鿿]", japanese.out)) > 50
    assert not re.search("[ぁ-ヿ]", english.out)
    memory = re.compile(r"\d+\.\d GiB")
    assert sorted(memory.findall(english.out)) == sorted(memory.findall(japanese.out))
    assert "None" not in japanese.out
    assert "{" not in japanese.out


@pytest.mark.parametrize("arguments", QUESTIONS, ids=lambda value: " ".join(value[:2]))
def test_json_differs_only_in_its_sentences(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    import json

    english, japanese = both(run, monkeypatch, *arguments, "--format", "json")

    def figures(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: figures(item) for key, item in value.items()}
        if isinstance(value, list):
            return [figures(item) for item in value]
        return value if isinstance(value, int | float) else type(value).__name__

    assert figures(json.loads(english.out)) == figures(json.loads(japanese.out))


def test_a_locale_option_goes_over_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert not re.search("[ぁ-ヿ]", run("vram", "Qwen3-8B", "--locale", "en").out)
    monkeypatch.setenv("LC_ALL", "C")
    assert re.search("[ぁ-ヿ]", run("vram", "Qwen3-8B", "--locale=ja").out)


@pytest.mark.parametrize("arguments", QUESTIONS, ids=lambda value: " ".join(value[:2]))
def test_a_pipe_gets_no_escape_codes(run: Run, arguments: tuple[str, ...]) -> None:
    assert "\x1b" not in run(*arguments).out


@pytest.mark.parametrize(
    ("environment", "flags", "colourful"),
    [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": ""}, [], True),  # no-color.org: and not empty
        ({"TERM": "dumb"}, [], False),
        ({}, ["--no-color"], False),
        ({}, ["--format", "json"], False),
        ({}, ["--format", "markdown"], False),
    ],
)
def test_colours_only_on_a_terminal_where_nobody_said_no(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    flags: list[str],
    colourful: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    out = run("vram", "Qwen3-8B", "--gpu", "rtx4070", *flags).out
    assert ("\x1b[" in out) == colourful


def test_the_width_of_the_terminal_is_used_and_never_exceeded(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rich.cells import cell_len

    for columns in (60, 80, 140):
        monkeypatch.setenv("COLUMNS", str(columns))
        for locale in ("en", "ja"):
            out = run(*QUESTIONS[0], "--locale", locale).out
            assert max(map(cell_len, out.splitlines())) <= columns


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = [sys.executable, "-m", "llmselect", "model", "list"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.parametrize("encoding", ["cp932", "cp1252", "ascii"])  # pipes on Windows; LC_ALL=C
def test_an_encoding_without_our_signs_is_no_crash(encoding: str) -> None:
    environment = os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
    result = subprocess.run(
        [sys.executable, "-m", "llmselect", *QUESTIONS[2]],
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert (result.returncode, b"Traceback" in result.stderr) == (0, False), result.stderr[-500:]
