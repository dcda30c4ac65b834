"""The lazy command groups: a command's module is imported when the command is asked for."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from llmselect.cli import options
from llmselect.locale import Translator

# Name on the command line -> module below llmselect.cli.
COMMANDS = {
    "recommend": "recommend",
    "explain": "explain",
    "vram": "vram",
    "license": "license",
    "provider": "provider",
    "model": "model",
    "gpu": "gpu",
    "catalog": "catalog",
}


class LazyGroup(TyperGroup):
    """Commands by name; help texts are message ids until somebody asks for them."""

    language = "en"

    def list_commands(self, _ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"llmselect.cli.{COMMANDS[cmd_name]}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        self._localise(command)
        return command

    @cached_property
    def _translate(self) -> Translator:
        return Translator(self.language)

    def _localise(self, command: Any) -> None:
        for holder in (command, *command.params):
            for attribute in ("help", "short_help", "epilog"):
                text = getattr(holder, attribute, None)
                if text and text.startswith("help."):
                    setattr(holder, attribute, self._translate(text))
        for child in getattr(command, "commands", {}).values():
            self._localise(child)


def build(language: str) -> Any:
    """The whole command line, with help in ``language``."""
    app = typer.Typer(
        cls=LazyGroup,
        help="help.llmselect",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        add_completion=True,
        context_settings=CONTEXT_SETTINGS,
    )
    app.callback()(_root)
    group = typer.main.get_command(app)
    assert isinstance(group, LazyGroup)
    group.language = language
    group._localise(group)
    return group


CONTEXT_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _show_version(asked: bool) -> None:
    if asked:
        from llmselect import __version__

        typer.echo(f"llmselect {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="help.version", is_eager=True, callback=_show_version)
    ] = False,
    locale: options.Locale = None,
) -> None:
    """Both are dealt with before: ``version`` by its callback, ``locale`` by language_from."""
