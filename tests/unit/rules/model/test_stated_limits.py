"""released, size_allowed and context_supported: one stated figure against one limit."""

from __future__ import annotations

import pytest
from builders import a_model, a_request

from llmselect.catalog.entries import Parameters
from llmselect.findings import Outcome
from llmselect.rules.model.context_supported import context_supported
from llmselect.rules.model.released import released
from llmselect.rules.model.size_allowed import size_allowed


@pytest.mark.parametrize(
    ("status", "expected"),
    [("released", Outcome.PASS), ("announced", Outcome.FAIL), ("withdrawn", Outcome.FAIL)],
)
def test_only_what_one_can_get_is_offered(status: str, expected: Outcome) -> None:
    assert released(a_model(status=status), a_request()).verdict is expected


@pytest.mark.parametrize(
    ("total", "limit", "expected"),
    [
        (8, 8, Outcome.PASS),
        (9, 8, Outcome.FAIL),
        (None, 8, Outcome.UNKNOWN),
        (9, None, Outcome.NOT_APPLICABLE),
    ],
)
def test_the_number_of_parameters_is_within_the_limit(
    total: int | None, limit: int | None, expected: Outcome
) -> None:
    model = a_model(parameters=Parameters(total, 1))
    assert size_allowed(model, a_request(max_params=limit)).verdict is expected


@pytest.mark.parametrize(
    ("trained", "advertised", "expected"),
    [
        (8192, None, Outcome.PASS),
        (8191, None, Outcome.FAIL),
        (4096, 8192, Outcome.PASS),  # the publisher stands for more than was trained
        (32768, 4096, Outcome.FAIL),
        (None, None, Outcome.UNKNOWN),
    ],
)
def test_the_publisher_stands_for_the_context(
    trained: int | None, advertised: int | None, expected: Outcome
) -> None:
    model = a_model(context_trained=trained, context_advertised=advertised)
    assert context_supported(model, a_request(context=8192)).verdict is expected
