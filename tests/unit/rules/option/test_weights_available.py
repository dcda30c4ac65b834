from __future__ import annotations

from typing import Any

import pytest
from builders import a_request, an_artifact, an_option

from llmselect.estimate.option import Place
from llmselect.findings import Outcome
from llmselect.rules.option.weights_available import weights_available


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"artifact": an_artifact()}, Outcome.PASS),
        ({"artifact": an_artifact(gated=True)}, Outcome.CONDITIONAL),
        ({"artifact": an_artifact(gated=None)}, Outcome.PASS),
        ({"artifact": None}, Outcome.CONDITIONAL),  # one can convert them oneself
        ({"artifact": None, "place": Place("api")}, Outcome.NOT_APPLICABLE),
    ],
)
def test_somebody_publishes_the_weights_in_the_engines_form(
    values: dict[str, Any], expected: Outcome
) -> None:
    assert weights_available(an_option(**values), a_request()).verdict is expected
