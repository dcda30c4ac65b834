"""`llmselect catalog validate|stats|stale|schema|compile`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from llmselect.cli import catalog_schema, catalog_upkeep, options
from llmselect.cli.session import Session, Settings

app = typer.Typer(
    rich_markup_mode=None, add_completion=False, help="help.catalog_group", no_args_is_help=True
)


@app.command(help="help.catalog.validate")
def validate(
    folder: Annotated[Path | None, typer.Argument(help="help.catalog.folder")] = None,
    catalog: options.Overlay = None,
    as_of: options.AsOf = None,
    locale: options.Locale = None,
    quiet: options.Quiet = False,
) -> None:
    from datetime import date

    from llmselect import paths
    from llmselect.catalog.checks import validate as check
    from llmselect.cli.errors import problem_text
    from llmselect.estimate.memory.count import count_values
    from llmselect.recommend.resolve import parse_date

    session = Session(Settings(locale=locale, quiet=quiet), ("terminal",))
    day = date.fromisoformat(parse_date(as_of, date.today().isoformat()))
    files, problems = check(
        folder or paths.data_root(), tuple(catalog or ()), day=day, count_values=count_values
    )
    # Warnings first, so that what has to be mended stands beside the summary.
    for problem in sorted(problems, key=lambda item: item.severity == "error"):
        level = session.translate(f"severity.{problem.severity}")
        print(f"{level} {problem_text(problem, session.translate)}")
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    summary = session.translate("catalog.validated", files=files, errors=errors, warnings=warnings)
    if not quiet:
        print(summary)
    raise typer.Exit(1 if errors else 0)


app.command(help="help.catalog.stats")(catalog_upkeep.stats)
app.command(help="help.catalog.stale")(catalog_upkeep.stale)
app.command(help="help.catalog.schema")(catalog_schema.schema)


@app.command(help="help.catalog.compile")
def compile(
    output: Annotated[Path, typer.Option("--output", "-o", help="help.output", metavar="FILE")],
    folder: Annotated[Path | None, typer.Argument(help="help.catalog.folder")] = None,
    catalog: options.Overlay = None,
    locale: options.Locale = None,
    quiet: options.Quiet = False,
) -> None:
    import sqlite3

    from llmselect import paths
    from llmselect.catalog.compile import compile_to
    from llmselect.errors import LlmselectError

    session = Session(Settings(locale=locale, quiet=quiet), ("terminal",))
    try:
        compile_to(output, folder or paths.data_root(), tuple(catalog or ()))
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LlmselectError("cannot_write", file=str(output), reason=reason) from error
    if not quiet:
        print(session.translate("catalog.compiled", file=str(output), size=output.stat().st_size))
