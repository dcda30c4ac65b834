from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from small_catalog import MODELS, plant, write_root

from llmselect.catalog.compile import compile_into
from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError
from llmselect.facts import evidence_for
from llmselect.findings import Text


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    with closing(sqlite3.connect(":memory:")) as connection:
        compile_into(connection, write_root(tmp_path))
        yield Store(connection)


def test_unknown_is_none_and_is_listed(small: Store) -> None:
    model = small.model("acme/one-8b")
    assert (model.architecture, model.tool_use, model.context_advertised) == (None, None, None)
    assert {"architecture", "tool_use", "context.advertised"} <= set(model.unknown)
    gpu = small.gpu("card12")
    assert (gpu.fp16_tflops, gpu.launch_price_usd) == (None, None)
    assert {"fp16_tflops", "launch_price_usd"} <= set(gpu.unknown)


def test_lineage_and_licences_follow_the_chain(small: Store) -> None:
    model = small.model("acme/one-8b")
    assert model.lineage_countries == ("JP", "CN")
    assert model.lineage_known
    assert [(g.model, g.expression) for g in model.license_chain] == [
        ("acme/one-8b", "free-1.0"), ("far/root", "free-1.0"),
    ]  # fmt: skip


def test_unknown_bases_are_no_bases_and_an_open_end(tmp_path: Path) -> None:
    plant(write_root(tmp_path), MODELS, "base_models: [far/root]", "base_models: unknown")
    with closing(sqlite3.connect(":memory:")) as connection:
        compile_into(connection, tmp_path)
        model = Store(connection).model("acme/one-8b")
    assert (model.base_models, model.lineage_known) == ((), False)
    assert model.lineage_countries == ("JP", "??")


def test_a_value_rests_on_its_own_evidence_else_on_the_files(small: Store) -> None:
    model = small.model("acme/one-8b")
    for path, as_of in [("released", "2026-11-02"), ("license", "2026-11-01")]:
        basis = evidence_for(model.evidence, path)
        assert basis is not None
        assert basis.as_of == as_of


def test_sizes_are_bytes(small: Store) -> None:
    gpu = small.gpu("card12")
    assert gpu.marketed_memory_bytes == 12 * 2**30
    assert gpu.memory_bytes == gpu.usable_bytes == 12282 * 2**20


@pytest.mark.parametrize("name", ["acme/one-8b", "One 8B", "one", "ONE-8B"])
def test_any_name_of_an_entry_leads_to_it(small: Store, name: str) -> None:
    assert small.resolve("model", name) == "acme/one-8b"


@pytest.mark.parametrize(
    ("kind", "name", "id"),
    [("country", "中国", "CN"), ("country", "cn", "CN"), ("language", "japanese", "ja"),
     ("language", "日本語", "ja"), ("license", "free", "free-1.0"), ("gpu", "C12", "card12")],
)  # fmt: skip
def test_names_in_both_languages(small: Store, kind: str, name: str, id: str) -> None:
    assert small.resolve(kind, name) == id


def test_names_of_one_kind_do_not_answer_for_another(small: Store) -> None:
    with pytest.raises(LlmselectError):
        small.resolve("gpu", "one")


def test_the_newest_rate_counts(small: Store) -> None:
    assert small.rates()["usd-jpy"].value == Decimal(155)


def test_figures_prices_and_offers_are_exact(small: Store) -> None:
    [offer] = small.offers()
    assert (offer.price_per_gpu_hour, offer.gpu) == (Decimal("0.8"), "card12")
    score = small.scores("ja")["acme/one-8b"]
    assert (score.score, score.se, score.boards) == (61.5, 3.5, ("board",))
    assert small.scores("en") == {}


def test_texts_sources_and_regions(small: Store) -> None:
    assert small.text("country", "CN") == Text("China", "中国")
    assert small.text("country", "QQ") is None
    source = small.source("card")
    assert source is not None
    assert source.url == "https://example.org/card"
    assert small.source("none") is None
    assert small.regions() == {"EU": frozenset({"DE", "FR"})}


def test_the_date_of_the_catalogue_is_its_newest_evidence(small: Store) -> None:
    assert small.as_of == "2026-11-02"
    assert len(small.version) == 12


def test_a_damaged_catalogue_is_an_error_and_not_a_crash() -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(LlmselectError) as error:
        Store(connection).models()
    assert error.value.slug == "unreadable_catalog"
