"""The chain of base models: which weights went into a model, and under which licences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A model as far as its descent is concerned. ``bases`` is ``None`` when unknown."""

    id: str
    country: str | None
    bases: tuple[str, ...] | None
    license: str | None


class BaseModelCycle(Exception):
    """A model that descends from itself."""

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(" -> ".join(path))
        self.path = path


def ancestors(id: str, nodes: Mapping[str, Node]) -> list[Node]:
    """Every model whose weights went into ``id``, nearest first, each once.

    A base that has no node is kept with unknown country and licence: it is there, and we know
    nothing of it. Raises BaseModelCycle.
    """
    found: dict[str, Node] = {}
    for path in _paths(id, nodes, (id,)):
        found.setdefault(path[-1], nodes.get(path[-1]) or Node(path[-1], None, None, None))
    order = {name: depth for depth, name in _depths(id, nodes)}
    return sorted(found.values(), key=lambda node: order[node.id])


def knows_all_bases(id: str, nodes: Mapping[str, Node]) -> bool:
    """Whether the chain is known to its end."""
    chain = [nodes.get(id), *ancestors(id, nodes)]
    return all(node is not None and node.bases is not None for node in chain)


def _paths(id: str, nodes: Mapping[str, Node], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    node = nodes.get(id)
    for base in (node.bases or ()) if node else ():
        if base in path:
            raise BaseModelCycle((*path, base))
        yield (*path, base)
        yield from _paths(base, nodes, (*path, base))


def _depths(id: str, nodes: Mapping[str, Node]) -> list[tuple[int, str]]:
    depths: dict[str, int] = {}
    for path in _paths(id, nodes, (id,)):
        depths[path[-1]] = min(depths.get(path[-1], len(path)), len(path))
    return [(depth, name) for name, depth in depths.items()]
