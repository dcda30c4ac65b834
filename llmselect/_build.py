"""Build hook for hatchling: compiles the messages, and for a wheel the catalogue."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """An editable install gets the messages only: a checkout compiles its catalogue on use."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        compile_messages(root / "llmselect" / "locale")
        if version == "editable" or self.target_name != "wheel":
            return
        sys.path.insert(0, str(root))
        from llmselect.catalog.compile import compile_to

        target = Path(tempfile.mkdtemp(prefix="llmselect-build-")) / "catalog.db"
        compile_to(target, root)
        build_data["force_include"][str(target)] = "llmselect/_data/catalog.db"


def compile_messages(folder: Path) -> None:
    """Write every .po's .mo beside it, where it is missing or older."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalog = read_po(source, abort_invalid=True)
        with mo.open("wb") as target:
            write_mo(target, catalog)
