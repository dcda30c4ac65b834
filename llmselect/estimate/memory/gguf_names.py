"""llama.cpp's name of an architecture, from the publisher's ``model_type``.

Source: the converters of llama.cpp (conversion/*.py at 0.5.0-dev, 2026-10-01). Where the
catalogue states ``gguf`` it wins.
"""

from __future__ import annotations

from llmselect.catalog.entries import Architecture

_NAMES = {
    "mistral": "llama", "mixtral": "llama", "internlm3": "llama", "iquestcoder": "llama",
    "idefics3": "llama", "smolvlm": "llama", "hyperclovax": "llama", "solar": "llama",
    "hyperclovax_vision_v2": "llama", "cwm": "llama", "mllama": "llama", "phi4-siglip": "phi3",
    "mimo": "qwen2", "internvl_chat": "qwen3", "qwen2_vl": "qwen2vl", "qwen2_5_vl": "qwen2vl",
    "qwen2_moe": "qwen2moe", "qwen3_moe": "qwen3moe", "qwen3_next": "qwen3next",
    "qwen3_5": "qwen35", "qwen3_5_text": "qwen35", "qwen3_5_moe": "qwen35moe",
    "qwen3_5_moe_text": "qwen35moe", "qwen3_vl": "qwen3vl", "qwen3_vl_moe": "qwen3vlmoe",
    "ministral3": "mistral3",
    "kimi_k2": "deepseek2", "kimi_k25": "deepseek2", "kimi_vl": "deepseek2",
    "deepseek_v3": "deepseek2", "deepseek_v2": "deepseek2", "gravity_moe": "deepseek2",
    "glm4_moe_lite": "deepseek2", "youtu": "deepseek2", "deepseek_v32": "deepseek32",
    "glm_moe_dsa": "glm-dsa", "glm4v": "glm4", "glm4_moe": "glm4moe", "glm4v_moe": "glm4moe",
    "bailing_moe": "bailingmoe2", "bailing_hybrid": "bailingmoe3", "kimi_linear": "kimi-linear",
    "aya_vision": "cohere2", "cohere": "command-r", "cohere2_vision": "cohere2",
    "gemma3_text": "gemma3", "gemma4_unified": "gemma4", "gemma4_text": "gemma4",
    "exaone4_5": "exaone4", "exaone_moe": "exaone-moe",
    "falcon_h1": "falcon-h1", "falcon_mamba": "mamba", "granitemoehybrid": "granitehybrid",
    "ernie4_5_moe": "ernie4_5-moe", "gpt_oss": "gpt-oss",
    "hunyuan_v1_dense": "hunyuan-dense", "hunyuan_v1_moe": "hunyuan-moe",
    "lfm2_vl": "lfm2", "lfm2_moe": "lfm2moe", "mimo_v2": "mimo2", "mimo_v2_flash": "mimo2",
    "minimax_m2": "minimax-m2", "minimax_m3": "minimax-m3", "nemotron-nas": "deci",
    "olmo3": "olmo2", "phi": "phi2", "phi4mm": "phi3", "phi3_v": "phi3",
    "step3p5": "step35", "step3p7": "step35", "solar_open": "glm4moe", "gpt_neox": "gptneox",
}  # fmt: skip


def gguf_name(architecture: Architecture) -> str:
    """As ``general.architecture`` of the GGUF file says; the model type where no rule applies."""
    if architecture.gguf:
        return architecture.gguf
    kind = architecture.model_type
    experts = architecture.moe is not None
    if kind == "mistral3":
        return "mistral4" if architecture.mla else "mistral3"
    if kind == "nemotron_h":
        return "nemotron_h_moe" if experts else "nemotron_h"
    if experts and kind in ("internvl_chat", "cohere2", "cohere2_vision"):
        return "qwen3moe" if kind == "internvl_chat" else "cohere2moe"
    return _NAMES.get(kind, kind)
