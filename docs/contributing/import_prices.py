"""Turns the research list of API prices into catalog/prices/<provider>.yaml.

    python docs/contributing/import_prices.py RESEARCH_FOLDER CATALOG_FOLDER

Written are the channels that have a file in policies/providers beside the catalogue. Run it
again when models or providers were added. A price is joined to a model of the catalogue only
where the channel's name of the model is that model's name, spelling aside, or where
price_words.py says so. The newest list wins; what another says otherwise is kept beside it
(`also`). A price of zero is a placeholder: the channel lists the model, its price is unknown.
Left out: variants (turbo, free, fine-tuned, regional), what a list says is retired by now, and
on Fireworks the prices by size class, which say nothing of an offer.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from price_records import differ, entry_text, is_priced, off_peak_hours, record
from price_words import CHANNELS, UNPRICED, Channel
from yaml_text import block, comment

from llmselect.catalog.names import name_key

Row = dict[str, Any]
TODAY = "2026-11-24"
_HOST_PARTS = re.compile(r"^(?:accounts/fireworks/models/|@[ch]f/|openrouter/)")
_VENDORS = re.compile(
    r"^(?:meta|mistral|qwen|deepseek|openai|google|moonshotai|moonshot|minimax|zai|nvidia"
    r"|anthropic|amazon|ai21|cohere|xai)\."
)
_MAKERS = re.compile(r"^(?:meta|nvidia)-", re.IGNORECASE)
_CLAUDE = re.compile(r"^(claude-[a-z]+-\d+)-(\d{1,2})(?:-\d{8})?$")
_DASHED = re.compile(r"^((?:[a-z]+-)+k?\d)-(\d)(?=-|$)")
_VERSION_TAIL = re.compile(r"(?:-v\d+:\d+|-\d+:\d+|:\d+|@\d+|@default|-maas)$")


def catalogue_models(folder: Path) -> dict[str, str]:
    """Spelling-independent names to ids, for every released model of the catalogue."""
    keys: dict[str, set[str]] = {}
    for path in sorted((folder / "models").rglob("*.yaml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]:
            name = str(model["id"]).split("/", 1)[1]
            for key in {name_key(name), name_key(_plain(name))}:
                keys.setdefault(key, set()).add(str(model["id"]))
    return {key: ids.pop() for key, ids in keys.items() if len(ids) == 1}


def _plain(name: str) -> str:
    """Without the maker's name before it and the precision that the maker publishes."""
    return _MAKERS.sub("", name).removesuffix("-BF16")


def own_name(channel: Channel, row: Row) -> str:
    """The channel's own name of the model."""
    name = str(row["model_id"]).removeprefix("global.")
    for prefix in channel.strip if row["source"] == "litellm" else ():
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
    if any(re.match(pattern, name) for pattern in channel.skip):
        return None
    bare = _HOST_PARTS.sub("", name).rsplit("/", 1)[-1].removeprefix(channel.marks)
    bare = _VERSION_TAIL.sub("", _VENDORS.sub("", bare))
    bare = _CLAUDE.sub(r"\1.\2", bare)
    if channel.dashed:  # gpt-5-4-mini is GPT-5.4 mini
        bare = _DASHED.sub(r"\1.\2", bare)
    if channel.id == "fireworks":  # llama-v3p1-8b is Llama 3.1 8B
        bare = re.sub(r"(?<=\d)p(?=\d)", ".", bare.replace("llama-v", "llama-"))
    id = models.get(name_key(bare)) or models.get(name_key(_plain(bare)))
    return id if id and (not channel.only or id.startswith(channel.only)) else None


def is_retired(row: Row) -> bool:
    return row.get("status") == "deprecated" or row.get("deprecation_date", "9999") <= TODAY


def usable(channel: Channel, row: Row) -> bool:
    """A row on plain text generation, in no region in particular, that is still offered."""
    if row.get("mode") not in ("chat", "responses", None) or is_retired(row):
        return False
    # On Bedrock a model's bare name may be priced as bound to a region, 10 % dearer.
    if row.get("region") and not (channel.id == "aws-bedrock" and row["region"] == "global"):
        return False
    if channel.id == "fireworks" and not row.get("cached_input_usd_per_1m"):
        return False
    # Free variants are not the offer that is paid for. A whole channel of them is a trial.
    return channel.unpriced or row.get("zero_price") != "free variant"


def rows_of(channel: Channel, rows: Iterable[Row]) -> list[Row]:
    """The channel's rows; Claude Platform on AWS stands among those of Bedrock."""
    own = [row for row in rows if row["provider_id"] == channel.research]
    marked = [row for row in own if "claude_platform/" in row["model_id"]]
    return marked if channel.id == "claude-platform-aws" else [r for r in own if r not in marked]


def records(channel: Channel, rows: list[Row], models: dict[str, str]) -> list[Row]:
    """One record a model, sorted."""
    retired = {own_name(channel, row) for row in rows if is_retired(row)}
    by_model: dict[str, list[Row]] = {}
    for row in rows:
        if not usable(channel, row) or own_name(channel, row) in retired:
            continue
        if model := model_of(channel, row, models):
            by_model.setdefault(model, []).append(row)
    return [
        _record(channel, model, by_model[model]) for model in sorted(by_model, key=str.casefold)
    ]


def _record(channel: Channel, model: str, rows: list[Row]) -> Row:
    """The newest price leads, of these the one that binds to no region, or with the shortest
    name; then each other list's, where the newest has no such price for this model."""
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: _rank(channel, row)):
        best[row["source"]] = row
    *others, first = sorted(best.values(), key=lambda row: _rank(channel, row))
    told = [row for row in rows if row["source"] == first["source"]]
    others = [other for other in others if all(differ(channel, row, other) for row in told)]
    return record(channel, model, own_name(channel, first), first, others)


def _rank(channel: Channel, row: Row) -> tuple[bool, str, bool, int]:
    unbound = row.get("region") == "global"
    return is_priced(channel, row), row["as_of"], unbound, -len(row["model_id"])


def write(folder: Path, channel: Channel, found: list[Row], hours: Row | None = None) -> None:
    head = {"kind": "api-prices", "provider": channel.id, "currency": channel.currency}
    text = comment(f"{channel.title} Per million tokens.") + block(head)
    text += block({"off_peak_hours": hours} if hours else {})
    text += "prices:\n" + "".join(map(entry_text, found))
    (folder / f"{channel.id}.yaml").write_text(text, encoding="utf-8")
    print(f"{channel.id}: {len(found)}")


def unpriced(models: dict[str, str]) -> Iterator[tuple[Channel, list[Row]]]:
    """Channels of which somebody listed the models, but no price was found."""
    for channel, source, as_of in UNPRICED:
        unknown = {"input": "unknown", "output": "unknown", "source": source, "as_of": as_of}
        yield (
            channel,
            [
                {"model": model, "ref": ref, **unknown}
                for ref, model in channel.names.items()
                if model in models.values()
            ],
        )


def main(research: Path, catalogue: Path) -> None:
    models = catalogue_models(catalogue)
    providers = {path.stem for path in (catalogue.parent / "policies/providers").glob("*.yaml")}
    text = (research / "api_prices.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    for channel in CHANNELS:
        own = rows_of(channel, rows)
        if channel.id in providers and (found := records(channel, own, models)):
            hours = off_peak_hours(own) if any("off_peak" in item for item in found) else None
            write(catalogue / "prices", channel, found, hours)
    for channel, found in unpriced(models):
        if channel.id in providers and found:
            write(catalogue / "prices", channel, found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
