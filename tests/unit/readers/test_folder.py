from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from model_files import write_safetensors

from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError
from llmselect.estimate.memory import Setup, estimate_memory
from llmselect.estimate.memory.profile import profile
from llmselect.readers.binary import BadHeader
from llmselect.readers.config import language_part, read_config
from llmselect.readers.folder import read_folder
from llmselect.readers.paths import read_model

DATA = Path(__file__).parents[2] / "data" / "configs.yaml"
CONFIGS: dict[str, dict[str, Any]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
QWEN = CONFIGS["Qwen/Qwen3-8B"]
BF16 = {"w": {"dtype": "BF16", "shape": [8, 16], "data_offsets": [0, 256]}}


@pytest.mark.parametrize("id", CONFIGS)
def test_a_config_agrees_with_the_catalogue(id: str, store: Store) -> None:
    own, entry = profile(read_config(CONFIGS[id])), store.model(id).architecture
    assert entry is not None
    known = profile(entry)
    assert own.cache == known.cache
    assert own.state_bytes == known.state_bytes
    assert own.values == pytest.approx(known.values, rel=0.002)
    assert own.graph.output == known.graph.output


def _folder(folder: Path, config: dict[str, Any] | None = None, **files: dict[str, Any]) -> Path:
    (folder / "config.json").write_text(json.dumps(QWEN if config is None else config))
    for name, header in files.items():
        write_safetensors(folder / f"{name}.safetensors", header)
    return folder


def test_weights_are_what_the_headers_say(tmp_path: Path) -> None:
    found = read_folder(_folder(tmp_path, model=BF16 | {"__metadata__": {"format": "pt"}}))
    assert (found.quant, found.model.files[0].device_bytes) == ("BF16", 256)
    assert (found.model.parameters.total, found.model.context) == (128, 40960)
    assert found.model.name == tmp_path.name


def test_parts_come_from_the_index_and_copies_do_not_count(tmp_path: Path) -> None:
    one = {"a": {"dtype": "F32", "shape": [4], "data_offsets": [0, 16]}}
    folder = _folder(tmp_path, **{"model-00001-of-00002": BF16, "model-00002-of-00002": one})
    write_safetensors(folder / "consolidated.safetensors", BF16)
    index = {"weight_map": {"w": "model-00001-of-00002.safetensors",
                            "a": "model-00002-of-00002.safetensors"}}  # fmt: skip
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    assert read_folder(folder).model.files[0].device_bytes == 256 + 16
    (folder / "model-00002-of-00002.safetensors").unlink()
    with pytest.raises(LlmselectError, match="bad_model_file"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("stated", "quant"),
    [
        ({"quant_method": "awq", "bits": 4}, "AWQ-4bit"),
        ({"quant_method": "gptq", "bits": 8}, "GPTQ-8bit"),
        ({"quant_method": "fp8"}, "FP8"),
        ({"quant_method": "bitsandbytes", "load_in_4bit": True}, "BNB-NF4"),
        ({"quant_method": "mxfp4"}, "MXFP4"),
        ({"quant_method": "compressed-tensors", "format": "pack-quantized"}, "INT4"),
        ({"quant_method": "compressed-tensors", "format": "nvfp4-pack-quantized"}, "NVFP4"),
        ({"quant_method": "compressed-tensors", "format": "float-quantized"}, "FP8"),
        ({"group_size": 64, "bits": 6}, "MLX-6bit"),
    ],
)
def test_how_the_weights_are_stored(tmp_path: Path, stated: dict[str, Any], quant: str) -> None:
    folder = _folder(tmp_path, QWEN | {"quantization_config": stated}, model=BF16)
    assert read_folder(folder).quant == quant


def test_a_config_alone_has_dimensions_and_no_size(tmp_path: Path) -> None:
    for path in (_folder(tmp_path), tmp_path / "config.json"):
        found = read_model(str(path))
        assert (found.quant, found.model.files) == (None, ())
        estimate = estimate_memory(found.model, Setup())
        assert estimate is not None
        assert estimate.basis["weights"] == "tensor_table"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("config.json", b"[1, 2]", "bad_file.not_json"),
        ("config.json", b'{"a": ' * 100_000, "bad_file.not_json"),
        ("config.json", b"{}", "bad_file.key_missing"),
        ("config.json", b"\xff\xfe", "bad_file.not_json"),
        ("config.json", b"", "bad_file.empty"),
        ("model.safetensors", b"\xff" * 16, "bad_file.long_header"),
        ("model.safetensors", b"\x10\0\0\0\0\0\0\0{}", "bad_file.cut_off"),
        ("model.safetensors", b"\x02\0\0\0\0\0\0\0{}", "bad_file.no_tensors"),
        ("model.safetensors", b"\x02\0\0\0\0\0\0\0[]", "bad_file.not_json"),
        ("model.safetensors", b"\x09\0\0\0\0\0\0\0" + b'{"a": 12}', "bad_file.tensor_shape"),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    folder = _folder(tmp_path, model=BF16)
    (folder / name).write_bytes(content)
    with pytest.raises(LlmselectError) as caught:
        read_folder(folder)
    assert getattr(caught.value.params["reason"], "id", "") == reason


@pytest.mark.parametrize(
    "entry",
    [
        {"dtype": "BF16", "shape": [8, -1], "data_offsets": [0, 256]},
        {"dtype": "BF16", "shape": [8, 16], "data_offsets": [256, 0]},
        {"dtype": "BF16", "shape": [8, 16], "data_offsets": [0, 255]},
        {"dtype": "BF16", "shape": [1 << 63], "data_offsets": [0, 256]},
        {"dtype": "BF16", "shape": [True, 128], "data_offsets": [0, 256]},
        {"dtype": "BF16", "shape": [1e3], "data_offsets": [0, 256]},
        {"dtype": ["BF16"], "shape": [128], "data_offsets": [0, 256]},
        {"dtype": "BF16", "shape": "8", "data_offsets": [0, 256]},
        {"dtype": "BF16", "shape": [128]},
    ],
)
def test_impossible_tensors_are_refused(tmp_path: Path, entry: dict[str, Any]) -> None:
    with pytest.raises(LlmselectError):
        read_folder(_folder(tmp_path, model={"w": entry}))


def test_an_index_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    folder = _folder(tmp_path / "m")
    for name in ("../secret.safetensors", "/etc/passwd", 3, None):
        index = {"weight_map": {"w": name}}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index))
        with pytest.raises(LlmselectError):
            read_folder(folder)


