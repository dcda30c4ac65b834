"""Words for people: message ids become sentences in English or Japanese.

The sentences are gettext catalogues, one .po a topic and language beside this file; the build
compiles them to .mo. Texts are Python format strings whose fields may ask for a form that
depends on the language: ``{size:gib}``, ``{price:money}``, ``{names}``.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import Path
from string import Formatter
from typing import Any

from llmselect.findings import Message, Text
from llmselect.units import GB, GIB, MIB, Money

# Looks up the name of a country or language: (kind, code) -> both languages' words.
Names = Callable[[str, str], Text | None]

LANGUAGES = ("en", "ja")
_FOLDER = Path(__file__).resolve().parent
_YEN_UNITS = ((10**12, "兆円"), (10**8, "億円"), (10**4, "万円"))


def language_of(environment: Mapping[str, str]) -> str:
    """The reader's language by the POSIX variables; English where they name neither."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


class Translator(Formatter):
    """Renders messages in one language. Unknown ids come back as themselves."""

    def __init__(self, language: str, names: Names | None = None) -> None:
        self.language = language
        self.names = names
        folder = _FOLDER / language / "LC_MESSAGES"
        self._domains = [
            gettext.translation(path.stem, _FOLDER, [language])
            for path in sorted(folder.glob("*.mo"))
        ]

    def __call__(self, id: str, /, **params: Any) -> str:
        return self.render(Message(id, params))

    def knows(self, id: str) -> bool:
        return self._lookup(id) is not None

    def render(self, value: Any) -> str:
        """The words for a message, a text pair, a value or a tuple of them."""
        if isinstance(value, Message):
            if value.id in ("country", "language"):
                return self._name(value.id, value.params["code"])
            template = self._lookup(value.id)
            return value.id if template is None else self.vformat(template, (), value.params)
        if isinstance(value, Text):
            return value.ja if self.language == "ja" else value.en
        if isinstance(value, Money):
            return money(value, self.language)
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, str):
            return value
        if isinstance(value, Sequence):
            return ("、" if self.language == "ja" else ", ").join(map(self.render, value))
        return str(value)

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), "?")

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return self("value.unknown")
        form = _FORMS.get(format_spec)
        return form(value, self.language) if form else self.render(value)

    def _name(self, kind: str, code: str) -> str:
        """A country or language by name where the catalogue is at hand, else by its code."""
        name = self.names(kind, code) if self.names else None
        return code if name is None else self.render(name)

    def _lookup(self, id: str) -> str | None:
        for domain in self._domains:
            if (text := domain.gettext(id)) != id:
                return text
        return None


def environment_language() -> str:
    return language_of(os.environ)


def gib(value: Any, _language: str = "en") -> str:
    """Memory: binary units, as drivers and engines print them."""
    return f"{value / MIB:,.0f} MiB" if abs(value) < GIB else f"{value / GIB:,.1f} GiB"


def gb(value: Any, _language: str = "en") -> str:
    """Files: decimal units, as hubs print them."""
    return f"{value / GB:,.2f} GB"


def count(value: Any, _language: str = "en") -> str:
    return f"{value:,}"


def parameters(value: Any, _language: str = "en") -> str:
    """A number of weights: 32.8B, 270M."""
    return f"{value / 1e9:,.1f}B" if value >= 1e9 else f"{value / 1e6:,.0f}M"


def percent(value: Any, _language: str = "en") -> str:
    return f"{float(value) * 100:.0f} %"


def money(value: Any, language: str = "en") -> str:
    """¥990,000,000 is 9.9億円 to a Japanese reader; other currencies keep their code."""
    amount, currency = value.amount, value.currency
    if language == "ja" and currency == "JPY":
        for size, unit in _YEN_UNITS:
            scaled = amount / size
            if scaled >= 1 and scaled == round(scaled, 4):
                return f"{_digits(scaled)}{unit}"
        return f"{_digits(amount)}円"
    if language == "ja":
        return f"{_digits(amount)} {currency}"
    return f"{currency} {_digits(amount)}"


def _digits(amount: Decimal) -> str:
    text = f"{amount:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_FORMS: dict[str, Any] = {
    "bytes": gib, "gib": gib, "gb": gb, "file": gb, "count": count, "tokens": count,
    "parameters": parameters, "percent": percent, "money": money,
}  # fmt: skip
