"""`catalog stats` and `catalog stale` for a terminal."""

from __future__ import annotations

from llmselect.findings import Message, message
from llmselect.locale import Translator
from llmselect.locale import count as thousands
from llmselect.render.terminal.page import Page
from llmselect.report_upkeep import StaleReport, StatsReport


def render_stats(report: StatsReport, translate: Translator, color: bool) -> str:
    page = Page(translate, color, table=True)
    counts, models, cards = report.counts, report.models, report.accelerators
    page.line(
        translate(
            "stats.answer",
            models=models.total,
            gpus=cards.total,
            licenses=counts.get("license", 0),
            providers=counts.get("provider", 0),
            dated=report.facts_total,
            stale=report.stale_total,
            day=report.as_of,
            unknown=report.unknown_total,
        ),
        style="bold",
    )
    page.heading("stats.models", total=models.total)
    _shares(
        [
            ("open_weights", models.open_weights),
            ("developed_in_japan", models.developed_in_japan),
            ("japanese_stated", models.japanese_stated),
            ("japanese_measured", models.japanese_measured),
            ("parameters", models.parameters),
            ("architecture", models.architecture),
            ("license", models.license),
            ("license_read_in_full", models.license_read_in_full),
            ("lineage_to_the_end", models.lineage_to_the_end),
            ("published_files", models.published_files),
            ("artifacts", models.artifacts),
        ],
        models.total,
        page,
    )
    page.heading("stats.gpus", total=cards.total)
    shares = [
        ("driver_memory", cards.driver_memory),
        ("bandwidth", cards.bandwidth),
        ("tensor_rate", cards.tensor_rate),
    ]
    _shares(shares, cards.total, page)
    page.heading("stats.more")
    _more(report, page)
    page.heading("stats.kinds")
    _kinds(report, page)
    return page.text


def _shares(rows: list[tuple[str, int]], total: int, page: Page) -> None:
    page.pairs(
        [
            (
                page.translate(f"stats.of.{name}"),
                f"{thousands(number):>6}  {page.translate('stats.share', share=number / total)}"
                if total
                else thousands(number),
            )
            for name, number in rows
        ],
        indent=2,
    )


def _more(report: StatsReport, page: Page) -> None:
    translate, counts = page.translate, report.counts
    evidence = {
        translate(f"evidence.{name}"): number for name, number in report.japanese_evidence.items()
    }
    rows = [
        ("japanese_evidence", _listed(evidence)),
        ("text_read", _listed(report.licenses_by_text_read)),
        ("confidence", _listed(report.licenses_by_confidence)),
        ("files", thousands(report.files)),
        ("artifacts", thousands(report.artifacts)),
        *((kind, thousands(counts.get(kind, 0))) for kind in ("price", "offer", "board", "source")),
    ]
    page.pairs([(translate(f"stats.more.{name}"), value) for name, value in rows], indent=2)


def _listed(counts: dict[str, int]) -> str:
    return " · ".join(f"{name} {thousands(number)}" for name, number in counts.items()) or "-"


def _kinds(report: StatsReport, page: Page) -> None:
    columns = ("kind", "files", "entries", "dated", "unknown", "stale", "shelf_life")
    rows = [
        [
            item.kind,
            *map(thousands, (item.files, item.entries, item.dated, item.unknown, item.stale)),
            "-"
            if item.shelf_life_days is None
            else page.translate("stale.days", days=item.shelf_life_days),
        ]
        for item in report.kinds
    ]
    page.table(
        [page.translate(f"stats.column.{name}") for name in columns], rows, right=(1, 2, 3, 4, 5, 6)
    )


def render_stale(report: StaleReport, translate: Translator, color: bool) -> str:
    page = Page(translate, color, table=True)
    page.line(
        translate(
            "stale.answer" if report.facts else "stale.nothing",
            stale=len(report.facts),
            total=report.facts_total,
            day=report.as_of,
            groups=len(report.groups),
        ),
        style="bold",
    )
    if report.groups:
        page.line()
        columns = ("oldest", "facts", "kind", "file", "where")
        rows = [
            [item.oldest, thousands(item.facts), item.kind, item.file, item.url or item.title]
            for item in report.groups
        ]
        page.table([translate(f"stale.column.{name}") for name in columns], rows, right=(1,))
    page.line()
    page.line(_lives(report, translate), style="dim")
    return page.text


def _lives(report: StaleReport, translate: Translator) -> str:
    """Which age counted as too old."""
    if report.max_age_days is not None:
        return translate("stale.max_age", days=report.max_age_days)
    by_days: dict[int, list[str]] = {}
    for kind, days in report.shelf_life_days.items():
        if days is not None:
            by_days.setdefault(days, []).append(kind)
    lives: tuple[Message, ...] = tuple(
        message("stale.life", kinds=tuple(kinds), days=days)
        for days, kinds in sorted(by_days.items())
    )
    return translate("stale.shelf_life", lives=lives)
