"""Rules of the mixes that the measured sample holds no rows for."""

from __future__ import annotations

import pytest

from llmselect.estimate.memory.quant_mix import MIXES, choose, fitting_type, picked
from llmselect.estimate.memory.table import Role, Sizes, Table, Tensor

_LAYERS = tuple(range(32))


def _table(**values: object) -> Table:
    defaults: dict[str, object] = {
        "gguf": "llama", "tensors": (), "vectors": Sizes(0, 0), "vector_values": 0, "layers": 32,
        "v_layers": 32, "v_numbers": (), "down_numbers": (), "experts": 0, "group_size": 4,
        "tied": False, "is_70b": False,
    }  # fmt: skip
    return Table(**(defaults | values))  # type: ignore[arg-type]


def _tensor(role: Role, columns: int = 4096) -> Tensor:
    return Tensor(role, columns, 4096, _LAYERS)


@pytest.mark.parametrize(
    ("mix", "role", "first", "rest"),
    [
        ("Q4_K_S", Role.V, "Q5_K", "Q4_K"),
        ("Q4_K_S", Role.DOWN, "Q5_K", "Q4_K"),
        ("Q3_K_L", Role.ATTENTION_OUTPUT, "Q5_K", "Q5_K"),
        ("Q5_K_S", Role.DOWN, "Q5_K", "Q5_K"),
        ("IQ2_XXS", Role.OUTPUT, "Q5_K", "Q5_K"),
        ("IQ2_XXS", Role.EMBEDDING, "Q2_K", "Q2_K"),
        ("IQ3_XS", Role.GATE_UP, "IQ3_XXS", "IQ3_S"),
        ("IQ4_NL", Role.OUTPUT, "Q6_K", "Q6_K"),
        ("Q8_0", Role.OUTPUT, "Q8_0", "Q8_0"),
        ("MXFP4_MOE", Role.GATE_UP, "Q8_0", "Q8_0"),
    ],
)
def test_types_of_a_mix(mix: str, role: Role, first: str, rest: str) -> None:
    choice = choose(_tensor(role), _table(), mix, imatrix=False)
    assert (choice.first, choice.rest) == (first, rest)


def test_only_stacked_experts_become_mxfp4() -> None:
    expert = _tensor(Role.GATE_UP)._replace(stacked=True)
    assert choose(expert, _table(), "MXFP4_MOE", False).first == "MXFP4"


def test_tied_embeddings_take_the_type_of_the_output() -> None:
    assert choose(_tensor(Role.EMBEDDING), _table(tied=True), "Q4_0", False).first == "Q6_K"
    assert choose(_tensor(Role.EMBEDDING), _table(tied=False), "Q4_0", False).first == "Q4_0"


def test_eight_experts_keep_values_and_keys_in_eight_bits() -> None:
    for role in (Role.V, Role.K):
        assert choose(_tensor(role), _table(experts=8), "Q4_K_M", False).first == "Q8_0"


def test_an_importance_matrix_moves_the_first_eighth() -> None:
    assert choose(_tensor(Role.DOWN), _table(), "Q4_0", True).first == "Q4_1"
    assert choose(_tensor(Role.DOWN), _table(), "Q4_0", False).first == "Q4_0"


def test_falcon_has_three_steps() -> None:
    choice = choose(_tensor(Role.DOWN), _table(gguf="falcon"), "Q4_K_M", False)
    assert (choice.front, choice.first, choice.rest) == ("Q6_K", "Q5_K", "Q4_K")


@pytest.mark.parametrize(
    ("type", "columns", "actual"),
    [("Q4_K", 4096, "Q4_K"), ("Q4_K", 2880, "Q5_0"), ("Q6_K", 896, "Q8_0"),
     ("IQ4_XS", 1152, "IQ4_NL"), ("Q8_0", 80, "F16"), ("Q2_K", 100, "F16")],
)  # fmt: skip
def test_rows_that_are_no_whole_blocks(type: str, columns: int, actual: str) -> None:
    assert fitting_type(type, columns) == actual


def test_more_bits_are_an_eighth_at_both_ends_and_every_third_between() -> None:
    assert sum(picked("more_bits", 40)) == 20
    assert sum(picked("more_bits", 61)) == 30


@pytest.mark.parametrize("mix", sorted(MIXES))
def test_every_mix_decides_every_role(mix: str) -> None:
    for role in Role:
        if role is not Role.F32:
            assert choose(_tensor(role), _table(), mix, False).first
