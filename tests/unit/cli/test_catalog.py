from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_catalog import CLOUD, GPUS, LICENSE, MODELS, plant, write_root

from llmselect.estimate.memory.count import count_values

Run = Callable[..., Any]


def test_a_folder_without_faults(run: Run, tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    result = run("catalog", "validate", str(root), "--as-of", "2026-11-24")
    assert (result.code, result.err) == (0, "")
    assert "12" in result.out
    assert run("catalog", "validate", "-q", str(root), "--as-of", "2026-11-24").out == ""


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


def plant_everything(root: Path) -> set[str]:
    """One of each fault that needs more than one value to see; the words that must appear."""
    plant(root, MODELS, "active: 8000000000", "active: 8000000001")
    plant(root, MODELS, "released: 2026-10-01", "released: 2099-10-01")
    entry = "publisher: acme, repo: acme/o, official: true, source: card, as_of: 2026-11-01}"
    files = [f"      - {{format: gguf, quant: Q4_K_M, bytes: {n}, {entry}\n" for n in (9, 10**12)]
    plant(root, MODELS, "    evidence:\n", f"    files:\n{''.join(files)}    evidence:\n")
    plant(root, GPUS, "gbs: 504", "gbs: 5040")
    plant(root, CLOUD, "price_per_gpu_hour: 0.8", "price_per_gpu_hour: 0")
    plant(root, CLOUD, "as_of: 2026-11-01", "as_of: 2019-11-01")
    card = (root / GPUS).read_text(encoding="utf-8")
    for name, old, new in (("a", "card12", "CARD-12"), ("b", "card12", "card13")):
        text = card.replace(old, new).replace("[c12]", "[]").replace("GDDR6X", "GDDR66")
        (root / f"catalog/gpus/{name}.yaml").write_text(text, encoding="utf-8")
    model = (root / MODELS).read_text(encoding="utf-8")
    twin = model.replace("acme/one-8b", "acme/two").replace("country: CN", "country: JP")
    (root / "catalog/models/acme/two.yaml").write_text(twin, encoding="utf-8")
    shape = model.replace("acme/one-8b", "acme/six").replace("far/root", "acme/two")
    head, tail = shape.split("architecture: unknown")
    dims = (
        "num_hidden_layers: 1, hidden_size: 8, vocab_size: 9, intermediate_size: 8,"
        " num_attention_heads: 1, tie_word_embeddings: false}"
    )
    for name, kind in (("six", "llama"), ("seven", "zamba")):  # their ancestor is acme/two
        block = f"architecture: {{model_type: {kind}, {dims}"
        text = (head + block + tail).replace("acme/six", f"acme/{name}")
        (root / f"catalog/models/acme/{name}.yaml").write_text(text, encoding="utf-8")
    return {"2019-11-01", "2099-10-01", "5040", "acme/two", "GDDR66", "CARD-12", "zamba"}


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_every_fault_across_files_has_words(run: Run, tmp_path: Path, locale: str) -> None:
    from llmselect.catalog.checks import validate

    root = write_root(tmp_path / "root")
    words = plant_everything(root)
    day = date(2026, 11, 24)
    slugs = {item.slug for item in validate(root, day=day, count_values=count_values)[1]}
    assert slugs >= {
        "more_active_than_total", "future_date", "file_too_small", "file_too_large_for_weights",
        "bandwidth_too_high", "memory_not_known", "zero_price", "stale", "same_name",
        "same_thing", "ancestors_disagree", "ancestor_has_entry", "parameters_disagree",
        "weights_not_counted", "alias_claimed",
    }  # fmt: skip
    result = run("catalog", "validate", str(root), "--as-of", "2026-11-24", "--locale", locale)
    assert (result.code, result.err) == (1, "")
    for word in words:
        assert word in result.out
    for rest in ("problem.", "kind_of_name.", "severity.", "{", " ? ", "None"):
        assert rest not in result.out


def test_old_facts_warn_and_do_not_fail(run: Run, tmp_path: Path) -> None:
    root = str(write_root(tmp_path / "root"))
    assert "warning:" not in run("catalog", "validate", root, "--as-of", "2026-11-24").out
    result = run("catalog", "validate", root, "--as-of", "2027-06-30")
    assert result.code == 0
    assert "warning: catalog/clouds/sky.yaml:11: " in result.out
    assert "error: " not in result.out


def test_errors_stand_last_beside_the_summary(run: Run, tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    plant(root, "catalog/developers.yaml", "country: JP", "country: XX")
    lines = run("catalog", "validate", str(root), "--as-of", "2027-06-30").out.splitlines()
    levels = [line.split(":")[0] for line in lines[:-1]]
    assert levels == sorted(levels, reverse=True)
    assert {*levels} == {"warning", "error"}


def test_a_day_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("catalog", "validate", str(write_root(tmp_path / "r")), "--as-of", "soon")
    assert (result.code, result.out) == (2, "")


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
