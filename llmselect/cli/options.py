"""Options that mean the same in every command. Help texts are message ids."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Words = list[str] | None  # an option that may repeat

Format = Annotated[str, typer.Option("--format", "-f", help="help.format", metavar="FORMAT")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="help.output", metavar="FILE")]
Profile = Annotated[Path | None, typer.Option("--profile", help="help.profile", metavar="FILE")]
Overlay = Annotated[
    list[Path] | None, typer.Option("--catalog", help="help.catalog", metavar="DIR")
]
Locale = Annotated[str | None, typer.Option("--locale", help="help.locale", metavar="ja|en")]
Offline = Annotated[bool, typer.Option("--offline/--online", help="help.offline", hidden=True)]
AsOf = Annotated[str | None, typer.Option("--as-of", help="help.as_of", metavar="DATE")]
NoColor = Annotated[bool, typer.Option("--no-color", help="help.no_color")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="help.quiet")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="help.verbose")]
FailOn = Annotated[str | None, typer.Option("--fail-on", help="help.fail_on", metavar="WHAT")]
