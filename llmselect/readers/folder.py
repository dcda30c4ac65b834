"""A model's folder as it is downloaded: config.json with safetensors, or GGUF files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from llmselect.catalog.entries import Architecture, PublishedFile
from llmselect.errors import LlmselectError
from llmselect.readers.binary import BadHeader, bad_file
from llmselect.readers.config import Fields, language_part, read_config
from llmselect.readers.gguf_model import read_gguf
from llmselect.readers.local import SOURCE, LocalModel, local_model
from llmselect.readers.safetensors import Stored, read_json, read_safetensors

_INDEX = "model.safetensors.index.json"
_MOST_FILES = 10_000
_DTYPES = {"BF16": "BF16", "F16": "F16", "F32": "F32", "F8_E4M3": "FP8", "F8_E5M2": "FP8"}
# quantization_config.quant_method -> the catalogue's name, where the number of bits is fixed.
_METHODS = {"fp8": "FP8", "fbgemm_fp8": "FP8", "mxfp4": "MXFP4", "modelopt": "NVFP4"}


def read_folder(folder: Path, chosen: Path | None = None) -> LocalModel:
    """The model in ``folder``; of several safetensors files only ``chosen`` where it was named.

    Raises LlmselectError where there is no model, or more than one.
    """
    names = _names(folder)
    if "config.json" not in names:
        ggufs = [name for name in names if name.casefold().endswith(".gguf")]
        firsts = [name for name in ggufs if "-of-" not in name or "-00001-of-" in name]
        if len(firsts) == 1 and chosen is None:
            return read_gguf(folder / firsts[0])
        if firsts and chosen is None:
            raise LlmselectError("several_models", file=folder.name, near=tuple(firsts[:5]))
        raise LlmselectError("no_config", file=folder.name or str(folder))
    config = read_json(folder / "config.json")
    files = _weights(folder, names, chosen)
    return _model(folder.resolve().name, config, folder / "config.json", files)


def read_config_file(path: Path) -> LocalModel:
    """A config alone: dimensions without weights. Raises LlmselectError."""
    return _model(path.resolve().parent.name or path.stem, read_json(path), path, [])


def _names(folder: Path) -> list[str]:
    try:
        found = [entry.name for _, entry in zip(range(_MOST_FILES), folder.iterdir(), strict=False)]
    except OSError as error:
        reason = error.strerror or str(error)
        raise LlmselectError("cannot_read", file=folder.name, reason=reason) from error
    return sorted(found)


def _weights(folder: Path, names: list[str], chosen: Path | None) -> list[Stored]:
    """Headers of all safetensors files that belong together."""
    if chosen is not None and chosen.name != _INDEX:
        return [read_safetensors(chosen)]
    if _INDEX in names:
        index = read_json(folder / _INDEX).get("weight_map")
        if not isinstance(index, dict) or not all(map(_is_name, index.values())):
            raise bad_file(folder / _INDEX, "no_tensors")
        wanted = sorted(set(index.values()))
        missing = [name for name in wanted if name not in names]
        if missing:
            raise bad_file(folder / _INDEX, "split_missing", missing=tuple(missing[:3]),
                           count=len(missing))  # fmt: skip
        return [read_safetensors(folder / name) for name in wanted]
    # Mistral's own copy of the same weights, and adapters, are no part of the model.
    own = [
        name
        for name in names
        if name.endswith(".safetensors") and not name.startswith(("consolidated", "adapter_"))
    ]
    return [read_safetensors(folder / name) for name in own]


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value == Path(value).name and bool(value)


def _model(name: str, config: dict[str, Any], path: Path, stored: list[Stored]) -> LocalModel:
    try:
        architecture = read_config(config)
        fields = Fields(language_part(config))
        context = fields.number("max_position_embeddings", "max_sequence_length", "n_positions",
                                "seq_length")  # fmt: skip
    except BadHeader as error:
        raise bad_file(path, error.reason, **error.params) from None
    if not stored:
        model = local_model(name, architecture, None, context, None, ())
        return LocalModel(model, None)
    quant, format = _quant(config, stored)
    size = sum(sum(part.bytes_by_type.values()) for part in stored)
    whole = sum(part.end for part in stored)
    file = PublishedFile(format, quant, whole, SOURCE, SOURCE, False, SOURCE, SOURCE,
                         device_bytes=size)  # fmt: skip
    values = _values(stored, architecture, quant)
    return LocalModel(local_model(name, architecture, values, context, quant, (file,)), quant)


def _values(stored: list[Stored], architecture: Architecture, quant: str) -> int | None:
    """Weights; where several are packed into a number the dimensions have to tell."""
    if quant not in _DTYPES.values():
        return None
    return sum(sum(part.values_by_type.values()) for part in stored)


def _quant(config: dict[str, Any], stored: list[Stored]) -> tuple[str, str]:
    """(quantisation, format) as the catalogue names them."""
    stated = config.get("quantization_config") or config.get("quantization")
    if not isinstance(stated, dict):
        sizes: dict[str, int] = {}
        for part in stored:
            for kind, size in part.bytes_by_type.items():
                sizes[kind] = sizes.get(kind, 0) + size
        return _DTYPES.get(max(sizes, key=lambda kind: sizes[kind]), "BF16"), "safetensors"
    bits = Fields(stated).number("bits", "w_bit")
    method = (Fields(stated).text("quant_method") or "").casefold()
    if not method and "group_size" in stated:
        return f"MLX-{bits or 4}bit", "mlx"
    return _named(method, bits, stated), "safetensors"


def _named(method: str, bits: int | None, stated: dict[str, Any]) -> str:
    if method in _METHODS:
        return _METHODS[method]
    if method in ("awq", "gptq"):
        return f"{method.upper()}-{bits or 4}bit"
    if method == "bitsandbytes":
        return "BNB-INT8" if stated.get("load_in_8bit") is True else "BNB-NF4"
    # compressed-tensors and others name a format: float-quantized, pack-quantized, nvfp4-pack…
    text = str(stated.get("format", "")).casefold()
    if "nvfp4" in text:
        return "NVFP4"
    if "pack" in text:
        return "INT4"
    return "INT8" if text.startswith("int") else "FP8"
