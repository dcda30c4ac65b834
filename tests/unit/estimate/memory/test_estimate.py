"""The sum, what it rests on, and what happens where facts are missing."""

from __future__ import annotations

import pytest
from builders import a_model, an_architecture

from llmselect.catalog.entries import Model, Parameters, PublishedFile
from llmselect.estimate.memory import (
    Setup,
    estimate_memory,
    explain_memory,
    kv_bytes_per_token,
    max_context,
)
from llmselect.units import GIB

_LLAMA = an_architecture(
    num_hidden_layers=32, hidden_size=4096, vocab_size=128256, intermediate_size=14336,
    num_attention_heads=32, num_key_value_heads=8, head_dim=128, tie_word_embeddings=False,
)  # fmt: skip


def _model(**values: object) -> Model:
    defaults: dict[str, object] = {
        "architecture": _LLAMA, "parameters": Parameters(8_030_261_248, 8_030_261_248),
        "context_trained": 131072, "context_advertised": 131072,
    }  # fmt: skip
    return a_model("meta/llama-8b", **(defaults | values))


def _file(**values: object) -> PublishedFile:
    defaults: dict[str, object] = {
        "format": "gguf", "quant": "Q4_K_M", "bytes": 4_920_739_232, "publisher": "someone",
        "repo": "someone/llama-gguf", "official": False, "source": "hub", "as_of": "2026-11-21",
    }  # fmt: skip
    return PublishedFile(**(defaults | values))  # type: ignore[arg-type]


def test_the_log_of_llama_3_8b() -> None:
    # ggml logs of Meta-Llama-3-8B Q4_K_M at 8192 tokens: 4403.49 + 1024 + 258.5 MiB, host 281.81.
    memory = estimate_memory(_model(), Setup())
    assert memory is not None
    assert memory.weights_bytes == pytest.approx(4403.49 * 2**20, rel=1e-5)
    assert memory.weights_host_bytes == pytest.approx(281.81 * 2**20, rel=1e-4)
    assert memory.kv_cache_bytes == 1024 * 2**20
    assert memory.compute_bytes == pytest.approx(258.5 * 2**20, rel=0.001)


def test_the_log_of_several_devices() -> None:
    # Llama-3-8B at 8192 tokens without flash attention: 560 MiB on one card, 640 on each of two.
    one = estimate_memory(_model(), Setup(flash_attention=False))
    two = estimate_memory(_model(), Setup(flash_attention=False, gpus=2))
    assert one is not None
    assert two is not None
    assert one.compute_bytes == pytest.approx(560 * 2**20, rel=0.01)
    assert two.compute_bytes == pytest.approx(2 * 640 * 2**20, rel=0.01)


def test_a_published_file_wins_unless_the_computed_size_is_asked_for() -> None:
    model = _model(files=(_file(bytes=6 * 10**9),))
    published, computed = (estimate_memory(model, Setup(), computed=flag) for flag in (False, True))
    assert published is not None
    assert computed is not None
    assert published.basis["weights"] == "published_file"
    assert computed.basis["weights"] == "tensor_table"
    assert published.file_bytes == 6 * 10**9
    assert published.published_difference == pytest.approx(6e9 / computed.file_bytes - 1)
    # All that the file has beyond the table lies on the device.
    beyond = published.file_bytes - computed.file_bytes
    assert published.weights_bytes - computed.weights_bytes == beyond


def test_the_official_file_speaks_before_others() -> None:
    files = (_file(bytes=5_100_000_000), _file(bytes=5_000_000_000, official=True, exact=False))
    memory = estimate_memory(_model(files=files), Setup())
    assert memory is not None
    assert memory.file_bytes == 5_000_000_000


def test_a_registry_total_counts_only_where_no_plain_file_is_known() -> None:
    files = (_file(format="ollama", bytes=5_500_000_000, official=True), _file())
    memory = estimate_memory(_model(files=files), Setup())
    assert memory is not None
    assert memory.file_bytes == 4_920_739_232
    ollama = estimate_memory(_model(files=files), Setup(engine="ollama"))
    assert ollama is not None
    assert ollama.file_bytes == 5_500_000_000


def test_with_a_parameter_count_alone_the_cache_is_unknown() -> None:
    memory = estimate_memory(_model(architecture=None), Setup())
    assert memory is not None
    assert memory.kv_cache_bytes is None
    assert memory.compute_bytes is None
    assert memory.basis["weights"] == "bits_per_weight"
    assert memory.basis["kv_cache"] == "unknown"
    assert memory.high_bytes > 1.3 * memory.total_bytes


