"""Where llmselect's files live: its data, the user's cache, the user's profile."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from llmselect.errors import LlmselectError

PACKAGE = Path(__file__).resolve().parent
PROFILE_NAME = "llmselect.yaml"


def data_root() -> Path:
    """The folder that holds ``catalog/`` and ``policies/``: in the wheel, else the checkout."""
    packaged = PACKAGE / "_data"
    return packaged if packaged.is_dir() else PACKAGE.parent


def packaged_catalog() -> Path | None:
    """The catalogue that the wheel carries compiled, if this is an installed wheel."""
    path = PACKAGE / "_data" / "catalog.db"
    return path if path.is_file() else None


def cache_dir() -> Path:
    """The user's cache folder for llmselect; it may not exist nor be writable."""
    if override := os.environ.get("LLMSELECT_CACHE_DIR"):
        return Path(override)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "llmselect"
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "llmselect" / "cache" if base else Path.home() / ".llmselect-cache"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "llmselect"


def require_folder(slug: str, folder: Path) -> Path:
    """``folder``, if it is one. Raises LlmselectError ``slug``."""
    if not folder.is_dir():
        raise LlmselectError(slug, folder=str(folder))
    return folder


def find_profile(start: Path) -> Path | None:
    """The nearest ``llmselect.yaml`` at or above ``start``."""
    for folder in (start, *start.parents):
        candidate = folder / PROFILE_NAME
        if candidate.is_file():
            return candidate
    return None
