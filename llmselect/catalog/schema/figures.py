"""catalog/prices/*.yaml and catalog/benchmarks/*.yaml: dated prices, rates and scores."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from llmselect.catalog.schema.base import (
    Amount,
    Basis,
    DateText,
    RepoId,
    Slug,
    Strict,
    TextPair,
    Unknown,
    Url,
)


class ApiPriceRecord(Strict):
    """Per million tokens."""

    model: RepoId
    ref: str  # the channel's own name of the model
    input: Amount | Unknown
    output: Amount | Unknown
    cached_input: Amount | None = None
    context: int | None = None
    valid_from: DateText | None = None
    source: Slug
    as_of: DateText
    note: str | None = None


class PriceFile(Strict):
    kind: Literal["api-prices"]
    provider: Slug
    currency: str
    prices: list[ApiPriceRecord]


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
