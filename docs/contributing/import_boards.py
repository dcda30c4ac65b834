"""Writes the scores that boards publish, for the models of this catalogue.

    python docs/contributing/import_boards.py RESEARCH_FOLDER catalog

Run it again whenever models were added: it replaces catalog/benchmarks/scores/*.yaml. Which tables,
columns and names: import_boards.yaml. A row counts only if its name is the repository's, whole or
without its owner, whatever the case (or one that a person joined there), and if its mode is known;
copies in another precision have other names and so drop out. Where one name has two values for one
column, neither is taken; nothing outside a board's scale is, and no run whose answers the board
could not read (failed_at_zero). Values are rounded.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml
from import_japanese import catalogue_models
from yaml_text import Flow, block, comment, scalar, wrapped_mapping

from llmselect.catalog.schema.boards import REDISTRIBUTABLE

Row = dict[str, Any]
Cells = dict[str, dict[str, dict[str, float]]]  # model, mode, task

_LINK = "https://huggingface.co/"


class Names:
    """Finds the catalogue's model that a board's name stands for."""

    def __init__(self, models: set[str], decisions: Row) -> None:
        self._by_id = {model.lower(): model for model in models}
        tails: dict[str, list[str]] = defaultdict(list)
        for model in models:
            tails[_key(model.split("/")[1])].append(model)
        self._by_tail = {tail: found[0] for tail, found in tails.items() if len(found) == 1}
        self._joined = {name.lower(): model for name, model in decisions["names"].items()}
        self._owners = {name.lower(): owner for name, owner in decisions["owners"].items()}

    def joined(self, name: str) -> bool:
        """Whether a person said what this very name means."""
        return name.lower() in self._joined

    def find(self, name: str) -> str | None:
        name = self._joined.get(name.lower(), name)
        if "/" not in name:
            return self._by_tail.get(_key(name))
        owner, rest = name.split("/", 1)
        return self._by_id.get(f"{self._owners.get(owner.lower(), owner)}/{rest}".lower())


def _key(name: str) -> str:
    return re.sub(r"[\s_]+", "-", name.strip().lower())


def place(row: Row, table: Row, names: Names, modes: dict[str, str]) -> tuple[str, str] | None:
    """Model and mode of a row, or None if either is in doubt."""
    name = row.get("model_raw") or row["model"]
    if name in table.get("leave_out", ()):
        return None
    stated = row.get("reasoning_mode") or row.get("mode") or "default"
    pattern = table.get("label_mode")
    if pattern and not names.joined(name) and (match := re.search(pattern, name)):
        name, stated = name[: match.start()], match["mode"]
    if table.get("links"):
        link = row.get("hf_url") or row.get("link") or ""
        name = link.removeprefix(_LINK) if link.startswith(_LINK) else ""
    model, mode = names.find(name), modes.get(stated.lower())
    return (model, mode) if model and mode else None


def rows_of(table: Row, rows: list[Row]) -> list[tuple[str, Row]]:
    """The table's rows, each with the id of its column."""
    prefix = table.get("prefix", table["id"])
    tasks = {task["from"]: id for id, task in table["tasks"].items()}
    wanted = table.get("where", {})
    found = []
    for row in rows:
        board, _, task = row["benchmark"].partition("/")
        fits = all(row.get(key) == value for key, value in wanted.items())
        if board == prefix and task in tasks and fits:
            found.append((tasks[task], row))
    return found


def scores_of(
    table: Row, rows: list[Row], names: Names, modes: dict[str, str]
) -> tuple[Cells, set[str], Counter[str]]:
    """The scores; the models whose makers measured them; why rows were left out."""
    low, high = table["scale"]
    seen: dict[tuple[str, str, str], set[float]] = defaultdict(set)
    own: set[str] = set()
    left: Counter[str] = Counter()
    for task, row in rows_of(table, rows):
        where = place(row, table, names, modes)
        score = round(float(row["score"]), 2 if high > 1 else 4)
        if where is None:
            left["not joined"] += 1
        elif not low <= score <= high:
            left["off scale"] += 1
        else:
            seen[(*where, task)].add(score)
            own |= {where[0]} if row["self_reported"] else set()
    cells: Cells = defaultdict(lambda: defaultdict(dict))
    failed = {
        key[:2] for key in seen if key[2] in table.get("failed_at_zero", ()) and 0 in seen[key]
    }
    for (model, mode, task), values in seen.items():
        if (model, mode) in failed:
            left["of failed runs"] += 1
        elif len(values) == 1:
            cells[model][mode][task] = values.pop()
        else:
            left["two values"] += len(values)
    return cells, own & set(cells), left


def text_of(table: Row, board: Row, cells: Cells, own: set[str], read: str) -> str:
    tasks = {id: Flow({k: v for k, v in task.items() if k != "from"})
             for id, task in table["tasks"].items()}  # fmt: skip
    low, high = table["scale"]
    head = {
        "kind": "board-scores",
        "id": table["id"],
        "board": table["board"],
        "published": str(table["published"]),
        "evidence": Flow(source=table["source"], as_of=read, kind="measured"),
        "scale": Flow(low=low, high=high),
        "tasks": tasks,
        "self_reported": sorted(own, key=str.casefold) or None,
    }
    body = ""
    for model in sorted(cells, key=str.casefold):
        body += f"  {scalar(model)}:\n"
        for mode, scores in sorted(cells[model].items()):
            ordered = {id: scores[id] for id in tasks if id in scores}
            body += wrapped_mapping(mode, ordered, 4)
    note = comment(
        f"{board['name']}: {board['attribution']}.\n"
        "A selection of models and columns, values rounded. Written by import_boards.py."
    )
    return note + block(head) + "scores:\n" + body


def boards_of(folder: Path) -> dict[str, Row]:
    files = [*folder.glob("*.yaml"), *(folder / "boards").glob("*.yaml")]
    texts = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files)
    return {board["id"]: board for data in texts for board in data["boards"]}


def main() -> None:
    research, catalog = Path(sys.argv[1]), Path(sys.argv[2])
    decisions = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    names = Names(catalogue_models(catalog / "models"), decisions)
    boards = boards_of(catalog / "benchmarks")
    lists = {}
    for name in {table["rows"] for table in decisions["tables"]}:
        text = (research / f"{name}.jsonl").read_text(encoding="utf-8")
        lists[name] = [json.loads(line) for line in text.splitlines()]
    folder = catalog / "benchmarks" / "scores"
    for file in folder.glob("*.yaml"):
        file.unlink()
    for table in decisions["tables"]:
        board = boards[table["board"]]
        if board["data_license"] not in REDISTRIBUTABLE:
            sys.exit(f"{table['id']}: the licence of its board does not allow it")
        found = scores_of(table, lists[table["rows"]], names, decisions["modes"])
        cells, own, left = found
        text = text_of(table, board, cells, own, str(decisions["read"]))
        (folder / f"{table['id']}.yaml").write_text(text, encoding="utf-8")
        why = ", ".join(f"{count} {reason}" for reason, count in left.items())
        print(f"{table['id']}: {len(cells)} models; rows left out: {why or 'none'}")


if __name__ == "__main__":
    main()
