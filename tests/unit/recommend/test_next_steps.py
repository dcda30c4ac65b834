from __future__ import annotations

from typing import Any

import pytest
from builders import a_gpu, an_artifact, an_option

from llmselect.estimate.option import Place
from llmselect.findings import LicenseVerdict, Question, message
from llmselect.recommend.next_steps import next_steps
from llmselect.rules.license.judge import LicenseJudgement

FINE = LicenseJudgement(LicenseVerdict.ALLOWED, ("mit",), (), (), ())
OPEN = LicenseJudgement(
    LicenseVerdict.UNKNOWN, ("x",), (), (), (Question("text", message("question.text")),)
)


def commands(judgement: LicenseJudgement = FINE, **option: Any) -> list[str | None]:
    return [step.command for step in next_steps(an_option(**option), judgement)]


@pytest.mark.parametrize(
    ("engine", "start", "end"),
    [
        ("ollama", "ollama run acme/base-8b-GGUF", ""),
        ("llama.cpp", "llama-server -hf acme/base-8b-GGUF:Q4_K_M -c 8192", "-ngl 99"),
        ("mlx-lm", "mlx_lm.server --model acme/base-8b-GGUF", ""),
        ("vllm", "vllm serve acme/base-8b-GGUF --max-model-len 8192", ""),
    ],
)
def test_an_option_comes_with_the_command_that_runs_it(engine: str, start: str, end: str) -> None:
    [command] = commands(engine=engine)
    assert command is not None
    assert command.startswith(start)
    assert command.endswith(end)


def test_several_cards_are_named_to_the_engine() -> None:
    [command] = commands(engine="vllm", place=Place("own-gpu", a_gpu(), 4))
    assert command is not None
    assert "--tensor-parallel-size 4" in command


def test_weights_that_nobody_published_in_that_form_are_converted_first() -> None:
    [command] = commands(artifact=None)
    assert command is not None
    assert "acme/base-8b" in command


def test_terms_are_accepted_and_licence_questions_answered_before_it_runs() -> None:
    steps = next_steps(an_option(artifact=an_artifact(gated=True)), OPEN)
    assert [step.message.id for step in steps] == [
        "next.answer_license", "next.accept_terms", "next.run",
    ]  # fmt: skip
    assert steps[0].command == "llmselect license check acme/base-8b"
