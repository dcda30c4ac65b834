"""Whole texts against the files of this folder; ``pytest --update-golden`` rewrites them."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent


def same_as_golden(text: str, name: str, config: pytest.Config) -> None:
    """Fail with a readable difference unless ``text`` is what ``name`` holds."""
    path = FOLDER / name
    text = text.rstrip("\n") + "\n"
    if config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
        return
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    if text != expected:
        lines = difflib.unified_diff(
            expected.splitlines(), text.splitlines(), f"golden/{name}", "rendered", lineterm=""
        )
        pytest.fail("\n".join(lines), pytrace=False)
