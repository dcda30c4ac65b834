"""What an editor accepts is what the loader accepts."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from llmselect import paths
from llmselect.catalog.json_schema import PLACES, file_schema
from llmselect.catalog.load import KINDS, yaml_files
from llmselect.catalog.yaml_loader import load, loads

ROOT = paths.data_root()


def valid(kind: str, data: Any) -> bool:
    return bool(Draft202012Validator(file_schema(kind)).is_valid(data))


def test_every_kind_of_file_has_a_schema_and_a_place() -> None:
    assert set(PLACES) == set(KINDS)
    for kind in KINDS:
        try:
            Draft202012Validator.check_schema(file_schema(kind))
        except SchemaError as error:
            pytest.fail(f"{kind}: {error.message}")


def test_every_shipped_file_is_accepted() -> None:
    validators = {kind: Draft202012Validator(file_schema(kind)) for kind in KINDS}
    found = yaml_files(ROOT)
    wrong = []
    for path in found:
        data = load(path).data
        wrong += [f"{path.name}: {e.message}" for e in validators[data["kind"]].iter_errors(data)]
    assert wrong == []
    assert len(found) > 100


PRICE = """
kind: api-prices
provider: own
currency: JPY
prices:
  - {model: acme/one, ref: one, input: 0.5, output: unknown, source: offer, as_of: 2026}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.5", '"0.50"'),
        ("2026", "2026-11"),
        ("2026", "2026-11-24"),
        ("0.5", "-1"),
        ("0.5", "cheap"),
        ("unknown", "unknwon"),
        ("2026", "Nov 24"),
        ("acme/one", "one"),
        ("ref: one", "reff: one"),
        ("currency: JPY\n", ""),
        ("kind: api-prices", "kind: prices"),
    ],
)
def test_an_editor_and_the_loader_agree(old: str, new: str) -> None:
    assert valid("api-prices", loads(PRICE, "x").data)
    assert PRICE.count(old) == 1 or old == "one"
    data = loads(PRICE.replace(old, new), "x").data
    try:
        KINDS["api-prices"].model_validate(data)
        accepted = True
    except ValueError:
        accepted = False
    assert valid("api-prices", data) is accepted
    assert accepted is new.startswith(('"', "2026"))


def test_a_key_of_the_wrong_form_is_refused() -> None:
    data = loads(
        "kind: vocabulary\ncountries: {Japan: {en: a, ja: b}}\nlanguages: {}\ntasks: {}", "x"
    )
    assert not valid("vocabulary", data.data)
