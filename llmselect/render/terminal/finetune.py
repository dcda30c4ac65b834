"""`vram --finetune` for a terminal: the sum, and the cards that hold the training."""

from __future__ import annotations

from dataclasses import asdict

from llmselect.locale import Translator, gib
from llmselect.locale import count as thousands
from llmselect.render import phrases
from llmselect.render.terminal.bar import legend, stacked_bar
from llmselect.render.terminal.page import Page, or_unknown, show_overlays, show_sources
from llmselect.render.terminal.vram import show_terms
from llmselect.render.vram_phrases import counted, training_phrases
from llmselect.report import FinetuneReport, TrainingMemory

_GPU_ROWS = 12
_BAR = 60
PARTS = ("weights", "adapter", "gradient", "optimizer", "activation", "logits", "workspace",
         "overhead")  # fmt: skip


def render_finetune(
    report: FinetuneReport, translate: Translator, color: bool, explain: bool
) -> str:
    page = Page(translate, color)
    answer, *details = training_phrases(report, translate)
    page.line(answer, style="bold")
    for sentence in details:
        page.line(sentence)
    page.line()
    sizes = asdict(report.memory)
    parts = {translate(f"term.train.{part}"): sizes[f"{part}_bytes"] for part in PARTS}
    memory = report.memory
    rows = [(name, gib(size)) for name, size in parts.items() if size]
    total = translate(
        "vram.range", total=memory.total_bytes, low=memory.low_bytes, high=memory.high_bytes
    )
    page.pairs([*rows, (translate("label.total"), total)], indent=2)
    _gpus(report, page)
    if explain:
        page.heading("vram.terms")
        bar = _bar(memory, translate)
        page.line(stacked_bar(list(bar.values()), memory.total_bytes, _BAR))
        page.line(legend(bar))
        page.line()
        show_terms(report.terms, page)
    show_sources(report.sources, page)
    show_overlays(report.overlays, page)
    return page.text


def _bar(memory: TrainingMemory, translate: Translator) -> dict[str, int]:
    """Few enough parts to be told apart without colours."""
    return {
        translate("term.train.weights"): memory.weights_bytes,
        translate("finetune.bar.trained"): memory.adapter_bytes
        + memory.gradient_bytes
        + memory.optimizer_bytes,
        translate("term.train.activation"): memory.activation_bytes,
        translate("term.train.logits"): memory.logits_bytes + memory.workspace_bytes,
        translate("term.train.overhead"): memory.overhead_bytes,
    }


def _gpus(report: FinetuneReport, page: Page) -> None:
    translate = page.translate
    holding = [fit for fit in report.gpus if fit.verdict in ("fits", "tight")]
    named = len(report.gpus) <= _GPU_ROWS
    page.heading("finetune.gpus", count=len(holding), total=len(report.gpus))
    shown = list(report.gpus) if named else holding[:_GPU_ROWS]
    page.table(
        [translate(f"label.{name}")
         for name in ("gpu", "usable", "need_each", "fit", "headroom", "max_seq")],
        [
            [
                counted(fit.name, fit.count) or "",
                or_unknown(fit.usable_bytes, translate),
                gib(fit.need_bytes),
                f"{phrases.FIT_MARK[fit.verdict]} {translate('fit.' + fit.verdict)}",
                or_unknown(fit.headroom_bytes, translate),
                "-" if fit.max_seq is None else thousands(fit.max_seq),
            ]
            for fit in shown
        ],
        right=(1, 2, 4, 5),
    )  # fmt: skip
    if not named and len(holding) > len(shown):
        page.line(translate("vram.more_gpus", count=len(holding) - len(shown)), style="dim")
