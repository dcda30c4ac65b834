"""catalog/prices/*.yaml and catalog/benchmarks/*.yaml: dated prices, rates and scores."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from llmselect.catalog.schema.base import (
    Amount,
    Basis,
    Count,
    DateText,
    RepoId,
    Slug,
    Strict,
    TextPair,
    Unknown,
    Url,
)

Hours = Annotated[str, Field(pattern=r"^[0-2]\d:[0-5]\d-[0-2]\d:[0-5]\d$")]


class TokenPrice(Strict):
    """Per million tokens, in the file's currency."""

    input: Amount
    output: Amount


class OffPeakPrice(TokenPrice):
    """In the file's ``off_peak_hours``."""

    cached_input: Amount | None = None


class LongPrice(TokenPrice):
    """Of the whole request where its input is longer."""

    above: Count  # tokens of input


class OtherPrice(TokenPrice):
    """What another list says. The newer one is the record's own price."""

    source: Slug
    as_of: DateText


class ApiPriceRecord(Strict):
    """Per million tokens; at peak hours and up to the first step where there are others."""

    model: RepoId
    ref: str  # the channel's own name of the model
    input: Amount | Unknown
    output: Amount | Unknown
    cached_input: Amount | None = None
    cache_write: Amount | None = None
    context: int | None = None
    valid_from: DateText | None = None
    valid_to: DateText | None = None  # the channel has announced that it takes the model off
    source: Slug
    as_of: DateText
    note: str | None = None
    off_peak: OffPeakPrice | None = None
    batch: TokenPrice | None = None
    long: list[LongPrice] = []
    also: list[OtherPrice] = []


class OffPeakHours(Strict):
    """In UTC, as 10:00-24:00."""

    weekdays: list[Hours]
    weekend: list[Hours]


class PriceFile(Strict):
    kind: Literal["api-prices"]
    provider: Slug
    currency: str
    off_peak_hours: OffPeakHours | None = None
    prices: list[ApiPriceRecord]

    @model_validator(mode="after")
    def _hours_with_off_peak_prices(self) -> Self:
        if self.off_peak_hours is None and any(price.off_peak for price in self.prices):
            raise ValueError("off_peak prices need the file's off_peak_hours")
        return self


class RateRecord(Strict):
    id: Slug
    value: Amount | Unknown
    unit: str
    source: Slug
    as_of: DateText
    note: str | None = None


class RateFile(Strict):
    kind: Literal["rates"]
    rates: list[RateRecord]


class BoardRecord(Strict):
    """A public leaderboard: what it measures and whether its table may be shipped."""

    id: Slug
    name: str
    url: Url | None = None
    as_of: DateText
    measures: TextPair
    data_license: str | Unknown
    attribution: str | None = None  # the line that the licence wants beside the figures
    weakness: TextPair | None = None
    models: int | Unknown
    source: Slug


class ScoreRecord(Strict):
    score: float = Field(ge=0, le=110)
    se: float = Field(gt=0)
    evidence: Literal["direct", "direct-1", "domain", "proxy", "inherited"]
    boards: list[Slug]


class BenchmarkFile(Strict):
    """Boards, and the derived figure of each model for one subject."""

    kind: Literal["benchmarks"]
    subject: Slug  # a language code or a task
    evidence: Basis
    scale: TextPair
    boards: list[BoardRecord]
    scores: dict[RepoId, ScoreRecord]
