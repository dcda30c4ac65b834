"""A page of terminal text: paragraphs, label-value pairs and tables."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

from llmselect.locale import Translator, gib
from llmselect.locale import count as thousands
from llmselect.render import phrases
from llmselect.render.terminal.layout import pad, width, wrap
from llmselect.report import OverlayFacts, SourceLine

_UNBOUNDED = 1000
_GAP = 2
_NARROWEST = 8


class Page:
    """Collects lines; ``text`` is the whole, with colours where wanted."""

    def __init__(self, translate: Translator, color: bool, table: bool = False) -> None:
        """``table``: one long table; it wraps on a terminal only, so that pipes get whole rows."""
        self.translate = translate
        self._color = color
        self._lines: list[tuple[str, str]] = []
        self._width = _page_width(table)

    @property
    def text(self) -> str:
        if self._color:
            return _painted(self._lines)
        return "\n".join(line for line, _ in self._lines)

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """One paragraph, wrapped with its indent kept."""
        margin = " " * indent
        for part in wrap(_visible(text), self._width - indent):
            self._lines.append(((margin + part).rstrip(), style))

    def pairs(self, rows: list[tuple[str, str]], indent: int = 4, style: str = "") -> None:
        """Labels and values in two columns."""
        labels = max((width(label) for label, _ in rows), default=0)
        room = self._width - indent - labels - 1
        for label, value in rows:
            first, *rest = wrap(_visible(value), room) or [""]
            self._lines.append(((" " * indent + pad(label, labels + 1) + first).rstrip(), style))
            self._lines += [((" " * (indent + labels + 1) + part).rstrip(), style) for part in rest]

    def table(self, headers: list[str], rows: list[list[str]], right: tuple[int, ...] = ()) -> None:
        """Columns as wide as their content, the widest narrowed where the page is too small."""
        cells = [headers, *([_visible(cell) for cell in row] for row in rows)]
        widths = _fitted(
            [max(map(width, column)) for column in zip(*cells, strict=True)], self._width
        )
        for number, row in enumerate(cells):
            wrapped = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
            for line in range(max(map(len, wrapped))):
                parts = [
                    pad(column[line] if line < len(column) else "", size, position in right)
                    for position, (column, size) in enumerate(zip(wrapped, widths, strict=True))
                ]
                self._lines.append(((" " * _GAP).join(parts).rstrip(), "" if number else "bold"))

    def heading(self, id: str, **params: Any) -> None:
        self.line()
        self.line(self.translate(id, **params), style="bold")


def _page_width(table: bool) -> int:
    if sys.stdout.isatty():
        return max(shutil.get_terminal_size((80, 24)).columns, 40)
    given = os.environ.get("COLUMNS", "")
    return max(int(given), 40) if given.isdigit() else (_UNBOUNDED if table else 80)


def _fitted(widths: list[int], room: int) -> list[int]:
    """Take what is too much from the widest columns."""
    widths = list(widths)
    while sum(widths) + _GAP * (len(widths) - 1) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _visible(text: str) -> str:
    """Without control characters: a catalogue overlay must not reach the terminal's controls."""
    return "".join(char for char in text if char == "\n" or char.isprintable())


def _painted(lines: list[tuple[str, str]]) -> str:
    """The same lines with colours, by rich."""
    import io

    from rich.console import Console
    from rich.text import Text

    buffer = io.StringIO()
    console = Console(
        file=buffer, force_terminal=True, color_system="standard", width=_UNBOUNDED, soft_wrap=True
    )
    for line, style in lines:
        console.print(Text(line, style=style))
    return buffer.getvalue().rstrip("\n")


def or_unknown(value: int | None, translate: Translator) -> str:
    """Memory, or the word for unknown."""
    return translate("value.unknown") if value is None else gib(value)


def shown(value: Any, translate: Translator) -> str:
    """A plain value for people: lists joined, numbers grouped, yes and no in words."""
    if value is None:
        return translate("value.unknown")
    if isinstance(value, bool):
        return translate("value.yes" if value else "value.no")
    if isinstance(value, list | tuple):
        return ", ".join(shown(item, translate) for item in value) or "-"
    if isinstance(value, dict):
        # A fact with what it rests on: the value speaks for itself.
        first = [shown(value["value"], translate)] if "value" in value else []
        rest = [key for key in value if key != "value"]
        parts = [f"{named(key, translate)}: {shown(value[key], translate)}" for key in rest]
        return "; ".join(first + parts)
    return thousands(value) if isinstance(value, int) else translate.render(value)


def named(key: str, translate: Translator) -> str:
    """A field's name in the reader's words where there are some, else the catalogue's own."""
    id = f"field_name.{key}"
    return translate(id) if translate.knows(id) else key.replace("_", " ")


def show_sources(sources: tuple[SourceLine, ...], page: Page) -> None:
    """What the report rests on, with addresses and dates of reading."""
    if not sources:
        return
    page.heading("show.sources")
    for source in sources:
        where = f" <{source.url}>" if source.url else ""
        own = f" ({page.translate('show.own_source')})" if source.overlay else ""
        page.line(f"{source.title}{where} ({source.as_of}){own}", style="dim", indent=2)


def show_overlays(overlays: tuple[OverlayFacts, ...], page: Page) -> None:
    """What did not come with the program."""
    if overlays:
        page.line()
    for sentence in phrases.overlay_phrases(overlays, page.translate):
        page.line(sentence, style="dim")
