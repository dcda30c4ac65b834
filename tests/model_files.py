"""Small GGUF and safetensors files for tests, written by the reference packages."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import gguf

Shape = tuple[int, ...]  # as ggml counts: values of a row first
T = gguf.GGMLQuantizationType


def write_gguf(
    path: Path,
    arch: str,
    keys: dict[str, Any],
    tensors: dict[str, tuple[Shape, Any]],
    *,
    tokens: int = 0,
    general: dict[str, Any] | None = None,
) -> Path:
    """A header as llama.cpp's own writer makes it, without the data of the tensors."""
    writer = gguf.GGUFWriter(path, arch)
    for key, value in (general or {}).items():
        _add(writer, f"general.{key}", value)
    for key, value in keys.items():
        _add(writer, key if key.startswith("split.") else f"{arch}.{key}", value)
    if tokens:
        writer.add_token_list([f"<token {n}>" for n in range(tokens)])
    for name, (shape, kind) in tensors.items():
        block, size = gguf.GGML_QUANT_SIZES[kind]
        values = 1
        for side in shape:
            values *= side
        width = shape[0] // block * size  # the writer wants a row's bytes where it is quantised
        stored = (*reversed(shape[1:]), width) if block > 1 else tuple(reversed(shape))
        dtype = gguf.gguf_writer.np.dtype("uint8" if block > 1 else "float32")
        writer.add_tensor_info(name, stored, dtype, values // block * size, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    return path


def _add(writer: Any, key: str, value: Any) -> None:
    if isinstance(value, bool):
        writer.add_bool(key, value)
    elif isinstance(value, int):
        writer.add_uint32(key, value)
    elif isinstance(value, list):
        writer.add_array(key, value)
    else:
        writer.add_string(key, value)


def llama_tensors(layers: int = 2, tied: bool = False) -> dict[str, tuple[Shape, Any]]:
    """Tensors of a llama with four query heads on two key heads of 64 values."""
    hidden, inner, vocab, kind = 256, 512, 320, T.F16
    tensors: dict[str, tuple[Shape, Any]] = {
        "token_embd.weight": ((hidden, vocab), kind),
        "output_norm.weight": ((hidden,), T.F32),
    }
    if not tied:
        tensors["output.weight"] = ((hidden, vocab), kind)
    for layer in range(layers):
        own = {
            "attn_norm": ((hidden,), T.F32), "attn_q": ((hidden, 256), kind),
            "attn_k": ((hidden, 128), kind), "attn_v": ((hidden, 128), kind),
            "attn_output": ((256, hidden), kind), "ffn_norm": ((hidden,), T.F32),
            "ffn_gate": ((hidden, inner), kind), "ffn_up": ((hidden, inner), kind),
            "ffn_down": ((inner, hidden), kind),
        }  # fmt: skip
        tensors |= {f"blk.{layer}.{name}.weight": value for name, value in own.items()}
    return tensors


LLAMA_KEYS: dict[str, Any] = {
    "block_count": 2, "context_length": 4096, "embedding_length": 256,
    "feed_forward_length": 512, "attention.head_count": 4, "attention.head_count_kv": 2,
    "attention.key_length": 64, "attention.value_length": 64, "rope.dimension_count": 64,
}  # fmt: skip


def write_safetensors(path: Path, header: dict[str, Any], data: int = 0) -> Path:
    """A file with this header and ``data`` bytes of nothing."""
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + bytes(data))
    return path
