"""Turns the research tables on models into catalog/models, developers and their sources.

    python docs/contributing/import_models.py RESEARCH_FOLDER catalog

Run it when the tables were rebuilt, then read `git diff`: it overwrites the files, so a
correction belongs into the tables or into `import_models.yaml`, never into the output. Files
named `api-*.yaml` (models that are only hired) are kept by hand: it leaves them alone.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from import_models_descent import ancestor_record
from import_models_facts import Decisions, Research, read_research
from import_models_record import build_record, license_of
from import_models_runs import artifact_records, file_records, ollama_aliases
from yaml_text import Bare, Flow, block, comment

from llmselect.catalog.names import name_key

Row = dict[str, Any]
HEADER = """{family}
Dates of release from llmfit are the days on which the repositories were created."""


def main(research_folder: Path, catalog: Path) -> None:
    decisions = Decisions.read(Path(__file__).with_name("import_models.yaml"))
    research = read_research(research_folder)
    by_file = _select(research, decisions)
    records = {
        model_id: _complete(model_id, research, decisions)
        for ids in by_file.values()
        for model_id in ids
    }
    records |= {item["id"]: _handmade(item) for item in decisions.handmade}
    _add_aliases(records, research, decisions)
    families = []
    for entry in decisions.files:
        models = [records[model_id] for model_id in by_file.get(entry["path"], ())]
        models += [records[item] for item in decisions.handmade_in(entry["path"])]
        if models:
            families.append((entry, models, _ancestors(models, records, research, decisions)))
    _clear(catalog / "models")
    used: Counter[str] = Counter()
    for family in families:
        used.update(_write_family(catalog / "models", *family))
    _write_developers(catalog, decisions, used)
    _write_sources(catalog, decisions, used)


def _clear(folder: Path) -> None:
    """Removes what an earlier run wrote. Files of models behind an API are kept by hand."""
    for file in folder.rglob("*.yaml"):
        if not file.name.startswith("api-"):
            file.unlink()
    for sub in folder.glob("*"):
        if not any(sub.iterdir()):
            sub.rmdir()


def _select(research: Research, decisions: Decisions) -> dict[str, list[str]]:
    """The ids of each file, in order of name."""
    _refuse_silent_gaps(research, decisions)
    chosen: defaultdict[str, list[str]] = defaultdict(list)
    for model_id in {*research.models, *research.japanese, *decisions.clones}:
        path = decisions.path_of(model_id)
        if path and not decisions.leaves_out(model_id):
            chosen[path].append(model_id)
    return {path: sorted(ids, key=str.casefold) for path, ids in chosen.items()}


def _refuse_silent_gaps(research: Research, decisions: Decisions) -> None:
    """A Japanese model is in a file, or left out for a reason that somebody wrote down."""
    japanese = {id for id, row in research.models.items() if row.get("developer_country") == "JP"}
    gaps = [
        model_id
        for model_id in sorted({*research.japanese, *japanese})
        if not decisions.path_of(model_id) and not decisions.leaves_out(model_id)
    ]
    if gaps:
        raise SystemExit(f"neither in a file nor left out with a reason: {gaps}")


def _complete(model_id: str, research: Research, decisions: Decisions) -> Row:
    record = build_record(model_id, research, decisions)
    record["notes"] = [
        {"en": note["en"], "ja": note["ja"]}
        for note in decisions.notes
        if re.fullmatch(note["match"], model_id)
    ]
    record["files"] = file_records(model_id, record, research)
    record["artifacts"] = artifact_records(model_id, record, research)
    return {key: value for key, value in record.items() if value not in ([], None)} | {
        key: record[key] for key in ("base_models",)
    }


def _handmade(item: Row) -> Row:
    return {key: value for key, value in item.items() if value is not None}


def _add_aliases(records: dict[str, Row], research: Research, decisions: Decisions) -> None:
    """Names that people type; one that two models could claim belongs to neither."""
    taken = {
        name_key(text)
        for model_id, rec in records.items()
        for text in (model_id, model_id.split("/")[1], rec["name"])
    }
    manual = {name_key(a): model_id for model_id, names in decisions.aliases.items() for a in names}
    manual |= {name_key(a): i["id"] for i in decisions.handmade for a in i.get("aliases", ())}
    derived: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for model_id, record in records.items():
        for alias in [*ollama_aliases(model_id, research), *_short_names(record)]:
            derived[name_key(alias)].setdefault(model_id, alias)
    for model_id, record in records.items():
        names = [*record.get("aliases", ()), *decisions.aliases.get(model_id, ())]
        names += [
            claims[model_id]
            for key, claims in derived.items()
            if set(claims) == {model_id} and manual.get(key, model_id) == model_id
        ]
        free = {name_key(name): name for name in reversed(names) if name_key(name) not in taken}
        if free:
            record["aliases"] = sorted(free.values(), key=str.casefold)


def _short_names(record: Row) -> list[str]:
    """``Llama 3.1 8B`` for the instruct release of that size."""
    if record["kind"] in ("base", "embedding"):
        return []
    drop = {"instruct", "it", "chat", "hf", "meta", "nvidia", "bf16", "c4ai", "preview"}
    name = re.sub(r"(?<=\d)_(?=\d(b|-|$))", ".", record["id"].split("/")[1])  # 1_8b: 1.8b
    words = name.replace("_", "-").split("-")
    kept = [word for word in words if word.lower() not in drop and not _is_date_code(word)]
    short = " ".join(kept)
    return [short] if len(kept) < len(words) and any(ch.isdigit() for ch in short) else []


def _is_date_code(word: str) -> bool:
    return bool(re.fullmatch(r"2[3-6](0[1-9]|1[0-2])", word))


def _write_family(
    folder: Path, entry: Row, models: list[Row], ancestors: list[Row]
) -> Counter[str]:
    """Writes one file and says how often it names each source."""
    default = _commonest_basis(models)
    for model in models:
        _drop_default(model, default)
    used = Counter(str(basis["source"]) for basis in [default, *ancestors, *_bases_in(models)])
    document = {
        "kind": "models",
        "developer": entry["path"].split("/")[0],
        "family": entry["family"],
        "evidence": Flow(default),
        "ancestors": [Flow(item) for item in ancestors] or None,
        "models": [_ordered(model) for model in models],
    }
    path = folder / f"{entry['path']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = block(document).replace("\n  - id: ", "\n\n  - id: ")
    path.write_text(comment(HEADER.format(family=entry["family"])) + text, encoding="utf-8")
    return used


def _commonest_basis(models: list[Row]) -> Row:
    counted: Counter[tuple[str, str, str]] = Counter()
    for model in models:
        for item in model.get("evidence", ()):
            if "*" in item["of"]:
                counted[item["source"], item["as_of"], item.get("kind", "stated")] += 1
    unnamed = ("public-lists", "2026-11-21", "stated")
    source, as_of, kind = counted.most_common(1)[0][0] if counted else unnamed
    return {"source": source, "as_of": as_of, "kind": kind}


def _drop_default(model: Row, default: Row) -> None:
    """Evidence that says no more than the file's own basis needn't stand in the entry."""
    keys = ("source", "as_of", "kind", "note", "confidence")
    basis = tuple(default.get(key) for key in keys)
    items = [
        item
        for item in model.get("evidence", ())
        if tuple(item.get(key, "stated" if key == "kind" else None) for key in keys) != basis
    ]
    model.pop("evidence", None)
    if items:
        model["evidence"] = [Flow(item) for item in items]


def _bases_in(models: list[Row]) -> list[Row]:
    lists = [model.get(key, ()) for model in models for key in ("evidence", "files", "artifacts")]
    return [item for items in lists for item in items]


def _ancestors(
    models: list[Row], records: dict[str, Row], research: Research, decisions: Decisions
) -> list[Row]:
    """What these models descend from, and that in turn, that has no entry of its own."""
    found: dict[str, Row] = {}
    waiting = [
        model_id
        for model in models
        for key in ("base_models", "components", "teachers")
        if isinstance(model.get(key), list)
        for model_id in model[key]
    ]
    while waiting:
        model_id = waiting.pop()
        if model_id in records or model_id in found:
            continue
        known = ancestor_record(model_id, research, decisions, license_of)
        if known is None:
            raise SystemExit(f"no country for {model_id}: add it to import_models.yaml")
        found[model_id] = known
        waiting += known.get("base_models", ())
    return [found[model_id] for model_id in sorted(found, key=str.casefold)]


ORDER = (
    "id", "name", "aliases", "released", "status", "weights", "kind", "base_models", "components",
    "teachers", "unnamed", "license", "parameters", "architecture", "context", "modalities",
    "languages", "tasks", "reasoning", "tool_use", "native_quant", "files", "artifacts", "notes",
    "evidence",
)  # fmt: skip


def _ordered(model: Row) -> Row:
    shaped = {key: model[key] for key in ORDER if key in model}
    for key in ("parameters", "context"):
        shaped[key] = Flow(shaped[key])
    if isinstance(shaped["architecture"], dict):
        parts = shaped["architecture"]
        shaped["architecture"] = {
            k: Flow(v) if isinstance(v, dict) else v for k, v in parts.items()
        }
    for key in ("unnamed", "files", "artifacts", "notes", "evidence"):
        if key in shaped:
            shaped[key] = [Flow(item) for item in shaped[key]]
    if str(shaped["released"]).isdigit():
        shaped["released"] = Bare(shaped["released"])
    return shaped


def _write_developers(catalog: Path, decisions: Decisions, used: Counter[str]) -> None:
    basis = {"source": "editors-2026-11", "as_of": "2026-11-24"}
    used[basis["source"]] += 1
    records = {
        slug: {**record, **basis}
        for slug, record in sorted(decisions.developers.items())
        if (catalog / "models" / slug).is_dir()
    }
    note = comment("Who makes models. The country is the seat of the organisation as far as known.")
    text = block({"kind": "developers", "developers": records})
    (catalog / "developers.yaml").write_text(note + text, encoding="utf-8")


def _write_sources(catalog: Path, decisions: Decisions, used: Counter[str]) -> None:
    missing = sorted(set(used) - set(decisions.sources))
    if missing:
        raise SystemExit(f"sources without a record in import_models.yaml: {missing}")
    records = {slug: decisions.sources[slug] for slug in sorted(used)}
    text = comment("What the records on models rest on.") + block(
        {"kind": "sources", "sources": records}
    )
    (catalog / "sources").mkdir(exist_ok=True)
    (catalog / "sources" / "models.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
