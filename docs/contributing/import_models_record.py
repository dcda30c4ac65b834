"""One model's record from the research tables: everything but files and artifacts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from import_models_architecture import architecture_of, shape_source
from import_models_descent import descent_of, grounds_of
from import_models_facts import Decisions, Research, Row, source_id

AS_OF = "2026-11-21"
DATES = {
    "llmfit-1.1.17": "2026-10-05",
    "awesome-japanese-llm-903d9db": "2026-08-22",
    "models-dev-f3fc692": "2026-07-02",
    "mistral-docs-222f4ba": "2026-08-21",
    "xinference-4.1.0": "2026-10-25",
    "localai-gallery-82c191a": "2026-08-22",
    "deepseek-r1-readme-0cf7856": "2025-04-09",
}
NAMED_KINDS = (
    (r"translate|-MT$", "translation"),
    (r"fin(-|$)|-Fin-", "finance"),
    (r"[Cc]oder|[Cc]ode|[Dd]evstral", "coding"),
)
PATHS = {  # decisions -> the catalogue's values
    "trained": "context", "advertised": "context", "total": "parameters", "active": "parameters",
}  # fmt: skip


def build_record(model_id: str, research: Research, decisions: Decisions) -> Row:
    """Everything known of ``id``, in the shape of the catalogue."""
    twin = decisions.clones.get(model_id)
    row = research.models.get(twin or model_id, {})
    listed = research.japanese.get(model_id, {})
    shape, inherited = shape_source(model_id, research, decisions)
    change = decisions.overrides_of(model_id)
    record: Row = {
        "id": model_id,
        "name": model_id.split("/")[1],
        "released": _released(row, listed),
        "license": license_of(model_id, row, listed, decisions),
        "parameters": _parameters(row, listed, shape, inherited, change),
        "architecture": architecture_of(model_id, shape, inherited, research, decisions),
        "context": _context(row, listed, shape, change),
        "languages": _languages(model_id, row, listed, decisions),
        "reasoning": change.get("reasoning")
        or _reasoning(model_id, row, listed, decisions.is_base(model_id)),
        "tool_use": "unknown" if twin else _or_unknown(row.get("tool_use")),
        "native_quant": _native_quant(row),
    }
    modality = row.get("modality") or listed.get("modality") or "text"
    record["modalities"] = change.get("modalities") or modality.split("+")
    record["kind"] = change.get("kind") or _kind(model_id, record, listed, decisions)
    record["tasks"] = _tasks(model_id, record)
    record |= descent_of(model_id, research, decisions)
    case = _Case(record, row, listed, inherited, research, decisions)
    record["evidence"] = _evidence(case)
    return record


def _or_unknown(value: Any) -> Any:
    return "unknown" if value is None else value


def _released(row: Row, listed: Row) -> str:
    known = [str(item) for item in (listed.get("release_date"), row.get("release_date")) if item]
    dates = [item for item in known if re.fullmatch(r"\d{4}(-\d{2}){0,2}", item)]
    if not dates:
        return "unknown"
    return max(dates, key=len)


def license_of(model_id: str, row: Row, listed: Row, decisions: Decisions) -> str:
    """The licence as an expression over the catalogue's ids."""
    looked_up = decisions.license_of(model_id)
    if looked_up:
        return looked_up
    word = row.get("license") or listed.get("licence")
    if word is None:
        return "unknown"
    return decisions.licenses["words"].get(word) or (word if _is_license_id(word) else "unknown")


def _is_license_id(word: str) -> bool:
    unnamed = (
        "other", "unknown", "exaone", "iquestcoder", "kwaipilot-license", "falcon-mamba-7b-license",
    )  # fmt: skip
    return bool(re.fullmatch(r"[a-z0-9][a-z0-9.-]*", word)) and word not in unnamed


def _parameters(
    row: Row, listed: Row, shape: Row | None, inherited: str | None, change: Row
) -> Row:
    counted = shape if inherited and shape else row
    if abs(counted.get("param_check_pct") or 0) > 1:
        counted = {"total_params": counted["checkpoint_params"], "moe": counted.get("moe")}
    total = counted.get("total_params") or _stated(listed.get("params_total_b"))
    active = counted.get("active_params")
    if active is None and not counted.get("moe"):
        active = _stated(listed.get("params_active_b"))
        if active and total and abs(active - total) < 0.1 * total:
            active = total  # the list rounds; every weight of a dense model is in use
    result: Row = {
        "total": change.get("total") or _or_unknown(total),
        "active": change.get("active") or _or_unknown(active),
    }
    for key, name in (("text", "text_params"), ("vision", "vision_params")):
        value = counted.get(name)
        if value and value != result["total"]:
            result[key] = value
    read = counted.get("active_params_read_per_token")
    if read and read != result["active"] and "active" not in change:
        result["read_per_token"] = read
    return result


