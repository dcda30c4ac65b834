"""Overlays: an organisation's own entries over the catalogue."""

from __future__ import annotations

from pathlib import Path

from small_catalog import FILES, GPUS, LICENSE, MODELS, plant, write_root

from llmselect.catalog.checks import validate
from llmselect.catalog.load import load_all, yaml_files
from llmselect.catalog.schema.hardware import AcceleratorFile
from llmselect.catalog.schema.license import LicenseFile

OTHER_CARD = FILES[GPUS].replace("card12", "card24").replace("c12", "c24")


def overlay(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def cards(root: Path, *overlays: Path) -> dict[str, str]:
    files = load_all(root, overlays)
    assert files.problems == []
    return {gpu.id: gpu.name for _, file in files.of(AcceleratorFile) for gpu in file.accelerators}


def test_an_overlay_adds_entries(tmp_path: Path) -> None:
    root, over = write_root(tmp_path / "root"), overlay(tmp_path / "own", gpu=OTHER_CARD)
    assert set(cards(root, over)) == {"card12", "card24"}


def test_an_entry_of_the_same_id_replaces_and_the_last_overlay_wins(tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    first = overlay(tmp_path / "a", gpu=FILES[GPUS].replace("Card 12", "First"))
    second = overlay(tmp_path / "b", gpu=FILES[GPUS].replace("Card 12", "Second"))
    assert cards(root, first) == {"card12": "First"}
    assert cards(root, first, second) == {"card12": "Second"}


def test_only_the_entry_gives_way_and_not_its_whole_file(tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    entry = OTHER_CARD[OTHER_CARD.index("  - id:") :].replace("Card 12", "Card 24")
    path = root / GPUS
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    over = overlay(tmp_path / "own", gpu=FILES[GPUS].replace("Card 12", "Own"))
    assert cards(root, over) == {"card12": "Own", "card24": "Card 24"}


def test_a_licence_is_replaced_as_a_whole(tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    text = FILES[LICENSE].replace("commercial_use: permitted", "commercial_use: conditional")
    files = load_all(root, (overlay(tmp_path / "own", free=text),))
    assert [file.commercial_use for _, file in files.of(LicenseFile)] == ["conditional"]


def test_two_entries_of_one_id_in_one_overlay_are_a_fault(tmp_path: Path) -> None:
    root = write_root(tmp_path / "root")
    over = overlay(tmp_path / "own", a=OTHER_CARD, b=OTHER_CARD)
    assert [item.slug for item in validate(root, (over,))[1]] == ["duplicate_entry"]


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    plant(write_root(tmp_path), MODELS, "models:\n  -", "models: [\n  -")
    files = load_all(tmp_path)
    assert {item.file for item in files.problems} == {MODELS}
    assert len(files.loaded) == len(FILES) - 1


def test_files_come_in_one_order_whatever_the_disk_says(tmp_path: Path) -> None:
    found = [path.relative_to(tmp_path).as_posix() for path in yaml_files(write_root(tmp_path))]
    assert found == sorted(found)
    assert len(found) == len(FILES)
