"""Which reader a path needs, and what to say where there is no file."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

from llmselect.errors import LlmselectError
from llmselect.readers.local import LocalModel

_MOST_LISTED = 10_000  # names that are looked through for the nearest


def read_model(text: str) -> LocalModel:
    """The model in a file or folder.

    Raises LlmselectError with one clear line for anything else.
    """
    path = Path(text).expanduser()
    if path.is_dir():
        from llmselect.readers.folder import read_folder

        return read_folder(path)
    if not os.path.lexists(path):
        raise LlmselectError("no_such_file", file=text, near=_near(path))
    suffix = path.suffix.casefold()
    if suffix == ".safetensors" or path.name.endswith(".safetensors.index.json"):
        from llmselect.readers.folder import read_folder

        return read_folder(path.parent, path)
    if suffix == ".json":
        from llmselect.readers.folder import read_config_file

        return read_config_file(path)
    from llmselect.readers.gguf_model import read_gguf

    return read_gguf(path)


def _near(path: Path) -> tuple[str, ...]:
    """Names in the same folder that look like it."""
    try:
        with os.scandir(path.parent) as entries:
            names = [entry.name for _, entry in zip(range(_MOST_LISTED), entries, strict=False)]
    except OSError:
        return ()
    return tuple(difflib.get_close_matches(path.name, names, n=3))
