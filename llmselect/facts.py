"""Facts and where they come from.

A value that nobody stated is ``None`` in the program and ``unknown`` in YAML; it is never
replaced by a default. Evidence hangs on the *path* of a value inside its entry, so that a
group of values read from one place can share one line.
"""

from __future__ import annotations

from typing import Literal

from llmselect.records import dataclass

Kind = Literal["stated", "measured", "derived", "estimated"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Source:
    """Something that was read: a document, a repository at a commit, a package release."""

    id: str
    title: str
    url: str | None
    date: str | None  # of the document itself, where it has one


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one or several values of an entry rest on. ``of`` are dotted paths."""

    of: tuple[str, ...]
    source: str
    as_of: str
    kind: Kind
    note: str | None = None
    confidence: Confidence | None = None


def evidence_for(evidence: tuple[Evidence, ...], path: str) -> Evidence | None:
    """The most specific evidence for ``path``: exact, else its nearest parent, else ``*``."""
    best: Evidence | None = None
    best_length = -1
    for item in evidence:
        for of in item.of:
            covers = of == "*" or path == of or path.startswith(of + ".")
            length = 0 if of == "*" else len(of)
            if covers and length > best_length:
                best, best_length = item, length
    return best
