"""Files are neither smaller than their format allows nor larger than 16 bits a weight."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import WEIGHTS, found, problems, with_dimensions, with_file
from small_catalog import MODELS, plant, write_root

QUANTS = "catalog/quantizations.yaml"
MORE = """\
  F16: {family: none, bits: 16, engines: [llama.cpp]}
  MXFP4: {family: mxfp4, bits: 4.25, engines: [llama.cpp]}
  Q2_K: {family: gguf, bits: 3.12, engines: [llama.cpp]}
  Q8_0: {family: gguf, bits: 8.501, engines: [llama.cpp]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_root(tmp_path)
    path = tmp_path / QUANTS
    path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return tmp_path


# The small model has 8 000 000 000 weights and unknown dimensions.
@pytest.mark.parametrize(
    ("quant", "size"),
    [
        ("Q4_K_M", 4_920_000_000),  # as Llama 3.1 8B was published
        ("Q2_K", 2_625_000_001),  # nothing but blocks of the base type
        ("F16", 16_070_000_000),
        ("F16", 20_000_000_000),  # a tied table twice
    ],
)
def test_a_size_that_can_be_is_taken(root: Path, quant: str, size: int) -> None:
    with_file(root, quant, size)
    assert found(root) == set()


@pytest.mark.parametrize(
    ("quant", "size", "slug"),
    [
        ("Q4_K_M", 3_900_000_000, "file_too_small"),
        ("Q4_K_M", 492_000_000, "file_too_small"),
        ("Q4_K_M", 16_100_000_000, "file_too_large_for_weights"),
        ("Q4_K_M", 49_200_000_000, "file_too_large_for_weights"),
        ("Q8_0", 4_920_000_000, "file_too_small"),
        ("F16", 8_500_000_000, "file_too_small"),
        ("F16", 32_000_000_000, "file_too_large_for_weights"),
    ],
)
def test_a_size_that_cannot_be_is_a_fault(root: Path, quant: str, size: int, slug: str) -> None:
    line = with_file(root, quant, size)
    assert found(root) == {(MODELS, line, slug)}


def test_a_mislabelled_file_is_told_what_it_may_be(root: Path) -> None:
    with_file(root, "Q8_0", 4_920_000_000)
    assert problems(root)[0].params["near"] == ("Q4_K_M",)


def test_with_a_known_table_16_bit_files_have_less_room(root: Path) -> None:
    with_dimensions(root, f"{{total: {WEIGHTS}, active: {WEIGHTS}}}")
    line = with_file(root, "F16", 20_000_000_000)
    assert found(root) == {(MODELS, line, "file_too_large_for_weights")}


def test_experts_that_were_published_in_four_bits_stay_so(root: Path) -> None:
    plant(root, MODELS, "    evidence:\n", "    native_quant: MXFP4\n    evidence:\n")
    with_file(root, "Q8_0", 4_920_000_000)
    assert found(root) == set()


def test_a_tower_may_have_a_file_of_its_own_where_nobody_states_its_size(root: Path) -> None:
    with_file(root, "Q4_K_M", 3_700_000_000)
    plant(root, MODELS, "    languages:", "    modalities: [text, image]\n    languages:")
    assert found(root) == set()
    plant(root, MODELS, "active: 8000000000}", "active: 8000000000, vision: 500000000}")
    assert {slug for _, _, slug in found(root)} == {"file_too_small"}
