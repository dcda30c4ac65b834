"""Counted by hand in tests/small_catalog.py, and by another way in the shipped files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from small_catalog import GPUS, LICENSE, MODELS, plant, write_root

from llmselect import paths
from llmselect.catalog.freshness import dated_facts
from llmselect.catalog.load import load_all
from llmselect.catalog.stats import count_unknown, measure
from llmselect.errors import LlmselectError
from llmselect.report_upkeep import StatsReport

DAY = date(2026, 11, 24)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_root(tmp_path / "root")


@pytest.fixture(scope="module")
def shipped() -> StatsReport:
    return measure(paths.data_root(), (), DAY)


def test_a_small_catalogue(root: Path) -> None:
    report = measure(root, (), DAY)
    models = report.models
    assert (models.total, models.open_weights, models.developed_in_japan) == (1, 1, 1)
    assert (models.japanese_stated, models.japanese_measured, models.parameters) == (1, 1, 1)
    assert (models.license, models.license_read_in_full, models.lineage_to_the_end) == (1, 1, 1)
    assert (models.architecture, models.published_files, models.artifacts) == (0, 0, 0)
    assert report.japanese_evidence == {"direct": 1}
    cards = report.accelerators
    assert (cards.total, cards.driver_memory, cards.bandwidth, cards.tensor_rate) == (1, 1, 1, 0)
    assert report.licenses_by_text_read == {"full": 1}
    assert report.licenses_by_confidence == {"high": 1}
    assert {kind: report.counts[kind] for kind in ("offer", "board", "source", "gpu")} == {
        "offer": 1, "board": 1, "source": 1, "gpu": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "field"),
    [
        (MODELS, "license: free-1.0\n    param", "license: unknown\n    param", "license"),
        (LICENSE, "text_read: full", "text_read: partial", "license_read_in_full"),
        (MODELS, "languages: [en, ja]", "languages: unknown", "japanese_stated"),
        (MODELS, "base_models: [far/root]", "base_models: unknown", "lineage_to_the_end"),
        (MODELS, "total: 8000000000", "total: unknown", "parameters"),
    ],
)
def test_what_is_not_known_is_not_counted(
    root: Path, file: str, old: str, new: str, field: str
) -> None:
    assert getattr(measure(root, (), DAY).models, field) == 1
    plant(root, file, old, new)
    assert getattr(measure(root, (), DAY).models, field) == 0


def test_every_licence_of_an_expression_has_to_be_read(root: Path) -> None:
    text = (root / LICENSE).read_text(encoding="utf-8").replace("free-1.0", "other-1.0")
    text = text.replace("aliases: [free]", "aliases: []").replace(
        "text_read: full", "text_read: %s"
    )
    plant(
        root, MODELS, "license: free-1.0\n    param", "license: free-1.0 AND other-1.0\n    param"
    )
    for read, expected in (("standard", 1), ("mostly", 0)):
        path = root / "policies/licenses/other-1.0.yaml"
        path.write_text(text % read, encoding="utf-8")
        assert measure(root, (), DAY).models.license_read_in_full == expected


def test_unknown_and_stale_are_counted_by_kind(root: Path) -> None:
    kinds = {item.kind: item for item in measure(root, (), DAY).kinds}
    models, cards, offers = kinds["models"], kinds["accelerators"], kinds["cloud"]
    # architecture, context.advertised, tool_use
    assert (models.files, models.entries, models.unknown, models.stale) == (1, 2, 3, 0)
    assert (cards.unknown, offers.dated, offers.stale) == (2, 1, 0)
    later = {item.kind: item.stale for item in measure(root, (), date(2027, 1, 31)).kinds}
    assert (later["cloud"], later["rates"], later["license"]) == (1, 1, 0)
    assert models.shelf_life_days is None
    assert offers.shelf_life_days == 90


def test_an_expected_verdict_is_no_gap() -> None:
    preset = {"as_of": "unknown", "examples": [{"verdict": "unknown"}], "needs": ["unknown"]}
    assert count_unknown(preset) == 2


def test_an_overlay_counts(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = (root / GPUS).read_text(encoding="utf-8").replace("card12", "own").replace("c12", "o")
    (own / "gpus.yaml").write_text(text, encoding="utf-8")
    report, plain = measure(root, (own,), DAY), measure(root, (), DAY)
    assert (report.accelerators.total, plain.accelerators.total) == (2, 1)
    assert report.catalog.version != plain.catalog.version


def test_a_file_that_cannot_be_read_is_an_error(root: Path) -> None:
    plant(root, GPUS, "backend: cuda", "backend: cudda")
    with pytest.raises(LlmselectError):
        measure(root, (), DAY)


def test_the_shipped_catalogue_by_its_text(shipped: StatsReport) -> None:
    """The same counts from the YAML text alone."""

    def lines(folder: str, pattern: str) -> int:
        files = (paths.data_root() / folder).rglob("*.yaml")
        texts = (path.read_text(encoding="utf-8") for path in files)
        return sum(len(re.findall(pattern, text, re.M)) for text in texts)

    cards, counts = shipped.accelerators, shipped.counts
    assert cards.driver_memory == lines("catalog/gpus", r"^    driver_memory_mib: \d")
    assert cards.bandwidth == lines("catalog/gpus", r"^    memory_bandwidth_gbs: \d")
    assert shipped.licenses_by_text_read.get("unread", 0) == lines(
        "policies/licenses", r"^text_read: unread$"
    )
    assert counts["provider"] == len(list((paths.data_root() / "policies/providers").iterdir()))
    assert shipped.models.architecture == lines("catalog/models", r"^    architecture:$")
    facts = list(dated_facts(load_all(paths.data_root())))
    assert shipped.facts_total == len(facts)
