"""How a model can be run: published files with their sizes, and tags or repositories."""

from __future__ import annotations

import re
from collections import defaultdict

from import_models_facts import Research, Row, source_id

KNOWN = ("bartowski", "unsloth", "ggml-org", "lmstudio-community", "mmnga")
STANDARD = {
    "Q2_K": 3.0, "Q3_K_M": 3.95, "IQ4_XS": 4.35, "Q4_0": 4.6, "Q4_K_M": 4.88, "Q5_K_M": 5.7,
    "Q6_K": 6.57, "Q8_0": 8.5, "F16": 16.0, "BF16": 16.0, "MXFP4": 4.4,
}  # fmt: skip
DIGEST = re.compile(r"(?:same digest as|alias of) (\S+)")
QUANT_OF = {
    "awq": "AWQ-4bit", "gptq": "GPTQ-4bit", "fp8": "FP8", "nvfp4": "NVFP4", "mxfp4": "MXFP4",
    "int4": "INT4", "int8": "INT8",
}  # fmt: skip
FORMATS = ("awq", "gptq", "fp8", "nvfp4", "mxfp4", "int4", "int8")


def standard_quant(name: str | None) -> str | None:
    """llama.cpp's name of a standard mix, or None for any other."""
    text = (
        (name or "")
        .upper()
        .removeprefix("MOSTLY_")
        .replace("FP16", "F16")
        .replace("MXFP4_MOE", "MXFP4")
    )
    return text if text in STANDARD else None


def file_records(model_id: str, record: Row, research: Research) -> list[Row]:
    """Files of the developer and of at most two other publishers, one a quantisation."""
    found: dict[tuple[str, str], Row] = {}
    native = record.get("native_quant")
    for item in [*_listed_files(model_id, research), *_measured_files(model_id, research)]:
        if native == "MXFP4" and item["quant"] == "Q4_0":
            item["quant"] = native  # some lists know no other name for it
        key = (item["publisher"], item["quant"])
        if not _plausible(item, record):
            continue
        if key not in found or (item.get("exact", True) and not found[key].get("exact", True)):
            found[key] = item
    chosen = _chosen_publishers(list(found.values()))
    kept = [item for item in found.values() if item["publisher"] in chosen]
    return sorted(kept, key=lambda item: (chosen.index(item["publisher"]), item["bytes"]))


def _chosen_publishers(items: list[Row]) -> list[str]:
    own = list(dict.fromkeys(item["publisher"] for item in items if item["official"]))
    counts = {name: sum(item["publisher"] == name for item in items) for name in KNOWN}
    others = sorted(
        (name for name in KNOWN if counts[name] and name not in own), key=lambda n: -counts[n]
    )
    ollama = ["ollama"] if any(item["publisher"] == "ollama" for item in items) else []
    return own + ollama + others[: 1 if own else 2]


def _listed_files(model_id: str, research: Research) -> list[Row]:
    rows = research.artifacts.get(model_id, [])
    items = [
        _file(model_id, row, row["repo_or_tag"], source_id(row["source"]), row["as_of"])
        for row in rows
    ]
    return [item for item in items if item]


def _measured_files(model_id: str, research: Research) -> list[Row]:
    items = []
    for row in research.file_rows:
        if research.repositories.get(row.get("repo") or "") == model_id:
            shaped = {
                **row,
                "kind": "gguf",
                "official": str(row["repo"]).split("/")[0] == model_id.split("/", maxsplit=1)[0],
            }
            shaped["size_note"] = _binary_note(row)
            items.append(
                _file(model_id, shaped, row["repo"], source_id(row["url"]), str(row.get("date")))
            )
    return [item for item in items if item]


def _binary_note(row: Row) -> str:
    if row.get("size_gib") and "binary" in str(row.get("note")):
        return f"catalogue prints {row['printed']} (binary units)"
    return "as printed" if not row.get("size_bytes") else "exact bytes"


def _file(model_id: str, row: Row, repo: str, source: str, as_of: str) -> Row | None:
    quant = standard_quant(row.get("quant"))
    note = str(row.get("size_note"))
    if row["kind"] not in ("gguf", "ollama") or not quant or "shard" in note or "projector" in note:
        return None
    if re.search(r"UD-|_XL|mmproj|qat", f"{row.get('file')} {repo}"):
        return None
    size, exact = _bytes(row, note)
    if size is None or (row["kind"] == "ollama" and not exact):
        return None
    publisher = "ollama" if row["kind"] == "ollama" else repo.split("/", maxsplit=1)[0]
    item: Row = {
        "format": row["kind"], "quant": quant, "bytes": size, "publisher": publisher, "repo": repo,
        "official": bool(row["official"]), "source": source, "as_of": _date(as_of),
    }  # fmt: skip
    return item if exact else item | {"exact": False}


def _bytes(row: Row, note: str) -> tuple[int | None, bool]:
    """Size and whether it is exact. Catalogues that print binary units are converted."""
    if row.get("size_bytes"):
        return int(row["size_bytes"]), True
    printed = re.search(r"prints ([\d.]+) ?(GB|MB)", note)
    if printed and "binary" in note:
        return round(float(printed[1]) * 2 ** (30 if printed[2] == "GB" else 20)), False
    if row.get("size_gb"):
        return round(row["size_gb"] * 1_000_000_000), False
    return None, False


def _date(text: str) -> str:
    match = re.match(r"\d{4}(-\d{2}(-\d{2})?)?$", text)
    return match[0] if match else "2025"  # stored pages without a date are of 2023 to 2025


