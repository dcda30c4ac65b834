"""Plants one fault in the small catalogue and says what `catalog validate` makes of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from small_catalog import MODELS, plant

from llmselect.catalog.checks import validate
from llmselect.catalog.yaml_loader import Problem
from llmselect.estimate.memory.count import count_values

DAY = date(2026, 11, 24)
# Llama 3.1 8B: every dimension, and the count of weights that its publisher states.
WEIGHTS = 8_030_261_248
DIMENSIONS = """architecture:
      model_type: llama
      num_hidden_layers: 32
      hidden_size: 4096
      vocab_size: 128256
      intermediate_size: 14336
      num_attention_heads: 32
      num_key_value_heads: 8
      head_dim: 128
      tie_word_embeddings: false
"""


def problems(root: Path, day: date = DAY) -> list[Problem]:
    """Everything that is wrong below ``root``, as the command judges it."""
    return validate(root, day=day, count_values=count_values)[1]


def found(root: Path, day: date = DAY) -> set[tuple[str, int, str]]:
    return {(item.file, item.line, item.slug) for item in problems(root, day)}


def with_dimensions(root: Path, parameters: str, dimensions: str = DIMENSIONS) -> int:
    """Give the small model ``parameters`` and ``dimensions``; the line of the former."""
    line = plant(root, MODELS, "{total: 8000000000, active: 8000000000}", parameters)
    plant(root, MODELS, "architecture: unknown\n", dimensions)
    return line


def with_file(root: Path, quant: str, size: int) -> int:
    """Publish a file of the small model; its line."""
    entry = (
        f"    files:\n      - {{format: gguf, quant: {quant}, bytes: {size}, publisher: acme,"
        " repo: acme/one, official: true, source: card, as_of: 2026-11-01}\n    evidence:\n"
    )
    return plant(root, MODELS, "    evidence:\n", entry) + 1
