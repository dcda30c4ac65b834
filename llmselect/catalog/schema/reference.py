"""Sources, vocabulary, engines and quantisations: what the other records refer to."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from llmselect.catalog.schema.base import (
    Basis,
    CountryCode,
    DateText,
    LanguageCode,
    Slug,
    Strict,
    TextPair,
    Unknown,
    Url,
)


class SourceRecord(Strict):
    title: str
    url: Url | None = None
    date: DateText | None = None  # of the document
    kind: Literal["primary", "secondary", "measurement"] = "primary"
    license: str | None = None  # of the source's own table or text, where it limits re-use


class SourceFile(Strict):
    kind: Literal["sources"]
    sources: dict[Slug, SourceRecord]


class DeveloperRecord(Strict):
    name: str
    name_ja: str | None = None
    country: CountryCode | Unknown
    source: Slug
    as_of: DateText
    note: str | None = None


class DevelopersFile(Strict):
    """catalog/developers.yaml: who makes models, and where they sit."""

    kind: Literal["developers"]
    developers: dict[Slug, DeveloperRecord]


class VocabularyFile(Strict):
    """catalog/vocabulary.yaml: countries, languages and tasks, with their names."""

    kind: Literal["vocabulary"]
    countries: dict[CountryCode, TextPair]
    languages: dict[LanguageCode, TextPair]
    tasks: dict[Slug, TextPair]


class QuantizationRecord(Strict):
    family: Literal[
        "gguf", "awq", "gptq", "fp8", "int8", "int4", "nvfp4", "mxfp4", "mlx", "bnb", "none"
    ]
    bits: float = Field(gt=0, le=32)
    engines: list[Slug]
    aliases: list[str] = []


class QuantizationFile(Strict):
    kind: Literal["quantizations"]
    evidence: Basis
    quantizations: dict[Slug, QuantizationRecord]


class VulnerabilityRecord(Strict):
    id: str
    summary: TextPair
    affected: str
    fixed: str | Unknown
    url: Url | None = None


class EngineRecord(Strict):
    id: Slug
    name: str
    aliases: list[str] = []
    version: str | Unknown
    license: str | Unknown
    formats: list[str]
    backends: list[Literal["cuda", "rocm", "metal", "vulkan", "cpu", "xpu", "tpu"]]
    default_quant: Slug
    minimum_safe_version: str | None = None
    vulnerabilities: list[VulnerabilityRecord] = []
    notes: list[TextPair] = []


class EngineFile(Strict):
    kind: Literal["engine"]
    evidence: Basis
    engine: EngineRecord
