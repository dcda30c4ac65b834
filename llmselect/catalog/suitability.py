"""Which tasks a release is made for, from its kind, tags, modalities and size.

Stored with the compiled catalogue, so that a question about a task needs no model to be loaded.
"""

from __future__ import annotations

from collections.abc import Collection

EDGE_MAX_PARAMETERS = 5_000_000_000
# Asked for nothing in particular, people want something to talk to.
GENERAL = "general"
_GENERAL_TASKS = {"chat", "coding", "reasoning", "vision", "edge"}
_SPECIAL_KINDS = {"embedding", "translation", "finance"}


def suitable_tasks(
    kind: str,
    tags: Collection[str],
    modalities: Collection[str],
    reasoning: str | None,
    total: int | None,
) -> set[str]:
    """Names of tasks, and ``GENERAL`` where the release answers to anything."""
    suits = {kind, *tags} & {"translation", "embedding", "coding"}
    if kind not in _SPECIAL_KINDS or _GENERAL_TASKS & set(tags):
        suits.add(GENERAL)
    if kind not in ("base", "embedding", "translation") or "chat" in tags:
        suits.add("chat")
    if kind in ("instruct", "reasoning"):
        suits |= {"coding", "translation"}
    if "reasoning" in tags or reasoning in ("hybrid", "always"):
        suits.add("reasoning")
    if "image" in modalities:
        suits.add("vision")
    if total is not None and total < EDGE_MAX_PARAMETERS:
        suits.add("edge")
    return suits
