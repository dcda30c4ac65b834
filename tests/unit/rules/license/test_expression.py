from __future__ import annotations

import pytest

from llmselect.errors import LlmselectError
from llmselect.rules.license.expression import ids, parse


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("mit", "mit"),
        ("mit AND llama3.1", "(mit AND llama3.1)"),
        ("mit OR apache-2.0 AND llama3.3", "(mit OR (apache-2.0 AND llama3.3))"),
        ("(mit OR apache-2.0) AND llama3.3", "((mit OR apache-2.0) AND llama3.3)"),
        ("apache-2.0 WITH addendum", "(apache-2.0 AND addendum)"),
    ],
)
def test_and_binds_tighter_than_or(text: str, shape: str) -> None:
    def shown(tree: object) -> str:
        license, operator = getattr(tree, "license", None), getattr(tree, "operator", None)
        if license:
            return str(license)
        return "(" + f" {operator} ".join(map(shown, getattr(tree, "parts", ()))) + ")"

    assert shown(parse(text)) == shape


def test_ids_come_once_each_in_order() -> None:
    assert ids(parse("(b OR a) AND b")) == ("b", "a")


@pytest.mark.parametrize("text", ["", "AND", "mit AND", "(mit", "mit)", "mit apache-2.0", "()"])
def test_a_broken_expression_is_refused(text: str) -> None:
    with pytest.raises(LlmselectError) as caught:
        parse(text)
    assert caught.value.slug == "bad_license_expression"
