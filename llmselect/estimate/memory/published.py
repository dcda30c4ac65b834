"""Files that somebody published: which one speaks for a quantisation, and its header."""

from __future__ import annotations

from llmselect.catalog.entries import Architecture, Model, PublishedFile

_GGUF_ENGINES = ("llama.cpp", "ollama", "lm-studio")
# Bytes a vocabulary entry in a GGUF header (tokens, scores, merges), measured on headers of
# published files; entries without merges are shorter.
_SENTENCEPIECE, _BPE, _LONG_BPE = 22, 40, 62
_SENTENCEPIECE_NAMES = ("gemma", "mistral", "phi3", "llama")
_LONG_BPE_VOCABULARIES = (128256, 201088)  # Llama 3, gpt-oss


def published_file(model: Model, engine: str, quant: str) -> PublishedFile | None:
    """The file of ``quant`` to trust: official before others, exact before rounded sizes."""
    best: PublishedFile | None = None
    best_rank: tuple[bool, ...] = ()
    for file in model.files:
        if file.quant != quant or not _readable(file.format, engine):
            continue
        rank = (
            # Registry totals of vision models include the projector.
            file.format != "ollama" or engine == "ollama",
            file.official,
            file.exact,
            not file.custom_mix,
        )
        if best is None or rank > best_rank:
            best, best_rank = file, rank
    return best


def _readable(format: str, engine: str) -> bool:
    if engine in _GGUF_ENGINES:
        return format in ("gguf", "ollama")
    return format == ("mlx" if engine in ("mlx", "mlx-lm") else "safetensors")


def header_bytes(architecture: Architecture) -> int:
    """About how much of a GGUF file is tokenizer and metadata."""
    vocabulary = architecture.vocab_size
    if vocabulary in _LONG_BPE_VOCABULARIES:
        return vocabulary * _LONG_BPE
    kind = architecture.model_type
    small = vocabulary <= 33000 and kind.startswith(_SENTENCEPIECE_NAMES)
    if small or kind.startswith("gemma"):
        return vocabulary * _SENTENCEPIECE
    return vocabulary * _BPE
