"""Shared by all tests: messages that are up to date, and one open catalogue."""

from __future__ import annotations

import pytest

from llmselect import paths
from llmselect._build import compile_messages
from llmselect.catalog.opening import open_catalog
from llmselect.catalog.store import Store

compile_messages(paths.PACKAGE / "locale")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite tests/golden from what is rendered"
    )


@pytest.fixture(scope="session")
def store() -> Store:
    return open_catalog()
