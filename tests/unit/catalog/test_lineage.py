from __future__ import annotations

import pytest

from llmselect.catalog.lineage import (
    BaseModelCycle,
    Link,
    Node,
    ancestors,
    attached,
    knows_all_bases,
    knows_all_components,
    knows_all_teachers,
    taught,
)

NODES = {
    node.id: node
    for node in (
        Node("q/base", "CN", (), "apache-2.0"),
        Node("q/instruct", "CN", ("q/base",), "apache-2.0"),
        Node("l/base", "US", (), "llama3.1"),
        Node("jp/merge", "JP", ("q/instruct", "l/base"), "mit"),
        Node("jp/tuned", "JP", ("jp/merge",), None),
        Node("jp/mystery", "JP", None, "mit"),
        Node("jp/of-mystery", "JP", ("jp/mystery",), "mit"),
    )
}


def test_ancestors_are_the_whole_chain_nearest_first() -> None:
    assert [node.id for node in ancestors("jp/tuned", NODES)] == [
        "jp/merge", "q/instruct", "l/base", "q/base",
    ]  # fmt: skip


def test_a_base_without_an_entry_is_kept_as_unknown() -> None:
    nodes = {"a/x": Node("a/x", "JP", ("b/unknown",), "mit")}
    assert ancestors("a/x", nodes) == [Node("b/unknown", None, None, None)]
    assert not knows_all_bases("a/x", nodes)


def test_a_chain_is_known_only_to_its_last_link() -> None:
    assert knows_all_bases("jp/tuned", NODES)
    assert not knows_all_bases("jp/of-mystery", NODES)


def test_a_model_that_descends_from_itself_is_an_error() -> None:
    nodes = {"a/x": Node("a/x", None, ("a/y",), None), "a/y": Node("a/y", None, ("a/x",), None)}
    with pytest.raises(BaseModelCycle):
        ancestors("a/x", nodes)


PARTS = {
    node.id: node
    for node in (
        Node("k/root", "US", (), "mit", (), ()),
        Node("k/tower", "CN", ("k/tower-base",), "mit", (), ()),
        Node("k/tower-base", "CN", (), "mit", (), ()),
        Node("k/vision", "JP", ("k/root",), "mit", ("k/tower",), ("k/teacher",)),
        Node("k/teacher", "US", ("k/root", "q/base"), "mit", (), ("k/vision",)),
        Node("k/tuned", "JP", ("k/vision",), "mit", (), ()),
        Node("k/family", "JP", (), "mit", None, None, (Link("component", "Tower", "CN"),)),
        NODES["q/base"],
    )
}


def ids(nodes: list[Node]) -> list[str]:
    return [node.id for node in nodes]


def test_parts_come_with_their_own_descent_and_go_down_to_what_is_made_of_them() -> None:
    assert ids(attached("k/vision", PARTS)) == ["k/tower", "k/tower-base"]
    assert ids(attached("k/tuned", PARTS)) == ["k/tower", "k/tower-base"]
    assert attached("k/root", PARTS) == []


def test_teachers_count_with_what_they_descend_from_and_a_circle_ends() -> None:
    assert ids(taught("k/tuned", PARTS)) == ["k/teacher", "q/base"]
    assert "k/vision" in ids(taught("k/teacher", PARTS))


def test_a_part_known_by_its_family_alone_has_its_country() -> None:
    assert [(node.id, node.country) for node in attached("k/family", PARTS)] == [("Tower", "CN")]


def test_none_known_is_less_than_known_that_there_are_none() -> None:
    assert knows_all_components("k/tuned", PARTS)
    assert not knows_all_components("k/family", PARTS)
    assert not knows_all_teachers("k/tuned", PARTS)  # the teacher's base says nothing of its own
    assert knows_all_teachers("k/root", PARTS)
