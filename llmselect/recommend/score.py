"""The sum that ranks options which no finding blocks; every part is kept and shown.

Each part lies between 0 and 1 and is multiplied by its weight. What is unknown earns nothing:
a model that nobody measured never outranks a measured one on quality.
"""

from __future__ import annotations

from llmselect.catalog.entries import Quantization
from llmselect.estimate.option import Option
from llmselect.estimate.quantization_loss import perplexity_increase
from llmselect.findings import LicenseVerdict
from llmselect.request import Request

# Faster than anybody reads, in any language; more speed is worth nothing to one reader.
_FAST_TOK_S = 30.0
_COMFORTABLE_HEADROOM = 0.10
_LICENSE = {
    LicenseVerdict.ALLOWED: 1.0,
    LicenseVerdict.ALLOWED_WITH_OBLIGATIONS: 0.8,
    LicenseVerdict.UNKNOWN: 0.3,
}
_EVIDENCE = {"direct": 1.0, "direct-1": 0.7, "proxy": 0.6, "domain": 0.5, "inherited": 0.4}


def score_parts(
    option: Option, request: Request, license: LicenseVerdict, quant: Quantization | None
) -> dict[str, float]:
    """The weighted parts, by name."""
    parts = {
        "quality": _quality(option) - _loss(option, quant),
        "speed": _speed(option),
        "memory": _memory(option),
        "license": _LICENSE.get(license, 0.0),
        "evidence": _EVIDENCE.get(option.quality.evidence, 0.0),
        "availability": 0.0 if option.place.gpu and option.artifact is None else 1.0,
        "cost": _cost(option, request),
    }
    return {name: round(value * request.weights.get(name, 0.0), 4) for name, value in parts.items()}


def _quality(option: Option) -> float:
    # Half an error below the figure: of two equal figures the better known one goes first.
    quality = option.quality
    if quality.score is None or quality.se is None:
        return 0.0
    return max(quality.score - 0.5 * quality.se, 0.0) / 100


def _loss(option: Option, quant: Quantization | None) -> float:
    """One percent more perplexity counts as one point of the 0 to 100 scale, up to a quarter."""
    if quant is None or not option.model.parameters.total:
        return 0.0
    return min(perplexity_increase(option.model.parameters.total, quant.bits), 25.0) / 100


def _speed(option: Option) -> float:
    return 0.0 if option.speed is None else min(option.speed.tok_s / _FAST_TOK_S, 1.0)


def _memory(option: Option) -> float:
    usable, free = option.place.usable_bytes, option.headroom_bytes
    if not usable or free is None:
        return 0.0
    return min(max(free / usable, 0.0) / _COMFORTABLE_HEADROOM, 1.0)


def _cost(option: Option, request: Request) -> float:
    """What is left of the budget; without a budget, costs are shown and not ranked."""
    if request.budget is None or option.cost is None or option.cost.monthly is None:
        return 0.0
    price, budget = option.cost.monthly, request.budget.money
    if price.currency != budget.currency or not budget.amount:
        return 0.0
    return max(float(1 - price.amount / budget.amount), 0.0)
