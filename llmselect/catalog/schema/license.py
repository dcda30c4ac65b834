"""policies/licenses/<id>.yaml: the terms of one licence as facts that rules can compare."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from llmselect.catalog.schema.base import Amount, DateText, Slug, Strict, TextPair, Unknown, Url

Permission = Literal["permitted", "conditional", "prohibited", "unknown"]
Metric = Literal[
    "mau", "dau", "annual_revenue", "monthly_revenue", "revenue_12_months",
    "annual_recurring_revenue", "product_monthly_revenue",
]  # fmt: skip
Whose = Literal["product", "licensee", "with_affiliates", "controlled_group", "employer", "unknown"]
Business = Literal[
    "model-as-a-service", "ai-assistant", "software-service", "cloud", "reseller",
    "system-integration", "on-device",
]  # fmt: skip
Exemption = Literal["internal_use", "integrated_product"]
AppliesTo = Literal["any", "commercial"]
FieldOfUse = Literal[
    "military", "weapons", "nuclear", "espionage", "critical-infrastructure", "transport",
    "surveillance", "biometrics", "law-enforcement", "justice", "migration", "medical",
    "legal", "finance", "insurance", "accounting", "employment", "education", "housing",
    "social-welfare", "automated-decisions", "profiling", "adult-content", "deception",
    "illegal-goods", "safety-bypass",
]  # fmt: skip
# When a duty falls due: by any use; by commercial use; when weights leave the organisation;
# when others call the model over a network; when it is part of something offered to others;
# when a derivative is released; when a model trained on outputs is released; when outputs are
# published; only when a claim arises.
Trigger = Literal[
    "use", "commercial", "distribute", "host", "product", "release_derivative",
    "release_trained_on_outputs", "publish_outputs", "claim",
]  # fmt: skip
Duty = Literal[
    "copy_of_license", "notice_file", "keep_notices", "state_changes", "attribution",
    "share_alike", "name_prefix", "display", "statement", "follow_use_policy",
    "flow_down_use_policy", "inform_users", "monitor_policy_updates", "machine_generated_label",
    "indemnify",
]  # fmt: skip
Country = Annotated[str, Field(pattern=r"^[A-Z]{2,5}$")]


class ThresholdRecord(Strict):
    """A line that some figure of the user must stay under. It is crossed when figure OP amount."""

    metric: Metric
    crossed_when: Literal[">", ">="]
    amount: Amount
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    whose: Whose
    measured: Literal[
        "frozen_before_release", "last_month", "last_fiscal_year", "any_12_months", "continuous",
        "unstated",
    ]  # fmt: skip
    month: DateText | None = Field(default=None, description="the frozen month")
    effect: Literal["needs_separate_license", "display"]
    display_text: str | None = None
    applies_to: AppliesTo = "any"
    only_if_business: list[Business] = []
    exempt: list[Exemption] = []
    equality: Literal["clear", "contradictory"] = "clear"
    clause: str | Unknown

    @model_validator(mode="after")
    def _money_has_a_currency(self) -> ThresholdRecord:
        counted = self.metric in ("mau", "dau")
        if counted == (self.currency is not None):
            raise ValueError("users are counted without, revenue with a currency")
        if (self.effect == "display") != (self.display_text is not None):
            raise ValueError("display_text belongs to the effect display, and only there")
        return self


class BusinessRecord(Strict):
    """Lines of business that need another licence, at any size."""

    types: list[Business] = Field(min_length=1)
    whose: Whose
    effect: Literal["needs_separate_license"]
    applies_to: AppliesTo = "any"
    exempt: list[Exemption] = []
    clause: str | Unknown


class CompetingRecord(Strict):
    """Products of the licensor with which the user may not compete under this licence."""

    licensor: str
    effect: Literal["needs_separate_license"]
    clause: str | Unknown


class TerritoryRecord(Strict):
    excluded: list[Country] = Field(min_length=1)
    basis: Literal["seat", "place_of_use"]
    models: Literal["all", "multimodal"] = "all"
    clause: str | Unknown


class FieldOfUseRecord(Strict):
    """Uses that are ruled out, or, where ``restricted``, allowed under a condition."""

    fields: list[FieldOfUse] = Field(min_length=1)
    strength: Literal["prohibited", "restricted"] = "prohibited"
    note: TextPair | None = None
    clause: str | Unknown
    confidence: Literal["high", "medium", "low"] = "high"

    @model_validator(mode="after")
    def _a_restriction_is_explained(self) -> FieldOfUseRecord:
        if self.strength == "restricted" and self.note is None:
            raise ValueError("a restriction needs a note that says the condition")
        return self


class OutputsRecord(Strict):
    """May outputs train another model? ``silent``: the text says nothing about it."""

    may_train: Literal["permitted", "conditional", "prohibited", "silent", "unknown"]
    scope: Literal["any_model", "language_models", "foundation_models", "competing_models"] = (
        "any_model"
    )
    trained_model_is_derivative: bool | Unknown
    note: TextPair | None = None
    clause: str | Unknown | None = None


class PermissionRecord(Strict):
    permission: Permission
    note: TextPair | None = None
    clause: str | Unknown | None = None


class HostingRecord(PermissionRecord):
    counts_as_distribution: bool | Literal["partly"] | Unknown


class RegistrationRecord(Strict):
    """What has to happen before use. A permission is at the licensor's discretion."""

    what: Literal["acceptance", "form", "notice", "permission"]
    applies_to: AppliesTo = "any"
    how: TextPair | Unknown
    clause: str | Unknown


