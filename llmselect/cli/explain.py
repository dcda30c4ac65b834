"""`llmselect explain MODEL`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(help="help.explain")
def explain(
    model: Annotated[str, typer.Argument(help="help.model_argument")],
    gpu: Annotated[list[str] | None, typer.Option(help="help.gpu", metavar="[Nx]GPU")] = None,
    lang: Annotated[list[str] | None, typer.Option(help="help.lang", metavar="CODE")] = None,
    exclude_origin: Annotated[
        list[str] | None, typer.Option(help="help.exclude_origin", metavar="COUNTRY")
    ] = None,
    origin_scope: Annotated[str, typer.Option(help="help.origin_scope")] = "lineage",
    context: Annotated[str | None, typer.Option(help="help.context", metavar="TOKENS")] = None,
    quant: Annotated[list[str] | None, typer.Option(help="help.quant")] = None,
    engine: Annotated[list[str] | None, typer.Option(help="help.engine")] = None,
    placement: Annotated[list[str] | None, typer.Option(help="help.placement")] = None,
    format: options.Format = "terminal",
    output: options.Output = None,
    profile: options.Profile = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> None:
    from llmselect.recommend.explaining import explain as find
    from llmselect.recommend.resolve import Flags, resolve_request

    session = Session(
        Settings(format=format, output=output, profile=profile, catalog=catalog, locale=locale,
                 no_color=no_color, quiet=quiet),
        ("terminal", "json"),
    )  # fmt: skip
    flags = Flags(
        gpu=tuple(gpu or ()), lang=tuple(lang or ()), exclude_origin=tuple(exclude_origin or ()),
        origin_scope=origin_scope, context=context, quant=tuple(quant or ()),
        engine=tuple(engine or ()), placement=tuple(placement or ()), include_base=True,
    )  # fmt: skip
    id = session.store.resolve("model", model)
    request = resolve_request(flags, session.store, session.profile[0], date.today().isoformat())
    report = find(session.store, id, request)
    if session.format == "json":
        from llmselect.render.json import render_json

        text = render_json(report, session.translate)
    else:
        from llmselect.render.terminal.entries import render_explain

        text = render_explain(report, session.translate, session.color)
    session.show(report, text)
    offered = any(option.rank for option in report.options)
    raise typer.Exit(0 if offered else 1)
