from __future__ import annotations

import pytest

from llmselect.catalog.lineage import BaseModelCycle, Node, ancestors, knows_all_bases

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
