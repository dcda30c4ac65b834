"""Whole texts, in both languages; ``pytest --update-golden`` takes over a wanted change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import reports
from golden.compare import same_as_golden

from llmselect.locale import LANGUAGES, Translator
from llmselect.render.json import render_json
from llmselect.render.markdown import (
    finetune_markdown,
    license_markdown,
    recommend_markdown,
    vram_markdown,
)
from llmselect.render.terminal.finetune import render_finetune
from llmselect.render.terminal.license import render_license_check
from llmselect.render.terminal.recommend import render_recommend
from llmselect.render.terminal.vram import render_vram

Render = Callable[[Translator], str]
PAGES: dict[str, Render] = {
    "recommend.txt": lambda t: render_recommend(reports.recommended(), t, False, True),
    "nothing.txt": lambda t: render_recommend(
        reports.recommended(**reports.NOTHING), t, False, False
    ),
    "vram.txt": lambda t: render_vram(reports.measured(), t, False, True),
    "vram_fit.txt": lambda t: render_vram(
        reports.measured(answers=reports.ANSWERS), t, False, False
    ),
    "license.txt": lambda t: render_license_check(reports.checked(), t, False, False),
    "finetune.txt": lambda t: render_finetune(reports.trained(), t, False, True),
    "finetune.md": lambda t: finetune_markdown(reports.trained(), t),
    "finetune.json": lambda t: render_json(reports.trained(), t),
    "recommend.md": lambda t: recommend_markdown(reports.recommended(), t),
    "vram.md": lambda t: vram_markdown(reports.measured(), t),
    "license.md": lambda t: license_markdown(reports.checked(), t),
    "recommend.json": lambda t: render_json(reports.recommended(), t),
    "vram.json": lambda t: render_json(reports.measured(), t),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, language: str, pytestconfig: pytest.Config, monkeypatch: Any) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    stem, kind = name.split(".")
    same_as_golden(PAGES[name](Translator(language)), f"{stem}.{language}.{kind}", pytestconfig)
