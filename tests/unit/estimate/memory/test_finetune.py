from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_model, an_architecture

from llmselect.catalog.entries import Architecture, MixtureOfExperts, Parameters
from llmselect.estimate.memory.finetune import (
    FineTune,
    FineTuneEstimate,
    estimate_finetune,
    longest_sequence,
)
from llmselect.units import GIB

# The dimensions of Llama-2-7B.
LLAMA = an_architecture(
    model_type="llama", num_hidden_layers=32, hidden_size=4096, vocab_size=32000,
    intermediate_size=11008, num_attention_heads=32, num_key_value_heads=32, head_dim=128,
    tie_word_embeddings=False,
)  # fmt: skip
PARAMETERS = 6_738_415_616
LINEAR = 32 * (4 * 4096 * 4096 + 3 * 4096 * 11008)
TABLES = 2 * 32000 * 4096


def _model(architecture: Architecture = LLAMA):  # type: ignore[no-untyped-def]
    return a_model(architecture=architecture, parameters=Parameters(None, None))


def _estimate(tune: FineTune, architecture: Architecture = LLAMA) -> FineTuneEstimate:
    estimate = estimate_finetune(_model(architecture), tune)
    assert estimate is not None
    return estimate


def test_adapters_are_as_wide_as_the_matrices_that_they_sit_on() -> None:
    # Four square matrices of attention, two into and one out of the feed-forward stage.
    rank = 8
    expected = 32 * rank * (4 * (4096 + 4096) + 3 * (4096 + 11008))
    assert _estimate(FineTune(rank=rank)).trainable_parameters == expected


def test_all_weights_with_two_moments_take_eight_bytes_each() -> None:
    estimate = _estimate(FineTune("full"))
    assert estimate.trainable_parameters == PARAMETERS
    stored = estimate.weights_bytes + estimate.gradient_bytes + estimate.optimizer_bytes
    assert stored == 8 * PARAMETERS
    mixed = _estimate(FineTune("full", mixed_precision=True))
    assert mixed.weights_bytes + mixed.adapter_bytes == (2 + 4) * PARAMETERS
    assert mixed.gradient_bytes + mixed.optimizer_bytes == (4 + 8) * PARAMETERS


@pytest.mark.parametrize(("framework", "width"), [("transformers", 4), ("unsloth", 2)])
def test_only_linear_layers_become_four_bit(framework: str, width: int) -> None:
    weights = _estimate(FineTune("qlora", framework=framework)).weights_bytes
    norms = PARAMETERS - LINEAR - TABLES
    assert weights == int(LINEAR * 4.127 / 8) + TABLES * width + norms * 2


def test_stacked_experts_stay_in_16_bit_and_get_no_adapters() -> None:
    experts = replace(LLAMA, moe=MixtureOfExperts(8, 2, 11008))
    lora, qlora = (_estimate(FineTune(method), experts) for method in ("lora", "qlora"))
    stacked = 8 * 32 * 3 * 4096 * 11008
    assert qlora.weights_bytes > stacked * 2
    assert lora.trainable_parameters == 32 * 16 * 4 * (4096 + 4096)


def test_experts_that_were_born_in_4_bit_stay_so() -> None:
    experts = replace(LLAMA, moe=MixtureOfExperts(8, 2, 11008))
    model = replace(_model(experts), native_quant="MXFP4")
    estimate = estimate_finetune(model, FineTune("qlora"))
    assert estimate is not None
    assert estimate.weights_bytes < 8 * 32 * 3 * 4096 * 11008


def test_checkpointing_saves_a_layer_and_the_inputs_of_all() -> None:
    kept = _estimate(FineTune(gradient_checkpointing=False)).activation_bytes
    saved = _estimate(FineTune(gradient_checkpointing=True)).activation_bytes
    assert saved == pytest.approx(kept / 32 + 2048 * 32 * 4096 * 2, rel=1e-6)


def test_logits_of_the_whole_batch_exist_in_some_trainers_only() -> None:
    whole = _estimate(FineTune(seq=1000, batch=3)).logits_bytes
    assert whole == 3000 * 32000 * (2 + 4 + 4)
    assert _estimate(FineTune(seq=1000, batch=3, framework="litgpt")).logits_bytes < whole


def test_cards_share_weights_and_optimiser_but_not_activations() -> None:
    one, four = (_estimate(FineTune("full", gpus=n)) for n in (1, 4))
    assert four.weights_bytes == one.weights_bytes // 4
    assert four.optimizer_bytes == one.optimizer_bytes // 4
    assert four.activation_bytes == one.activation_bytes


def test_the_longest_sample_fits_and_one_more_token_does_not() -> None:
    tune, model = FineTune("qlora"), _model()
    longest = longest_sequence(replace(model, context_trained=None), tune, 12 * GIB)
    assert longest is not None
    assert _estimate(replace(tune, seq=longest)).total_bytes <= 12 * GIB
    assert _estimate(replace(tune, seq=longest + 1)).total_bytes > 12 * GIB
    assert longest_sequence(model, FineTune("full"), 12 * GIB) is None


def test_without_dimensions_nothing_is_said() -> None:
    unknown = replace(_model(), architecture=None)
    assert estimate_finetune(unknown, FineTune()) is None


def test_the_terms_are_the_sum() -> None:
    estimate = _estimate(FineTune("qlora", train_embeddings=True))
    assert sum(term.bytes for term in estimate.terms) == estimate.total_bytes
    assert estimate.low_bytes < estimate.total_bytes < estimate.high_bytes
