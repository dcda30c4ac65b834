"""`llmselect gpu list|show`."""

from __future__ import annotations

from llmselect.cli.showing import entry_app

app = entry_app("gpu")
