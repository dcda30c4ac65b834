"""llmselect.yaml: the organisation and the models that it looks at, loaded strictly."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)

from llmselect.catalog.load import bad_value, faults
from llmselect.catalog.yaml_loader import Document, Problem, load
from llmselect.errors import LlmselectError, raise_problems
from llmselect.profile import (
    BUSINESSES,
    INDUSTRIES,
    MODALITIES,
    USES,
    Entity,
    Organization,
    Purpose,
)
from llmselect.units import Money, parse_count, parse_money

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile file says. ``path`` None: there was no file."""

    path: Path | None = None
    organization: Organization = field(default_factory=Organization)
    models: tuple[str, ...] = ()
    preset: str | None = None


def _reading(parse: Callable[[str], Value]) -> BeforeValidator:
    def read(value: Any) -> Any:
        if isinstance(value, bool | float):
            raise ValueError("write it as text with its unit")
        if isinstance(value, str):
            try:
                return parse(value)
            except LlmselectError:
                raise ValueError("not readable as an amount") from None
        return value

    return BeforeValidator(read)


def _words(known: tuple[str, ...]) -> BeforeValidator:
    """A word or a list of them, all ``known``; any words if none are given."""

    def read(value: Any) -> Any:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise ValueError("a list of words is expected")
        for item in items:
            if known and item not in known:
                near = difflib.get_close_matches(item, known, n=3) or list(known)
                raise ValueError(f"{item!r}: {', '.join(near)}?")
        return frozenset(items)

    return BeforeValidator(read)


def _upper(value: Any) -> Any:
    if isinstance(value, list):
        return [_upper(item) for item in value]
    return value.upper() if isinstance(value, str) else value


def _words_schema(known: tuple[str, ...]) -> WithJsonSchema:
    """For editors: one of ``known`` or a list of them; any word if none are given."""
    word = {"enum": list(known)} if known else {"type": "string"}
    return WithJsonSchema({"anyOf": [word, {"type": "array", "items": word}]})


Amount = Annotated[Money, _reading(parse_money), WithJsonSchema({"type": "string"})]
Users = Annotated[
    int, _reading(parse_count), Field(ge=0),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0}),
]  # fmt: skip
Country = Annotated[
    str, BeforeValidator(_upper), Field(pattern=r"^[A-Z]{2}$"),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2}$"}),
]  # fmt: skip
Places = Annotated[frozenset[str], _words(()), BeforeValidator(_upper), _words_schema(())]
Names = Annotated[frozenset[str], _words(()), _words_schema(())]
Uses = Annotated[frozenset[str], _words(USES), _words_schema(USES)]
Industries = Annotated[frozenset[str], _words(INDUSTRIES), _words_schema(INDUSTRIES)]
Modalities = Annotated[frozenset[str], _words(MODALITIES), _words_schema(MODALITIES)]
Businesses = Annotated[frozenset[str], _words(BUSINESSES), _words_schema(BUSINESSES)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True)


class OrganizationBlock(_Strict):
    """The fields of ``profile.Organization`` as a person writes them; all may be left out."""

    entity: Entity | None = None
    country: Country | None = None
    revenue: Amount | None = None
    group_revenue: Amount | None = None
    monthly_revenue: Amount | None = None
    revenue_12m: Amount | None = None
    product_monthly_revenue: Amount | None = None
    mau: Users | None = None
    mau_at_release: Users | None = None
    dau: Users | None = None
    purpose: Purpose | None = None
    uses: Uses | None = None
    users_in: Places | None = None
    industries: Industries | None = None
    modalities: Modalities | None = None
    businesses: Businesses | None = None
    competitor_of: Names | None = None


class ProfileBlock(_Strict):
    """The whole file."""

    organization: OrganizationBlock = OrganizationBlock()
    models: list[str] = Field(default_factory=list)
    preset: str | None = None


def load_profile(path: Path) -> Profile:
    """Read and check one profile file.

    Raises LlmselectError ``in_file`` (or Problems of several) with file, line and the nearest
    right key.
    """
    document = load(path, path.name)
    if not document.problems:
        data = {} if document.data is None else document.data
        block = _checked(document, data)
        if block is not None:
            return Profile(
                path, organization_of(block.organization), tuple(block.models), block.preset
            )
    raise_problems(faults(document.problems))
    return Profile(path)


def organization_of(block: OrganizationBlock) -> Organization:
    """The frozen facts of a checked block."""
    return Organization(**{name: getattr(block, name) for name in OrganizationBlock.model_fields})


def organization_from(data: dict[str, Any]) -> Organization:
    """An organisation from plain data in the words of the profile file.

    Raises pydantic's ValidationError; files go through ``load_profile``.
    """
    return organization_of(OrganizationBlock.model_validate(data))


def _checked(document: Document, data: Any) -> ProfileBlock | None:
    try:
        return ProfileBlock.model_validate(data)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            path = tuple(part for part in item["loc"] if not _is_union_name(str(part)))
            document.problems.append(_problem(document, path, item))
        return None


def _is_union_name(part: str) -> bool:
    return part.startswith(("function-", "is-instance", "frozenset", "lax-or-strict", "nullable"))


def _problem(document: Document, path: tuple[int | str, ...], item: Any) -> Problem:
    key, line = ".".join(map(str, path)), document.line_of(path)
    if item["type"] == "extra_forbidden":
        known = OrganizationBlock if path[:1] == ("organization",) else ProfileBlock
        names = list(known.model_fields)
        near = difflib.get_close_matches(str(path[-1]), names, n=2) or _elsewhere(str(path[-1]))
        return Problem(document.file, line, "unknown_key", {"key": key, "near": tuple(near)})
    return bad_value(document, path, item)


def _elsewhere(key: str) -> list[str]:
    """A key that belongs one level deeper."""
    if key in OrganizationBlock.model_fields:
        return [f"organization.{key}"]
    near = difflib.get_close_matches(key, list(OrganizationBlock.model_fields), n=2)
    return [f"organization.{name}" for name in near]