def _stated(billions: Any) -> int | None:
    return round(billions * 1_000_000_000) if isinstance(billions, int | float) else None


def _context(row: Row, listed: Row, shape: Row | None, change: Row) -> Row:
    digits = re.fullmatch(r"≤?\s*([\d,]+)", str(listed.get("context_length", "")))
    advertised = row.get("advertised_context") or (
        int(digits[1].replace(",", "")) if digits else None
    )
    trained = row.get("max_position_embeddings") or (shape or {}).get("max_position_embeddings")
    return {
        "trained": change.get("trained") or _or_unknown(trained),
        "advertised": change.get("advertised") or _or_unknown(advertised),
    }


# Tags that are no languages (a technique, a publisher), and one code that was withdrawn.
NO_LANGUAGE = ("rl", "kt", "sh")


def _tags(row: Row) -> list[str]:
    tags = row.get("languages") or ()
    return [tag for tag in tags if re.fullmatch(r"[a-z]{2,3}", tag) and tag not in NO_LANGUAGE]


def _tags_are_bare(row: Row) -> bool:
    """No tags, or English alone: what multilingual models often carry."""
    return set(_tags(row)) <= {"en"}


def _languages(model_id: str, row: Row, listed: Row, decisions: Decisions) -> list[str] | str:
    tags = _tags(row)
    if _tags_are_bare(row):
        tags += decisions.languages_of(model_id) or []
    if listed and "ja" not in tags:
        tags.append("ja")
    return list(dict.fromkeys(tags)) or "unknown"


def _reasoning(model_id: str, row: Row, listed: Row, base: bool) -> str:
    if base:
        return "none"
    value = row.get("reasoning")
    if value in ("none", "hybrid", "always"):
        return str(value)
    named = re.search(r"think|reason|-R1|QwQ|-RL-", model_id, re.IGNORECASE)
    if listed.get("reasoning") == "yes" and named:
        return "always"
    return "none" if listed.get("reasoning") == "no" else "unknown"


def _native_quant(row: Row) -> str | None:
    text = str(row.get("native_quant") or "").lower()
    for name in ("mxfp4", "int4", "fp8"):
        if text.startswith(name):
            return name.upper()
    return None


def _kind(model_id: str, record: Row, listed: Row, decisions: Decisions) -> str:
    name = model_id.split("/")[1]
    if decisions.is_base(model_id):
        return "base"
    for pattern, kind in NAMED_KINDS:
        if re.search(pattern, name):
            return kind
    if "image" in record["modalities"] and re.search(r"VL|vl-|vision|V$|V-|multimodal", name):
        return "vision"
    if record["reasoning"] == "always":
        return "reasoning"
    if "image" in record["modalities"] and listed.get("kind") == "base":
        return "vision"  # the list's word for what is not tuned on dialogues
    return "base" if listed.get("kind") == "base" else "instruct"


def _tasks(model_id: str, record: Row) -> list[str]:
    if record["kind"] == "base":
        return []
    if record["kind"] == "translation":
        return ["translation"]
    tasks = ["chat"]
    if record["kind"] == "coding":
        tasks.append("coding")
    if record["reasoning"] in ("always", "hybrid"):
        tasks.append("reasoning")
    if "image" in record["modalities"]:
        tasks.append("vision")
    total = record["parameters"].get("text") or record["parameters"]["total"]
    if isinstance(total, int) and total <= 4_100_000_000:
        tasks.append("edge")
    return tasks


class _Ledger:
    """Collects which values rest on which basis; equal bases share one item."""

    def __init__(self) -> None:
        self.items: dict[tuple[str, str, str, str | None, str | None], list[str]] = {}

    def add(
        self,
        of: str,
        source: str,
        kind: str = "stated",
        note: str | None = None,
        confidence: str | None = None,
    ) -> None:
        key = (source, DATES.get(source, AS_OF), kind, note, confidence)
        paths = self.items.setdefault(key, [])
        if of not in paths:
            paths.append(of)

    def rows(self) -> list[Row]:
        rows = []
        for (source, as_of, kind, note, confidence), of in self.items.items():
            row: Row = {"of": of, "source": source, "as_of": as_of}
            if kind != "stated":
                row["kind"] = kind
            if confidence:
                row["confidence"] = confidence
            rows.append(row | ({"note": note} if note else {}))
        return rows


