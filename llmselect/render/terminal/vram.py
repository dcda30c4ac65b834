"""`vram` for a terminal: the sum, the sum by context, and the cards that hold it."""

from __future__ import annotations

from llmselect.findings import message
from llmselect.locale import Translator, gib
from llmselect.locale import count as thousands
from llmselect.render import phrases
from llmselect.render.terminal.page import Page, or_unknown, show_overlays, show_sources
from llmselect.report import VramReport

_GPU_ROWS = 12


def render_vram(report: VramReport, translate: Translator, color: bool, explain: bool) -> str:
    page = Page(translate, color)
    memory = report.memory
    known = memory.kv_cache_bytes is not None
    page.line(
        translate(
            "vram.answer" if known else "vram.answer_at_least",
            model=report.model.name,
            quant=report.quant,
            total=memory.total_bytes,
            context=report.context,
        ),
        style="bold",
    )
    page.line(
        translate(
            "vram.file",
            file=report.file_bytes,
            basis=message(f"basis.{report.basis.get('weights', 'tensor_table')}"),
        )
    )
    page.line()
    rows = [
        (translate("label.weights"), gib(memory.weights_bytes)),
        (translate("label.kv_cache"), or_unknown(memory.kv_cache_bytes, translate)),
        (translate("label.state"), or_unknown(memory.state_bytes, translate)),
        (translate("label.compute"), or_unknown(memory.compute_bytes, translate)),
        (translate("label.overhead"), gib(memory.overhead_bytes)),
        (
            translate("label.total"),
            translate(
                "vram.range", total=memory.total_bytes, low=memory.low_bytes, high=memory.high_bytes
            ),
        ),
        (translate("label.host"), gib(memory.weights_host_bytes)),
    ]
    page.pairs([row for row in rows if row[1] != gib(0)], indent=2)
    page.heading("vram.by_context", kv_type=report.kv_type, parallel=report.parallel)
    page.table(
        [translate("label.context"), translate("label.kv_cache"), translate("label.total")],
        [
            [
                thousands(row.context),
                or_unknown(row.kv_cache_bytes, translate),
                gib(row.total_bytes),
            ]
            for row in report.contexts
        ],
        right=(0, 1, 2),
    )
    _gpus(report, page)
    if explain:
        page.heading("vram.terms")
        page.table(
            [translate("label.part"), translate("label.size"), translate("label.formula")],
            [[translate.render(t.name), gib(t.bytes), t.formula] for t in report.terms],
            right=(1,),
        )
    show_sources(report.sources, page)
    show_overlays(report.overlays, page)
    return page.text


def _gpus(report: VramReport, page: Page) -> None:
    translate = page.translate
    holding = [fit for fit in report.gpus if fit.verdict in ("fits", "tight", "unknown")]
    named = len(report.gpus) <= _GPU_ROWS
    known = report.memory.kv_cache_bytes is not None
    page.heading(
        "vram.gpus" if known else "vram.gpus_at_least",
        context=report.context,
        count=len(holding),
        total=len(report.gpus),
    )
    shown = list(report.gpus) if named else holding[:_GPU_ROWS]
    page.table(
        [translate("label.gpu"), translate("label.usable"), translate("label.fit"),
         translate("label.headroom"), translate("label.max_context")],
        [
            [
                f"{fit.count}x {fit.name}" if fit.count > 1 else fit.name,
                gib(fit.usable_bytes),
                f"{phrases.FIT_MARK[fit.verdict]} {translate('fit.' + fit.verdict)}",
                gib(fit.headroom_bytes),
                "-" if fit.max_context is None else thousands(fit.max_context),
            ]
            for fit in shown
        ],
        right=(1, 3, 4),
    )  # fmt: skip
    if not named and len(holding) > len(shown):
        page.line(translate("vram.more_gpus", count=len(holding) - len(shown)), style="dim")
