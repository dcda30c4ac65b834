"""Who the user's organisation is, and what it does with a model.

Licences ask for facts about the user, not about the model. What nobody answered is ``None``,
never zero and never "no"; the rules decide whether an open answer matters.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Literal, get_args

from llmselect.records import dataclass
from llmselect.units import Money

Entity = Literal["individual", "company", "npo", "university", "government"]
Purpose = Literal["commercial", "research", "evaluation"]

ENTITIES: tuple[Entity, ...] = get_args(Entity)
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
# What is done with the model. The last one: only a finished product of somebody else, with
# the model inside, is used.
USES = (
    "internal", "product", "api", "si-delivery", "redistribute", "on-device",
    "finetune-release", "train-on-outputs", "integrated-product",
)  # fmt: skip
MODALITIES = ("text", "image", "audio", "video")
# Lines of business that some licence names.
BUSINESSES = (
    "model-as-a-service", "ai-assistant", "software-service", "cloud", "reseller",
    "system-integration", "on-device", "other",
)  # fmt: skip
# Industries and uses that some licence or use policy names. The licences' fields of use
# (catalog.schema.license) are written in the same words.
INDUSTRIES = (
    "military", "weapons", "nuclear", "espionage", "critical-infrastructure", "transport",
    "surveillance", "biometrics", "law-enforcement", "justice", "migration", "medical",
    "legal", "finance", "insurance", "accounting", "employment", "education", "housing",
    "social-welfare", "automated-decisions", "profiling", "adult-content", "deception",
    "illegal-goods", "safety-bypass", "manufacturing", "retail", "software", "media",
    "telecom", "public-administration", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organization:
    """Facts about the user. Sets are of the words above; an empty set says "none of them".

    ``revenue`` is the organisation's own of the last fiscal year, ``group_revenue`` the
    consolidated one with parents, subsidiaries and affiliates, ``monthly_revenue`` the
    consolidated one of the last month, ``revenue_12m`` the consolidated one of the last twelve
    months. Users are counted over all products and services of the group.
    """

    entity: Entity | None = None
    country: str | None = None  # of the seat, ISO 3166 alpha-2
    revenue: Money | None = None
    group_revenue: Money | None = None
    monthly_revenue: Money | None = None
    revenue_12m: Money | None = None
    product_monthly_revenue: Money | None = None
    mau: int | None = None
    mau_at_release: int | None = None  # in the month before the model's release
    dau: int | None = None
    purpose: Purpose | None = None
    uses: frozenset[str] | None = None
    users_in: frozenset[str] | None = None  # countries, or regions such as "EU"
    industries: frozenset[str] | None = None
    modalities: frozenset[str] | None = None
    businesses: frozenset[str] | None = None  # of the organisation and its affiliates
    competitor_of: frozenset[str] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is known."""
        return self == Organization()


def merge(profile: Organization, flags: Organization) -> Organization:
    """``profile`` with everything that ``flags`` states put over it."""
    stated = {
        field.name: value
        for field in fields(flags)
        if (value := getattr(flags, field.name)) is not None
    }
    return Organization(
        **{field.name: getattr(profile, field.name) for field in fields(profile)} | stated
    )


def describe(organization: Organization) -> dict[str, Any]:
    """The stated facts, for a report: sets as sorted lists; what is unknown is ``None``."""
    return {
        field.name: sorted(value) if isinstance(value, frozenset) else value
        for field in fields(organization)
        for value in (getattr(organization, field.name),)
    }
