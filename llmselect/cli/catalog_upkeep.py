"""`llmselect catalog stats|stale`: how much is covered, and what has to be read again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings

if TYPE_CHECKING:
    from llmselect.report_upkeep import StaleReport, StatsReport


def stats(
    folder: Annotated[Path | None, typer.Argument(help="help.catalog.folder")] = None,
    as_of: options.AsOf = None,
    format: options.Format = "terminal",
    output: options.Output = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    no_color: options.NoColor = False,
) -> None:
    from llmselect import paths
    from llmselect.catalog.stats import measure

    settings = Settings(format=format, output=output, locale=locale, no_color=no_color)
    session = Session(settings, ("terminal", "json"))
    report = measure(folder or paths.data_root(), tuple(catalog or ()), _day(as_of))
    session.show(report, _render_stats(session, report))


def stale(
    folder: Annotated[Path | None, typer.Argument(help="help.catalog.folder")] = None,
    max_age: Annotated[
        str | None, typer.Option("--max-age", help="help.catalog.max_age", metavar="AGE")
    ] = None,
    as_of: options.AsOf = None,
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", help="help.catalog.fail_on", metavar="stale")
    ] = None,
    format: options.Format = "terminal",
    output: options.Output = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    no_color: options.NoColor = False,
) -> None:
    from llmselect import paths
    from llmselect.catalog.stale import find_stale
    from llmselect.recommend.resolve import one_of
    from llmselect.units import parse_days

    settings = Settings(format=format, output=output, locale=locale, no_color=no_color)
    session = Session(settings, ("terminal", "json", "csv"))
    fails = fail_on is not None and one_of("--fail-on", fail_on, ("stale",)) == "stale"
    age = None if max_age is None else parse_days(max_age)
    root, overlays = folder or paths.data_root(), tuple(catalog or ())
    report = find_stale(root, overlays, _day(as_of), age)
    session.show(report, _render_stale(session, report))
    raise typer.Exit(1 if fails and report.facts else 0)


def _day(as_of: str | None) -> date:
    from llmselect.recommend.resolve import parse_date

    return date.fromisoformat(parse_date(as_of, date.today().isoformat()))


def _render_stats(session: Session, report: StatsReport) -> str:
    if session.format == "json":
        from llmselect.render.json import render_json

        return render_json(report, session.translate)
    from llmselect.render.terminal.upkeep import render_stats

    return render_stats(report, session.translate, session.color)


def _render_stale(session: Session, report: StaleReport) -> str:
    if session.format == "json":
        from llmselect.render.json import render_json

        return render_json(report, session.translate)
    if session.format == "csv":
        from llmselect.render.csv import stale_csv

        return stale_csv(report)
    from llmselect.render.terminal.upkeep import render_stale

    return render_stale(report, session.translate, session.color)
