"""An overlay's entry wins, whatever kind it is, and what it replaced is known."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from small_catalog import FILES, LICENSE, MODELS, write_root

from llmselect.catalog.checks import validate
from llmselect.catalog.compile import compile_to
from llmselect.catalog.load import KINDS, load_all
from llmselect.catalog.overlays import entries_of, without
from llmselect.catalog.store import Store

PROVIDER = """\
kind: provider
id: host
name: Host
channel: api
vendor: Host
serves: hosts
operator_country: JP
parent_country: JP
basis: {source: card, as_of: 2026-11-01, confidence: high}
training_use: {value: never}
retention_days: {value: 30}
zero_data_retention: {value: none}
human_review: {value: none}
provider_access: {value: operator}
agreement: {value: available}
processing_regions: {value: [JP]}
storage_regions: {value: [JP]}
residency:
  JP: {processing: always, storage: always}
cross_border: unknown
compliance: {}
jurisdiction: JP
last_policy_change: unknown
as_of: 2026-11-01
confidence: high
sources: [card]
"""
PRICES = """\
kind: api-prices
provider: host
currency: USD
prices:
  - {model: acme/one-8b, ref: a, input: 1, output: 2, source: card, as_of: 2026-11-01}
  - {model: acme/one-8b, ref: b, input: 3, output: 4, source: card, as_of: 2026-11-02}
"""
OWN = {
    "gpus": FILES["catalog/gpus/cards.yaml"].replace("Card 12", "Own card"),
    "models": FILES[MODELS].replace("One 8B", "Own 8B").replace("country: CN", "country: JP"),
    "developers": FILES["catalog/developers.yaml"].replace("name: Acme", "name: Own Acme"),
    "license": FILES[LICENSE].replace("steward: Acme", "steward: Own"),
    "provider": PROVIDER.replace("{value: 30}", "{value: 0}"),
    "prices": "\n".join(PRICES.splitlines()[:-1]).replace("input: 1,", "input: 0.5,"),
    "rates": """\
kind: rates
rates:
  - {id: usd-jpy, value: 140, unit: JPY/USD, source: card, as_of: 2025-01-01}
""",
    "engine": FILES["catalog/engines/llama.cpp.yaml"].replace("version: b1", "version: b2"),
    "quantizations": FILES["catalog/quantizations.yaml"].replace("4.8", "4.9"),
    "scores": FILES["catalog/benchmarks/ja.yaml"].replace("61.5", "70.5"),
    "cloud": FILES["catalog/clouds/sky.yaml"].replace("0.8", "0.7"),
    "vocabulary": FILES["catalog/vocabulary.yaml"].replace("en: Japan,", "en: Nippon,"),
    "regions": FILES["policies/regions.yaml"].replace("[DE, FR]", "[DE]"),
    "sources": FILES["catalog/sources/main.yaml"].replace("Model card", "Own card"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_root(
        tmp_path / "root", catalog__prices__host=PRICES, policies__providers__host=PROVIDER
    )


def overlay(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def opened(root: Path, *overlays: Path) -> Store:
    assert validate(root, overlays)[1] == []
    target = root.parent / "catalog.db"
    compile_to(target, root, overlays)
    return Store(sqlite3.connect(target))


def test_every_entry_of_an_overlay_wins(root: Path, tmp_path: Path) -> None:
    store = opened(root, overlay(tmp_path / "own", **OWN))
    assert [gpu.name for gpu in store.gpus()] == ["Own card"]
    [model] = store.models()
    assert (model.name, model.developer_name) == ("Own 8B", "Own Acme")
    assert model.lineage_countries == ("JP",)
    assert store.license("free-1.0").steward == "Own"
    assert store.provider("host").policy.retention_days.value == 0
    assert [str(price.input) for price in store.prices()] == ["0.5"]
    assert str(store.rates()["usd-jpy"].value) == "140"
    assert store.engine("llama.cpp").version == "b2"
    assert store.quantizations()["Q4_K_M"].bits == 4.9
    assert store.scores("ja")["acme/one-8b"].score == 70.5
    assert [str(offer.price_per_gpu_hour) for offer in store.offers()] == ["0.7"]
    country = store.text("country", "JP")
    assert country is not None
    assert country.en == "Nippon"
    assert store.regions() == {"EU": frozenset({"DE"})}
    source = store.source("card")
    assert source is not None
    assert source.title == "Own card"


def test_the_compiled_catalogue_says_what_came_from_where(root: Path, tmp_path: Path) -> None:
    first = overlay(tmp_path / "a", gpus=OWN["gpus"])
    second = overlay(tmp_path / "b", gpus=OWN["gpus"], rates=OWN["rates"].replace("usd", "eur"))
    store = opened(root, first, second)
    found = [
        (entry.folder, entry.kind, entry.id, entry.replaces) for entry in store.overlay_entries
    ]
    assert found == [
        (str(second), "gpu", "card12", True),
        (str(second), "rate", "eur-jpy", False),
    ]
    assert opened(root).overlay_entries == ()


def test_a_new_entry_leaves_the_others_alone(root: Path, tmp_path: Path) -> None:
    model = FILES[MODELS].replace("acme/one-8b", "acme/two").replace("[one]", "[two]")
    scores = FILES["catalog/benchmarks/ja.yaml"].replace("acme/one-8b", "acme/two")
    start, end = scores.index("boards:\n"), scores.index("scores:\n")
    scores = scores[:start] + "boards: []\n" + scores[end:]
    own = overlay(
        tmp_path / "own",
        model=model,
        scores=scores,
        regions=FILES["policies/regions.yaml"].replace("EU", "EFTA"),
        price=PRICES.replace("acme/one-8b", "acme/two").replace("ref: b", "ref: c"),
    )
    store = opened(root, own)
    assert [model.id for model in store.models()] == ["acme/one-8b", "acme/two"]
    assert set(store.scores("ja")) == {"acme/one-8b", "acme/two"}
    assert set(store.regions()) == {"EU", "EFTA"}
    assert len(store.prices()) == 4
    assert all(not entry.replaces for entry in store.overlay_entries if entry.kind != "ancestor")


@pytest.mark.parametrize("name", [name for name in OWN if name not in ("prices", "models")])
def test_the_same_entry_twice_in_one_folder_is_a_fault(
    root: Path, tmp_path: Path, name: str
) -> None:
    own = overlay(tmp_path / "own", one=OWN[name], two=OWN[name])
    slugs = {problem.slug for problem in validate(root, (own,))[1]}
    assert slugs == {"duplicate_entry"}


def test_every_kind_of_file_has_entries(root: Path) -> None:
    files = load_all(root)
    for item in files.loaded:
        entries = set(entries_of(item.record))
        assert entries, item.document.file
        left = without(item.record, entries)
        assert left is None or not set(entries_of(left))
    kinds = {item.document.data["kind"] for item in files.loaded}
    assert set(KINDS) - kinds == {"preset", "boards", "board-scores"}
