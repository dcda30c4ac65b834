"""What the provider rules promise, whatever the data says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from provider_data import PROVIDERS

import llmselect.rules.provider as package
from llmselect.catalog.data_policy import Cell, Provider
from llmselect.data_needs import CHANNELS, DATA_KINDS, DataKind, DataNeeds
from llmselect.findings import Message, Outcome, Text
from llmselect.paths import PACKAGE
from llmselect.rules.provider.data_accepted import data_accepted
from llmselect.rules.provider.judge import PROVIDER_RULES, judge_provider, verdict_of

# unknown is no better than conditional: a stricter need may turn either into the other's worse.
RANK = {"allowed": 0, "conditional": 1, "unknown": 2, "excluded": 3}
STRICTER = (
    {"no_training": True},
    {"zero_retention": True},
    {"no_human_review": True},
    {"no_developer_access": True},
    {"operator_exclude": ("CN", "US")},
    {"processing_exclude": ("CN",)},
    {"certifications": ("ISO27001", "ISMAP")},
    {"residency": ("JP",)},
    {"storage": ("JP",)},
    {"channels": ("self-hosted",)},
)
NEEDS = st.builds(
    DataNeeds,
    data=st.sampled_from((None, *DATA_KINDS)),
    no_training=st.booleans(),
    max_retention_days=st.sampled_from((None, 0, 7, 30, 365)),
    no_human_review=st.booleans(),
    channels=st.lists(st.sampled_from(CHANNELS), max_size=3, unique=True).map(tuple),
    residency=st.sampled_from(((), ("JP",), ("EU",))),
    entity=st.sampled_from((None, "sme", "enterprise")),
)


@given(needs=NEEDS, extra=st.sampled_from(STRICTER), provider=st.sampled_from(sorted(PROVIDERS)))
def test_a_stricter_need_never_betters_a_verdict(
    needs: DataNeeds, extra: dict[str, object], provider: str
) -> None:
    if all(getattr(needs, name) in (None, (), False) for name in extra):
        before = verdict_of(judge_provider(PROVIDERS[provider], None, needs))
        after = verdict_of(judge_provider(PROVIDERS[provider], None, replace(needs, **extra)))
        assert RANK[after] >= RANK[before]


@given(needs=NEEDS, provider=st.sampled_from(sorted(PROVIDERS)))
def test_a_small_company_gets_no_more_than_a_large_one(needs: DataNeeds, provider: str) -> None:
    large = verdict_of(judge_provider(PROVIDERS[provider], None, replace(needs, entity=None)))
    small = verdict_of(judge_provider(PROVIDERS[provider], None, replace(needs, entity="sme")))
    assert RANK[small] >= RANK[large]


def blank(provider: Provider) -> Provider:
    """The provider with every cell of its policy unknown."""
    cell: Cell[str] = Cell(None, None, "none", "2026-11-24", "low")
    policy = replace(
        provider.policy,
        training_use=cell,
        retention_days=cell,
        zero_data_retention=cell,
        human_review=cell,
        provider_access=cell,
        processing_regions=cell,
        storage_regions=cell,
        residency={},
    )
    return replace(
        provider, policy=policy, agreement=cell, compliance={}, operator_country=None,
        parent_country=None, overrides=(),
    )  # fmt: skip


def test_what_nobody_stated_is_never_allowed() -> None:
    unknown = blank(PROVIDERS["openai-api"])
    questions = (
        {"no_training": True}, {"max_retention_days": 30}, {"no_human_review": True},
        {"residency": ("JP",)}, {"storage": ("JP",)}, {"operator_exclude": ("CN",)},
        {"operator_only": ("JP",)}, {"processing_exclude": ("CN",)},
        {"no_developer_access": True}, {"certifications": ("ISMAP",)}, {"data": "personal"},
        {"data": "government"},
    )  # fmt: skip
    for question in questions:
        found = judge_provider(unknown, None, DataNeeds(**question))
        assert verdict_of(found) == "unknown", question
        assert any(item.questions for item in found if item.verdict is Outcome.UNKNOWN)


def test_every_condition_names_a_step() -> None:
    needs = DataNeeds(
        data="personal", residency=("JP",), storage=("JP",), zero_retention=True,
        no_human_review=True, certifications=("ISO27001", "ISMAP"), operator_exclude=("CN",),
    )  # fmt: skip
    for provider in PROVIDERS.values():
        for item in judge_provider(provider, None, needs):
            assert bool(item.obligations) >= (item.verdict is Outcome.CONDITIONAL), item


def test_deepseek_is_excluded_with_the_japanese_notices() -> None:
    found = judge_provider(PROVIDERS["deepseek-api"], None, DataNeeds(data="personal"))
    [item] = [item for item in found if item.rule == "personal_data_permitted"]
    notices = " ".join(text.ja for text in item.message.params["notices"])
    assert item.verdict is Outcome.FAIL
    assert "個人情報保護委員会" in notices
    assert "デジタル庁" in notices


def test_anthropics_conflict_of_sources_is_told() -> None:
    note = PROVIDERS["anthropic-api"].policy.retention_days.note
    assert note is not None
    assert "conflict" in note.en
    assert "食い違" in note.ja


def test_serverless_fireworks_cannot_be_pinned() -> None:
    needs = DataNeeds(residency=("JP",))
    fireworks = PROVIDERS["fireworks"]
    assert verdict_of(judge_provider(fireworks, None, needs)) == "conditional"
    assert verdict_of(judge_provider(fireworks, None, needs, "serverless")) == "excluded"


def test_terms_that_forbid_the_data_decide_before_any_setting() -> None:
    groq = PROVIDERS["groq"]
    cell = Cell(("personal",), Text("as read", "確認内容"), "terms", "2026-11-24", "medium")
    forbidding = replace(groq, forbidden_data=cell)
    doubtful = replace(groq, forbidden_data=replace(cell, confidence="low"))

    def outcome(provider: Provider, data: DataKind) -> Outcome:
        return data_accepted(provider, DataNeeds(data=data)).verdict

    assert outcome(forbidding, "medical") is Outcome.FAIL
    assert outcome(doubtful, "medical") is Outcome.CONDITIONAL
    assert outcome(forbidding, "confidential") is Outcome.PASS
    assert outcome(forbidding, "public") is Outcome.NOT_APPLICABLE
    assert outcome(groq, "medical") is Outcome.NOT_APPLICABLE


def test_rules_are_named_like_their_functions() -> None:
    found = judge_provider(PROVIDERS["groq"], None, DataNeeds())
    assert [item.rule for item in found] == [rule.__name__ for rule in PROVIDER_RULES]
    assert {item.verdict for item in found} == {Outcome.NOT_APPLICABLE}


def _ids(language: str) -> set[str]:
    text = (PACKAGE / "locale" / language / "LC_MESSAGES" / "provider.po").read_text("utf-8")
    return set(re.findall(r'^msgid "(.+)"$', text, re.MULTILINE))


def test_every_message_exists_in_both_languages() -> None:
    assert _ids("en") == _ids("ja")
    for provider in PROVIDERS.values():
        for question in (*STRICTER, {"data": "personal"}, {"data": "government"}):
            for item in judge_provider(provider, None, DataNeeds(**question)):
                texts = [item.message, *(step.message for step in item.obligations)]
                texts += [ask.message for ask in item.questions]
                assert {text.id for text in texts} <= _ids("en")
                nested = [v for text in texts for v in text.params.values()]
                inner = {v.id for v in nested if isinstance(v, Message)}
                assert inner - {"country"} <= _ids("en")


def test_written_message_ids_exist() -> None:
    folder = Path(package.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    written = set(re.findall(r'"(provider_(?:step|question|rule)\.[a-z_0-9.]+)"', code))
    assert written
    assert written <= _ids("ja")
