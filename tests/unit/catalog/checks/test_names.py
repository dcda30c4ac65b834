"""A name belongs to one entry of its kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import found, problems
from small_catalog import FILES, GPUS, LICENSE, MODELS, write_root

OTHER = "catalog/models/acme/other.yaml"


def other_model(id: str, name: str, alias: str) -> str:
    text = FILES[MODELS].replace("acme/one-8b", id).replace("One 8B", name)
    return text.replace("aliases: [one]", f"aliases: [{alias}]")


@pytest.mark.parametrize("id", ["acme/One-8B", "acme/one_8b", "Acme/one8b"])
def test_a_repository_id_in_another_case_is_the_same(tmp_path: Path, id: str) -> None:
    write_root(tmp_path, catalog__models__acme__other=other_model(id, "Two", "two"))
    assert found(tmp_path) == {(OTHER, 8, "same_name")}
    assert problems(tmp_path)[0].params["other"] == "acme/one-8b"


@pytest.mark.parametrize("alias", ["one", "O-N-E", "one 8b", "One-8B", "acme/one-8b"])
def test_an_alias_that_another_entry_claims_or_is_called(tmp_path: Path, alias: str) -> None:
    write_root(tmp_path, catalog__models__acme__other=other_model("acme/two", "Two", alias))
    assert found(tmp_path) == {(OTHER, 8, "alias_claimed")}


def test_entries_of_two_kinds_may_share_a_name(tmp_path: Path) -> None:
    write_root(tmp_path, catalog__models__acme__other=other_model("acme/two", "Two", "c12"))
    assert found(tmp_path) == set()  # the card's alias


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        (GPUS, {"card12": "card13", "Card 12": "Card 13"}),  # both are called c12
        (LICENSE, {"id: free-1.0": "id: free-2.0", "License 1.0": "License 2.0"}),
        (
            "catalog/engines/llama.cpp.yaml",
            {
                "id: llama.cpp": "id: other",
                "name: llama.cpp": "name: O\n  aliases: [llama cpp, LLAMA.CPP]",
            },
        ),
    ],
)
def test_of_every_kind(tmp_path: Path, file: str, changes: dict[str, str]) -> None:
    text = FILES[file]
    for old, new in changes.items():
        text = text.replace(old, new)
    write_root(tmp_path, **{file.replace("/", "__").removesuffix(".yaml") + "-2": text})
    assert {slug for _, _, slug in found(tmp_path)} == {"alias_claimed"}
