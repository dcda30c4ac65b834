from __future__ import annotations

from llmselect.profile import Organization, describe, merge
from llmselect.units import parse_money


def test_flags_go_over_the_profile_and_only_where_they_state_something() -> None:
    profile = Organization(entity="company", country="JP", revenue=parse_money("9億円"))
    flags = Organization(revenue=parse_money("11億円"), uses=frozenset({"product"}))
    merged = merge(profile, flags)
    assert merged.country == "JP"
    assert merged.revenue == parse_money("11億円")
    assert merged.uses == {"product"}


def test_an_empty_answer_is_an_answer() -> None:
    profile = Organization(businesses=frozenset({"cloud"}), mau=5)
    merged = merge(profile, Organization(businesses=frozenset(), mau=0))
    assert merged.businesses == frozenset()
    assert merged.mau == 0


def test_described_facts_keep_unknown_apart_from_none_of_them() -> None:
    shown = describe(Organization(uses=frozenset({"product", "api"}), businesses=frozenset()))
    assert shown["uses"] == ["api", "product"]
    assert shown["businesses"] == []
    assert shown["country"] is None
    assert Organization().is_empty
    assert not Organization(mau=0).is_empty
