"""What to do now: the command that runs an option, and what must be done before."""

from __future__ import annotations

from llmselect.catalog.entries import Artifact
from llmselect.estimate.option import Option
from llmselect.findings import LicenseVerdict, message
from llmselect.report import NextStep
from llmselect.rules.license.judge import LicenseJudgement

_HUB = "https://huggingface.co/"


def next_steps(option: Option, license: LicenseJudgement) -> tuple[NextStep, ...]:
    """In the order in which one does them."""
    steps: list[NextStep] = []
    if license.verdict is LicenseVerdict.UNKNOWN and license.questions:
        steps.append(NextStep(message("next.answer_license"), _check_command(option)))
    if option.artifact is not None and option.artifact.gated:
        steps.append(NextStep(message("next.accept_terms", page=_HUB + option.model.id)))
    steps.append(_run(option))
    return tuple(steps)


def _check_command(option: Option) -> str:
    return f"llmselect license check {option.model.id}"


def _run(option: Option) -> NextStep:
    place, artifact = option.place, option.artifact
    if place.provider is not None:
        assert place.price is not None
        text = message("next.call_api", provider=place.provider.name, ref=place.price.model_ref)
        return NextStep(text, f"llmselect provider show {place.provider.id}")
    if artifact is None:
        return NextStep(
            message("next.convert", model=option.model.name, quant=option.quant),
            f"hf download {option.model.id}",
        )
    return NextStep(message("next.run", engine=option.engine), _command(option, artifact))


def _command(option: Option, artifact: Artifact) -> str:
    context, count, ref = option.context, option.place.count, artifact.ref
    if option.engine == "ollama":
        return f"ollama run {ref}"
    if option.engine == "llama.cpp":
        return f"llama-server -hf {ref}{_tag(option.quant, artifact)} -c {context} -ngl 99"
    if option.engine == "mlx-lm":
        return f"mlx_lm.server --model {ref}"
    parallel = f" --tensor-parallel-size {count}" if count > 1 else ""
    return f"vllm serve {ref} --max-model-len {context}{parallel}"


def _tag(quant: str | None, artifact: Artifact) -> str:
    """The part of ``-hf repo:QUANT`` that picks the file."""
    if quant == "MXFP4_MOE":
        return ":MXFP4" if "MXFP4" in artifact.quants else ""
    return f":{quant}"
