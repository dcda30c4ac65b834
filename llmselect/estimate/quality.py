"""How good a model is in a language: its own derived figure, else its base's, else unknown.

The figures come from the catalogue (0 to 100, linked over boards through shared models; see
docs/methods/quality.md). A model that nobody measured gets no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot

from llmselect.catalog.entries import Model, QualityScore
from llmselect.report import Quality

GRADES = ((75, "A"), (62, "B"), (50, "C"), (35, "D"), (0, "E"))
# Over 32 pairs of base and Japanese-tuned model: the mean gain, and its spread.
_STRONG_BASE, _SHIFT_STRONG, _SHIFT_WEAK, _SHIFT_SD = 58.0, 1.4, 6.4, 7.0


def estimate_quality(model: Model, lang: str, scores: Mapping[str, QualityScore]) -> Quality:
    """The model's figure for ``lang`` with its evidence class."""
    if own := scores.get(model.id):
        return _quality(lang, own.score, own.se, own.evidence, own)
    if lang in (model.languages or ()):
        for ancestor in model.lineage:
            if base := scores.get(ancestor.id):
                shift = _SHIFT_STRONG if base.score >= _STRONG_BASE else _SHIFT_WEAK
                se = round(hypot(base.se, _SHIFT_SD), 1)
                return _quality(lang, round(base.score + shift, 1), se, "inherited", base)
    return Quality(lang, None, None, "none", None)


def _quality(lang: str, score: float, se: float, evidence: str, base: QualityScore) -> Quality:
    shown = min(score, 100.0)
    grade = next(name for limit, name in GRADES if shown >= limit)
    return Quality(lang, shown, se, evidence, grade, base.boards, base.source)
