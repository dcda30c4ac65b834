"""What must hold for every model: more of anything never needs less."""

from __future__ import annotations

from dataclasses import replace

from builders import a_model, an_architecture
from hypothesis import given, settings
from hypothesis import strategies as st

from llmselect.catalog.entries import (
    Architecture,
    LatentAttention,
    MixtureOfExperts,
    Parameters,
    RecurrentState,
)
from llmselect.estimate.memory import (
    Setup,
    estimate_memory,
    explain_memory,
    max_context,
    max_parallel,
    most_sequences,
    place_within,
)
from llmselect.estimate.memory.finetune import (
    FRAMEWORKS,
    METHODS,
    OPTIMIZERS,
    FineTune,
    estimate_finetune,
)
from llmselect.estimate.memory.llama_cpp import layer_caches, parts
from llmselect.estimate.memory.profile import profile
from llmselect.estimate.memory.quant_mix import MIXES

_GGUF = tuple(sorted(MIXES))
_ENGINES = {
    "llama.cpp": _GGUF, "ollama": _GGUF, "vllm": ("BF16", "FP8", "AWQ-4bit", "NVFP4"),
    "sglang": ("BF16", "FP8"), "mlx": ("MLX-4bit", "MLX-8bit"),
    "transformers": ("BF16", "BNB-NF4"),
}  # fmt: skip
_TYPES = (
    "llama", "qwen2", "qwen3", "gemma3", "phi3", "falcon", "starcoder2", "granitehybrid",
    "nemotron_h", "qwen3_next", "deepseek_v3", "lfm2", "gemma4", "gpt_oss", "falcon_mamba", "novel",
)  # fmt: skip


@st.composite
def architectures(draw: st.DrawFn) -> Architecture:
    """Any combination of dimensions, also ones that nobody built."""
    layers = draw(st.integers(1, 40))
    heads = draw(st.sampled_from((1, 4, 8, 20, 32)))
    return an_architecture(
        model_type=draw(st.sampled_from(_TYPES)),
        num_hidden_layers=layers,
        hidden_size=draw(st.sampled_from((64, 576, 896, 2048, 2880, 4096))),
        vocab_size=draw(st.integers(100, 300_000)),
        intermediate_size=draw(st.sampled_from((None, 128, 4864, 14336))),
        num_attention_heads=draw(st.sampled_from((None, heads))),
        num_key_value_heads=draw(st.sampled_from((None, 1, heads))),
        head_dim=draw(st.sampled_from((None, 64, 80, 128, 256))),
        tie_word_embeddings=draw(st.sampled_from((None, True, False))),
        layer_pattern=draw(
            st.none() | st.text("FSLCIMK*E-", min_size=layers, max_size=layers)
        ),
        sliding_window=draw(st.sampled_from((None, 128, 4096))),
        kv_layers_owned=draw(st.none() | st.integers(1, layers)),
        per_layer_embedding_size=draw(st.sampled_from((None, 256))),
        qk_norm=draw(st.sampled_from((None, "head", "full"))),
        moe=draw(st.none() | st.builds(
            MixtureOfExperts, st.sampled_from((8, 128)), st.sampled_from((1, 8)),
            st.sampled_from((512, 768)),
        )),
        mla=draw(st.none() | st.just(LatentAttention(512, 128, 64, 128, index_head_dim=128))),
        state=draw(st.sampled_from((
            None, RecurrentState(conv_kernel=3),
            RecurrentState(mamba_num_heads=64, mamba_head_dim=64, mamba_state_size=128),
            RecurrentState(linear_num_heads=8, linear_head_dim=128),
            RecurrentState(linear_num_key_heads=8, linear_num_value_heads=16,
                           linear_key_head_dim=128, linear_value_head_dim=128),
            RecurrentState(mamba1_state_size=16, mamba1_expand=2, mamba1_conv=4),
        ))),
    )  # fmt: skip


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    engine = draw(st.sampled_from(sorted(_ENGINES)))
    return Setup(
        engine=engine,
        quant=draw(st.sampled_from(_ENGINES[engine])),
        context=draw(st.integers(1, 200_000)),
        parallel=draw(st.integers(1, 8)),
        kv_type=draw(st.sampled_from(("f16", "q8_0", "q4_0", "fp8"))),
        ubatch=draw(st.sampled_from((1, 256, 512, 2048))),
        flash_attention=draw(st.booleans()),
        swa_full=draw(st.booleans()),
    )


