"""`list` and `show`, which are the same for every kind of catalogue entry."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings

FORMATS = ("terminal", "json")


def entry_app(kind: str) -> typer.Typer:
    """A command group for ``kind``, with `list` and `show`."""
    help = f"help.{kind}_group"
    app = typer.Typer(rich_markup_mode=None, add_completion=False, help=help, no_args_is_help=True)

    @app.command("list", help=f"help.{kind}.list")
    def list_(
        text: Annotated[str | None, typer.Argument(help="help.list_text")] = None,
        format: options.Format = "terminal",
        output: options.Output = None,
        catalog: options.Overlay = None,
        locale: options.Locale = None,
        no_color: options.NoColor = False,
    ) -> None:
        from llmselect.recommend.showing import LISTS

        settings = Settings(
            format=format, output=output, catalog=catalog, locale=locale, no_color=no_color
        )
        session = Session(settings, FORMATS)
        show_report(session, LISTS[kind](session.store, text or ""))

    @app.command(help=f"help.{kind}.show")
    def show(
        name: Annotated[str, typer.Argument(help="help.name_argument")],
        format: options.Format = "terminal",
        output: options.Output = None,
        catalog: options.Overlay = None,
        locale: options.Locale = None,
        no_color: options.NoColor = False,
    ) -> None:
        from llmselect.recommend.showing import SHOWS, resolve_entry

        settings = Settings(
            format=format, output=output, catalog=catalog, locale=locale, no_color=no_color
        )
        session = Session(settings, FORMATS)
        id = resolve_entry(session.store, kind, name)
        show_report(session, SHOWS[kind](session.store, id))

    return app


def show_report(session: Session, report: Any) -> None:
    """Render a ListReport or an EntryReport."""
    if session.format == "json":
        from llmselect.render.json import render_json

        session.show(report, render_json(report, session.translate))
        return
    from llmselect.render.terminal.entries import render_catalog

    session.show(report, render_catalog(report, session.translate, session.color))
