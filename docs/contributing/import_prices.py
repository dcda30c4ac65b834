"""Turns the research list of API prices into catalog/prices/<provider>.yaml.

    python docs/contributing/import_prices.py RESEARCH_FOLDER CATALOG_FOLDER

A price is joined to a model of the catalogue only where the channel's name of the model is
that model's name, spelling aside, or where price_words.py says so. Of several lists the newest
wins and a difference is noted; a price of zero is a placeholder unless the name says free, and
is left out. Left out as well: variants (turbo, batch, fine-tuned, regional), what a list says
is retired by now, and on Fireworks the prices by size class, which say nothing of an offer.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from price_words import CHANNELS, SOURCES, UNPRICED, Channel
from yaml_text import Flow, block, comment

from llmselect.catalog.names import name_key

Row = dict[str, Any]
TODAY = "2026-11-24"
_HOST_PARTS = re.compile(r"^(?:accounts/fireworks/models/|@[ch]f/|openrouter/)")
_VENDORS = re.compile(
    r"^(?:meta|mistral|qwen|deepseek|openai|google|moonshotai|moonshot|minimax|zai|nvidia|anthropic)\."
)
_CLAUDE = re.compile(r"^(claude-[a-z]+-\d+)-(\d{1,2})(?:-\d{8})?$")
_VERSION_TAIL = re.compile(r"(?:-v\d+:\d+|-\d+:\d+|:\d+|@\d+|@default|-maas)$")


def catalogue_models(folder: Path) -> dict[str, str]:
    """Spelling-independent names to ids, for every released model of the catalogue."""
    keys: dict[str, set[str]] = {}
    for path in sorted((folder / "models").rglob("*.yaml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
            name = str(model["id"]).split("/", 1)[1]
            for key in {name_key(name), name_key(name.removeprefix("Meta-"))}:
                keys.setdefault(key, set()).add(str(model["id"]))
    return {key: ids.pop() for key, ids in keys.items() if len(ids) == 1}


def own_name(channel: Channel, row: Row) -> str:
    """The channel's own name of the model."""
    name = str(row["model_id"])
    for prefix in channel.strip:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


def model_of(channel: Channel, row: Row, models: dict[str, str]) -> str | None:
    """The catalogue's id, only where the name leaves no doubt."""
    name = own_name(channel, row)
    if channel.id == "aws-bedrock" and "@" in name:
        return None  # the list's own spelling, not a name that Bedrock takes
    if known := channel.names.get(name):
        return known if known in models.values() else None
    bare = _HOST_PARTS.sub("", name).rsplit("/", 1)[-1]
    bare = _VERSION_TAIL.sub("", _VENDORS.sub("", bare))
    bare = _CLAUDE.sub(r"\1.\2", bare)
    if channel.id == "fireworks":  # llama-v3p1-8b is Llama 3.1 8B
        bare = re.sub(r"(?<=\d)p(?=\d)", ".", bare.replace("llama-v", "llama-"))
    id = models.get(name_key(bare))
    return id if id and (not channel.only or id.startswith(channel.only)) else None


def is_retired(row: Row) -> bool:
    return row.get("status") == "deprecated" or row.get("deprecation_date", "9999") <= TODAY


def usable(row: Row) -> bool:
    """A price per token of plain text generation, in no region in particular."""
    if row.get("mode") not in ("chat", "responses", None) or row.get("region"):
        return False
    if row.get("suspect") or is_retired(row) or "claude_platform/" in row["model_id"]:
        return False  # Claude Platform on AWS is Anthropic's channel, not Bedrock
    price = (row.get("input_usd_per_1m"), row.get("output_usd_per_1m"))
    return row.get("currency") == "JPY" or (all(price) and not row.get("zero_price"))


def record(channel: Channel, row: Row, model: str) -> Row:
    jpy = channel.currency == "JPY"
    unit = "jpy" if jpy else "usd"
    cached = row.get(f"cached_input_{unit}_per_1m")
    result = {
        "model": model,
        "ref": own_name(channel, row),
        "input": exact(row[f"input_{unit}_per_1m"]),
        "output": exact(row[f"output_{unit}_per_1m"]),
        "cached_input": exact(cached) if cached else None,
        "context": row.get("context_window"),
        "source": SOURCES[row["source"]],
        "as_of": row["as_of"][:10],
        "note": note(row),
    }
    return {key: value for key, value in result.items() if value is not None}


def exact(value: float | int) -> Decimal:
    return Decimal(str(value))


def note(row: Row) -> str | None:
    other = row.get("other_source_price")
    if not other:
        return None
    return f"{other['source']} on {other['as_of']}: {other['input']} in, {other['output']} out"


def prices(channel: Channel, rows: Iterable[Row], models: dict[str, str]) -> list[Row]:
    """One price a model: the newest, of these the one with the shortest name."""
    best: dict[str, Row] = {}
    own = [row for row in rows if row["provider_id"] == channel.research]
    retired = {own_name(channel, row) for row in own if is_retired(row)}
    for row in own:
        if not usable(row) or own_name(channel, row) in retired:
            continue
        if channel.id == "fireworks" and not row.get("cached_input_usd_per_1m"):
            continue
        model = model_of(channel, row, models)
        if model is None:
            continue
        rank = (row["as_of"], -len(row["model_id"]))
        old = best.get(model)
        if old is None or rank > (old["as_of"], -len(old["model_id"])):
            best[model] = row
    return [record(channel, best[model], model) for model in sorted(best, key=str.casefold)]


def write(folder: Path, id: str, title: str, currency: str, records: list[Row]) -> None:
    head = {"kind": "api-prices", "provider": id, "currency": currency}
    text = comment(f"{title} Per million tokens.") + block(head)
    lines = block({"prices": [Flow(item) for item in records]})
    (folder / "prices" / f"{id}.yaml").write_text(text + lines, encoding="utf-8")
    print(f"{id}: {len(records)}")


def main(research: Path, catalogue: Path) -> None:
    models = catalogue_models(catalogue)
    text = (research / "api_prices.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    for channel in CHANNELS:
        found = prices(channel, rows, models)
        if found:
            write(catalogue, channel.id, channel.title, channel.currency, found)
    for id, (title, names, source, as_of) in UNPRICED.items():
        unknown = {"input": "unknown", "output": "unknown", "source": source, "as_of": as_of}
        records = [
            {"model": model, "ref": ref, **unknown}
            for ref, model in names.items()
            if model in models.values()
        ]
        write(catalogue, id, title, "JPY", records)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
