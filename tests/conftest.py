"""Shared by all tests: messages that are up to date, and one open catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from llmselect import paths
from llmselect._build import compile_messages
from llmselect.catalog.opening import open_catalog
from llmselect.catalog.store import Store
from llmselect.cli import main

compile_messages(paths.PACKAGE / "locale")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden from what is rendered"
    )


@dataclass(frozen=True, slots=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def store() -> Store:
    return open_catalog()


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Result]:
    """Runs the command line in this process: ``run("vram", "Qwen3-32B")``.

    English, no colours, and a working folder without a profile, unless the test says so.
    """
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Result:
        with pytest.raises(SystemExit) as leaving:
            main(list(arguments))
        captured = capsys.readouterr()
        assert isinstance(leaving.value.code, int)
        return Result(leaving.value.code, captured.out, captured.err)

    return call
