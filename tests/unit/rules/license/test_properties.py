"""A stricter profile, or one more licence, never improves a verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llmselect.profile import BUSINESSES, INDUSTRIES, Organization
from llmselect.rules.license.judge import LicenseJudgement
from llmselect.units import Money

STRICTER_USES = ("internal", "product", "api", "si-delivery", "redistribute", "on-device",
                 "finetune-release", "train-on-outputs")  # fmt: skip
PURPOSES = ("research", "evaluation", "commercial")
MONEY = ("revenue", "group_revenue", "monthly_revenue", "revenue_12m", "product_monthly_revenue")
COUNTS = ("mau", "mau_at_release", "dau")
SETS = {"uses": STRICTER_USES, "users_in": ("JP", "FR", "US", "KR"), "industries": INDUSTRIES,
        "businesses": BUSINESSES, "competitor_of": ("NAVER", "LG")}  # fmt: skip
IDS = st.sampled_from(["apache-2.0", "llama3", "llama3.1", "llama4", "gemma-tou", "qwen-license",
                       "qwen-research", "qwen-community-1.0", "qwen3.8-max", "kimi-k3", "lfm-1.0",
                       "kimi-k2-modified-mit", "minimax-community", "plamo-community", "kanana",
                       "mistral-modified-mit-revenue", "exaone-1.2-nc", "k-exaone", "cc-by-nc-4.0",
                       "cc-by-sa-4.0", "hunyuan-community", "hyperclovax-seed", "grok2-community",
                       "baichuan2-community", "sarashina-nc-2.0", "llm-jp-3-172b-tou"])  # fmt: skip

SUPPRESS = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def organizations(draw: st.DrawFn) -> Organization:
    """Any answers, many of them left out."""
    amounts = st.integers(0, 3 * 10**10).map(lambda n: Money(Decimal(n), "JPY"))
    values: dict[str, Any] = {name: draw(st.none() | amounts) for name in MONEY}
    values |= {name: draw(st.none() | st.integers(0, 10**9)) for name in COUNTS}
    for name, words in SETS.items():
        least = 1 if name in ("uses", "users_in") else 0  # no use at all is no answer
        some = st.frozensets(st.sampled_from(words), min_size=least, max_size=3)
        values[name] = draw(st.none() | some)
    values["purpose"] = draw(st.none() | st.sampled_from(PURPOSES))
    values["country"] = draw(st.none() | st.sampled_from(["JP", "DE"]))
    values["entity"] = draw(
        st.none() | st.sampled_from(["individual", "company", "npo", "university", "government"])
    )
    return Organization(**values)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Organization, Organization]:
    """An organisation, and the same with one stated answer that is worse for it."""
    organization = draw(organizations())
    stated = [
        name
        for name in (*MONEY, *COUNTS, *SETS, "purpose")
        if getattr(organization, name) is not None
    ]
    if not stated:
        return organization, organization
    name = draw(st.sampled_from(stated))
    value: Any = getattr(organization, name)
    if name in MONEY:
        value = Money(value.amount * draw(st.integers(1, 1000)), value.currency)
    elif name in COUNTS:
        value += draw(st.integers(0, 10**9))
    elif name == "purpose":
        value = draw(st.sampled_from(PURPOSES[PURPOSES.index(value) :]))
    else:
        value |= {draw(st.sampled_from(SETS[name]))}
    return organization, replace(organization, **{name: value})


@given(pair=pairs(), license=IDS)
@SUPPRESS
def test_a_stricter_profile_never_improves_the_verdict(
    pair: tuple[Organization, Organization], license: str, judged: Callable[..., LicenseJudgement]
) -> None:
    organization, worse = pair
    before = judged(license, organization, ("text", "image")).verdict
    after = judged(license, worse, ("text", "image")).verdict
    assert after.severity >= before.severity


@given(organization=organizations(), first=IDS, second=IDS)
@SUPPRESS
def test_one_more_licence_never_improves_the_verdict(
    organization: Organization, first: str, second: str, judged: Callable[..., LicenseJudgement]
) -> None:
    alone = judged(first, organization).verdict.severity
    assert judged(f"{first} AND {second}", organization).verdict.severity >= alone
    assert judged(f"{first} OR {second}", organization).verdict.severity <= alone
