"""`explain`, `show`, `list` and `search` for a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from llmselect.findings import Finding, message
from llmselect.locale import Translator, gib, parameters
from llmselect.render import phrases
from llmselect.render.terminal.page import Page, named, show_overlays, show_sources, shown
from llmselect.report import (
    BoardScores,
    EntryReport,
    ExplainReport,
    FactLine,
    ListReport,
    TaskScore,
)
from llmselect.units import MIB


def render_explain(report: ExplainReport, translate: Translator, color: bool) -> str:
    page = Page(translate, color)
    offered = [option for option in report.options if option.rank]
    id = "explain.offered" if offered else "explain.not_offered"
    page.line(translate(id, model=report.model.name, count=len(offered)), style="bold")
    page.heading("explain.rules")
    for finding in report.excluded:
        _finding_line(finding, page)
    for option in report.options:
        how = f"{option.quant} · {option.engine}" if option.quant else ""
        page.heading(
            "explain.option", how=how, place=phrases.place_phrase(option.placement, translate)
        )
        for finding in option.findings[len(report.excluded) :]:
            _finding_line(finding, page)
        if option.rank:
            parts = ", ".join(
                f"{named(name, translate)} {value:.2f}"
                for name, value in option.score_parts.items()
            )
            page.line(
                translate("explain.score", score=f"{option.score:.2f}", parts=parts), indent=2
            )
    page.heading("explain.facts")
    _facts(report.facts, page)
    show_overlays(report.overlays, page)
    return page.text


def _finding_line(finding: Finding, page: Page) -> None:
    if finding.verdict.value == "not_applicable":
        return
    marks = {"pass": "✓", "conditional": "△", "unknown": "?", "fail": "✗", "waived": "○"}
    clause = f" [{finding.license or ''} {finding.clause}]" if finding.clause else ""
    page.line(
        f"{marks[finding.verdict.value]} {page.translate.render(finding.message)}{clause}", indent=2
    )


def _facts(facts: tuple[FactLine, ...], page: Page) -> None:
    page.pairs(
        [
            (
                named(fact.path, page.translate),
                f"{shown(fact.value, page.translate)}" + _basis(fact, page.translate),
            )
            for fact in facts
        ],
        indent=2,
    )


def _basis(fact: FactLine, translate: Translator) -> str:
    if not fact.source:
        return ""
    parts = [fact.source, str(fact.as_of)]
    if fact.confidence:
        parts.append(f"{named('confidence', translate)}: {translate.render(fact.confidence)}")
    return f"  ({', '.join(parts)})"


def render_catalog(report: ListReport | EntryReport, translate: Translator, color: bool) -> str:
    """A list or an entry of the catalogue."""
    if isinstance(report, ListReport):
        return render_list(report, translate, color)
    return render_entry(report, translate, color)


def render_entry(report: EntryReport, translate: Translator, color: bool) -> str:
    page = Page(translate, color)
    page.line(report.title, style="bold")
    page.pairs(
        [
            (named(key, translate), _entry_value(key, value, translate))
            for key, value in report.data.items()
        ],
        indent=2,
    )
    _board_scores(report.board_scores or (), page)
    for note in report.notes:
        page.line(f"※ {translate.render(note)}", indent=2)
    if report.unknown:
        page.line(
            translate(
                "show.unknown", names=tuple(named(name, translate) for name in report.unknown)
            ),
            style="yellow",
        )
    show_sources(report.sources, page)
    show_overlays(report.overlays, page)
    return page.text


def _board_scores(boards: tuple[BoardScores, ...], page: Page) -> None:
    """One paragraph a board with its main columns in each mode; JSON has them all."""
    current = [item for item in boards if not item.superseded]
    if not current:
        return
    page.heading("show.board_scores")
    for _, modes in groupby(current, key=lambda item: (item.board, item.published)):
        page.line(_board(tuple(modes), page.translate), indent=2)
    credits = dict.fromkeys(item.attribution for item in current if item.attribution)
    page.line(page.translate("show.attribution", credits="; ".join(credits)), style="dim", indent=2)


def _board(modes: tuple[BoardScores, ...], translate: Translator) -> str:
    item = modes[0]
    scores = "; ".join(_mode(mode, translate) for mode in modes)
    id = "show.board_self_reported" if item.self_reported else "show.board"
    return translate(
        id, name=item.name, scores=scores, low=f"{item.low:g}", high=f"{item.high:g}",
        published=item.published, source=item.source,
    )  # fmt: skip


def _mode(item: BoardScores, translate: Translator) -> str:
    tasks = ", ".join(_task(task, translate) for task in item.tasks if task.headline)
    if item.mode == "default":
        return tasks
    return translate("show.board_mode", mode=message(f"mode.{item.mode}"), tasks=tasks)


def _task(task: TaskScore, translate: Translator) -> str:
    id = "show.task_lower" if task.lower_is_better else "show.task"
    return translate(id, task=task.name, score=f"{task.score:g}")


def _entry_value(key: str, value: Any, translate: Translator) -> str:
    if key.endswith("_bytes") and isinstance(value, int):
        return f"{gib(value)} ({value / MIB:,.0f} MiB)"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "\n".join(f"• {shown(item, translate)}" for item in value)
    return shown(value, translate)


def render_list(report: ListReport, translate: Translator, color: bool) -> str:
    page = Page(translate, color, table=True)
    if not report.rows:
        page.line(translate("list.nothing"))
        return page.text
    headers = [translate(f"column.{name}") for name in report.columns]
    rows = [
        [_cell(name, row.get(name), translate) for name in report.columns] for row in report.rows
    ]
    page.table(headers, rows)
    page.line(translate("list.count", count=len(report.rows)), style="dim")
    show_overlays(report.overlays, page)
    return page.text


def _cell(name: str, value: Any, translate: Translator) -> str:
    if value is None:
        return translate("value.unknown")
    if name == "parameters":
        return parameters(value)
    if name.endswith("_bytes"):
        return gib(value)
    return shown(value, translate)
