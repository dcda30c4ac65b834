"""Two entries for one thing, whatever their ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, problems, with_file
from small_catalog import CLOUD, FILES, GPUS, LICENSE, MODELS, plant, write_root

from llmselect import paths
from llmselect.catalog.checks import validate

PRICES = "catalog/prices/acme.yaml"
PRICE = "  - {model: acme/one-8b, ref: one, input: 1, output: 2, source: card, as_of: 2026-11-01}\n"
API = f"kind: api-prices\nprovider: acme-api\ncurrency: USD\nprices:\n{PRICE}"


def write_again(root: Path, file: str, changes: dict[str, str]) -> str:
    """A second file like ``file``; its name."""
    text = FILES[file]
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    name = file.removesuffix(".yaml") + "-2"
    write_root(root, **{name.replace("/", "__"): text})
    return name + ".yaml"


@pytest.mark.parametrize(
    ("file", "changes", "line"),
    [
        (GPUS, {"id: card12": "id: maker_card12", "[c12]": "[]", "Card 12": "CARD-12"}, 5),
        (LICENSE, {"id: free-1.0": "id: free-one", "[free]": "[]"}, 2),
        (MODELS, {"acme/one-8b": "acme/one-8b-hf", "[one]": "[]"}, 8),
    ],
)
def test_one_name_under_two_ids(
    tmp_path: Path, file: str, changes: dict[str, str], line: int
) -> None:
    other = write_again(tmp_path, file, changes)
    # Files are read in the order of their names: "one-2.yaml" stands before "one.yaml".
    hits = [item for item in problems(tmp_path) if item.slug == "same_thing"]
    assert len(problems(tmp_path)) == len(hits) == 1
    assert (hits[0].file, hits[0].line) in {(other, line), (file, line)}
    assert {hits[0].file, hits[0].params["first"].split(":")[0]} == {other, file}


def test_the_same_model_of_two_developers_is_two(tmp_path: Path) -> None:
    developers = "catalog/developers.yaml"
    write_again(
        tmp_path,
        MODELS,
        {"acme/one-8b": "bcme/one-b", "developer: acme": "developer: bcme", "[one]": "[]"},
    )
    more = "  bcme: {name: Bcme, country: JP, source: card, as_of: 2026-11-01}\n"
    path = tmp_path / developers
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert found(tmp_path) == set()


def test_two_slugs_for_one_developer(tmp_path: Path) -> None:
    path = write_root(tmp_path) / "catalog/developers.yaml"
    more = "  acme-inc: {name: ACME, country: JP, source: card, as_of: 2026-11-01}\n"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert found(tmp_path) == {("catalog/developers.yaml", 4, "same_thing")}


def test_one_provider_and_channel_in_two_files(tmp_path: Path) -> None:
    text = (paths.data_root() / "policies/providers/azure-openai.yaml").read_text(encoding="utf-8")
    again = text.replace("id: azure-openai", "id: azure-openai-2").replace(
        "aliases: [", "aliases: [X", 1
    )
    write_root(tmp_path, policies__providers__a=text, policies__providers__b=again)
    slugs = [item.slug for item in validate(tmp_path)[1] if item.slug == "same_thing"]
    assert slugs == ["same_thing"]
    other = again.replace("channel: api", "channel: enterprise-plan")
    write_root(tmp_path, policies__providers__b=other)
    assert "same_thing" not in {item.slug for item in validate(tmp_path)[1]}


def test_one_offer_twice_and_another_day_is_another_offer(tmp_path: Path) -> None:
    text = FILES[CLOUD]
    offer = text[text.index("  - instance") :]
    again = offer.replace("0.8", "0.9")
    (write_root(tmp_path) / CLOUD).write_text(text + again, encoding="utf-8")
    assert found(tmp_path) == {(CLOUD, 12, "duplicate_entry")}
    later = again.replace("2026-11-01", "2026-11-20")
    (tmp_path / CLOUD).write_text(text + later, encoding="utf-8")
    assert found(tmp_path) == set()


def test_one_price_twice_and_a_step_for_long_prompts_is_another(tmp_path: Path) -> None:
    again = PRICE.replace("input: 1", "input: 3")
    write_root(tmp_path, catalog__prices__acme=API + again)
    assert (PRICES, 6, "duplicate_entry") in found(tmp_path)
    step = again.replace("input: 3", "input: 3, context: 200000")
    write_root(tmp_path, catalog__prices__acme=API + step)
    assert "duplicate_entry" not in {slug for _, _, slug in found(tmp_path)}


def test_one_rate_twice(tmp_path: Path) -> None:
    file = "catalog/prices/rates.yaml"
    plant(write_root(tmp_path), file, "as_of: 2026-10-01", "as_of: 2026-11-01")
    assert found(tmp_path) == {(file, 4, "duplicate_entry")}


def test_one_published_file_twice(tmp_path: Path) -> None:
    line = with_file(write_root(tmp_path), "Q4_K_M", 4_920_000_000)
    entry = (tmp_path / MODELS).read_text(encoding="utf-8").splitlines()[line - 1]
    plant(tmp_path, MODELS, entry, f"{entry}\n{entry.replace('acme/one', 'acme/ONE')}")
    assert found(tmp_path) == {(MODELS, line + 1, "same_thing")}


def test_an_overlay_may_describe_anew_what_the_catalogue_has(tmp_path: Path) -> None:
    root, own = write_root(tmp_path / "root"), tmp_path / "own"
    own.mkdir()
    text = FILES[GPUS].replace("card12", "own12").replace("c12", "o12")
    (own / "gpu.yaml").write_text(text, encoding="utf-8")
    assert validate(root, (own,))[1] == []
