from __future__ import annotations

from typing import Any

import pytest
import reports
from builders import a_quality, money
from rich.cells import cell_len

from llmselect.locale import Translator
from llmselect.render import phrases
from llmselect.render.markdown import recommend_markdown
from llmselect.render.terminal.layout import wrap
from llmselect.render.terminal.recommend import render_recommend
from llmselect.render.terminal.vram import render_vram
from llmselect.report import Cost, Placement, Speed

ENGLISH = Translator("en")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "8.0 GiB of 12.0 GiB ✓"),
        ({"fit": "tight"}, "8.0 GiB of 12.0 GiB △"),
        ({"headroom_bytes": None}, "8.0 GiB"),
        ({"memory": None}, "unknown"),
    ],
)
def test_memory(values: dict[str, Any], expected: str) -> None:
    assert phrases.memory_phrase(reports.an_offer_of(1, **values), ENGLISH) == expected


def test_speed_is_a_range_and_unknown_a_word() -> None:
    assert phrases.speed_phrase(Speed(61, 48.2, 73.9, "x"), ENGLISH) == "48–74 tok/s"
    assert phrases.speed_phrase(None, ENGLISH) == "unknown"


def test_quality_shows_its_error_and_what_nobody_measured_no_number() -> None:
    shown = phrases.quality_phrase(a_quality(62.4, 3.6), ENGLISH)
    assert "62" in shown
    assert "4" in shown
    assert not any(char.isdigit() for char in phrases.quality_phrase(a_quality(None), ENGLISH))


@pytest.mark.parametrize(
    ("cost", "figure"),
    [
        (Cost(None, money("1234.5"), money(1)), "1,234.5"),
        (Cost(None, None, money("0.75")), "0.75"),
        (Cost(money(5), None, None), None),
        (None, None),
    ],
)
def test_cost(cost: Cost | None, figure: str | None) -> None:
    phrase = phrases.cost_phrase(cost, ENGLISH)
    assert phrase is None if figure is None else figure in str(phrase)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Placement("own-gpu", "c", 1, name="Card"), "Card"),
        (Placement("own-gpu", "c", 2, name="Card"), "2x Card"),
        (Placement("cloud-gpu", "c", 2, "p", name="Card", cloud="Cloud"), "2x Card at Cloud"),
        (Placement("api", provider="p", name="Host"), "Host"),
    ],
)
def test_places(place: Placement, expected: str) -> None:
    assert phrases.place_phrase(place, ENGLISH) == expected


def test_names_are_shown_as_they_are_and_never_as_markup() -> None:
    text = render_recommend(reports.recommended(), ENGLISH, False, True)
    assert "Pi|pe *8B* [bold]<b>{x}" in " ".join(text.split())
    rows = [r for r in recommend_markdown(reports.recommended(), ENGLISH).splitlines()
            if r.startswith("|")]  # fmt: skip
    assert len({row.replace("\\|", "").count("|") for row in rows}) == 1


@pytest.mark.parametrize("cells", [8, 20, 29, 40, 60])
def test_a_wrapped_line_is_never_wider_than_asked(cells: int) -> None:
    text = "9モデル中2件が条件に合います（コンテキスト 8,192 トークン）。よい順に、示します。" * 2
    lines = wrap(text, cells)
    assert max(map(cell_len, lines)) <= cells
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize("columns", ["60", "80", "200"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_pages_keep_to_the_terminals_width(
    monkeypatch: pytest.MonkeyPatch, columns: str, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    translate = Translator(language)
    for text in (
        render_recommend(reports.recommended(), translate, False, True),
        render_vram(reports.measured(), translate, False, True),
    ):
        assert max(map(cell_len, text.splitlines())) <= int(columns)


def test_colour_changes_nothing_but_colours() -> None:
    import re

    plain, coloured = (render_vram(reports.measured(), ENGLISH, c, True) for c in (False, True))
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()
