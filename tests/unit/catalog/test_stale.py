from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_catalog import plant, write_root

from llmselect.catalog.stale import find_stale

DAY = date(2026, 11, 24)
CLOUD = "catalog/clouds/sky.yaml"
OFFERS = """\
kind: cloud
id: sky
name: Sky
offers:
  - {instance: a1, gpu: card12, gpus: 1, price_per_gpu_hour: 1, term: on-demand, source: card, as_of: 2026-06-01}
  - {instance: a2, gpu: card12, gpus: 2, price_per_gpu_hour: 1, term: on-demand, source: card, as_of: 2026-05-01}
  - {instance: a3, gpu: card12, gpus: 4, price_per_gpu_hour: 1, term: on-demand, source: card, as_of: 2026-11-01}
"""  # noqa: E501


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_root(tmp_path / "root")
    (root / CLOUD).write_text(OFFERS, encoding="utf-8")
    return root


def test_the_oldest_comes_first_with_its_place_and_source(root: Path) -> None:
    report = find_stale(root, (), DAY)
    assert [(fact.entry, fact.as_of, fact.line) for fact in report.facts] == [
        ("a2", "2026-05-01", 6),
        ("a1", "2026-06-01", 5),
    ]
    first = report.facts[0]
    assert (first.kind, first.file, first.path) == ("cloud", CLOUD, "offers.1")
    assert (first.source, first.url) == ("card", "https://example.org/card")
    assert first.age_days == (DAY - date(2026, 5, 1)).days
    assert report.facts_total > len(report.facts)


def test_one_line_a_source_and_file(root: Path) -> None:
    plant(root, "catalog/prices/rates.yaml", "as_of: 2026-11-01", "as_of: 2026-07-01")
    plant(root, "catalog/prices/rates.yaml", "as_of: 2026-10-01", "as_of: 2026-03-01")
    groups = find_stale(root, (), DAY).groups
    assert [(item.file, item.oldest, item.newest, item.facts) for item in groups] == [
        (CLOUD, "2026-05-01", "2026-06-01", 2),
        ("catalog/prices/rates.yaml", "2026-07-01", "2026-07-01", 1),  # the older line is history
    ]
    assert {item.title for item in groups} == {"Model card"}
    assert groups[0].entries == 2


def test_the_day_and_the_age_decide(root: Path) -> None:
    assert find_stale(root, (), date(2026, 7, 1)).facts == ()
    assert [fact.entry for fact in find_stale(root, (), DAY, 200).facts] == ["a2"]
    assert find_stale(root, (), DAY, 176).facts == find_stale(root, (), DAY, 200).facts
    assert len(find_stale(root, (), DAY, 175).facts) == 2  # 2026-06-01 is 176 days before
    # One age for all holds for weights and silicon too.
    everything = find_stale(root, (), DAY, 0)
    assert {"models", "accelerators"} <= {fact.kind for fact in everything.facts}
    assert everything.max_age_days == 0


def test_an_overlay_is_looked_through(root: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "cloud.yaml").write_text(OFFERS.replace("id: sky", "id: own"), encoding="utf-8")
    report = find_stale(root, (own,), DAY)
    assert [item.file for item in report.groups] == [CLOUD, "own/cloud.yaml"]
