"""`vram` for a terminal: the sum, the sum by context, and the cards that hold it."""

from __future__ import annotations

from llmselect.findings import message
from llmselect.locale import Translator, gib
from llmselect.locale import count as thousands
from llmselect.render import phrases
from llmselect.render.terminal.bar import legend, stacked_bar
from llmselect.render.terminal.page import Page, or_unknown, show_overlays, show_sources
from llmselect.render.vram_phrases import answer_phrases, counted, placement_phrase
from llmselect.report import FitRow, Term, VramReport

_GPU_ROWS = 12
_BAR = 60


def render_vram(report: VramReport, translate: Translator, color: bool, explain: bool) -> str:
    page = Page(translate, color)
    memory = report.memory
    for sentence in answer_phrases(report, translate):
        page.line(sentence, style="bold")
    if report.answers:
        _tried(report, page)
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
        _terms(report, page)
    show_sources(report.sources, page)
    show_overlays(report.overlays, page)
    return page.text


def _tried(report: VramReport, page: Page) -> None:
    """The quantisations or cards behind the answer."""
    translate = page.translate
    for answer in report.answers:
        if not answer.rows:
            continue
        priced = answer.ask == "gpu"
        shown = answer.rows[:_GPU_ROWS] if priced else answer.rows
        page.line()
        page.table(
            [
                translate("label.gpu" if priced else "label.quant"),
                translate("label.total"),
                translate("label.usable"),
                translate("label.fit"),
                *([translate("label.launch_price")] if priced else []),
            ],
            [
                [
                    counted(row.name, row.count if priced else 1) or "",
                    gib(row.total_bytes),
                    gib(row.usable_bytes),
                    f"{phrases.FIT_MARK[row.verdict]} {translate('fit.' + row.verdict)}",
                    *([_price(row, translate)] if priced else []),
                ]
                for row in shown
            ],
            right=(1, 2, 4) if priced else (1, 2),
        )
        if len(shown) < len(answer.rows):
            count = len(answer.rows) - len(shown)
            page.line(translate("vram.more_rows", count=count), style="dim")
    page.line()


def _price(row: FitRow, translate: Translator) -> str:
    return translate.render(row.price) if row.price else translate("value.unknown")


def _terms(report: VramReport, page: Page) -> None:
    translate, memory = page.translate, report.memory
    page.heading("vram.terms")
    named = report.gpus[0].usable_bytes if len(report.gpus) == 1 else None
    parts = {
        "weights": memory.weights_bytes,
        "kv_cache": memory.kv_cache_bytes or 0,
        "state": memory.state_bytes or 0,
        "compute": memory.compute_bytes or 0,
        "overhead": memory.overhead_bytes,
    }
    page.line(stacked_bar(list(parts.values()), named or memory.total_bytes, _BAR))
    page.line(legend({translate(f"label.{name}"): size for name, size in parts.items()}))
    page.line()
    show_terms(report.terms, page)


def show_terms(terms: tuple[Term, ...], page: Page) -> None:
    """Each term of a sum with its formula and what went into it."""
    translate = page.translate
    page.table(
        [translate("label.part"), translate("label.size"), translate("label.formula")],
        [[translate.render(term.name), gib(term.bytes), _formula(term)] for term in terms],
        right=(1,),
    )


def _formula(term: Term) -> str:
    inputs = ", ".join(
        f"{name} = {thousands(value) if isinstance(value, int) else value}"
        for name, value in term.inputs.items()
        if value is not None
    )
    return f"{term.formula}\n{inputs}" if inputs else term.formula


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
                counted(fit.name, fit.count) or "",
                or_unknown(fit.usable_bytes, translate),
                f"{phrases.FIT_MARK[fit.verdict]} {translate('fit.' + fit.verdict)}",
                or_unknown(fit.headroom_bytes, translate),
                "-" if fit.max_context is None else thousands(fit.max_context),
            ]
            for fit in shown
        ],
        right=(1, 3, 4),
    )  # fmt: skip
    for fit in report.gpus if named else ():
        sentence = placement_phrase(fit, report.engine, translate)
        if sentence:
            page.line(f"{counted(fit.name, fit.count)}: {sentence}")
    if not named and len(holding) > len(shown):
        page.line(translate("vram.more_gpus", count=len(holding) - len(shown)), style="dim")
