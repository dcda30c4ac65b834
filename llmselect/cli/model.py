"""`llmselect model list|show|search`."""

from __future__ import annotations

from typing import Annotated

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings
from llmselect.cli.showing import FORMATS, entry_app, show_report

app = entry_app("model")


@app.command(help="help.model.search")
def search(
    text: Annotated[list[str] | None, typer.Argument(help="help.model.text")] = None,
    origin: Annotated[str | None, typer.Option(help="help.model.origin", metavar="COUNTRY")] = None,
    format: options.Format = "terminal",
    output: options.Output = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    no_color: options.NoColor = False,
) -> None:
    from llmselect.recommend.showing import search_models

    settings = Settings(
        format=format, output=output, catalog=catalog, locale=locale, no_color=no_color
    )
    session = Session(settings, FORMATS)
    country = session.store.resolve("country", origin) if origin else None
    report = search_models(session.store, " ".join(text or ()), country)
    show_report(session, report)
    raise typer.Exit(0 if report.rows else 1)
