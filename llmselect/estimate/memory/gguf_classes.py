"""What llama.cpp's converters and loaders fix by architecture, whatever the config says.

Source: conversion/*.py and src/models/*.cpp of llama.cpp 0.5.0-dev, 2026-10-01.
"""

FUSED_QKV = frozenset(
    ("phi3", "falcon", "bailingmoe2", "plamo2", "plamo3", "gptneox", "qwen", "mpt")
)
NORM_BIAS = frozenset(("falcon", "starcoder2", "phi2", "phimoe", "jais2", "stablelm", "gptneox"))
TIED_BY_CLASS = frozenset(("gemma", "gemma2", "gemma3", "gemma3n", "cohere2", "command-r"))
UNGATED = frozenset(
    ("falcon", "starcoder2", "phi2", "arcee", "apertus", "nemotron", "nemotron_h",
     "nemotron_h_moe", "jais2", "gptneox", "mpt")
)  # fmt: skip
ALL_BIASED = frozenset(("starcoder2", "phi2", "jais2", "phimoe"))
NORMS = {"phi2": 1, "falcon": 1, "cohere2": 1, "cohere2moe": 1, "command-r": 1, "gemma2": 4,
          "gemma3": 4, "gemma3n": 4, "gemma4": 4, "afmoe": 4, "glm4": 4, "nemotron_h": 1,
          "nemotron_h_moe": 1, "mamba": 1, "plamo2": 4, "plamo3": 4}  # fmt: skip
LLAMA_3_VOCABULARY = 128256  # Llama 3.x scales its rope by factors that are stored
GEMMA_4_E2B_WIDTH = 1536
MSA_INDEX_SIZE = 128  # MiniMax-M3's sparse-attention index
QK_NORM = frozenset(
    (
        "gemma3n",
        "gemma4",
        "mellum",
        "laguna",
        "hunyuan-moe",
        "lfm2",
        "lfm2moe",
        "minimax-m3",
        "plamo3",
    )
)
ROUTER_BIAS = frozenset(
    ("deepseek2", "deepseek32", "glm-dsa", "glm4moe", "afmoe", "laguna", "minimax-m2", "mimo2",
     "nemotron_h_moe", "dots1", "minimax-m3", "lfm2moe", "hy_v3", "ernie4_5-moe", "exaone-moe",
     "kimi-linear", "bailingmoe3")
)  # fmt: skip
