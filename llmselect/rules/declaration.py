"""What a rule says of itself; its documentation and ``explain`` text are made from this."""

from __future__ import annotations

from typing import Literal

from llmselect.records import dataclass

Judges = Literal["model", "license", "provider", "option"]
Lifecycle = Literal["experimental", "stable", "deprecated"]


@dataclass(frozen=True, slots=True)
class Rule:
    """``judges`` is what the rule looks at; ``references`` are what it rests on."""

    id: str
    judges: Judges
    lifecycle: Lifecycle = "stable"
    references: tuple[str, ...] = ()
