"""Turns the research figures of Japanese quality into catalog/benchmarks/japanese.yaml.

    python docs/contributing/import_japanese.py RESEARCH_FOLDER catalog/benchmarks/japanese.yaml

Taken are derived figures only, never a board's own scores: those of the tables in ja.md and of
ja_models.yaml. Base models and models tuned for one field are left out, as in the tables.
Standard errors are raised to the floors that ja.md names for figures from one family of boards.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml
from japanese_words import BOARDS, FAMILIES, SCALE
from yaml_text import Flow, block, comment, scalar

Score = dict[str, Any]

_ROW = re.compile(r"^\| \d+ \| (\S+/\S+) \| (\d+) ± (\d+)(?: \(p\))? \|.*\| ([^|]+) \|$")
SE_FLOORS = {"direct": 0.0, "direct-1": 8.0, "domain": 9.0}
LMARENA_FLOOR = 5.0


def table_scores(text: str) -> dict[str, Score]:
    """The figures of the tables, which are rounded."""
    found = {}
    for line in text.splitlines():
        if match := _ROW.match(line):
            model, score, se, boards = match.groups()
            found[model] = {"score": float(score), "se": float(se), "boards": boards.split(", ")}
    return found


def model_scores(models: list[dict[str, Any]]) -> dict[str, Score]:
    """The figures of the list of Japanese models: general, instruction-tuned ones."""
    return {
        model["id"]: dict(model["ja_quality"])
        for model in models
        if "se" in model.get("ja_quality", {})
        and model["kind"] == "instruct"
        and model["domain"] == "general"
    }


def evidence_class(boards: list[str]) -> str:
    """How many independent families of boards a figure rests on, in the words of ja.md."""
    families = {FAMILIES.get(board, board) for board in boards}
    if families == {"jmed"}:
        return "domain"
    return "direct" if len(families) > 1 else "direct-1"


def record(score: Score) -> Flow:
    kind = evidence_class(score["boards"])
    floor = LMARENA_FLOOR if score["boards"] == ["lmarena"] else SE_FLOORS[kind]
    se = max(float(score["se"]), floor)
    return Flow(score=score["score"], se=se, evidence=kind, boards=score["boards"])


def catalogue_models(folder: Path) -> set[str]:
    """The ids of the models below ``folder``: a score of anything else has nowhere to go."""
    texts = (file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml"))
    return {id for text in texts for id in re.findall(r"^  - id: (\S+)$", text, re.MULTILINE)}


def main() -> None:
    research, target = Path(sys.argv[1]), Path(sys.argv[2])
    models = yaml.safe_load((research / "ja_models.yaml").read_text(encoding="utf-8"))["models"]
    found = table_scores((research / "ja.md").read_text(encoding="utf-8"))
    found |= model_scores(models)
    known = catalogue_models(target.parents[1] / "models")
    found = {model: score for model, score in found.items() if model in known}
    head = {
        "kind": "benchmarks",
        "subject": "ja",
        "evidence": Flow(source="ja-linked-boards-2026-11", as_of="2026-11-21", kind="derived"),
        "scale": {"en": SCALE[0], "ja": SCALE[1]},
        "boards": BOARDS,
    }
    scores = {model: record(found[model]) for model in sorted(found, key=str.casefold)}
    body = "".join(f"  {scalar(model)}: {block({'_': item}).removeprefix('_: ')}"
                   for model, item in scores.items())  # fmt: skip
    note = comment(
        "How well models do in Japanese: one derived figure each, with its standard error.\n"
        "Boards' own scores stand in scores/ where their terms allow it; else follow the links.\n"
        "evidence: direct = two or more families of boards; direct-1 = one family, standard error\n"
        "at least 8 (LMArena 5); domain = medical questions only, at least 9. A model that is not\n"
        "listed has not been measured: that says nothing about its quality."
    )
    target.write_text(note + block(head) + "scores:\n" + body, encoding="utf-8")
    print(f"{target.name}: {len(scores)}")


if __name__ == "__main__":
    main()
