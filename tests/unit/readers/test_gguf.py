from __future__ import annotations

import contextlib
import os
import struct
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_files import LLAMA_KEYS, T, llama_tensors, write_gguf

from llmselect.errors import LlmselectError
from llmselect.estimate.memory import Setup, estimate_memory
from llmselect.readers.gguf_model import read_gguf
from llmselect.readers.gguf_types import BLOCK_TYPES, FILE_TYPES


def _llama(folder: Path, name: str = "model.gguf", **values: Any) -> Path:
    return write_gguf(folder / name, "llama", LLAMA_KEYS, llama_tensors(), tokens=320, **values)


def test_dimensions_and_sizes_are_those_of_the_file(tmp_path: Path) -> None:
    found = read_gguf(_llama(tmp_path, general={"name": "Small", "file_type": 1}))
    model = found.model
    assert (model.name, found.quant, model.context) == ("Small", "F16", 4096)
    assert model.architecture is not None
    assert model.architecture.layer_pattern == "FF"
    assert (model.architecture.vocab_size, model.architecture.tie_word_embeddings) == (320, False)
    # 2 layers x (256 x 256 x 2 + 256 x 128 x 2 + 256 x 512 x 3) + two tables, norms in F32
    matrices = 2 * (2 * 256 * 256 + 2 * 256 * 128 + 3 * 256 * 512)
    assert model.parameters.total == matrices + 2 * 256 * 320 + 5 * 256
    [file] = model.files
    assert file.host_bytes == 256 * 320 * 2
    assert file.device_bytes == (matrices + 256 * 320) * 2 + 5 * 256 * 4


def test_the_table_that_is_generated_is_the_one_in_the_file(tmp_path: Path) -> None:
    model = read_gguf(_llama(tmp_path, general={"file_type": 1})).model
    read = estimate_memory(model, Setup(quant="F16"))
    made = estimate_memory(replace(model, files=()), Setup(quant="F16"), computed=True)
    assert read is not None
    assert made is not None
    assert read.basis["weights"] == "file_header"
    assert (read.weights_bytes, read.weights_host_bytes, read.kv_cache_bytes) == (
        made.weights_bytes, made.weights_host_bytes, made.kv_cache_bytes,
    )  # fmt: skip


def test_a_tied_table_is_on_the_device_too(tmp_path: Path) -> None:
    path = write_gguf(tmp_path / "t.gguf", "llama", LLAMA_KEYS, llama_tensors(tied=True))
    own = read_gguf(path).model.files[0]
    untied = read_gguf(_llama(tmp_path)).model.files[0]
    assert (own.device_bytes, own.host_bytes) == (untied.device_bytes, untied.host_bytes)


@pytest.mark.parametrize(
    ("arch", "keys", "tensor", "expected"),
    [
        # Every sixth layer of Gemma 3 sees everything, the others 512 tokens.
        ("gemma3", {"attention.sliding_window": 512, "block_count": 6}, {},
         {"layer_pattern": "SSSSSF", "sliding_window": 512}),
        ("gpt-oss", {"attention.sliding_window": 128, "expert_count": 32, "expert_used_count": 4,
                     "expert_feed_forward_length": 64},
         {"blk.0.ffn_down_exps.weight": ((64, 256, 32), T.MXFP4)},
         {"layer_pattern": "SF", "mlp_pattern": "ED"}),
        ("qwen3next", {"ssm.conv_kernel": 4, "ssm.inner_size": 512, "ssm.state_size": 64,
                       "ssm.time_step_rank": 8, "ssm.group_count": 4},
         {"blk.0.ssm_conv1d.weight": ((4, 1024), T.F32)}, {"layer_pattern": "LF"}),
        ("lfm2", {"shortconv.l_cache": 3}, {"blk.1.shortconv.conv.weight": ((3, 256), T.F32)},
         {"layer_pattern": "FC"}),
        ("gemma4", {"attention.sliding_window": 512, "attention.shared_kv_layers": 1,
                    "attention.sliding_window_pattern": [True, False],
                    "attention.head_count_kv": [2, 1], "attention.key_length_swa": 32}, {},
         {"layer_pattern": "SF", "num_key_value_heads": 1, "swa_num_key_value_heads": 2,
          "swa_head_dim": 32, "kv_layers_owned": 1}),
        # A llama names a window and ignores it.
        ("llama", {"attention.sliding_window": 4096}, {}, {"layer_pattern": "FF"}),
    ],
)  # fmt: skip
def test_kinds_of_layers(
    tmp_path: Path, arch: str, keys: dict[str, Any], tensor: dict[str, Any],
    expected: dict[str, Any],
) -> None:  # fmt: skip
    layers = keys.get("block_count", 2)
    tensors = llama_tensors(layers) | tensor
    found = read_gguf(write_gguf(tmp_path / "m.gguf", arch, LLAMA_KEYS | keys, tensors))
    architecture = found.model.architecture
    assert architecture is not None
    assert {name: getattr(architecture, name) for name in expected} == expected


def test_latent_attention_keeps_one_row_a_token(tmp_path: Path) -> None:
    keys = LLAMA_KEYS | {
        "attention.kv_lora_rank": 512, "attention.key_length_mla": 192,
        "attention.value_length_mla": 128, "rope.dimension_count": 64,
        "attention.key_length": 576, "attention.head_count_kv": 1,
    }  # fmt: skip
    tensors = llama_tensors() | {
        f"blk.{n}.attn_kv_a_mqa.weight": ((256, 576), T.F16) for n in range(2)
    }
    model = read_gguf(write_gguf(tmp_path / "m.gguf", "deepseek2", keys, tensors)).model
    estimate = estimate_memory(model, Setup(quant="F16", context=1024))
    assert estimate is not None
    assert estimate.kv_cache_bytes == 2 * 1024 * 576 * 2
    old = {key: value for key, value in keys.items() if not key.endswith("_mla")}
    model = read_gguf(write_gguf(tmp_path / "o.gguf", "deepseek2", old, tensors)).model
    assert model.architecture is not None
    assert model.architecture.mla is None  # files from before llama.cpp kept the latent


