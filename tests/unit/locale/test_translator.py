from __future__ import annotations

from decimal import Decimal

import pytest

from llmselect.findings import LicenseVerdict, Text, message
from llmselect.locale import Translator, gb, gib, language_of, money, parameters
from llmselect.units import Money

ENGLISH, JAPANESE = Translator("en"), Translator("ja")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"),
        ({"LC_ALL": "", "LANG": "ja"}, "ja"),  # empty is not set
        ({"LC_ALL": "C"}, "en"),
        ({"LC_ALL": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_environment_names_the_language(environment: dict[str, str], expected: str) -> None:
    assert language_of(environment) == expected


@pytest.mark.parametrize(
    ("amount", "currency", "english", "japanese"),
    [
        ("990000000", "JPY", "JPY 990,000,000", "9.9億円"),
        ("50000", "JPY", "JPY 50,000", "5万円"),
        ("9999", "JPY", "JPY 9,999", "9,999円"),
        ("12345.5", "JPY", "JPY 12,345.5", "12,345.5円"),
        ("2000000000000", "JPY", "JPY 2,000,000,000,000", "2兆円"),
        ("2.50", "USD", "USD 2.5", "2.5 USD"),
        ("0", "JPY", "JPY 0", "0円"),
    ],
)
def test_money(amount: str, currency: str, english: str, japanese: str) -> None:
    value = Money(Decimal(amount), currency)
    assert (money(value, "en"), money(value, "ja")) == (english, japanese)


def test_memory_is_binary_and_files_are_decimal() -> None:
    assert (gib(12 * 2**30), gib(512 * 2**20), gib(-(2**30))) == ("12.0 GiB", "512 MiB", "-1.0 GiB")
    assert gb(19_760_000_000) == "19.76 GB"
    assert (parameters(32_800_000_000), parameters(270_000_000)) == ("32.8B", "270M")


def test_an_unknown_id_comes_back_as_itself_and_an_unknown_value_as_a_word() -> None:
    assert ENGLISH("no.such.id") == "no.such.id"
    assert not ENGLISH.knows("no.such.id")
    assert ENGLISH("error.bad_size", value=None) != ENGLISH("error.bad_size", value="None")


@pytest.mark.parametrize(
    ("translate", "words", "names"),
    [(ENGLISH, "a", "x, y"), (JAPANESE, "あ", "x、y")],
)
def test_pairs_and_lists_are_in_the_readers_language(
    translate: Translator, words: str, names: str
) -> None:
    assert translate.render(Text("a", "あ")) == words
    assert translate.render(("x", "y")) == names
    assert translate.render(LicenseVerdict.ALLOWED) == "allowed"


def test_a_message_inside_a_message_is_rendered_too() -> None:
    text = JAPANESE("error.bad_size", value=message("value.unknown"))
    assert "不明" in text


def test_places_have_names_where_a_catalogue_is_at_hand_and_codes_elsewhere() -> None:
    named = Translator("ja", lambda _kind, code: Text("China", "中国") if code == "CN" else None)
    assert named.render(message("country", code="CN")) == "中国"
    assert named.render(message("country", code="XX")) == "XX"
    assert JAPANESE.render(message("country", code="CN")) == "CN"


@pytest.mark.parametrize("text", ["{x}", "{0}", "{a.b}", "{", "%s", "{x!r:>9999999999}"])
def test_braces_in_a_value_are_only_text(text: str) -> None:
    assert text in ENGLISH("error.bad_size", value=text)