def test_without_anything_there_is_no_estimate() -> None:
    nothing = _model(architecture=None, parameters=Parameters(None, None))
    assert estimate_memory(nothing, Setup()) is None
    assert estimate_memory(_model(), Setup(quant="UD-Q4_K_XL")) is None
    assert explain_memory(nothing, Setup()) == ()
    assert max_context(nothing, Setup(), 24 * GIB) is None


def test_a_published_file_is_enough_for_the_weights() -> None:
    bare = _model(architecture=None, parameters=Parameters(None, None), files=(_file(),))
    memory = estimate_memory(bare, Setup())
    assert memory is not None
    assert memory.weights_bytes == 4_920_739_232


def test_dimensions_that_miss_layers_are_scaled_to_the_published_count() -> None:
    doubled = _model(parameters=Parameters(16_060_522_496, 16_060_522_496))
    whole, half = estimate_memory(doubled, Setup()), estimate_memory(_model(), Setup())
    assert whole is not None
    assert half is not None
    assert whole.basis["weights"] == "bits_per_weight"
    assert whole.weights_bytes == pytest.approx(2 * half.weights_bytes, rel=0.001)


def test_gpt_oss_keeps_its_experts_in_mxfp4_whatever_the_label() -> None:
    from llmselect.catalog.entries import MixtureOfExperts

    experts = MixtureOfExperts(32, 4, 2880, expert_bias=True)
    shape = an_architecture(
        model_type="gpt_oss", num_hidden_layers=24, hidden_size=2880, vocab_size=201088,
        num_attention_heads=64, num_key_value_heads=8, head_dim=64, qkv_bias=True, o_bias=True,
        moe=experts, layer_pattern="SF" * 12, sliding_window=128, tie_word_embeddings=False,
        attention_sinks=True,
    )  # fmt: skip
    model = _model(
        architecture=shape, parameters=Parameters(20_914_757_184, 3_600_000_000),
        native_quant="MXFP4 (MoE weights)",
    )  # fmt: skip
    for label in ("Q4_K_M", "Q8_0", "MXFP4_MOE", "MXFP4"):
        memory = estimate_memory(model, Setup(quant=label))
        assert memory is not None
        assert 11.4e9 < memory.file_bytes < 12.3e9  # published: 11.5 to 12.1 GB
    # Start-up logs of vLLM 0.12 on NVIDIA cards: 13.70 to 13.72 GiB.
    served = estimate_memory(model, Setup(engine="vllm", quant="MXFP4"))
    assert served is not None
    assert served.weights_bytes == pytest.approx(13.71 * GIB, rel=0.01)


def test_terms_add_up_to_the_total() -> None:
    for engine, quant in (("llama.cpp", "Q4_K_M"), ("vllm", "FP8"), ("mlx", "MLX-4bit")):
        setup = Setup(engine=engine, quant=quant)
        memory, terms = estimate_memory(_model(), setup), explain_memory(_model(), setup)
        assert memory is not None
        device = [term.bytes for term in terms if term.where == "device"]
        assert sum(device) == memory.total_bytes


def test_ollama_gives_every_slot_the_whole_context_and_llama_cpp_shares_it() -> None:
    shared = estimate_memory(_model(), Setup(parallel=4))
    slots = estimate_memory(_model(), Setup(engine="ollama", parallel=4))
    assert shared is not None
    assert slots is not None
    assert shared.kv_cache_bytes == 1024 * 2**20
    assert slots.kv_cache_bytes == 4 * 1024 * 2**20


def test_vllm_keeps_its_share_of_the_card_free() -> None:
    tight = estimate_memory(_model(), Setup(engine="vllm", quant="BF16"))
    loose = estimate_memory(
        _model(), Setup(engine="vllm", quant="BF16", gpu_memory_utilization=0.5)
    )
    assert tight is not None
    assert loose is not None
    assert loose.total_bytes == pytest.approx(tight.total_bytes * 0.92 / 0.5, rel=1e-6)


def test_the_longest_context_never_passes_the_models_own() -> None:
    assert max_context(_model(), Setup(), 1000 * GIB) == 131072
    assert max_context(_model(), Setup(), GIB) is None


def test_bytes_per_token() -> None:
    assert kv_bytes_per_token(_LLAMA, Setup()) == 131072
    assert kv_bytes_per_token(_LLAMA, Setup(kv_type="q8_0")) == 131072 * 17 // 32
