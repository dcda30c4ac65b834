"""What went into a model: base models, attached parts, teachers, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from import_models_facts import Decisions, Research, Row, source_id

LISTED = "awesome-japanese-llm-903d9db"
REVIEW = "lineage-review-2026-11"
# How the lineage table names a document -> the catalogue's id. Anything else is our own review.
DOCUMENTS: tuple[tuple[str, str], ...] = (
    (r"NVIDIA-NeMo/Nemotron docs", "nemotron-docs-e27b371"),
    (r"KBS 2025-12-31", "naver-vision-press"),
    (r"press report of 2025-12-11", "meta-training-press-2025-12"),
    (r"Phi-4-reasoning report", "phi-4-reasoning-report"),
    (r"arXiv 2504.21233", "arxiv-2504.21233"),
    (r"arXiv 2604.08644", "arxiv-2604.08644"),
    (r"SakanaAI/evolutionary-model-merge", "evolutionary-model-merge-09aff54"),
    (r"gigazine 2026-02-24", "gigazine-2026-02-24"),
)
READ = (LISTED, "deepseek-r1-readme-0cf7856", "mistral-docs-222f4ba", "localai-gallery-82c191a")
VAGUE = "the family is certain, the exact repository is not"
REPOSITORY = r"[A-Za-z0-9._-]+/[A-Za-z0-9._+-]+"


@dataclass(frozen=True)
class Ground:
    """Values of one record that rest on the same thing."""

    of: str
    source: str
    kind: str
    note: str | None = None
    confidence: str | None = None


def descent_of(model_id: str, research: Research, decisions: Decisions) -> Row:
    """``base_models``, and where any is known ``components``, ``teachers`` and ``unnamed``."""
    found = research.lineage.get(model_id, {})
    result: Row = {"base_models": _bases(model_id, research, decisions)}
    unnamed: list[Row] = []
    for key, role in (("components", "component"), ("teachers", "teacher")):
        repositories = []
        for name in found.get(key, ()):
            families = decisions.families.get(name)
            if families is None:
                repositories.append(_repository(name, model_id, research, decisions))
            else:
                unnamed += [{"role": role, **family} for family in families]
        result[key] = repositories
    unnamed += listed_origins(model_id, research, decisions)
    unnamed += [
        item
        for group in decisions.unnamed
        if re.fullmatch(group["match"], model_id)
        for item in group["add"]
    ]
    return result | {"unnamed": unnamed}


def _bases(model_id: str, research: Research, decisions: Decisions) -> list[str] | str:
    decided = decisions.bases_of(model_id)
    found = research.lineage.get(model_id)
    if decided is not None:
        return [base for base in decided if base != model_id]
    if found is None:
        if listed := research.japanese.get(model_id):
            return "unknown" if listed.get("base_model") == "unknown" else []
        # No parent in any table says nothing: a publisher has to be known for an own line.
        return [] if decisions.descent_source(model_id, in_table=False) else "unknown"
    if found["relation"].startswith("unknown"):
        return "unknown"
    return [base for base in found["base_models"] if base != model_id]


def _repository(name: str, model_id: str, research: Research, decisions: Decisions) -> str:
    """A name that says which repository. ``(vision encoder)`` behind it says which part."""
    repo = re.sub(r"\s*\(.*\)$", "", name)
    if repo in research.models or repo in decisions.ancestors:
        return repo
    raise SystemExit(
        f"{model_id} has {name!r} in its lineage, which is no repository that is known: say in "
        f"import_models.yaml (ancestors, or families if it names no repository) what it is"
    )


def listed_origins(model_id: str, research: Research, decisions: Decisions) -> list[Row]:
    """Parts and teachers that the Japanese list names by family."""
    listed = research.japanese.get(model_id)
    if listed is None:
        return []
    rows = []
    if "image" in str(listed["modality"]):
        words = f"{model_id} {listed['base_as_listed']}"
        rows += [
            {"role": "component", "name": part["name"], "country": part["country"]}
            for part in decisions.listed_parts
            if re.search(part["match"], words)
        ][:1]
    base = listed["kind"] == "base" or decisions.is_base(model_id)
    tuned = not base and any("output of OpenAI models" in note for note in listed["notes"])
    if tuned or "OpenAI Terms" in str(listed["licence"]):
        rows.append({"role": "teacher", "name": "OpenAI", "country": "US"})
    return rows


def grounds_of(record: Row, research: Research, decisions: Decisions) -> list[Ground]:
    """What each part of the descent rests on."""
    model_id = str(record["id"])
    found = research.lineage.get(model_id)
    grounds = list(_base_grounds(record, research, decisions))
    if found:
        slug, kind = _document(found["evidence"])
        keys = [key for key in ("components", "teachers") if record.get(key)]
        if found["components"] or found["teachers"]:
            keys += ["unnamed"] if record.get("unnamed") else []
        grounds += [Ground(key, slug, kind, None, found["confidence"]) for key in keys]
    if listed_origins(model_id, research, decisions):
        grounds.append(Ground("unnamed", LISTED, "stated"))
    return grounds


def _base_grounds(record: Row, research: Research, decisions: Decisions) -> Iterator[Ground]:
    model_id = str(record["id"])
    found = research.lineage.get(model_id)
    told = decisions.descent_source(model_id, in_table=bool(found)) or {}
    if record["base_models"] == "unknown":
        if not found and model_id in research.japanese:
            yield Ground("base_models", LISTED, "stated", "the list names no base")
    elif "source" in told:
        kind = "derived" if told["source"] == REVIEW else "stated"
        yield Ground("base_models", told["source"], kind, told.get("note"))
    elif not found or decisions.bases_of(model_id) is not None:
        named, own = "by the names of the release", "own line; no outside weights known"
        note = named if record["base_models"] else own
        yield Ground("base_models", "editors-2026-11", "estimated", note)
    else:
        slug, kind = _document(found["evidence"])
        vague = None if found["base_exact"] else VAGUE
        yield Ground("base_models", slug, kind, vague, found["confidence"])


def _document(evidence: str) -> tuple[str, str]:
    """The document that the lineage table names, and whether it states the fact itself."""
    for pattern, slug in DOCUMENTS:
        if re.match(pattern, evidence):
            return slug, "stated"
    slug = source_id(evidence)
    return (slug, "stated") if slug in READ else (REVIEW, "derived")


def _parents(model_id: str, research: Research) -> list[str]:
    """Its own bases, or what stands behind it in the chain of a model with no other base."""
    if model_id in research.lineage:
        return list(research.lineage[model_id]["base_models"])
    for row in research.lineage.values():
        if row["base_models"] == [model_id]:
            return list(row["ancestors"][1:2])
    return []


def ancestor_record(
    model_id: str, research: Research, decisions: Decisions, license_of: Any
) -> Row | None:
    """Country and licence of a repository without an entry; None where no country is recorded."""
    decided = decisions.ancestors.get(model_id)
    countries = {
        row["ancestor_countries"][model_id]
        for row in research.lineage.values()
        if model_id in row["ancestor_countries"]
    }
    row = research.models.get(model_id, {})
    if not countries and row.get("developer_country"):
        countries = {row["developer_country"]}
    if decided is None and len(countries) != 1:
        return None
    if decided and countries and countries != {decided["country"]}:
        raise SystemExit(f"{model_id}: {decided['country']} decided, but {countries} in research")
    if decided is not None:
        basis = {"source": "license-review-2026-11", "as_of": "2026-11-21", "kind": "estimated"}
        return {"id": model_id, **decided, **basis}
    listed = research.japanese.get(model_id, {})
    parents = _parents(model_id, research)
    record: Row = {
        "id": model_id,
        "country": countries.pop(),
        "license": license_of(model_id, row, listed, decisions),
    }
    basis = {"source": REVIEW, "as_of": "2026-11-21", "kind": "derived"}
    return record | ({"base_models": parents} if parents else {}) | basis
