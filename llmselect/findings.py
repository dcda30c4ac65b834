"""What a rule says of an option: a finding, never a sentence.

A finding carries a message id with parameters; ``llmselect.locale`` turns them into text.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import Any

from llmselect.records import dataclass


class Outcome(StrEnum):
    """The result of one rule. UNKNOWN is never a pass."""

    PASS = "pass"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"


class LicenseVerdict(StrEnum):
    """What a licence says to one organisation and use, mildest first."""

    ALLOWED = "allowed"
    ALLOWED_WITH_OBLIGATIONS = "allowed_with_obligations"
    UNKNOWN = "unknown"
    NEEDS_SEPARATE_LICENSE = "needs_separate_license"
    PROHIBITED = "prohibited"

    @property
    def severity(self) -> int:
        return list(LicenseVerdict).index(self)


def strictest(verdicts: list[LicenseVerdict]) -> LicenseVerdict:
    """The verdict that binds when all of ``verdicts`` apply; ALLOWED for none."""
    return max(verdicts, key=lambda verdict: verdict.severity, default=LicenseVerdict.ALLOWED)


@dataclass(frozen=True, slots=True)
class Message:
    """A text to be: its id in the message catalogues and what fills its gaps.

    A parameter may itself be a Message, an ``(en, ja)`` pair wrapped in Text, a number,
    Money, or a tuple of names.
    """

    id: str
    params: dict[str, Any] = field(default_factory=dict)


def message(id: str, /, **params: Any) -> Message:
    return Message(id, params)


@dataclass(frozen=True, slots=True)
class Text:
    """Words that come from the catalogue, in both languages."""

    en: str
    ja: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something the user has to do. ``trigger`` says when; ``None`` means by using it."""

    id: str
    message: Message
    license: str | None = None
    clause: str | None = None
    trigger: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What would settle an unknown: which answer is missing, and the flag that gives it."""

    id: str
    message: Message
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer about one option."""

    rule: str
    verdict: Outcome
    message: Message
    expected: Any = None
    actual: Any = None
    clause: str | None = None
    source: str | None = None
    license: str | None = None
    license_verdict: LicenseVerdict | None = None
    obligations: tuple[Obligation, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def blocks(self) -> bool:
        return self.verdict is Outcome.FAIL
