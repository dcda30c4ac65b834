"""How the answers of `vram` read: what fits, and what lies where."""

from __future__ import annotations

from llmselect.locale import Translator
from llmselect.report import FinetuneReport, FitAnswer, GpuFit, PlacedParts, VramReport

_PARTLY = ("layers_in_ram", "experts_in_ram")
# What to tell the engine; where it is not known to have an option, nothing.
_LAYER_FLAG = {"llama.cpp": "-ngl {layers}", "ollama": "num_gpu {layers}"}
_EXPERT_FLAG = {"llama.cpp": "--n-cpu-moe {experts}"}


def answer_phrases(report: VramReport, translate: Translator) -> list[str]:
    """The first lines: what was asked for, else what the model needs."""
    if report.answers:
        return [_answer(answer, report, translate) for answer in report.answers]
    known = report.memory.kv_cache_bytes is not None
    return [
        translate(
            "vram.answer" if known else "vram.answer_at_least",
            model=report.model.name,
            quant=report.quant,
            total=report.memory.total_bytes,
            context=report.context,
        )
    ]


def _answer(answer: FitAnswer, report: VramReport, translate: Translator) -> str:
    gpu = counted(answer.gpu_name, answer.count)
    price = next((row.price for row in answer.rows if row.id == answer.gpu), None)
    found = "none." if answer.value is None else ""
    text = translate(
        f"vram.fit.{found}{answer.ask}",
        model=report.model.name,
        quant=report.quant,
        engine=report.engine,
        context=answer.context,
        value=answer.value,
        gpu=gpu,
        price=price,
    )
    # English separates sentences with a space, Japanese does not.
    gap = "" if translate.language == "ja" else " "
    if answer.limited_by in ("model", "engine"):
        text += gap + translate(f"vram.limited_by.{answer.limited_by}")
    if answer.safe_value != answer.value:
        text += gap + _with_reserve(answer, translate)
    return text


def _with_reserve(answer: FitAnswer, translate: Translator) -> str:
    """What fits even at the high bound."""
    safe = next((row for row in answer.rows if row.id == answer.safe_value), None)
    if answer.safe_value is None:
        return translate("vram.no_reserve")
    if safe is not None:
        name = counted(safe.name, safe.count if answer.ask == "gpu" else 1)
        return translate("vram.reserve", value=name)
    return translate("vram.reserve_count", value=answer.safe_value)


def counted(name: str | None, count: int) -> str | None:
    """``2x GeForce RTX 4090``."""
    return f"{count}x {name}" if name and count > 1 else name


def placement_phrase(fit: GpuFit, engine: str, translate: Translator) -> str | None:
    """What lies on which card and what in RAM; None where it needs no word."""
    placed = fit.placement
    if placed is None or placed.mode == "one_device":
        return None
    largest = max((device.total_bytes for device in placed.devices), default=0)
    text = translate(
        f"placement.{placed.mode}",
        gpu_layers=placed.gpu_layers,
        layers=placed.layers,
        experts=placed.expert_layers_in_ram,
        ram=placed.ram_bytes,
        largest=largest,
        count=len(placed.devices),
        runs=tuple(str(device.layers) for device in placed.devices),
    )
    flags = _flags(placed, engine)
    return text + translate("placement.flags", flags=flags) if flags else text


def _flags(placed: PlacedParts, engine: str) -> str:
    if placed.mode not in _PARTLY:
        return ""
    parts = []
    if placed.gpu_layers < placed.layers:
        parts.append(_LAYER_FLAG.get(engine, "").format(layers=placed.gpu_layers))
    if placed.expert_layers_in_ram:
        parts.append(_EXPERT_FLAG.get(engine, "").format(experts=placed.expert_layers_in_ram))
    return " ".join(part for part in parts if part)


def training_phrases(report: FinetuneReport, translate: Translator) -> list[str]:
    """What a training needs, what is trained, and how."""
    how = "on" if report.gradient_checkpointing else "off"
    adapters = "finetune.adapters" if report.rank else "finetune.all"
    return [
        translate(
            "finetune.answer",
            model=report.model.name,
            method=translate(f"finetune.method.{report.method}"),
            total=report.memory.total_bytes,
            seq=report.seq,
            batch=report.batch,
        ),
        translate(adapters, count=report.trainable_parameters, rank=report.rank),
        translate(f"finetune.how.{how}", framework=report.framework, optimizer=report.optimizer),
    ]
