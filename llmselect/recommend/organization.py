"""The organisation's facts from the flags of ``license check``, over those of the profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from llmselect.catalog.store import Store
from llmselect.errors import raise_problems
from llmselect.profile import (
    BUSINESSES,
    ENTITIES,
    INDUSTRIES,
    MODALITIES,
    PURPOSES,
    USES,
    Entity,
    Organization,
    Purpose,
    merge,
)
from llmselect.recommend.resolve import Collector, one_of, split_values
from llmselect.records import dataclass
from llmselect.units import Money, parse_count, parse_money

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class OrganizationFlags:
    """As typed; ``None`` is not given."""

    entity: str | None = None
    country: str | None = None
    revenue: str | None = None
    group_revenue: str | None = None
    monthly_revenue: str | None = None
    revenue_12m: str | None = None
    product_monthly_revenue: str | None = None
    mau: str | None = None
    mau_at_release: str | None = None
    dau: str | None = None
    purpose: str | None = None
    uses: list[str] | None = None
    users_in: list[str] | None = None
    industries: list[str] | None = None
    modalities: list[str] | None = None
    businesses: list[str] | None = None
    competitor_of: list[str] | None = None


def resolve_organization(
    flags: OrganizationFlags, store: Store, profile: Organization
) -> Organization:
    """Raises LlmselectError or Problems naming every bad value."""
    collect = Collector()

    def optional(text: str | None, convert: Callable[[str], Value]) -> Value | None:
        return None if text is None else collect.get(lambda: convert(text), None)

    def words(
        option: str, values: list[str] | None, known: tuple[str, ...]
    ) -> frozenset[str] | None:
        if values is None:
            return None
        return frozenset(
            collect.all(lambda text: one_of(option, text, known), split_values(values))
        )

    def money(text: str | None) -> Money | None:
        return optional(text, parse_money)

    entity = optional(flags.entity, lambda text: one_of("--entity", text, ENTITIES))
    purpose = optional(flags.purpose, lambda text: one_of("--purpose", text, PURPOSES))
    stated = Organization(
        entity=cast(Entity | None, entity),
        country=optional(flags.country, lambda text: store.resolve("country", text)),
        revenue=money(flags.revenue),
        group_revenue=money(flags.group_revenue),
        monthly_revenue=money(flags.monthly_revenue),
        revenue_12m=money(flags.revenue_12m),
        product_monthly_revenue=money(flags.product_monthly_revenue),
        mau=optional(flags.mau, parse_count),
        mau_at_release=optional(flags.mau_at_release, parse_count),
        dau=optional(flags.dau, parse_count),
        purpose=cast(Purpose | None, purpose),
        uses=words("--use", flags.uses, USES),
        users_in=_countries(flags.users_in, store, collect),
        industries=words("--industry", flags.industries, INDUSTRIES),
        modalities=words("--modality", flags.modalities, MODALITIES),
        businesses=words("--business", flags.businesses, BUSINESSES),
        competitor_of=None if flags.competitor_of is None else frozenset(flags.competitor_of),
    )
    raise_problems(collect.problems)
    return merge(profile, stated)


def _countries(values: list[str] | None, store: Store, collect: Collector) -> frozenset[str] | None:
    """Countries, or regions such as EU."""
    if values is None:
        return None
    regions = store.regions()

    def resolve(text: str) -> str:
        return text.upper() if text.upper() in regions else store.resolve("country", text)

    return frozenset(collect.all(resolve, split_values(values)))
