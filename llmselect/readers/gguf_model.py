"""A GGUF file, whole or split, as a model with the exact size of its weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from llmselect.catalog.entries import PublishedFile
from llmselect.readers.binary import BadHeader, bad_file
from llmselect.readers.gguf import Header, TensorInfo, read_split, split_paths
from llmselect.readers.gguf_architecture import read_architecture
from llmselect.readers.gguf_types import BLOCK_TYPES, FILE_TYPES
from llmselect.readers.local import SOURCE, LocalModel, local_model

_FILE_ALIGNMENT, _DEVICE_ALIGNMENT, _ROW_PADDING = 32, 128, 512
_ON_HOST = ("token_embd.weight", "per_layer_token_embd.weight")


def read_gguf(path: Path) -> LocalModel:
    """Raises LlmselectError for anything but a model's whole header."""
    headers = read_split(path)
    metadata = headers[0].metadata
    tensors = tuple(info for header in headers for info in header.tensors)
    try:
        if metadata.get("general.type") not in (None, "model"):
            raise BadHeader("not_a_model", type=str(metadata["general.type"]))
        architecture = read_architecture(metadata, tensors)
        sizes = [_size(info) for info in tensors]
    except BadHeader as error:
        raise bad_file(path, error.reason, **error.params) from None
    layers = architecture.num_hidden_layers
    device, host = _split(tensors, sizes, layers, bool(architecture.tie_word_embeddings))
    data = sum(-(-size // _FILE_ALIGNMENT) * _FILE_ALIGNMENT for size in sizes)
    whole = data + sum(header.bytes for header in headers)
    quant = _mix(metadata, tensors)
    file = PublishedFile(
        "gguf", quant, whole, SOURCE, SOURCE, False, SOURCE, SOURCE,
        device_bytes=device, host_bytes=host,
    )  # fmt: skip
    name = metadata.get("general.name")
    context = metadata.get(f"{metadata['general.architecture']}.context_length")
    return LocalModel(
        local_model(
            _plain(name) or path.stem, architecture, _parameters(tensors, layers),
            context if isinstance(context, int) and context > 0 else None,
            "MXFP4" if _born_in_4_bit(tensors) else None, (file,),
        ),
        quant,
        max(0, whole - _on_disk(path, headers)),
    )  # fmt: skip


def _size(info: TensorInfo) -> int:
    if info.type not in BLOCK_TYPES:
        raise BadHeader("tensor_type", name=info.name, type=info.type)
    _, block, size = BLOCK_TYPES[info.type]
    values = _values(info)
    if values % block:
        raise BadHeader("tensor_shape", name=info.name)
    return values // block * size


def _values(info: TensorInfo) -> int:
    values = 1
    for side in info.shape:
        values *= side
    return values


def _split(
    tensors: tuple[TensorInfo, ...], sizes: list[int], layers: int, tied: bool
) -> tuple[int, int]:
    """(device, host) bytes with all layers offloaded, by the rules of docs/methods/memory.md."""
    device = host = 0
    for info, size in zip(tensors, sizes, strict=True):
        if _layer(info.name) >= layers:
            continue  # layers for multi-token prediction are not loaded
        if info.name in _ON_HOST:
            host += -(-size // _FILE_ALIGNMENT) * _FILE_ALIGNMENT
            if not tied or info.name != _ON_HOST[0]:
                continue
        _, block, bytes_ = BLOCK_TYPES[info.type]
        missing = -info.shape[0] % _ROW_PADDING if block > 1 and info.shape else 0
        padded = size + missing // block * bytes_
        device += -(-padded // _DEVICE_ALIGNMENT) * _DEVICE_ALIGNMENT
    return device, host


def _layer(name: str) -> int:
    """The number in ``blk.12.attn_k.weight``; -1 for tensors of no layer."""
    parts = name.split(".", 2)
    return int(parts[1]) if parts[0] == "blk" and len(parts) > 2 and parts[1].isdecimal() else -1


def _mix(metadata: dict[str, Any], tensors: tuple[TensorInfo, ...]) -> str:
    """The mix that the file names, else the type that holds most values."""
    stated = FILE_TYPES.get(metadata.get("general.file_type", -1))
    if stated is not None:
        return stated
    values: dict[str, int] = {}
    for info in tensors:
        name = BLOCK_TYPES[info.type][0]
        values[name] = values.get(name, 0) + _values(info)
    return max(values, key=lambda name: values[name], default="F16")


def _born_in_4_bit(tensors: tuple[TensorInfo, ...]) -> bool:
    return any(BLOCK_TYPES[info.type][0] == "MXFP4" for info in tensors)


def _parameters(tensors: tuple[TensorInfo, ...], layers: int) -> int:
    return sum(_values(info) for info in tensors if _layer(info.name) < layers)


def _plain(name: object) -> str:
    """A name without what could reach a terminal's controls."""
    text = name if isinstance(name, str) else ""
    return "".join(char for char in text if char.isprintable()).strip()[:120]


def _on_disk(path: Path, headers: tuple[Header, ...]) -> int:
    """Bytes of all parts; of a split file they lie beside ``path``."""
    if len(headers) == 1:
        return path.stat().st_size
    return sum(part.stat().st_size for part in split_paths(path, len(headers)))
