"""What vLLM's start-up logs print, by mechanism."""

from __future__ import annotations

import pytest
from builders import an_architecture

from llmselect.catalog.entries import Architecture, LatentAttention, RecurrentState
from llmselect.estimate.memory import Setup, kv_bytes_per_token

_GEMMA_3_27B = an_architecture(
    model_type="gemma3", num_hidden_layers=62, hidden_size=5376, vocab_size=262208,
    num_attention_heads=32, num_key_value_heads=16, head_dim=128, intermediate_size=21504,
    layer_pattern="SSSSSF" * 10 + "SS", sliding_window=1024,
)  # fmt: skip
_GPT_OSS_20B = an_architecture(
    model_type="gpt_oss", num_hidden_layers=24, hidden_size=2880, vocab_size=201088,
    num_attention_heads=64, num_key_value_heads=8, head_dim=64, layer_pattern="SF" * 12,
    sliding_window=128,
)  # fmt: skip
_QWEN_36_35B = an_architecture(
    model_type="qwen3_5_moe", num_hidden_layers=40, hidden_size=2048, vocab_size=248320,
    num_attention_heads=16, num_key_value_heads=2, head_dim=256, layer_pattern="LLLF" * 10,
    state=RecurrentState(
        linear_num_key_heads=16, linear_num_value_heads=32, linear_key_head_dim=128,
        linear_value_head_dim=128, linear_conv_kernel_dim=4,
    ),
)  # fmt: skip
_KIMI_K2 = an_architecture(
    model_type="kimi_k2", num_hidden_layers=61, hidden_size=7168, vocab_size=163840,
    num_attention_heads=64, num_key_value_heads=64, intermediate_size=18432,
    mla=LatentAttention(512, 128, 64, 128, q_lora_rank=1536),
)  # fmt: skip
_LLAMA_8B = an_architecture(
    num_hidden_layers=32, hidden_size=4096, vocab_size=128256, num_attention_heads=32,
    num_key_value_heads=8, head_dim=128, intermediate_size=14336,
)  # fmt: skip


@pytest.mark.parametrize(
    ("architecture", "ranks", "printed"),
    [
        (_LLAMA_8B, 1, 131072),
        (_LLAMA_8B, 2, 65536),
        (_GPT_OSS_20B, 1, 49150),
        (_GEMMA_3_27B, 2, 287440),  # 62 layers count as 70: seven groups of ten
        (_QWEN_36_35B, 1, 81947),  # recurrent layers get pages as well
        (_KIMI_K2, 8, 70272),  # the latent is not divided
    ],
)
def test_bytes_per_token_of_the_pool(architecture: Architecture, ranks: int, printed: int) -> None:
    setup = Setup(engine="vllm", quant="BF16", tensor_parallel=ranks, kv_type="bf16")
    assert kv_bytes_per_token(architecture, setup) / ranks == pytest.approx(printed, rel=0.004)
