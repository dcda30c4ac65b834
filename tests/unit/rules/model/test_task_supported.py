from __future__ import annotations

from typing import Any

import pytest
from builders import a_model, a_request

from llmselect.catalog.entries import Parameters
from llmselect.findings import Outcome
from llmselect.rules.model.task_supported import task_supported

SMALL = Parameters(4_000_000_000, None)
LARGE = Parameters(5_000_000_000, None)


@pytest.mark.parametrize(
    ("task", "values", "fits"),
    [
        (None, {}, True),
        (None, {"kind": "embedding"}, False),
        (None, {"kind": "translation"}, False),
        (None, {"kind": "translation", "tasks": ("chat",)}, True),
        ("chat", {"kind": "embedding"}, False),
        ("chat", {"kind": "reasoning"}, True),
        ("translation", {"kind": "translation"}, True),
        ("translation", {"kind": "embedding"}, False),
        ("embedding", {"kind": "embedding"}, True),
        ("embedding", {}, False),
        ("vision", {}, False),
        ("vision", {"modalities": ("text", "image")}, True),
        ("coding", {"kind": "translation"}, False),
        ("coding", {"kind": "coding"}, True),
        ("reasoning", {}, False),
        ("reasoning", {"reasoning": "hybrid"}, True),
        ("edge", {"parameters": SMALL}, True),
        ("edge", {"parameters": LARGE}, False),
        ("edge", {"parameters": Parameters(None, None)}, False),
    ],
)
def test_the_release_is_made_for_the_task_or_not(
    task: str | None, values: dict[str, Any], fits: bool
) -> None:
    finding = task_supported(a_model(**values), a_request(task=task))
    assert finding.verdict is (Outcome.PASS if fits else Outcome.FAIL)


@pytest.mark.parametrize("task", [None, "coding"])
def test_a_base_model_is_left_out_unless_it_is_asked_for(task: str | None) -> None:
    model = a_model(kind="base", tasks=("coding",))
    assert task_supported(model, a_request(task=task)).verdict is Outcome.FAIL
    assert task_supported(model, a_request(task=task, include_base=True)).verdict is Outcome.PASS
