"""Every message of every licence and situation exists in both languages, with all its gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.pofile import read_po

from llmselect.catalog.terms import License
from llmselect.catalog.yaml_loader import load
from llmselect.findings import Message
from llmselect.policy.profile_file import organization_from
from llmselect.profile import INDUSTRIES, USES, Organization
from llmselect.rules.license.judge import LicenseJudgement

ROOT = Path(__file__).resolve().parents[4]


def _texts(language: str) -> dict[str, str]:
    path = ROOT / "llmselect" / "locale" / language / "LC_MESSAGES" / "license.po"
    with path.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    return {str(item.id): str(item.string) for item in catalog if item.id}


def _inside(value: Any) -> Iterator[Message]:
    if isinstance(value, Message):
        yield value
        for param in value.params.values():
            yield from _inside(param)
    elif isinstance(value, tuple):
        for item in value:
            yield from _inside(item)


def _messages(judgement: LicenseJudgement) -> Iterator[Message]:
    for finding in judgement.findings:
        yield from _inside(finding.message)
    for item in (*judgement.obligations, *judgement.questions):
        yield from _inside(item.message)


def _situations() -> Iterator[Organization]:
    yield Organization()
    yield Organization(uses=frozenset(USES), industries=frozenset(INDUSTRIES), country="JP")
    for purpose in ("research", "commercial", "evaluation"):
        uses = frozenset({"internal", "train-on-outputs"})
        yield organization_from({"purpose": purpose, "uses": sorted(uses), "country": "FR"})
    cases = load(ROOT / "tests" / "cases" / "licenses.yaml").data["cases"]
    for case in cases[::4]:
        yield organization_from(case["organization"])


def test_both_languages_have_the_same_ids_and_gaps() -> None:
    english, japanese = _texts("en"), _texts("ja")
    assert set(english) == set(japanese)
    for id, text in english.items():
        gaps = {name for _, name, _, _ in Formatter().parse(text) if name}
        assert gaps == {name for _, name, _, _ in Formatter().parse(japanese[id]) if name}, id


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_message_has_its_words(
    language: str, licenses: dict[str, License], judged: Callable[..., LicenseJudgement]
) -> None:
    texts = _texts(language)
    for license in licenses:
        for organization in _situations():
            for message in _messages(judged(license, organization, ("text", "image"))):
                assert message.id in texts, message.id
                gaps = {name for _, name, _, _ in Formatter().parse(texts[message.id]) if name}
                assert gaps <= set(message.params), message.id
