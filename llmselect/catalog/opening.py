"""Finds or makes the compiled catalogue: the wheel's, the user's cache, or one in memory."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from llmselect import __version__, paths
from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError
from llmselect.findings import Message, message


def open_catalog(overlays: tuple[Path, ...] = ()) -> Store:
    """The catalogue to work with, with an organisation's own entries over it.

    An installed wheel carries it compiled. A checkout compiles on first use into the user's
    cache, keyed by its files' names, sizes and times; so does any set of overlays. Where nothing
    can be written it goes into a temporary folder, and failing that into memory, which
    ``warnings`` then say.
    """
    for overlay in overlays:
        paths.require_folder("overlay_not_a_folder", overlay)
    override = os.environ.get("LLMSELECT_CATALOG_DB")
    if override and not overlays:
        return Store(_connect(Path(override)))
    packaged = paths.packaged_catalog()
    if packaged and not overlays:
        return Store(_connect(packaged))
    root = paths.data_root()
    name = f"catalog-{_folders_key(root, overlays)}-{_fingerprint(root, overlays)}.db"
    for folder, warnings in _places():
        target = folder / name
        if target.is_file() and (connection := _usable(target)):
            return Store(connection, warnings)
        if _compile(root, overlays, target):
            return Store(_connect(target), warnings)
    return Store(_compile_in_memory(root, overlays), (message("warning.catalog_in_memory"),))


def _places() -> Iterator[tuple[Path, tuple[Message, ...]]]:
    """Folders for a compiled catalogue, best first, with what to say when one is used."""
    with contextlib.suppress(RuntimeError):  # no home folder at all
        yield paths.cache_dir(), ()
    import tempfile

    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"llmselect-{user}"
    yield folder, (message("warning.catalog_in_temporary", folder=str(folder)),)


def _usable(target: Path) -> sqlite3.Connection | None:
    """A cached catalogue, unless it is damaged: then it is made anew."""
    try:
        return _connect(target)
    except LlmselectError:
        return None


def _compile(root: Path, overlays: tuple[Path, ...], target: Path) -> bool:
    """Compile into ``target``; False when the place cannot be written to."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ours(target.parent):
            return False
        from llmselect.catalog.compile import compile_to

        compile_to(target, root, overlays)
        _forget_older(target)
    except (OSError, sqlite3.OperationalError):
        return False
    return True


def _is_ours(folder: Path) -> bool:
    """Writable, and not laid out by somebody else in a shared temporary folder."""
    owner = os.getuid() if hasattr(os, "getuid") else None
    return os.access(folder, os.W_OK) and owner in (None, folder.stat().st_uid)


def _compile_in_memory(root: Path, overlays: tuple[Path, ...]) -> sqlite3.Connection:
    from llmselect.catalog.compile import compile_into

    connection = sqlite3.connect(":memory:")
    compile_into(connection, root, overlays)
    return connection


def _forget_older(target: Path) -> None:
    """Of the same folders only the newest stays; another checkout's is left alone."""
    folders = target.name.rpartition("-")[0]
    for old in target.parent.glob(f"{folders}-*.db"):
        if old != target:
            old.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    try:
        uri = path.resolve(strict=True).as_uri() + "?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True)
        connection.execute("SELECT value FROM meta").fetchone()
    except (OSError, sqlite3.Error) as error:
        raise LlmselectError(
            "unreadable_catalog_file", file=str(path), reason=str(error)
        ) from error
    return connection


def _folders_key(root: Path, overlays: tuple[Path, ...]) -> str:
    import hashlib

    folders = "\0".join(str(folder.resolve()) for folder in (root, *overlays))
    return hashlib.sha256(folders.encode()).hexdigest()[:8]


def _fingerprint(root: Path, overlays: tuple[Path, ...]) -> str:
    """Changes when a data file or the program that compiles it does."""
    import hashlib

    digest = hashlib.sha256(__version__.encode())
    folders = [root / "catalog", root / "policies", paths.PACKAGE / "catalog", *overlays]
    for folder in folders:
        for directory, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                if name.endswith((".yaml", ".yml", ".py")):
                    status = (Path(directory) / name).stat()
                    digest.update(
                        f"{directory}/{name}:{status.st_size}:{status.st_mtime_ns}".encode()
                    )
    return digest.hexdigest()[:16]
