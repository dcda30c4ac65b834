"""Names as people type them: forgiving about spelling, never guessing.

Case, spaces, hyphens, underscores, colons and slashes don't matter. A name must be one that
the catalogue knows; one that fits several entries is refused with the list, an unknown one
with its nearest names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from llmselect.errors import LlmselectError

_IGNORED = re.compile(r"[\s\-_:/‐-―]+")
# How good a name is: an id, a full name, an alias, a name that mostly means this entry.
ID, FULL, ALIAS, USUAL = range(4)
_SHORTEST_BEGINNING = 3
_COUNT_PREFIX = re.compile(r"^\s*(\d{1,4})\s*[x×*]\s*(?=\S)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """The spelling-independent form of a name: ``Qwen3 32b`` and ``qwen3:32b`` are one."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name).casefold())


def split_count(text: str) -> tuple[int, str]:
    """``2xrtx4090`` is two of ``rtx4090``; without a number, one."""
    match = _COUNT_PREFIX.match(text)
    if not match:
        return 1, text.strip()
    return int(match[1]), text[match.end() :].strip()


def resolve(
    kind: str, name: str, index: Mapping[str, Sequence[str]], hints: Iterable[str] = ()
) -> str:
    """The id that ``name`` means. ``index`` maps names as they are written to ids.

    ``hints`` are other words for what may be meant: ids near to them are proposed first.

    Raises LlmselectError: ``ambiguous_name`` for a name, or the beginning of one, that fits
    several entries; ``unknown_name`` otherwise. Both carry ``near``, the ids to choose from.
    """
    key = name_key(name)
    exact = _distinct(id for text, ids in index.items() if name_key(text) == key for id in ids)
    if len(exact) == 1:
        return exact[0]
    beginning = exact or _distinct(
        id for text, ids in index.items() if _begins(text, key) for id in ids
    )
    if len(beginning) > 1:
        raise LlmselectError("ambiguous_name", kind=kind, name=name, near=tuple(beginning[:12]))
    near = tuple(beginning or nearest(key, index, hints))
    slug = "unknown_name" if near else "unknown_name_bare"
    raise LlmselectError(slug, kind=kind, name=name, near=near)


def nearest(
    key: str, index: Mapping[str, Sequence[str]], hints: Iterable[str] = (), limit: int = 4
) -> list[str]:
    """The ids whose names look most like ``key``: containing it first, then similar ones."""
    import difflib

    if not key:
        return []
    keys: dict[str, list[str]] = {}
    for text, ids in index.items():
        keys.setdefault(name_key(text), []).extend(ids)
    containing = [
        found
        for word in (*map(name_key, hints), key)
        for found in sorted(keys, key=len)
        if word in found
    ]
    similar = difflib.get_close_matches(key, keys, n=limit, cutoff=0.5)
    return _distinct(id for found in (*containing, *similar) for id in keys[found])[:limit]


def _begins(text: str, key: str) -> bool:
    """Whether ``key`` is the beginning of ``text`` up to the end of one of its words.

    ``h100`` begins "H100 PCIe" and ``gemma 3`` begins "gemma-3-12b-it", but ``rtx 407`` does
    not begin "RTX 4070".
    """
    if len(key) < _SHORTEST_BEGINNING:
        return False
    joined = ""
    for word in _IGNORED.split(unicodedata.normalize("NFKC", text).casefold()):
        joined += word
        if joined == key:
            return True
    return False


def _distinct(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
