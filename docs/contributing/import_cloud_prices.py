"""Turns the research list of cloud GPU prices into catalog/clouds/*.yaml.

    python docs/contributing/import_cloud_prices.py RESEARCH_FOLDER catalog/clouds

Taken is the newest price of each cloud, instance, GPU, term and area, where the source says which
card it is. Left out: averages, prices with extras that cannot be told apart, prices that a
later average of the same cloud contradicts by more than a quarter, and spot prices above
the on-demand price.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from cloud_words import (
    CLOUDS,
    EXCLUDED,
    GPUS,
    INSTANCE_GPUS,
    NOT_SOLD_LIKE_THIS,
    REGIONS,
    SOURCES,
    Cloud,
)
from yaml_text import Bare, block, comment

Row = dict[str, Any]
Key = tuple[str, int, str, str, int | None, str]

TERMS = {
    "on-demand": "on-demand", "on_demand": "on-demand", "on-demand list": "on-demand",
    "secure": "on-demand", "community": "on-demand", "spot": "spot", "spot/interruptible": "spot",
    "12mo": "reserved", "36mo": "reserved",
}  # fmt: skip
CONTRADICTED = Decimal("1.25")
# What Google's price list says in words and the offer in fields.
_PLACE_AND_TERM = re.compile(r"( running)? in (Americas|Mumbai)| for \d Years?$")


def per_gpu(row: Row) -> Decimal:
    """The price of one GPU for an hour, exactly as far as the source is exact."""
    price = Decimal(str(row["usd_per_hour"]))
    if row["unit"] == "per instance-hour":
        return price / int(row["gpus"])
    return price


def source_of(row: Row) -> str | None:
    text = row.get("via") or row.get("url") or ""
    return next((known for start, known in SOURCES.items() if text.startswith(start)), None)


def gpu_of(cloud: Cloud, row: Row) -> str | None:
    """The accelerator's id, only where the row leaves no doubt."""
    instance = str(row["instance"])
    for start, gpu in INSTANCE_GPUS.get(cloud.id, {}).items():
        if instance.startswith(start):
            return gpu
    if cloud.by_instance_only:
        return None
    memory = row.get("gpu_memory_gb")
    name = str(row["gpu"]).removeprefix("NVIDIA ")
    return GPUS.get(f"{name} {memory}") or GPUS.get(name)


def instance_of(cloud: Cloud, row: Row) -> str:
    """The name under which the cloud sells it, alike in all sources."""
    text = str(row["instance"])
    if cloud.id == "runpod":
        community = "community" in text.lower() or row["term"] == "community"
        return "Community Cloud" if community else "Secure Cloud"
    slug = text.startswith(f"{row['provider'].lower().replace(' ', '-').replace('.', '-')}-")
    name = str(row["gpu"]).removeprefix("NVIDIA ")
    if slug or text == name:
        memory = row.get("gpu_memory_gb")
        size = f" {memory}GB" if name.startswith("A100") and "GB" not in name and memory else ""
        text = f"{row['gpus']}x {name}{size}"
    if cloud.id == "azure" and not text.startswith("Standard_"):
        text = f"Standard_{text}"
    return _PLACE_AND_TERM.sub("", text.removesuffix(" spot"))


def in_united_states(row: Row) -> bool:
    """Whether the row names the country but no region."""
    return str(row["regions"]).startswith(("unspecified (us)", "us (tracker"))


def wanted(cloud: Cloud, row: Row) -> bool:
    if row.get("usd_per_hour") is None or row["term"] not in TERMS or row["unit"] == "unknown":
        return False
    if cloud.regions_only and row["regions"] not in REGIONS and not in_united_states(row):
        return False
    if any(mark in str(row["instance"]) for mark in NOT_SOLD_LIKE_THIS):
        return False
    term = TERMS[row["term"]]
    if (term == "spot" and not cloud.spot) or (term == "reserved" and not cloud.reserved):
        return False
    caveats = " ".join(row.get("caveats") or [])
    return cloud.extras or "billed separately" not in caveats