class UsePolicyRecord(Strict):
    exists: bool | Unknown
    name: str | None = None
    law_only: bool = Field(default=False, description="asks no more than to obey the law")
    may_change: bool | Unknown
    clause: str | Unknown | None = None


class DutyRecord(Strict):
    do: Duty
    when: list[Trigger] = Field(min_length=1)
    text: str | None = Field(default=None, description="the words to show, or the name's start")
    note: TextPair | None = None
    clause: str | Unknown | None = None

    @model_validator(mode="after")
    def _names_and_displays_say_what(self) -> DutyRecord:
        if (self.do in ("name_prefix", "display")) != (self.text is not None):
            raise ValueError("text says the words of a display or the start of a name")
        return self


class LicenseFile(Strict):
    """One licence. ``unknown`` where the text could not be read, never a guess."""

    kind: Literal["license"]
    id: Slug
    name: str
    aliases: list[str] = []
    steward: str
    version: str | Unknown
    url: Url | Unknown
    spdx: str
    hub_tags: list[str] = []
    category: Literal["open_source", "permissive", "open_weight", "non_commercial", "research"]
    osi_approved: bool | Unknown

    commercial_use: Permission
    purposes: list[Literal["research", "education", "evaluation", "personal"]] | Unknown | None = (
        Field(default=None, description="what is free where commercial use is not")
    )
    commercial_clause: str | Unknown | None = None
    thresholds_known: bool = True
    thresholds: list[ThresholdRecord] = []
    businesses: list[BusinessRecord] = []
    competing: CompetingRecord | None = None
    territory: list[TerritoryRecord] | Unknown = []
    fields_of_use: list[FieldOfUseRecord] = []
    fields_of_use_known: bool = True
    outputs: OutputsRecord
    redistribution: PermissionRecord
    hosting: HostingRecord
    registration: list[RegistrationRecord] | Unknown = []
    use_policy: UsePolicyRecord
    duties: list[DutyRecord] = []
    share_alike_of_weights: Literal["yes", "no", "unsettled"] | Unknown = "no"

    remote_restriction: bool | Unknown
    terms_may_change: bool | Unknown
    indemnity: bool | Unknown
    revocable: Literal["never", "on_breach", "at_will", "unknown"]
    governing_law: str | Unknown = Field(
        description="ISO 3166 country or subdivision, or none_stated"
    )
    notes: list[TextPair] = []

    text_read: Literal["full", "mostly", "partial", "unread", "standard"]
    confidence: Literal["high", "medium", "low"]
    sources: list[Slug] = Field(min_length=1)
    as_of: DateText

    @model_validator(mode="after")
    def _a_ban_names_the_free_purposes(self) -> LicenseFile:
        if (self.commercial_use == "prohibited") != (self.purposes is not None):
            raise ValueError("purposes belong to a licence that forbids commercial use")
        return self
