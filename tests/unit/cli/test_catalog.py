from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from small_catalog import GPUS, LICENSE, MODELS, plant, write_root

Run = Callable[..., Any]


def test_a_folder_without_faults(run: Run, tmp_path: Path) -> None:
    result = run("catalog", "validate", str(write_root(tmp_path / "root")))
    assert (result.code, result.err) == (0, "")
    assert "12" in result.out
    assert run("catalog", "validate", "-q", str(tmp_path / "root")).out == ""


def test_each_fault_is_one_line_with_file_and_line(run: Run, tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    lines = {
        MODELS: plant(root, MODELS, "base_models: [far/root]", "base_models: [far/rood]"),
        LICENSE: plant(root, LICENSE, "sources: [card]", "sources: [cart]"),
        GPUS: plant(root, GPUS, "aliases: [c12]", "alias: [c12]"),
    }
    result = run("catalog", "validate", str(root))
    assert (result.code, result.err) == (1, "")
    for file, line in lines.items():
        assert f"error: {file}:{line}: " in result.out
    assert "far/root" in result.out  # the nearest name is offered
    for rest in ("problem.", "{", "None", "Traceback"):
        assert rest not in result.out


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_every_kind_of_fault_has_words(run: Run, tmp_path: Path, locale: str) -> None:
    root = write_root(tmp_path / "root")
    plant(root, MODELS, "name: One 8B", "name: 1.10")
    plant(root, LICENSE, "commercial_use: permitted", "commercial_use: maybe")
    plant(root, GPUS, "    backend: cuda\n", "")
    out = run("catalog", "validate", str(root), "--locale", locale).out
    assert len(out.splitlines()) >= 4
    assert "problem." not in out
    assert "severity." not in out


def test_the_shipped_catalogue_is_the_default(run: Run) -> None:
    result = run("catalog", "validate")
    assert result.code == 0, result.out


def test_compile_writes_a_catalogue_that_works(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = write_root(tmp_path / "root"), tmp_path / "own.db"
    assert run("catalog", "compile", str(root), "-o", str(target)).code == 0
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT count(*) FROM model").fetchone() == (1,)
    monkeypatch.setenv("LLMSELECT_CATALOG_DB", str(target))
    assert run("model", "show", "one").code == 0


@pytest.mark.parametrize("what", ["fault", "place", "folder"])
def test_compile_refuses_in_one_line(run: Run, tmp_path: Path, what: str) -> None:
    root, target = write_root(tmp_path / "root"), tmp_path / "own.db"
    if what == "fault":
        plant(root, MODELS, "developer: acme", "developer: acmee")
    if what == "place":
        target = tmp_path / "absent" / "own.db"
    if what == "folder":
        target = tmp_path / "root"
    result = run("catalog", "compile", str(root), "-o", str(target))
    assert (result.code, result.out) == (2, ""), result
    assert len(result.err.splitlines()) == 1
    assert "Traceback" not in result.err


@pytest.mark.parametrize("command", [["validate"], ["compile", "-o", "own.db"]])
def test_an_overlay_that_is_not_there_is_refused(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    root = str(write_root(tmp_path / "root"))
    result = run("catalog", *command, root, "--catalog", str(tmp_path / "absent"))
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("command", [["validate"], ["compile", "-o", "own.db"]])
def test_a_folder_that_holds_no_catalogue_is_no_valid_catalogue(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    assert run("catalog", *command, str(tmp_path / "absent")).code != 0
