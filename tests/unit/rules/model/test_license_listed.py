from __future__ import annotations

import pytest
from builders import a_model, a_request

from llmselect.catalog.entries import LicenseGrant, Model
from llmselect.findings import Outcome
from llmselect.request import Request
from llmselect.rules.model.license_listed import license_ids, license_listed


def under(*expressions: str | None) -> Model:
    """A chain of models with these terms, the release's own first."""
    chain = tuple(LicenseGrant(f"m/{i}", text) for i, text in enumerate(expressions))
    return a_model(license_chain=chain)


ALLOW = a_request(license_allow=("mit", "apache-2.0"))
DENY = a_request(license_deny=("llama3.1",))


@pytest.mark.parametrize(
    ("model", "request_", "expected"),
    [
        (under("mit", "apache-2.0"), ALLOW, Outcome.PASS),
        (under("mit", "llama3.1"), ALLOW, Outcome.FAIL),
        (under("mit", "llama3.1"), DENY, Outcome.FAIL),
        (under("mit", "llama3"), DENY, Outcome.PASS),
        (under("mit", None), ALLOW, Outcome.UNKNOWN),
        (under("mit", None), DENY, Outcome.UNKNOWN),
        (under(None, "llama3.1"), DENY, Outcome.FAIL),
        (under("mit AND gemma-tou"), ALLOW, Outcome.FAIL),
        (under("llama3.1"), a_request(), Outcome.NOT_APPLICABLE),
    ],
)
def test_every_licence_of_the_chain_counts(
    model: Model, request_: Request, expected: Outcome
) -> None:
    assert license_listed(model, request_).verdict is expected


def test_the_finding_names_the_licence_in_the_way() -> None:
    assert license_listed(under("mit", "llama3.1"), ALLOW).license == "llama3.1"


def test_of_alternatives_one_that_is_allowed_is_enough() -> None:
    # The user may choose the terms of an OR.
    assert license_listed(under("mit OR gpl-3.0"), ALLOW).verdict is Outcome.PASS


def test_ids_are_read_out_of_expressions_once_each() -> None:
    assert license_ids(under("(mit OR apache-2.0) AND llama3", "llama3", None)) == (
        "mit", "apache-2.0", "llama3",
    )  # fmt: skip
