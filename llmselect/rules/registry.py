"""Every rule, in the order in which findings are shown."""

from __future__ import annotations

from collections.abc import Callable

from llmselect.catalog.entries import Model
from llmselect.estimate.option import Option
from llmselect.findings import Finding
from llmselect.request import Request
from llmselect.rules.model.context_supported import context_supported
from llmselect.rules.model.origin_allowed import origin_allowed
from llmselect.rules.model.released import released
from llmselect.rules.model.size_allowed import size_allowed
from llmselect.rules.model.task_supported import task_supported
from llmselect.rules.option.fast_enough import fast_enough
from llmselect.rules.option.fits_memory import fits_memory
from llmselect.rules.option.good_enough import good_enough
from llmselect.rules.option.weights_available import weights_available
from llmselect.rules.option.within_budget import within_budget

ModelRule = Callable[[Model, Request], Finding]
OptionRule = Callable[[Option, Request], Finding]

# language_supported needs the measured figure as well; it, license_listed and the judgement of
# licences follow these, provider rules come last. recommend/judged.py runs them.
MODEL_RULES: tuple[ModelRule, ...] = (
    released,
    origin_allowed,
    task_supported,
    size_allowed,
    context_supported,
)
OPTION_RULES: tuple[OptionRule, ...] = (
    fits_memory,
    weights_available,
    fast_enough,
    good_enough,
    within_budget,
)
