from __future__ import annotations

from dataclasses import replace

from llmselect.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    x: int


def test_records_are_compared_by_value() -> None:
    assert Point(1) == Point(1, 0)
    assert Point(1) != Point(2)
    assert hash(Point(1)) == hash(Point(1, 0))
    assert Point(1) != (1, 0)


def test_records_without_eq_are_compared_by_identity() -> None:
    thing = Thing(1)
    assert thing == thing
    assert thing != Thing(1)


def test_records_show_their_fields_and_can_be_replaced() -> None:
    assert repr(replace(Point(1), y=3)) == "Point(x=1, y=3)"


def test_records_have_slots() -> None:
    assert not hasattr(Point(1), "__dict__")
