from __future__ import annotations

from typing import Any

import pytest
from builders import a_gpu, a_memory, a_request, an_option

from llmselect.estimate.option import Place
from llmselect.findings import Outcome
from llmselect.rules.option.fits_memory import fits_memory
from llmselect.units import GIB

NO_SIZE = a_gpu(marketed_memory_bytes=None)


@pytest.mark.parametrize(
    ("values", "expected", "id"),
    [
        ({"fit": "fits"}, Outcome.PASS, "fits_memory.pass"),
        ({"fit": "tight"}, Outcome.CONDITIONAL, "fits_memory.conditional"),
        (
            {"fit": "offload", "memory": a_memory(20 * GIB)},
            Outcome.FAIL,
            "fits_memory.fail.offload",
        ),
        ({"fit": "no", "memory": a_memory(20 * GIB)}, Outcome.FAIL, "fits_memory.fail.no"),
        ({"fit": "unknown", "memory": None}, Outcome.UNKNOWN, "fits_memory.unknown"),
        ({"fit": "unknown"}, Outcome.UNKNOWN, "fits_memory.unknown"),  # no KV cache known
        ({"place": Place("own-gpu", NO_SIZE)}, Outcome.UNKNOWN, "fits_memory.unknown"),
        ({"place": Place("api")}, Outcome.NOT_APPLICABLE, "fits_memory.hosted"),
    ],
)
def test_the_fit_becomes_a_finding(values: dict[str, Any], expected: Outcome, id: str) -> None:
    finding = fits_memory(an_option(**values), a_request())
    assert (finding.verdict, finding.message.id) == (expected, id)


def test_the_finding_says_what_is_missing() -> None:
    option = an_option(fit="no", memory=a_memory(20 * GIB))
    assert fits_memory(option, a_request()).message.params["missing"] == 8 * GIB


def test_weights_that_are_too_large_by_themselves_do_not_fit_whatever_the_cache() -> None:
    memory = a_memory(20 * GIB, kv_cache_bytes=None)
    assert fits_memory(an_option(fit="no", memory=memory), a_request()).verdict is Outcome.FAIL