def _plausible(item: Row, record: Row) -> bool:
    """A file whose bits per weight don't fit its name is of another model, or split."""
    parameters = record["parameters"]
    weights = parameters.get("text") or parameters["total"]
    if not isinstance(weights, int):
        return False
    bits = item["bytes"] * 8 / weights
    low, high = (0.9, 1.16) if weights > 3_000_000_000 else (0.85, 1.5)
    if item["quant"] == "MXFP4":
        high = 1.3
    return bool(low <= bits / STANDARD[str(item["quant"])] <= high)


def artifact_records(model_id: str, record: Row, research: Research) -> list[Row]:
    """At most about eight ways to get the model, the developer's own first."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in research.artifacts.get(model_id, []):
        groups[row["kind"]].append(row)
    items = [*_ollama(groups["ollama"]), *_gguf(groups["gguf"])]
    for shape in FORMATS:
        rows = [row for row in groups[shape] if row["official"]]
        rows.sort(key=lambda row: "int8" in row["repo_or_tag"].lower())  # four bits first
        items += [_artifact(shape, repo, rows) for repo in _repos(rows)[:1]]
    mlx = [row for row in groups["mlx"] if row["trust"] != "community"]
    preferred = [row for row in mlx if "4bit" in row["repo_or_tag"]] or mlx
    items += [_artifact("mlx", repo, mlx) for repo in _repos(preferred)[:1]]
    own = [row for row in groups["safetensors"] if row["repo_or_tag"] == model_id]
    items.append(_artifact("safetensors", model_id, own) if own else _own_repository(model_id))
    return items


def _repos(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(str(row["repo_or_tag"]) for row in rows))


def _ollama(rows: list[Row]) -> list[Row]:
    """The default tag, then the tags of the commonest other quantisations."""
    rows = [row for row in rows if not row["repo_or_tag"].endswith((":latest", "-mlx"))]
    plain = [row for row in rows if not _names_quant(row["repo_or_tag"])]
    default = min(
        plain, key=lambda row: (not _has_size(row), len(row["repo_or_tag"])), default=None
    )
    items = [_artifact("ollama", default["repo_or_tag"], [default])] if default else []
    for quant in ("Q4_K_M", "Q8_0", "F16", "MXFP4"):
        if default and standard_quant(default["quant"]) == quant:
            continue
        tags = [row for row in rows if standard_quant(row["quant"]) == quant and row not in plain]
        tags = [row for row in tags if not re.search("qat|text|base", row["repo_or_tag"])]
        items += [_artifact("ollama", row["repo_or_tag"], [row]) for row in tags[:1]]
    return items


def _names_quant(tag: str) -> bool:
    return bool(
        re.search(r"q\d|fp16|bf16|f16|mxfp|nvfp|int\d|-qat|-text|-base", tag.split(":", 1)[1])
    )


def _has_size(row: Row) -> bool:
    return bool(re.search(r":[a-z]?\d", row["repo_or_tag"]))


def _gguf(rows: list[Row]) -> list[Row]:
    own = [row for row in rows if row["official"]]
    if own:
        return [_artifact("gguf", _repos(own)[0], own)]
    known = [row for row in rows if row["repo_or_tag"].split("/")[0] in KNOWN]
    if known:
        quants = {repo: _count_quants(known, repo) for repo in _repos(known)}
        best = max(quants, key=lambda repo: (quants[repo], -KNOWN.index(repo.split("/")[0])))
        return [_artifact("gguf", best, known)]
    trusted = [row for row in rows if row["trust"] in ("trusted", "known")] or rows
    return [_artifact("gguf", repo, rows) for repo in _repos(trusted)[:1]]


def _count_quants(rows: list[Row], repo: str) -> int:
    names = {standard_quant(row.get("quant")) for row in rows if row["repo_or_tag"] == repo}
    return len(names - {None})


def _artifact(shape: str, ref: str, rows: list[Row]) -> Row:
    rows = [row for row in rows if shape == "ollama" or row["repo_or_tag"] == ref]
    best = max(rows, key=lambda row: _date(row["as_of"]))
    quants = {_quant_name(row.get("quant"), shape, ref) for row in rows}
    item: Row = {"format": shape, "ref": ref}
    if names := sorted(name for name in quants if name):
        item["quants"] = names
    gated = [row["gated"] for row in rows if row["gated"] is not None]
    item |= {"official": bool(best["official"]), "gated": gated[0] if gated else "unknown"}
    return item | {"source": source_id(best["source"]), "as_of": _date(best["as_of"])}


def _quant_name(name: str | None, shape: str, ref: str) -> str | None:
    if shape in ("gguf", "ollama"):
        return standard_quant(name)
    if shape == "mlx":
        found = re.search(r"(\d)[ -]?bit", f"{name} {ref}", re.IGNORECASE)
        return f"MLX-{found[1]}bit" if found else None
    return None if re.search(r"int8", ref, re.IGNORECASE) else QUANT_OF.get(shape)


def _own_repository(model_id: str) -> Row:
    basis = {"source": "hugging-face-pages", "as_of": "2026-11-21"}
    return {"format": "safetensors", "ref": model_id, "official": True, "gated": "unknown", **basis}


def ollama_aliases(model_id: str, research: Research) -> list[str]:
    """Default tags: those that name no quantisation and no other variant."""
    tags = [
        row["repo_or_tag"]
        for row in research.artifacts.get(model_id, [])
        if row["kind"] == "ollama"
    ]
    sized = [
        tag for tag in tags if not _names_quant(tag) and re.search(r":[a-z]?\d+x?[\d.]*[bm]$", tag)
    ]
    return sorted(sized, key=len)[:2]
