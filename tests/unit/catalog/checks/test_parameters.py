"""A stated count of weights has to be what the dimensions give, like compared with like."""

from __future__ import annotations

from pathlib import Path

import pytest
from planted import DIMENSIONS, WEIGHTS, found, problems, with_dimensions
from small_catalog import MODELS, write_root

from llmselect import paths
from llmselect.catalog.load import load_all
from llmselect.catalog.schema.model import ModelFile


def parameters(total: int, **parts: int) -> str:
    values = {"total": total, "active": total, **parts}
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


@pytest.mark.parametrize(
    "stated",
    [
        parameters(WEIGHTS),
        parameters(round(WEIGHTS * 1.009)),
        parameters(round(WEIGHTS * 0.991)),
        parameters(WEIGHTS + 10**9, vision=10**9),
        parameters(WEIGHTS + 10**9, text=WEIGHTS),
        "{total: unknown, active: unknown}",
    ],
)
def test_a_count_within_one_per_cent_agrees(tmp_path: Path, stated: str) -> None:
    with_dimensions(write_root(tmp_path), stated)
    assert found(tmp_path) == set()


@pytest.mark.parametrize(
    "stated",
    [
        parameters(round(WEIGHTS * 1.011)),
        parameters(round(WEIGHTS * 0.989)),
        parameters(WEIGHTS + 10**9),  # a tower that nobody states
        parameters(WEIGHTS, text=WEIGHTS - 10**8),
    ],
)
def test_a_count_that_is_further_off_is_a_fault(tmp_path: Path, stated: str) -> None:
    line = with_dimensions(write_root(tmp_path), stated)
    [problem] = problems(tmp_path)
    assert (problem.file, problem.line, problem.slug) == (MODELS, line, "parameters_disagree")
    assert problem.params["counted"] == pytest.approx(WEIGHTS, rel=1e-6)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("num_hidden_layers: 32", "num_hidden_layers: 33"),
        ("num_key_value_heads: 8", "num_key_value_heads: 32"),
        ("tie_word_embeddings: false", "tie_word_embeddings: true"),
        ("vocab_size: 128256", "vocab_size: 32000"),
    ],
)
def test_a_wrong_dimension_shows_in_the_count(tmp_path: Path, old: str, new: str) -> None:
    line = with_dimensions(write_root(tmp_path), parameters(WEIGHTS), DIMENSIONS.replace(old, new))
    assert found(tmp_path) == {(MODELS, line, "parameters_disagree")}


def test_a_kind_that_dimensions_do_not_describe_is_a_warning(tmp_path: Path) -> None:
    kind = DIMENSIONS.replace("model_type: llama", "model_type: longcat_flash")
    with_dimensions(write_root(tmp_path), parameters(2 * WEIGHTS), kind)
    [problem] = problems(tmp_path)
    assert (problem.slug, problem.severity) == ("weights_not_counted", "warning")


def test_no_more_weights_are_active_than_there_are(tmp_path: Path) -> None:
    stated = f"{{total: {WEIGHTS}, active: {WEIGHTS + 1}}}"
    line = with_dimensions(write_root(tmp_path), stated)
    assert found(tmp_path) == {(MODELS, line, "more_active_than_total")}


def test_most_shipped_models_are_counted() -> None:
    """The check says something: nearly all dimensions can be counted, not just a few."""
    from llmselect.catalog.documents import architecture_of
    from llmselect.estimate.memory.count import count_values

    models = [m for _, file in load_all(paths.data_root()).of(ModelFile) for m in file.models]
    shapes = [shape for model in models if (shape := architecture_of(model)) is not None]
    counted = [shape for shape in shapes if count_values(shape) is not None]
    assert len(shapes) > 500
    assert len(counted) >= 0.99 * len(shapes)
