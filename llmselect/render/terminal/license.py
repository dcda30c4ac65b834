"""`license check` for a terminal: counts, then a card a model or one table."""

from __future__ import annotations

from llmselect.findings import Finding, LicenseVerdict, Obligation, Outcome, message
from llmselect.locale import Translator
from llmselect.render import phrases
from llmselect.render.terminal.page import Page, show_overlays
from llmselect.report import LicenseReport, LicenseResult

_VERDICT_STYLE = {
    LicenseVerdict.ALLOWED: "green",
    LicenseVerdict.ALLOWED_WITH_OBLIGATIONS: "green",
    LicenseVerdict.UNKNOWN: "yellow",
    LicenseVerdict.NEEDS_SEPARATE_LICENSE: "red",
    LicenseVerdict.PROHIBITED: "red",
}
_SILENT = {Outcome.PASS, Outcome.NOT_APPLICABLE}
_CARDS = 12  # more models than this are a table


def render_license_check(
    report: LicenseReport, translate: Translator, color: bool, verbose: bool
) -> str:
    as_table = len(report.results) > _CARDS and not verbose
    page = Page(translate, color, table=as_table)
    counts = dict.fromkeys(LicenseVerdict, 0)
    for result in report.results:
        counts[result.verdict] += 1
    parts = [
        translate("license.count", verdict=message(f"verdict.{verdict.value}"), count=number)
        for verdict, number in counts.items()
        if number
    ]
    page.line(
        translate("license.answer", total=len(report.results), parts=tuple(parts)), style="bold"
    )
    if as_table:
        _license_table(report.results, page)
    else:
        for result in report.results:
            _license_card(result, page)
    show_overlays(report.overlays, page)
    page.line()
    page.line(translate("license.disclaimer", as_of=report.catalog.as_of), style="dim")
    return page.text


def _license_table(results: tuple[LicenseResult, ...], page: Page) -> None:
    translate = page.translate
    page.line()
    page.table(
        [translate("label.verdict"), translate("label.model"), translate("label.licenses")],
        [
            [
                f"{phrases.VERDICT_MARK[item.verdict]} "
                + translate(f"verdict.{item.verdict.value}"),
                item.model.name,
                ", ".join(item.licenses) or translate("value.unknown"),
            ]
            for item in results
        ],
    )


def _license_card(result: LicenseResult, page: Page) -> None:
    translate = page.translate
    page.line()
    mark = phrases.VERDICT_MARK[result.verdict]
    verdict = translate(f"verdict.{result.verdict.value}")
    page.line(f"{mark} {result.model.name}: {verdict}", style=_VERDICT_STYLE[result.verdict])
    page.line(", ".join(result.licenses) or translate("value.unknown"), style="dim", indent=2)
    for finding in result.findings:
        if finding.verdict not in _SILENT:
            page.line(f"- {translate.render(finding.message)}{_at(finding)}", indent=2)
    for obligation in result.obligations:
        page.line(
            f"□ {phrases.obligation_phrase(obligation, translate)}{_at(obligation)}", indent=2
        )
    for question in result.questions:
        flag = f" ({question.flag})" if question.flag else ""
        page.line(f"? {translate.render(question.message)}{flag}", indent=2)


def _at(item: Finding | Obligation) -> str:
    """The place in the licence, where it is known."""
    return f" [{item.license} {item.clause}]" if item.license and item.clause else ""
