"""`llmselect vram MODEL`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings

if TYPE_CHECKING:
    from llmselect.report import VramReport

app = typer.Typer(rich_markup_mode=None, add_completion=False)
FORMATS = ("terminal", "json", "markdown")


@app.command(help="help.vram", epilog="help.vram.examples")
def vram(
    model: Annotated[str, typer.Argument(help="help.model_argument")],
    quant: Annotated[str, typer.Option(help="help.quant")] = "q4",
    engine: Annotated[str | None, typer.Option(help="help.engine")] = None,
    context: Annotated[str | None, typer.Option(help="help.context", metavar="TOKENS")] = None,
    parallel: Annotated[int, typer.Option(help="help.parallel")] = 1,
    kv_type: Annotated[str, typer.Option(help="help.kv_type")] = "f16",
    ubatch: Annotated[int, typer.Option(help="help.ubatch")] = 512,
    flash_attention: Annotated[
        bool, typer.Option("--flash-attention/--no-flash-attention", help="help.flash_attention")
    ] = True,
    swa_full: Annotated[bool, typer.Option("--swa-full", help="help.swa_full")] = False,
    gpu: Annotated[list[str] | None, typer.Option(help="help.vram_gpu", metavar="[Nx]GPU")] = None,
    tensor_parallel: Annotated[int, typer.Option(help="help.tensor_parallel")] = 1,
    ram: Annotated[str | None, typer.Option(help="help.ram", metavar="SIZE")] = None,
    computed: Annotated[bool, typer.Option("--computed", help="help.computed")] = False,
    fit: Annotated[
        str | None, typer.Option(help="help.vram_fit", metavar="context|parallel|quant|gpu")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="help.vram_explain")] = False,
    format: options.Format = "terminal",
    output: options.Output = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> None:
    from llmselect.recommend.vram import VramFlags
    from llmselect.recommend.vram import vram as estimate

    session = Session(
        Settings(format=format, output=output, catalog=catalog, locale=locale, no_color=no_color,
                 quiet=quiet),
        FORMATS,
    )  # fmt: skip
    flags = VramFlags(
        model=model, quant=quant, engine=engine, context=context, parallel=parallel,
        kv_type=kv_type, ubatch=ubatch, flash_attention=flash_attention, swa_full=swa_full,
        gpu=tuple(gpu or ()), tensor_parallel=tensor_parallel, ram=ram, computed=computed,
        fit=fit,
    )  # fmt: skip
    report = estimate(session.store, flags)
    session.show(report, _render(session, report, explain))
    raise typer.Exit(1 if report.violated else 0)


def _render(session: Session, report: VramReport, explain: bool) -> str:
    if session.format == "json":
        from llmselect.render.json import render_json

        return render_json(report, session.translate)
    if session.format == "markdown":
        from llmselect.render.markdown import vram_markdown

        return vram_markdown(report, session.translate)
    from llmselect.render.terminal.vram import render_vram

    return render_vram(report, session.translate, session.color, explain)
