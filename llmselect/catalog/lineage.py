"""What went into a model: weights, attached parts, teachers, each with country and licence."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A part or a teacher that is known by its family or maker alone."""

    role: str  # component | teacher
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A model as far as its descent is concerned.

    ``bases`` is ``None`` when unknown; ``components`` and ``teachers`` are when none is known,
    which is less than knowing that there are none.
    """

    id: str
    country: str | None
    bases: tuple[str, ...] | None
    license: str | None
    components: tuple[str, ...] | None = None
    teachers: tuple[str, ...] | None = None
    unnamed: tuple[Link, ...] = ()


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


def attached(id: str, nodes: Mapping[str, Node]) -> list[Node]:
    """The parts in ``id`` and its ancestors, with what they descend from, nearest first."""
    weights = {node.id for node in ancestors(id, nodes)}
    return [node for node in _reach(id, nodes, ("component",)) if node.id not in weights]


def taught(id: str, nodes: Mapping[str, Node]) -> list[Node]:
    """The models whose outputs ``id`` or anything in it was trained on, with their descent."""
    inside = {node.id for node in _reach(id, nodes, ("component",))}
    found = _reach(id, nodes, ("component", "teacher"))
    return [node for node in found if node.id not in inside]


def knows_all_components(id: str, nodes: Mapping[str, Node]) -> bool:
    """Whether somebody says of ``id`` and all in it which parts there are."""
    chain = [nodes.get(id), *_reach(id, nodes, ("component",))]
    return all(node is not None and node.components is not None for node in chain)


def knows_all_teachers(id: str, nodes: Mapping[str, Node]) -> bool:
    """Whether somebody says of ``id`` and all behind it whose outputs were trained on."""
    chain = [nodes.get(id), *_reach(id, nodes, ("component", "teacher"))]
    return all(node is not None and node.teachers is not None for node in chain)


def _reach(id: str, nodes: Mapping[str, Node], roles: tuple[str, ...]) -> list[Node]:
    """Everything that leads to ``id`` over base models and links of these roles.

    A teacher may have learned from its own pupil: such a circle is walked once.
    """
    found: dict[str, Node] = {}
    waiting = deque([id])
    while waiting:
        node = nodes.get(waiting.popleft())
        for link in _links(node, roles) if node else ():
            if link.id != id and link.id not in found:
                found[link.id] = nodes.get(link.id, link)
                waiting.append(link.id)
    return list(found.values())


def _links(node: Node, roles: tuple[str, ...]) -> Iterator[Node]:
    names = [*(node.bases or ())]
    names += (node.components or ()) if "component" in roles else ()
    names += (node.teachers or ()) if "teacher" in roles else ()
    for name in names:
        yield Node(name, None, None, None)
    for item in node.unnamed:
        if item.role in roles:
            yield Node(item.name, item.country, None, None)


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
