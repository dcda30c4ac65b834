from __future__ import annotations

from pathlib import Path

import pytest
from small_catalog import FILES, GPUS, LICENSE, MODELS, plant, write_root

from llmselect.catalog.compile import compile_to, content_hash
from llmselect.errors import LlmselectError, Problems


def test_the_same_files_compile_to_the_same_bytes(tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    for name in ("a.db", "b.db"):
        compile_to(tmp_path / name, root)
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()


def test_a_fault_leaves_nothing_behind(tmp_path: Path) -> None:
    root, target = write_root(tmp_path / "root"), tmp_path / "out" / "catalog.db"
    target.parent.mkdir()
    plant(root, MODELS, "developer: acme", "developer: acmee")
    with pytest.raises(LlmselectError):
        compile_to(target, root)
    assert list(target.parent.iterdir()) == []


def test_a_fault_leaves_the_last_good_catalogue_as_it_was(tmp_path: Path) -> None:
    root, target = write_root(tmp_path / "root"), tmp_path / "catalog.db"
    compile_to(target, root)
    before = target.read_bytes()
    plant(root, MODELS, "developer: acme", "developer: acmee")
    with pytest.raises(LlmselectError):
        compile_to(target, root)
    assert target.read_bytes() == before


def test_every_fault_is_in_the_error(tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    plant(root, MODELS, "developer: acme", "developer: acmee")
    plant(root, LICENSE, "sources: [card]", "sources: [cart]")
    with pytest.raises(Problems) as error:
        compile_to(tmp_path / "catalog.db", root)
    assert {item.params["file"] for item in error.value.problems} == {MODELS, LICENSE}


def test_the_version_follows_contents_and_names_and_not_times(tmp_path: Path) -> None:
    root = write_root(tmp_path)
    before = content_hash(root)
    (root / MODELS).write_text(FILES[MODELS], encoding="utf-8")
    assert content_hash(root) == before
    plant(root, LICENSE, "steward: Acme", "steward: Other")
    assert content_hash(root) != before


def test_an_overlay_is_part_of_the_version(tmp_path: Path) -> None:
    root, own = write_root(tmp_path / "root"), tmp_path / "own"
    own.mkdir()
    before = content_hash(root, (own,))
    (own / "x.yaml").write_text(FILES[GPUS], encoding="utf-8")
    assert content_hash(root, (own,)) != before