def test_what_is_not_there_or_not_one_model(tmp_path: Path) -> None:
    slugs = []
    (tmp_path / "empty").mkdir()
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    (tmp_path / "other.gguf").write_bytes(b"GGUF")
    for path in ("empty", "modle.gguf", ""):
        with pytest.raises(LlmselectError) as caught:
            read_model(str(tmp_path / path))
        slugs.append(caught.value.slug)
    assert slugs == ["no_config", "no_such_file", "several_models"]
    with pytest.raises(LlmselectError) as caught:
        read_model(str(tmp_path / "modle.gguf"))
    assert caught.value.params["near"][0] == "model.gguf"


def test_a_pipe_in_a_folder_is_refused(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    os.mkfifo(folder / "model.safetensors")
    with pytest.raises(LlmselectError):
        read_folder(folder)


def test_the_reference_package_reads_and_writes_the_same(tmp_path: Path) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    folder = _folder(tmp_path)
    tensors = {"a": np.zeros((3, 5), np.float16), "b": np.zeros(7, np.float32)}
    save_file(tensors, folder / "model.safetensors")
    found = read_folder(folder)
    assert found.model.files[0].device_bytes == 3 * 5 * 2 + 7 * 4
    assert found.model.files[0].bytes == (folder / "model.safetensors").stat().st_size
    assert found.model.parameters.total == 22


_ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5),
    st.lists(st.integers() | st.text(max_size=3), max_size=40),
    st.dictionaries(st.sampled_from(["hidden_size", "model_type", "num_heads"]), st.integers()),
)  # fmt: skip
_KEYS = sorted({*QWEN, *CONFIGS["deepseek-ai/DeepSeek-V3"], "text_config", "layer_types",
                "linear_attn_config", "hybrid_override_pattern"})  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(_KEYS), _ANYTHING, max_size=6))
def test_any_config_is_read_or_refused(changes: dict[str, Any]) -> None:
    config = QWEN | changes
    with contextlib.suppress(BadHeader):  # and no other exception
        assert profile(read_config(config)).values >= 0
    assert isinstance(language_part(config), dict)
