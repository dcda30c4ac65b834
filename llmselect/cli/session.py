"""What every command does around its use case: open, render, write, tell, leave."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from llmselect import paths
from llmselect.errors import LlmselectError
from llmselect.findings import Message
from llmselect.locale import LANGUAGES, Translator, environment_language
from llmselect.profile import Organization

if TYPE_CHECKING:
    from llmselect.catalog.store import Store


def language_from(arguments: Sequence[str]) -> str:
    """The language named by ``--locale``, else by the environment; known before parsing."""
    for position, argument in enumerate(arguments):
        value = None
        if argument == "--locale" and position + 1 < len(arguments):
            value = arguments[position + 1]
        elif argument.startswith("--locale="):
            value = argument.partition("=")[2]
        if value is not None and (short := value.casefold()[:2]) in LANGUAGES:
            return short
    return environment_language()


def _speak_utf8(stream: TextIO) -> None:
    """JSON is UTF-8 whatever the terminal's encoding."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")


@dataclass(slots=True, kw_only=True)
class Settings:
    """The common options as given."""

    format: str = "terminal"
    output: Path | None = None
    profile: Path | None = None
    catalog: list[Path] | None = None
    locale: str | None = None
    no_color: bool = False
    quiet: bool = False


class Session:
    """One run of one command."""

    def __init__(self, settings: Settings, formats: Sequence[str]) -> None:
        self.settings = settings
        self.format = settings.format.casefold()
        if self.format not in formats:
            raise LlmselectError(
                "bad_choice", option="--format", value=settings.format, near=tuple(formats)
            )
        if settings.locale and settings.locale.casefold()[:2] not in LANGUAGES:
            raise LlmselectError(
                "bad_choice", option="--locale", value=settings.locale, near=LANGUAGES
            )

    @cached_property
    def translate(self) -> Translator:
        given = (self.settings.locale or "").casefold()[:2]
        return Translator(given or environment_language())

    @cached_property
    def store(self) -> Store:
        from llmselect.catalog.opening import open_catalog

        store = open_catalog(tuple(self.settings.catalog or ()))
        self.translate.names = store.text
        return store

    @cached_property
    def profile(self) -> tuple[Organization, tuple[str, ...]]:
        """The organisation of the profile, and the models that it names."""
        path = self.settings.profile or paths.find_profile(Path.cwd())
        if path is None:
            return Organization(), ()
        from llmselect.policy.profile_file import load_profile

        loaded = load_profile(path)
        return loaded.organization, loaded.models

    def show(self, report: Any, text: str) -> None:
        """Write the rendered report where it was asked for; warnings go to stderr."""
        warnings: tuple[Message, ...] = getattr(report, "warnings", ())
        if not self.settings.quiet and self.format not in ("json",):
            for warning in warnings:
                print(self.translate.render(warning), file=sys.stderr)
        if self.settings.output is None:
            if self.format == "json":
                _speak_utf8(sys.stdout)
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
        else:
            write_text(self.settings.output, text)

    @property
    def color(self) -> bool:
        """Only on a terminal that can, and where nobody said no."""
        return (
            not self.settings.no_color
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM") != "dumb"
            and self.settings.output is None
            and sys.stdout.isatty()
        )


def write_text(path: Path, text: str) -> None:
    """Raises LlmselectError where it cannot be written."""
    try:
        path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
    except OSError as error:
        raise LlmselectError(
            "cannot_write", file=str(path), reason=error.strerror or str(error)
        ) from error
