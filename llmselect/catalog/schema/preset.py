"""policies/presets/<id>.yaml: needs that a kind of data brings, with examples that test them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from llmselect.catalog.schema.base import (
    CountryCode,
    DateText,
    RepoId,
    Slug,
    Strict,
    TextPair,
)
from llmselect.catalog.schema.provider import RegionName


class NeedsRecord(Strict):
    """Fields of ``llmselect.data_needs.DataNeeds``; what is left out is not asked for."""

    data: (
        Literal[
            "public", "confidential", "personal", "special-care", "medical", "financial",
            "government",
        ]
        | None
    ) = None  # fmt: skip
    residency: list[RegionName] = []
    storage: list[RegionName] = []
    no_training: bool = False
    max_retention_days: Annotated[int, Field(ge=0)] | None = None
    zero_retention: bool = False
    no_human_review: bool = False
    no_developer_access: bool = False
    operator_exclude: list[CountryCode] = []
    channels: list[
        Literal["api", "enterprise-plan", "consumer-app", "free-tier", "marketplace", "self-hosted"]
    ] = []
    certifications: list[str] = []


class ExampleRecord(Strict):
    """One provider's verdict under the preset: the preset's own test."""

    provider: Slug
    model: RepoId | None = None
    verdict: Literal["allowed", "conditional", "excluded", "unknown"]
    why: TextPair


class PresetFile(Strict):
    kind: Literal["preset"]
    id: Slug
    name: str
    title: TextPair
    summary: TextPair
    needs: NeedsRecord
    examples: list[ExampleRecord] = Field(min_length=1)
    sources: list[Slug] = []
    as_of: DateText
