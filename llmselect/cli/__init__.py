"""The command line: one file a command, imported only when asked for.

All of typer stays in this package. ``main`` is the only place that turns errors into exit
codes: 0 fine, 1 violated or nothing found, 2 wrong usage or input, 3 undecided.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    from llmselect.cli.errors import show_error
    from llmselect.cli.group import build
    from llmselect.cli.session import language_from
    from llmselect.errors import LlmselectError

    gc.disable()  # one short run: collecting would cost a tenth of it and free nothing
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the encoding lacks is no crash
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    language = language_from(arguments)
    try:
        command = build(language)
        code = command.main(args=arguments, prog_name="llmselect", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wanted, as in `llmselect model list | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        code = 130
    except LlmselectError as error:
        code = show_error(error, language)
    except Exception as error:
        code = show_error(_as_usage_error(error), language)
    sys.exit(code if isinstance(code, int) else 0)


def _as_usage_error(error: Exception) -> Exception:
    """Typer's own complaints about the command line; anything else is a bug and stays one."""
    from typer.exceptions import TyperException

    from llmselect.cli.errors import usage_error

    if type(error).__name__ == "NoArgsIsHelpError":  # nothing was asked: show what can be
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    if isinstance(error, TyperException):
        return usage_error(error)
    if type(error).__name__ == "Abort":
        raise SystemExit(130) from error
    raise error
