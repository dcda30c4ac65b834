"""policies/providers/<id>.yaml: what one vendor does with data on one channel.

A cell is a value with what it rests on. ``basis`` at the top of the file holds for every cell
that names nothing of its own.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from llmselect.catalog.schema.base import (
    Amount,
    CountryCode,
    DateText,
    Slug,
    Strict,
    TextPair,
    Unknown,
    Url,
)

Confidence = Literal["high", "medium", "low"]
# A country, EU, EFTA or APAC; GLOBAL for anywhere, CUSTOMER for where the customer installs it.
RegionName = Annotated[str, Field(pattern=r"^([A-Z]{2}|EFTA|APAC|GLOBAL|CUSTOMER)$")]
Holding = Literal["always", "selectable", "none", "unknown"]
CertificateId = Literal[
    "SOC2", "ISO27001", "ISO27018", "ISO27701", "ISO42001", "HIPAA-BAA", "ISMAP", "FISC", "PCI"
]


class BasisCell(Strict):
    """Where a file's values were read unless a cell says otherwise."""

    source: Slug
    as_of: DateText
    confidence: Confidence


class Cell(Strict):
    """``note`` says what the value leaves out, in words of our own."""

    note: TextPair | None = None
    source: Slug | None = None
    as_of: DateText | None = None
    confidence: Confidence | None = None


class TrainingCell(Cell):
    value: Literal["never", "opt_in", "opt_out", "default_on", "unknown"]


class RetentionCell(Cell):
    """Days that inputs and outputs are kept by default; 0 when they are not."""

    value: Annotated[int, Field(ge=0)] | Literal["indefinite", "unknown"]


class ZeroRetentionCell(Cell):
    """``default`` without doing anything, ``available`` by a switch of the customer's own,
    ``on_approval`` by application, ``contract`` by an individual agreement.
    """

    value: Literal["default", "available", "on_approval", "contract", "none", "unknown"]


class ReviewCell(Cell):
    """Do people of the provider read content: none, what was flagged, or samples of all?"""

    value: Literal["none", "flagged", "routine", "unknown"]


class AccessCell(Cell):
    """Who receives prompts beside the customer: nobody; the operator, while the model's
    developer does not; the developer, who runs it; the developer although another sells it;
    whichever upstream a router picks.
    """

    value: Literal["nobody", "operator", "developer", "also_developer", "upstream", "unknown"]


class AgreementCell(Cell):
    """A data-processing agreement, the base of entrustment and of GDPR processing."""

    value: Literal["available", "on_request", "none", "unknown"]


class ForbiddenDataCell(Cell):
    """What the provider's own terms forbid to send, whatever its settings are. Left out where
    they were not read for that. With low confidence it is a point to check, not a bar.
    """

    value: list[Literal["confidential", "personal"]] = Field(min_length=1)


class RegionsCell(Cell):
    value: list[RegionName] | Unknown


class CertificateCell(Cell):
    """``vendor_level``: the company holds it, whether this service is in scope is not shown."""

    value: Literal["held", "vendor_level", "on_request", "none", "unknown"]


class ResidencyRecord(Cell):
    """What can be had in one country or region. ``condition`` names the steps."""

    processing: Holding
    storage: Holding
    endpoint: str | None = None
    condition: TextPair | None = None
    price_uplift: Amount | None = Field(default=None, description="0.1 is ten per cent more")

    @model_validator(mode="after")
    def _a_choice_is_explained(self) -> ResidencyRecord:
        if self.processing == "selectable" and self.condition is None:
            raise ValueError("selectable processing needs a condition that says how")
        return self


class IncidentRecord(Strict):
    """What a regulator, a court or a security team said or found."""

    date: DateText
    kind: Literal["regulator", "security", "terms"]
    country: CountryCode | None = None
    text: TextPair
    source: Slug


class PolicySet(Strict):
    """The cells that an override replaces; residency by region."""

    training_use: TrainingCell | None = None
    retention_days: RetentionCell | None = None
    zero_data_retention: ZeroRetentionCell | None = None
    human_review: ReviewCell | None = None
    provider_access: AccessCell | None = None
    processing_regions: RegionsCell | None = None
    storage_regions: RegionsCell | None = None
    residency: dict[RegionName, ResidencyRecord] = {}


class OverrideRecord(Strict):
    """Where the promise differs for some models, or for one way of serving."""

    id: Slug
    what: TextPair
    models: list[str] = Field(default=[], description="catalogue ids; * stands for anything")
    serving: Literal["serverless", "dedicated", "batch"] | None = None
    set: PolicySet

    @model_validator(mode="after")
    def _says_for_what(self) -> OverrideRecord:
        if not self.models and self.serving is None:
            raise ValueError("an override names models or a way of serving")
        return self


class ProviderFile(Strict):
    """One provider on one channel; the vendor as a whole has no policy."""

    kind: Literal["provider"]
    id: Slug
    name: str
    name_ja: str | None = None
    aliases: list[str] = []
    channel: Literal[
        "api", "enterprise-plan", "consumer-app", "free-tier", "marketplace", "self-hosted"
    ]
    vendor: str
    serves: Literal["own", "hosts", "own_and_hosts", "routes"]
    operator_country: CountryCode | Unknown
    parent_country: CountryCode | Unknown
    basis: BasisCell

    training_use: TrainingCell
    retention_days: RetentionCell
    zero_data_retention: ZeroRetentionCell
    human_review: ReviewCell
    provider_access: AccessCell
    agreement: AgreementCell
    forbidden_data: ForbiddenDataCell | None = None
    processing_regions: RegionsCell
    storage_regions: RegionsCell
    residency: dict[RegionName, ResidencyRecord]
    cross_border: TextPair | Unknown
    compliance: dict[CertificateId, CertificateCell]
    incidents: list[IncidentRecord] = []
    jurisdiction: str | Unknown
    last_policy_change: DateText | Unknown
    overrides: list[OverrideRecord] = []
    notes: list[TextPair] = []
    policy_url: Url | None = None

    as_of: DateText
    confidence: Confidence
    sources: list[Slug] = Field(min_length=1)

    @model_validator(mode="after")
    def _japan_is_answered(self) -> ProviderFile:
        if "JP" not in self.residency:
            raise ValueError("residency needs an entry for JP, be it unknown")
        return self