def _need(architecture: Architecture, setup: Setup) -> int:
    memory = estimate_memory(_model(architecture), setup)
    assert memory is not None
    assert memory.low_bytes <= memory.total_bytes <= memory.high_bytes
    assert memory.weights_bytes > 0
    return memory.total_bytes


def _model(architecture: Architecture):  # type: ignore[no-untyped-def]
    return a_model(architecture=architecture, parameters=Parameters(None, None))


@given(architectures(), setups(), st.integers(1, 100_000))
def test_more_context_never_needs_less(architecture: Architecture, setup: Setup, more: int) -> None:
    longer = replace(setup, context=setup.context + more)
    assert _need(architecture, longer) >= _need(architecture, setup)


@given(architectures(), setups())
def test_more_sequences_never_need_less_where_each_has_its_own_context(
    architecture: Architecture, setup: Setup
) -> None:
    more = replace(setup, parallel=setup.parallel + 1)
    if setup.engine == "llama.cpp":  # its slots share the context: compare equal slots
        more = replace(more, context=setup.context * (setup.parallel + 1))
        setup = replace(setup, context=setup.context * setup.parallel)
    assert _need(architecture, more) >= _need(architecture, setup)


@given(architectures(), setups())
def test_a_wider_cache_never_needs_less(architecture: Architecture, setup: Setup) -> None:
    narrow, wide = replace(setup, kv_type="q4_0"), replace(setup, kv_type="f16")
    # A quantised row that is no multiple of 512 values is filled up once a tensor.
    slack = 2 * 512 * 2 * architecture.num_hidden_layers
    assert _need(architecture, wide) + slack >= _need(architecture, narrow)


@given(architectures(), setups(), st.sampled_from((2, 4, 8)))
def test_the_parts_of_several_cards_sum_to_at_least_the_whole(
    architecture: Architecture, setup: Setup, ranks: int
) -> None:
    divided = replace(setup, tensor_parallel=ranks, gpus=ranks)
    memory = estimate_memory(_model(architecture), divided)
    whole = estimate_memory(_model(architecture), setup)
    assert memory is not None
    assert whole is not None
    assert memory.weights_bytes >= whole.weights_bytes
    assert (memory.kv_cache_bytes or 0) >= (whole.kv_cache_bytes or 0)


@given(architectures(), setups(), st.integers(1, 80 * 2**30))
def test_the_inverse_agrees_with_the_forward_question(
    architecture: Architecture, setup: Setup, budget: int
) -> None:
    model = _model(architecture)
    longest = max_context(model, setup, budget)
    if longest is None:
        assert _need(architecture, replace(setup, context=256)) > budget
        return
    assert _need(architecture, replace(setup, context=longest)) <= budget
    if longest + 256 <= (model.context or 0):
        assert _need(architecture, replace(setup, context=longest + 256)) > budget


@given(architectures(), setups())
def test_terms_add_up(architecture: Architecture, setup: Setup) -> None:
    terms = explain_memory(_model(architecture), setup)
    device = sum(term.bytes for term in terms if term.where == "device")
    assert device == _need(architecture, setup)


@settings(max_examples=200)
@given(architectures(), st.sampled_from(_GGUF))
def test_nothing_is_negative(architecture: Architecture, mix: str) -> None:
    memory = estimate_memory(_model(architecture), Setup(quant=mix))
    assert memory is not None
    parts = (memory.kv_cache_bytes, memory.state_bytes, memory.compute_bytes)
    assert all(part is not None and part >= 0 for part in parts)
    assert memory.weights_host_bytes > 0


