"""`recommend` for a terminal: the best option in the first line, then cards."""

from __future__ import annotations

from typing import Any

from llmselect.findings import Outcome, message
from llmselect.locale import Translator
from llmselect.render import phrases
from llmselect.render.terminal.page import Page, show_overlays
from llmselect.report import ExcludedModel, OptionReport, RecommendReport


def render_recommend(
    report: RecommendReport, translate: Translator, color: bool, verbose: bool
) -> str:
    page = Page(translate, color)
    if report.options_total > report.undecided:
        _answer(report, page)
    else:
        _nothing(report, page)
    for option in report.options:
        _card(option, page)
    _others(report, page, verbose)
    _excluded(report, page, verbose)
    show_overlays(report.overlays, page)
    page.line()
    page.line(
        translate("footer.catalog", version=report.catalog.version, as_of=report.catalog.as_of),
        style="dim",
    )
    return page.text


def _answer(report: RecommendReport, page: Page) -> None:
    for first in report.options[:1]:
        _best(first, page)
    page.line(
        page.translate(
            "recommend.counts",
            offered=report.options_total,
            considered=report.considered,
            context=report.request["context"],
        )
    )


def _best(first: OptionReport, page: Page) -> None:
    page.line(
        page.translate(
            "recommend.answer",
            model=first.model.name,
            how=message("recommend.how", quant=first.quant or "-", engine=first.engine or "-")
            if first.quant
            else "",
            place=phrases.place_phrase(first.placement, page.translate),
        ),
        style="bold green",
    )


def _card(option: OptionReport, page: Page) -> None:
    translate = page.translate
    page.line()
    how = f"{option.quant} · {option.engine}" if option.quant else ""
    place = phrases.place_phrase(option.placement, translate)
    title = "  ".join(part for part in (option.model.name, how, f"@ {place}") if part)
    page.pairs([(f"{option.rank:>2} ", title)], indent=0, style="bold")
    rows = [
        (translate("label.memory"), phrases.memory_phrase(option, translate)),
        (translate("label.speed"), phrases.speed_phrase(option.speed, translate)),
        (
            phrases.quality_label(option.quality, translate),
            phrases.quality_phrase(option.quality, translate),
        ),
        (translate("label.license"), phrases.license_phrase(option, translate)),
        (translate("label.origin"), translate("phrase.origin", countries=_countries(option))),
        *_origin_condition(option, translate),
    ]
    if cost := phrases.cost_phrase(option.cost, translate):
        rows.insert(2, (translate("label.cost"), cost))
    for position, step in enumerate(option.next_steps):
        label = translate("label.next") if position == 0 else ""
        text = translate.render(step.message)
        rows.append((label, f"{text} {step.command}" if step.command else text))
    page.pairs(rows)


def _origin_condition(option: OptionReport, translate: Translator) -> list[tuple[str, str]]:
    """What a reader who excluded a country has to know although the option is offered."""
    return [
        ("", translate.render(finding.message))
        for finding in option.findings
        if finding.rule == "origin_allowed" and finding.verdict is Outcome.CONDITIONAL
    ]


def _others(report: RecommendReport, page: Page, verbose: bool) -> None:
    """The rest of what is offered, by name; those that nobody measured are only counted."""
    if not report.others:
        return
    named = [item for item in report.others if item.measured or verbose]
    page.heading("recommend.others", count=len(report.others))
    if named:
        names = ", ".join(f"{item.rank} {item.model.name}" for item in named)
        page.line(names, indent=4)
    if len(named) < len(report.others):
        unmeasured = len(report.others) - len(named)
        page.line(page.translate("recommend.unmeasured", count=unmeasured), indent=4)


def _countries(option: OptionReport) -> tuple[Any, ...]:
    unknown = message("value.unknown")
    return tuple(
        unknown if code == "??" else message("country", code=code) for code in option.origin.lineage
    )


def _nothing(report: RecommendReport, page: Page) -> None:
    id = "recommend.only_undecided" if report.options else "recommend.nothing"
    page.line(
        page.translate(id, considered=report.considered, undecided=report.undecided),
        style="bold red",
    )
    if not report.relaxations:
        page.line(page.translate("recommend.no_relaxation"))
        return
    page.heading("recommend.relaxations")
    for item in report.relaxations:
        text = page.translate(
            "recommend.relaxation", change=item.change, regains=item.regains, best=item.best.name
        )
        page.line(f"• {text}", indent=2)


def _excluded(report: RecommendReport, page: Page, verbose: bool) -> None:
    if not report.excluded_total:
        return
    id = "recommend.excluded_in_full" if verbose else "recommend.excluded"
    page.heading(id, count=report.excluded_total)
    for rule, count, items in phrases.excluded_by_rule(report):
        page.line(page.translate(f"excluded.{rule}", count=count), indent=2)
        if verbose:
            for item in items:
                reason = page.translate.render(phrases.reason(item))
                page.line(f"{item.model.name}: {reason}", indent=4)
            _more(count - len(items), page)
        elif rule == "origin_allowed.base":
            _lineage_exclusions(items, count, page)


def _lineage_exclusions(items: list[ExcludedModel], count: int, page: Page) -> None:
    """Models whose developer is fine but whose base is not, under the base that is the reason."""
    by_base: dict[str, list[str]] = {}
    for item in items:
        base = phrases.reason(item).params["base"].split("/", 1)[1]
        by_base.setdefault(base, []).append(item.model.name)
    for base, names in sorted(by_base.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        page.line(f"{base} → {', '.join(names)}", indent=4)
    _more(count - len(items), page)


def _more(count: int, page: Page) -> None:
    if count:
        page.line(page.translate("recommend.excluded_more", count=count), indent=4)