def offers(cloud: Cloud, rows: list[Row]) -> list[Row]:
    """The newest offer of each instance, GPU and term, sorted."""
    newest: dict[Key, Row] = {}
    averages = {gpu: per_gpu(row) for gpu, row in averages_of(cloud, rows)}
    for row in rows:
        if row["provider"] != cloud.provider or not wanted(cloud, row):
            continue
        gpu, source = gpu_of(cloud, row), source_of(row)
        if gpu is None or source is None or (cloud.id, gpu) in EXCLUDED:
            continue
        offer = offer_of(cloud, row, gpu, source)
        if contradicted(row, offer, averages):
            continue
        instance = offer["instance"] if cloud.sizes else ""
        area = REGIONS.get(_region(row), "US") if cloud.regions_only else ""
        key = (gpu, offer["gpus"], instance, offer["term"], offer["commitment_months"], area)
        if key not in newest or offer["as_of"] > newest[key]["as_of"]:
            newest[key] = offer
        elif _same_offer(offer, newest[key]):
            newest[key]["regions"] = sorted({*newest[key]["regions"], *offer["regions"]})
    kept = [offer for key, offer in newest.items() if not dearer_spot(key, newest)]
    order = ("gpu", "term", "gpus", "instance")
    return sorted(kept, key=lambda item: (*(item[key] for key in order), item["regions"] or []))


def _region(row: Row) -> str:
    return str(row["regions"] or "").split(" (")[0]


def _same_offer(one: Row, other: Row) -> bool:
    """Alike but for the region."""
    same = all(one[key] == other[key] for key in ("instance", "price_per_gpu_hour", "as_of"))
    return same and bool(one["regions"] and other["regions"])


def averages_of(cloud: Cloud, rows: list[Row]) -> Iterator[tuple[str, Row]]:
    for row in rows:
        if row["provider"].split(" (")[0] == cloud.provider and "average" in str(row["term"]):
            yield str(row["gpu"]), row


def contradicted(row: Row, offer: Row, averages: dict[str, Decimal]) -> bool:
    """Whether a later average of the same cloud's offers is far from this price."""
    for name, average in averages.items():
        if offer["gpu"].startswith(name.lower()) and str(row["as_of"]) < "2026-09":
            price = Decimal(str(offer["price_per_gpu_hour"]))
            if offer["term"] == "spot" or max(price, average) > CONTRADICTED * min(price, average):
                return True
    return False


def dearer_spot(key: Key, newest: dict[Key, Row]) -> bool:
    gpu, gpus, instance, term, months, area = key
    listed = newest.get((gpu, gpus, instance, "on-demand", months, area))
    if term != "spot" or listed is None:
        return False
    return bool(newest[key]["price_per_gpu_hour"] >= listed["price_per_gpu_hour"])


def offer_of(cloud: Cloud, row: Row, gpu: str, source: str) -> Row:
    term = TERMS[row["term"]]
    months = int(row["term"].removesuffix("mo")) if term == "reserved" else None
    region = _region(row)
    return {
        "instance": instance_of(cloud, row),
        "gpu": gpu,
        "gpus": row["gpus"],
        "price_per_gpu_hour": per_gpu(row),
        "term": term,
        "commitment_months": months,
        "regions": [region] if region in REGIONS else None,
        "source": source,
        "as_of": Bare(str(row["as_of"])[:10]),
        "note": note_of(cloud, row),
    }


def note_of(cloud: Cloud, row: Row) -> str | None:
    if cloud.id == "runpod" and instance_of(cloud, row) == "Community Cloud":
        return "marketplace of hosts, price moves by about 15 %"
    # Prices of a bare accelerator have the Google SKU's description as their instance.
    instance = str(row["instance"])
    if cloud.id == "google-cloud" and ("GPU" in instance or "gpu slice" in instance):
        return "accelerator alone, the machine's CPU and memory come on top"
    if in_united_states(row):
        return "a region in the United States, not named"
    return cloud.note


def main() -> None:
    research, target = Path(sys.argv[1]), Path(sys.argv[2])
    lines = (research / "cloud_gpu_prices.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    for cloud in CLOUDS:
        found = offers(cloud, rows)
        head = {"kind": "cloud", "id": cloud.id, "name": cloud.name, "url": cloud.url}
        body = "".join("\n" + block({"_": [item]}).removeprefix("_:\n") for item in found)
        text = comment(cloud.comment) + block(head) + "offers:" + body
        (target / f"{cloud.id}.yaml").write_text(text, encoding="utf-8")
        print(f"{cloud.id}: {len(found)}")


if __name__ == "__main__":
    main()
