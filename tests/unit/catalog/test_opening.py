from __future__ import annotations

import os
from pathlib import Path

import pytest
from small_catalog import GPUS, MODELS, plant, write_root

from llmselect import paths
from llmselect.catalog.compile import compile_to
from llmselect.catalog.opening import open_catalog
from llmselect.errors import LlmselectError, Problems


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small data root, an empty cache and an empty temporary folder."""
    root = write_root(tmp_path / "root")
    monkeypatch.setattr(paths, "data_root", lambda: root)
    monkeypatch.setattr(paths, "packaged_catalog", lambda: None)
    monkeypatch.setenv("LLMSELECT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "temporary"))
    monkeypatch.delenv("LLMSELECT_CATALOG_DB", raising=False)
    return root


def compiled(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("catalog-*.db"))


def test_a_checkout_compiles_once_into_the_cache(root: Path, tmp_path: Path) -> None:
    first = open_catalog()
    [file] = compiled(tmp_path)
    made = file.stat().st_mtime_ns
    assert open_catalog().version == first.version
    assert file.stat().st_mtime_ns == made
    assert first.warnings == ()


def test_a_changed_file_is_seen_and_the_old_catalogue_forgotten(root: Path, tmp_path: Path) -> None:
    old = open_catalog().version
    plant(root, MODELS, "name: One 8B", "name: One 8 billion")
    assert open_catalog().version != old
    assert len(compiled(tmp_path)) == 1


def test_an_overlay_is_compiled_beside_and_does_not_stay(root: Path, tmp_path: Path) -> None:
    plain = open_catalog()
    own = tmp_path / "own"
    own.mkdir()
    text = (root / GPUS).read_text(encoding="utf-8").replace("card12", "own1").replace("c12", "o1")
    (own / "gpu.yaml").write_text(text, encoding="utf-8")
    assert [gpu.id for gpu in open_catalog((own,)).gpus()] == ["card12", "own1"]
    assert open_catalog().version == plain.version
    assert [gpu.id for gpu in open_catalog().gpus()] == ["card12"]


def test_of_the_same_folders_only_the_newest_stays(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    open_catalog()
    for text in ("kind: sources\nsources: {}\n", "kind: sources\nsources:\n  a: {title: A}\n"):
        (own / "sources.yaml").write_text(text, encoding="utf-8")
        assert open_catalog((own,)).gpus()
        assert len(compiled(tmp_path)) == 2  # the plain one and the overlay's


@pytest.mark.parametrize("name", ["absent", "file"])
def test_an_overlay_is_a_folder(root: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LlmselectError) as error:
        open_catalog((tmp_path / name,))
    assert error.value.slug == "overlay_not_a_folder"


def test_without_a_cache_it_warns_and_works(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("LLMSELECT_CACHE_DIR", str(blocked / "cache"))
    store = open_catalog()
    assert [item.id for item in store.warnings] == ["warning.catalog_in_temporary"]
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(blocked))
    store = open_catalog()
    assert [item.id for item in store.warnings] == ["warning.catalog_in_memory"]
    assert [gpu.id for gpu in store.gpus()] == ["card12"]


def test_a_fault_in_the_files_is_an_error_wherever_it_would_compile(root: Path) -> None:
    plant(root, MODELS, "developer: acme", "developer: acmee")
    with pytest.raises(Problems) as error:
        open_catalog()
    assert [item.params["file"] for item in error.value.problems] == [MODELS]


def test_a_named_catalogue_is_used_as_it_is(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_to(tmp_path / "own.db", root)
    plant(root, MODELS, "developer: acme", "developer: acmee")
    monkeypatch.setenv("LLMSELECT_CATALOG_DB", str(tmp_path / "own.db"))
    assert len(open_catalog().models()) == 1


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000, b"SQLite format 3\0" + b"\0" * 4000])
def test_a_file_that_is_no_catalogue_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    file = tmp_path / "broken.db"
    file.write_bytes(content)
    monkeypatch.setenv("LLMSELECT_CATALOG_DB", str(file))
    with pytest.raises(LlmselectError) as error:
        open_catalog()
    assert error.value.slug == "unreadable_catalog_file"


def test_a_damaged_cache_is_made_anew(root: Path, tmp_path: Path) -> None:
    open_catalog()
    [file] = compiled(tmp_path)
    os.truncate(file, 100)
    assert len(open_catalog().models()) == 1
