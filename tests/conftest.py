"""Shared by all tests: messages that are up to date."""

from __future__ import annotations

from llmselect import paths
from llmselect._build import compile_messages

compile_messages(paths.PACKAGE / "locale")
