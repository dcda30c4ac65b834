"""Published files are neither smaller than their format allows nor larger than 16 bits a weight."""

from __future__ import annotations

from collections.abc import Iterator

from llmselect.catalog.checks.parameters import text_weights
from llmselect.catalog.checks.problems import Check, models_of
from llmselect.catalog.load import Files
from llmselect.catalog.schema.model import FileRecord, ModelRecord
from llmselect.catalog.schema.reference import QuantizationFile
from llmselect.catalog.yaml_loader import Problem

# Nominal bits are the mean over a file. No file is all base type, but none can be below it:
# of all mixes Q2_K has the widest gap, 2.625 bits in a block against 3.12 over a file.
_LOWEST_SHARE = 2.625 / 3.12
_PLAIN_BITS = 16
# A file in 16 bits may hold what the count leaves out: the tied table a second time, layers
# for multi-token prediction. Where the table's size is not known, Qwen2.5-0.5B is the worst: 30 %.
_PLAIN_MARGIN, _UNKNOWN_TABLE = 1.05, 0.30
_METADATA_BYTES = 64 * 2**20  # tokenizer and headers
_NEAR = 0.06


def _sizes(files: Files) -> Iterator[Problem]:
    bits = {
        id: entry.bits
        for _, file in files.of(QuantizationFile)
        for id, entry in file.quantizations.items()
    }
    for document, i, model in models_of(files):
        for j, file in enumerate(model.files):
            problem = _problem(model, file, bits) if file.quant in bits else None
            if problem is not None:
                slug, limit = problem
                line = document.line_of(("models", i, "files", j))
                params = {
                    "file": f"{file.repo} {file.quant}",
                    "size": file.bytes,
                    "limit": limit,
                    "near": _fitting(model, file, bits),
                }
                yield Problem(document.file, line, slug, params)


def _problem(
    model: ModelRecord, file: FileRecord, bits: dict[str, float]
) -> tuple[str, int] | None:
    """What is wrong, with the limit in bytes."""
    text, total = text_weights(model), model.parameters.total
    # Experts that were published in four bits stay so whatever the label of the file (gpt-oss).
    lowest = min(bits[file.quant], bits.get(model.native_quant or "", bits[file.quant]))
    if text is not None and not _may_lack_weights(model):
        smallest = int(text * lowest * _LOWEST_SHARE / 8)
        if file.bytes < smallest:
            return "file_too_small", smallest
    if total != "unknown":
        largest = _largest(model, total, bits[file.quant])
        if file.bytes > largest:
            return "file_too_large_for_weights", largest
    return None


def _may_lack_weights(model: ModelRecord) -> bool:
    """Whether the stated total may hold a tower that has a file of its own."""
    parameters = model.parameters
    split = parameters.text is not None or parameters.vision is not None
    return set(model.modalities) != {"text"} and not split


def _largest(model: ModelRecord, total: int, bits: float) -> int:
    weights = float(total)
    if bits >= _PLAIN_BITS:
        block = model.architecture
        table = (
            _UNKNOWN_TABLE * total if block == "unknown" else block.vocab_size * block.hidden_size
        )
        weights = (total + table) * _PLAIN_MARGIN
    return int(weights * max(bits, _PLAIN_BITS) / 8) + _METADATA_BYTES


def _fitting(model: ModelRecord, file: FileRecord, bits: dict[str, float]) -> tuple[str, ...]:
    """Quantisations in which the weights would have about this size."""
    weights = text_weights(model) or 0
    real = file.bytes * 8 / weights if weights else 0.0
    distance = {id: abs(real / value - 1) for id, value in bits.items()}
    near = sorted((id for id, gap in distance.items() if gap < _NEAR), key=lambda id: distance[id])
    return tuple(near[:3])


CHECKS: tuple[Check, ...] = (_sizes,)
