"""The one error type for everything a user can mend.

An error is a slug with parameters, never a sentence: the sentence is looked up in the
reader's language by ``llmselect.locale`` when it is shown.
"""

from __future__ import annotations


class LlmselectError(Exception):
    """Wrong usage or input: shown as one line per problem on stderr, exit code 2."""

    exit_code = 2

    def __init__(self, slug: str, /, **params: object) -> None:
        super().__init__(slug, params)
        self.slug = slug
        self.params = params


class Problems(LlmselectError):
    """Several errors that were found together and are shown together."""

    def __init__(self, problems: list[LlmselectError]) -> None:
        super().__init__("problems", count=len(problems))
        self.problems = problems


def raise_problems(problems: list[LlmselectError]) -> None:
    """Raise nothing, the only problem, or all of them at once."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise Problems(problems)