@dataclass(frozen=True)
class _Case:
    """A record and what it was made from."""

    record: Row
    row: Row
    listed: Row
    inherited: str | None
    research: Research
    decisions: Decisions

    @property
    def model_id(self) -> str:
        return str(self.record["id"])

    def source(self, key: str, missing: str = "") -> str:
        return source_id(str(self.row.get("sources", {}).get(key, missing)))


def _evidence(case: _Case) -> list[Row]:
    ledger = _Ledger()
    if twin := case.decisions.clones.get(case.model_id):
        note = f"same release and shape as {twin}"
        ledger.add("*", "lineage-review-2026-11", "derived", note)
    else:
        ledger.add("*", case.source("*") if case.row else "awesome-japanese-llm-903d9db")
        _shape_evidence(ledger, case)
        _terms_evidence(ledger, case)
        _ability_evidence(ledger, case)
        for key in case.decisions.overrides_of(case.model_id):
            ledger.add(PATHS.get(key, key), "review-2026-11")
    _descent_evidence(ledger, case)
    return ledger.rows()


def _terms_evidence(ledger: _Ledger, case: _Case) -> None:
    """When it came out, under which licence, for how long a context."""
    released, row = case.record["released"], case.row
    if released == str(case.listed.get("release_date")):
        ledger.add("released", "awesome-japanese-llm-903d9db")
    elif released != "unknown":
        ledger.add("released", case.source("release_date"))
    if case.decisions.license_of(case.model_id):
        ledger.add("license", "license-review-2026-11")
    elif case.record["license"] != "unknown" and row.get("sources", {}).get("license"):
        ledger.add("license", case.source("license"))
    if row.get("advertised_context") and row["sources"].get("advertised_context"):
        ledger.add("context.advertised", case.source("advertised_context"))


def _ability_evidence(ledger: _Ledger, case: _Case) -> None:
    """Tools, reasoning and languages."""
    row = case.row
    if row.get("tool_use") is not None and row["sources"].get("tool_use"):
        ledger.add("tool_use", case.source("tool_use"))
    if row and case.record["reasoning"] != "unknown":
        slug = case.source("reasoning", "model name")
        ledger.add("reasoning", slug, "estimated" if slug == "editors-2026-11" else "stated")
    if case.listed and row:
        ledger.add("languages", "awesome-japanese-llm-903d9db")
    elif _tags_are_bare(row) and case.decisions.languages_of(case.model_id):
        note = "among those that the publisher names"
        ledger.add("languages", "editors-2026-11", "estimated", note)


def _shape_evidence(ledger: _Ledger, case: _Case) -> None:
    record, row, inherited = case.record, case.row, case.inherited
    if record["architecture"] == "unknown":
        if row.get("stated_size"):
            ledger.add("parameters", case.source("*"), note="rounded, as stated")
        elif not row and record["parameters"]["total"] != "unknown":
            ledger.add("parameters", "awesome-japanese-llm-903d9db", note="rounded, as listed")
        return
    if inherited:
        note = f"keeps the shape of {inherited}"
        for path in ("architecture", "parameters", "context.trained"):
            ledger.add(path, "lineage-review-2026-11", "derived", note)
        return
    if told := case.decisions.pattern_sources.get(case.model_id):
        ledger.add("architecture.layer_pattern", told["source"], "derived", told["note"])
    confidence = row.get("dims_confidence")
    if confidence == "config":
        ledger.add("architecture", "aiconfigurator-core-0.12.0")
    elif confidence == "total-verified":
        note = "supplied dimensions; their count equals the checkpoint, layer order unconfirmed"
        ledger.add("architecture", "transformers-5.23.0", "derived", note)
    else:
        note = "listed dimensions completed from the class, count checked"
        ledger.add("architecture", "transformers-5.23.0", "derived", note)


def _descent_evidence(ledger: _Ledger, case: _Case) -> None:
    for ground in grounds_of(case.record, case.research, case.decisions):
        ledger.add(ground.of, ground.source, ground.kind, ground.note, ground.confidence)
