"""What all YAML records share: strictness, `unknown`, evidence and texts in two languages."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)


class Strict(BaseModel):
    """No unknown keys, no silent conversion."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


Unknown = Literal["unknown"]

_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def _check_date(value: str) -> str:
    if not _DATE.match(value):
        raise ValueError("a date is written 2026-11-24, 2026-11 or 2026")
    parts = [int(part) for part in value.split("-")]
    date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    return value


def _date_as_text(value: Any) -> Any:
    # A bare year reads as an integer; everywhere a date may stand, it is text.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _to_decimal(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("an amount is a number")
    if isinstance(value, int | float):
        return Decimal(str(value))
    if isinstance(value, str):
        try:
            return Decimal(value)
        except ArithmeticError:
            raise ValueError("an amount is a number") from None
    return value


# Validators say nothing to an editor; these do.
_DATE_SCHEMA = WithJsonSchema({"type": ["string", "integer"], "pattern": _DATE.pattern})
_AMOUNT_SCHEMA = WithJsonSchema(
    {
        "anyOf": [
            {"type": "number", "minimum": 0},
            {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"},
        ]
    }
)

DateText = Annotated[str, BeforeValidator(_date_as_text), AfterValidator(_check_date), _DATE_SCHEMA]
Amount = Annotated[Decimal, BeforeValidator(_to_decimal), Field(ge=0), _AMOUNT_SCHEMA]
Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*$")]
RepoId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+/[A-Za-z0-9._+-]+$")]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Count = Annotated[int, Field(gt=0)]
Size = Annotated[int, Field(ge=0)]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]


class TextPair(Strict):
    """The same words for a reader of English and of Japanese."""

    en: str
    ja: str


class Basis(Strict):
    """Where a value or a group of values was read, when, and how it came to be."""

    source: Slug
    as_of: DateText
    kind: Literal["stated", "measured", "derived", "estimated"] = "stated"
    note: str | None = None


class EvidenceItem(Basis):
    """A basis and the values that rest on it: dotted paths inside the entry."""

    of: list[str] = Field(min_length=1)
    confidence: Literal["high", "medium", "low"] | None = None