def test_any_part_of_a_split_file_stands_for_all(tmp_path: Path) -> None:
    tensors = list(llama_tensors().items())
    whole = read_gguf(_llama(tmp_path))
    for number, part in enumerate((tensors[:8], tensors[8:]), 1):
        keys = (LLAMA_KEYS if number == 1 else {}) | {"split.count": 2, "split.no": number - 1}
        write_gguf(tmp_path / f"big-0000{number}-of-00002.gguf", "llama", keys, dict(part))
    for number in (1, 2):
        found = read_gguf(tmp_path / f"big-0000{number}-of-00002.gguf")
        assert found.model.files[0].device_bytes == whole.model.files[0].device_bytes
    (tmp_path / "big-00002-of-00002.gguf").unlink()
    with pytest.raises(LlmselectError, match="bad_model_file"):
        read_gguf(tmp_path / "big-00001-of-00002.gguf")


def test_layers_for_several_tokens_are_not_loaded(tmp_path: Path) -> None:
    keys = LLAMA_KEYS | {"block_count": 3, "nextn_predict_layers": 1}
    path = write_gguf(tmp_path / "m.gguf", "glm4moe", keys, llama_tensors(3))
    file = read_gguf(path).model.files[0]
    assert file.device_bytes == read_gguf(_llama(tmp_path)).model.files[0].device_bytes


def test_both_byte_orders_and_only_the_header(tmp_path: Path) -> None:
    import gguf

    path = tmp_path / "big.gguf"
    writer = gguf.GGUFWriter(path, "llama", endianess=gguf.GGUFEndian.BIG)
    for key, value in LLAMA_KEYS.items():
        writer.add_uint32(f"llama.{key}", value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    with pytest.raises(LlmselectError) as caught:  # no tensors and no tokenizer, but read
        read_gguf(path)
    assert "vocab_size" in str(caught.value.params["reason"])
    found = read_gguf(_llama(tmp_path))
    assert found.missing_bytes > 0


def test_numbers_are_those_of_the_reference_package() -> None:
    import gguf

    sizes = gguf.GGML_QUANT_SIZES
    for number, (name, block, size) in BLOCK_TYPES.items():
        kind = gguf.GGMLQuantizationType(number)
        if name != "Q8_1":  # the package rounds its two sums up to four bytes each
            assert (kind.name, *sizes[kind]) == (name, block, size)
    for number, name in FILE_TYPES.items():
        assert gguf.LlamaFileType(number).name.split("_", 1)[1] == name


def _refused(path: Path) -> str:
    began = time.process_time()
    with pytest.raises(LlmselectError) as caught:
        read_gguf(path)
    assert time.process_time() - began < 2
    reason = caught.value.params.get("reason")
    return getattr(reason, "id", caught.value.slug)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "bad_file.empty"),
        (b"PK\x03\x04 a zip file", "bad_file.not_gguf"),
        (b"GGUF", "bad_file.cut_off"),
        (b"GGUF" + struct.pack("<IQQ", 1, 0, 0), "bad_file.gguf_version"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 0), "bad_file.many_entries"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 1 << 60), "bad_file.many_entries"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1 << 60) + b"key", "bad_file.long_text"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1000) + b"key", "bad_file.cut_off"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 8, 1 << 60),
         "bad_file.many_entries"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 8, 1 << 20)
         + bytes(1 << 12), "bad_file.cut_off"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 4, 1 << 60),
         "bad_file.cut_off"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 9, 4),
         "bad_file.value_type"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<I", 77),
         "bad_file.value_type"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 2)
         + (struct.pack("<Q", 1) + b"k" + struct.pack("<II", 4, 1)) * 2, "bad_file.twice"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 1, 0, 1) + b"t" + struct.pack("<I", 9),
         "bad_file.tensor_shape"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 1, 0, 1) + b"t" + struct.pack("<IQ", 1, 1 << 60),
         "bad_file.tensor_shape"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 0), "bad_file.key_missing"),
    ],
)  # fmt: skip
def test_hostile_headers_are_refused_at_once(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "evil.gguf"
    path.write_bytes(data)
    assert _refused(path) == reason


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    pipe, loop = tmp_path / "pipe.gguf", tmp_path / "loop.gguf"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    assert _refused(pipe) == "bad_file.not_regular"
    assert _refused(Path("/dev/zero")) == "bad_file.not_regular"
    assert _refused(loop) == "cannot_read"
    assert _refused(tmp_path / "none.gguf") == "cannot_read"


def test_a_vocabulary_of_half_a_million_is_no_matter(tmp_path: Path) -> None:
    words = b"".join(struct.pack("<Q", 8) + b"a token!" for _ in range(500_000))
    head = struct.pack("<IQQQ", 3, 0, 1, 1) + b"k" + struct.pack("<IIQ", 9, 8, 500_000)
    path = tmp_path / "m.gguf"
    path.write_bytes(b"GGUF" + head + words)
    assert _refused(path) == "bad_file.key_missing"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_header_with_bytes_changed_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    path = _llama(folder)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, min(len(content) - 1, 900)))
        content[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    path.write_bytes(content[:end] if data.draw(st.booleans()) else content)
    with contextlib.suppress(LlmselectError):  # and no other exception
        model = read_gguf(path).model
        estimate = estimate_memory(model, Setup(quant="F16"))
        assert estimate is None or estimate.total_bytes > 0