def test_a_larger_type_of_weights_needs_more() -> None:
    architecture = an_architecture(
        intermediate_size=14336, num_attention_heads=32, num_key_value_heads=8
    )
    order = ("Q2_K", "Q3_K_M", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0", "F16")
    sizes = [_need(architecture, Setup(quant=mix)) for mix in order]
    assert sizes == sorted(sizes)


@given(architectures(), setups(), st.integers(1, 80 * 2**30))
def test_the_most_sequences_fit_and_one_more_does_not(
    architecture: Architecture, setup: Setup, budget: int
) -> None:
    setup = replace(setup, context=min(setup.context, 4096))
    model = _model(architecture)
    most = max_parallel(model, setup, budget)
    if most is None:
        assert _need(architecture, setup.with_sequences(1, setup.context_each)) > budget
        return
    assert _need(architecture, setup.with_sequences(most, setup.context_each)) <= budget
    if most < most_sequences(setup.engine):
        more = setup.with_sequences(most + 1, setup.context_each)
        assert _need(architecture, more) > budget


@given(architectures(), setups(), st.integers(1, 80 * 2**30))
def test_what_fits_with_reserve_fits(architecture: Architecture, setup: Setup, budget: int) -> None:
    model = _model(architecture)
    safe = max_context(model, setup, budget, safe=True)
    longest = max_context(model, setup, budget)
    assert safe is None or (longest is not None and safe <= longest)


@given(architectures(), st.sampled_from(_GGUF))
def test_layers_add_up_to_the_whole(architecture: Architecture, mix: str) -> None:
    shapes = profile(architecture)
    weights = shapes.weights(mix, True)
    assert weights is not None
    assert shapes.layer_weights(mix).total == weights.device_bytes


@given(architectures(), setups())
def test_caches_by_layer_add_up_to_the_whole(architecture: Architecture, setup: Setup) -> None:
    setup = replace(setup, engine="llama.cpp", quant="Q4_K_M")
    shapes = profile(architecture)
    whole = parts(shapes, setup)
    assert sum(layer_caches(shapes, setup)) == whole.kv_cache + whole.state


@given(architectures(), setups(), st.integers(1, 4), st.integers(2**28, 40 * 2**30))
def test_a_placement_keeps_to_its_budget_and_loses_nothing(
    architecture: Architecture, setup: Setup, cards: int, budget: int
) -> None:
    model, setup = _model(architecture), setup.on_devices(cards)
    placed = place_within(model, setup, budget)
    whole = estimate_memory(model, setup)
    assert whole is not None
    if placed is None:
        return
    assert placed.largest_bytes <= budget
    on_cards = sum(device.weights_bytes + device.cache_bytes for device in placed.devices)
    weights_and_cache = whole.weights_bytes + (whole.kv_cache_bytes or 0) + (whole.state_bytes or 0)
    # Shares of a published file round down by a byte a layer.
    assert on_cards + placed.ram_bytes >= weights_and_cache - architecture.num_hidden_layers


@given(architectures(), setups(), st.integers(1, 4), st.integers(2**28, 40 * 2**30))
def test_a_larger_card_never_leaves_more_in_ram(
    architecture: Architecture, setup: Setup, cards: int, budget: int
) -> None:
    model, setup = _model(architecture), setup.on_devices(cards)
    smaller = place_within(model, setup, budget)
    larger = place_within(model, setup, budget * 2)
    if smaller is not None:
        assert larger is not None
        assert larger.ram_bytes <= smaller.ram_bytes


@st.composite
def trainings(draw: st.DrawFn) -> FineTune:
    return FineTune(
        method=draw(st.sampled_from(METHODS)),
        rank=draw(st.integers(1, 256)),
        seq=draw(st.integers(1, 100_000)),
        batch=draw(st.integers(1, 64)),
        framework=draw(st.sampled_from(sorted(FRAMEWORKS))),
        optimizer=draw(st.sampled_from(OPTIMIZERS)),
        gradient_checkpointing=draw(st.sampled_from((None, True, False))),
        train_embeddings=draw(st.booleans()),
    )


def _training(architecture: Architecture, tune: FineTune) -> int:
    estimate = estimate_finetune(_model(architecture), tune)
    assert estimate is not None
    assert estimate.low_bytes <= estimate.total_bytes <= estimate.high_bytes
    return estimate.total_bytes


@given(architectures(), trainings())
def test_more_of_anything_never_trains_in_less(architecture: Architecture, tune: FineTune) -> None:
    need = _training(architecture, tune)
    assert _training(architecture, replace(tune, seq=tune.seq + 1)) >= need
    assert _training(architecture, replace(tune, batch=tune.batch + 1)) >= need
    assert _training(architecture, replace(tune, rank=tune.rank + 1)) >= need
    assert _training(architecture, replace(tune, gpus=2)) <= need


@given(architectures(), trainings())
def test_saving_everything_never_takes_less(architecture: Architecture, tune: FineTune) -> None:
    again = _training(architecture, replace(tune, gradient_checkpointing=True))
    inputs = architecture.num_hidden_layers * architecture.hidden_size * 2 * tune.seq * tune.batch
    kept = _training(architecture, replace(tune, gradient_checkpointing=False))
    assert kept + inputs >= again
