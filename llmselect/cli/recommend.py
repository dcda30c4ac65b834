"""`llmselect recommend`."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings

if TYPE_CHECKING:
    from llmselect.recommend.resolve import Flags
    from llmselect.report import RecommendReport

app = typer.Typer(rich_markup_mode=None, add_completion=False)
FORMATS = ("terminal", "json", "markdown")
_DEFAULT_LIMIT = 10  # for people; JSON gives all


@app.command(help="help.recommend", epilog="help.recommend.examples")
def recommend(
    gpu: Annotated[options.Words, typer.Option(help="help.gpu", metavar="[Nx]GPU")] = None,
    ram: Annotated[str | None, typer.Option(help="help.ram", metavar="SIZE")] = None,
    lang: Annotated[options.Words, typer.Option(help="help.lang", metavar="CODE")] = None,
    task: Annotated[str | None, typer.Option(help="help.task")] = None,
    exclude_origin: Annotated[
        options.Words, typer.Option(help="help.exclude_origin", metavar="COUNTRY")
    ] = None,
    origin_scope: Annotated[str, typer.Option(help="help.origin_scope")] = "lineage",
    license_allow: Annotated[
        options.Words, typer.Option(help="help.license_allow", metavar="ID")
    ] = None,
    license_deny: Annotated[
        options.Words, typer.Option(help="help.license_deny", metavar="ID")
    ] = None,
    commercial: Annotated[
        bool | None, typer.Option("--commercial/--non-commercial", help="help.commercial")
    ] = None,
    context: Annotated[str | None, typer.Option(help="help.context", metavar="TOKENS")] = None,
    parallel: Annotated[int, typer.Option(help="help.parallel")] = 1,
    quant: Annotated[options.Words, typer.Option(help="help.quant")] = None,
    engine: Annotated[options.Words, typer.Option(help="help.engine")] = None,
    min_speed: Annotated[float | None, typer.Option(help="help.min_speed", metavar="TOK_S")] = None,
    min_quality: Annotated[float | None, typer.Option(help="help.min_quality")] = None,
    max_params: Annotated[str | None, typer.Option(help="help.max_params", metavar="COUNT")] = None,
    placement: Annotated[options.Words, typer.Option(help="help.placement")] = None,
    budget: Annotated[str | None, typer.Option(help="help.budget", metavar="MONEY[/month]")] = None,
    tokens_per_day: Annotated[str | None, typer.Option(help="help.tokens_per_day")] = None,
    residency: Annotated[
        options.Words, typer.Option(help="help.residency", metavar="COUNTRY")
    ] = None,
    data: Annotated[str | None, typer.Option(help="help.data")] = None,
    weights: Annotated[str | None, typer.Option(help="help.weights", metavar="NAME=N,…")] = None,
    limit: Annotated[int | None, typer.Option(help="help.limit")] = None,
    include_base: Annotated[bool, typer.Option(help="help.include_base")] = False,
    fail_on: options.FailOn = None,
    format: options.Format = "terminal",
    output: options.Output = None,
    profile: options.Profile = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    as_of: options.AsOf = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    from llmselect.recommend.resolve import Flags

    session = Session(
        Settings(format=format, output=output, profile=profile, catalog=catalog, locale=locale,
                 no_color=no_color, quiet=quiet),
        FORMATS,
    )  # fmt: skip
    flags = Flags(
        gpu=tuple(gpu or ()), ram=ram, lang=tuple(lang or ()), task=task,
        exclude_origin=tuple(exclude_origin or ()), origin_scope=origin_scope,
        license_allow=tuple(license_allow or ()), license_deny=tuple(license_deny or ()),
        commercial=commercial, context=context, parallel=parallel, quant=tuple(quant or ()),
        engine=tuple(engine or ()), min_speed=min_speed, min_quality=min_quality,
        max_params=max_params, placement=tuple(placement or ()), budget=budget,
        tokens_per_day=tokens_per_day, residency=tuple(residency or ()), data=data,
        weights=weights, limit=limit, include_base=include_base, as_of=as_of,
    )  # fmt: skip
    raise typer.Exit(_run(session, flags, fail_on, verbose))


def _run(session: Session, flags: Flags, fail_on: str | None, verbose: bool) -> int:
    from llmselect.recommend.pipeline import exit_code
    from llmselect.recommend.pipeline import recommend as find
    from llmselect.recommend.resolve import resolve_request

    request = resolve_request(flags, session.store, session.profile[0], date.today().isoformat())
    if request.limit is None and session.format != "json":
        request = dataclasses.replace(request, limit=_DEFAULT_LIMIT)
    briefly = session.format == "terminal" and not verbose
    report = find(session.store, request, briefly)
    session.show(report, _render(session, report, verbose))
    return exit_code(report, fail_on)


def _render(session: Session, report: RecommendReport, verbose: bool) -> str:
    if session.format == "json":
        from llmselect.render.json import render_json

        return render_json(report, session.translate)
    if session.format == "markdown":
        from llmselect.render.markdown import recommend_markdown

        return recommend_markdown(report, session.translate)
    from llmselect.render.terminal.recommend import render_recommend

    return render_recommend(report, session.translate, session.color, verbose)
