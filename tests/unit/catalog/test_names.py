from __future__ import annotations

import pytest

from llmselect.catalog.names import resolve, split_count
from llmselect.errors import LlmselectError

INDEX = {
    "RTX 4070": ["rtx4070"],
    "RTX 4070 Laptop": ["rtx4070-laptop"],
    "H100 PCIe": ["h100-pcie"],
    "H100 SXM": ["h100-sxm"],
    "M3 Max": ["m3max-36", "m3max-128"],
    "gemma-3-12b-it": ["google/gemma-3-12b-it"],
    "gemma-3n-E4B-it": ["google/gemma-3n-E4B-it"],
    "gemma-3-4b-it": ["google/gemma-3-4b-it"],
}


@pytest.mark.parametrize(
    "name", ["rtx4070", "RTX-4070", " rtx 4070 ", "ＲＴＸ４０７０", "rtx_4070"]
)
def test_spelling_does_not_matter(name: str) -> None:
    assert resolve("gpu", name, INDEX) == "rtx4070"


def test_a_laptop_card_is_another_card() -> None:
    assert resolve("gpu", "rtx 4070 laptop", INDEX) == "rtx4070-laptop"


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("h100", ("h100-pcie", "h100-sxm")),
        ("m3 max", ("m3max-36", "m3max-128")),
        ("gemma 3", ("google/gemma-3-12b-it", "google/gemma-3-4b-it")),
    ],
)
def test_a_name_that_fits_several_is_refused_with_the_list(
    name: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(LlmselectError) as error:
        resolve("gpu", name, INDEX)
    assert error.value.slug == "ambiguous_name"
    assert error.value.params["near"] == near


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(LlmselectError) as error:
        resolve("gpu", "rtx4071", INDEX)
    assert error.value.slug == "unknown_name"
    assert "rtx4070" in error.value.params["near"]  # type: ignore[operator]


def test_a_hint_says_what_may_be_meant() -> None:
    languages = {"Japanese": ["ja"], "Portuguese": ["pt"], "ja": ["ja"], "pt": ["pt"]}
    with pytest.raises(LlmselectError) as error:
        resolve("language", "jp", languages, ["Japan"])
    assert error.value.params["near"][0] == "ja"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2xrtx4090", (2, "rtx4090")), ("4 x a100", (4, "a100")), ("rtx4090", (1, "rtx4090"))],
)
def test_a_number_in_front_counts_cards(text: str, expected: tuple[int, str]) -> None:
    assert split_count(text) == expected
