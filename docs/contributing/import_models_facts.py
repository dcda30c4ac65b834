"""Reads the research tables and a person's decisions on them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

Row = dict[str, Any]

# How the research tables name a source -> the catalogue's id of it. First match wins.
SOURCE_NAMES: tuple[tuple[str, str], ...] = (
    (r".*llmfit==?1|PyPI llmfit 1", "llmfit-1.1.17"),
    (r".*aiconfigurator", "aiconfigurator-core-0.12.0"),
    (r"PyPI transformers", "transformers-5.23.0"),
    (r"PyPI xinference|xinference", "xinference-4.1.0"),
    (r"(github )?anomalyco/models.dev|models.dev", "models-dev-f3fc692"),
    (r"github meta-llama/llama-models", "llama-models-a9c89c4"),
    (r".*mistralai/platform-docs", "mistral-docs-222f4ba"),
    (r"(github )?llm-jp/awesome-japanese-llm", "awesome-japanese-llm-903d9db"),
    (r"github taishi-i", "awesome-japanese-nlp"),
    (r".*deepseek-ai/DeepSeek-R1 README", "deepseek-r1-readme-0cf7856"),
    (r".*AI-Hypercomputer/maxtext", "maxtext-e591f30"),
    (r".*google-deepmind/gemma", "gemma-7691fd4"),
    (r"github auditomatic", "ollama-registry-31464bb"),
    (r".*menloresearch/model-catalog", "menlo-catalog-5126f73"),
    (r".*janhq/model-catalog", "jan-catalog-5410b10"),
    (r"npm llm-checker", "llm-checker-3.8.1"),
    (r".*mudler/LocalAI gallery", "localai-gallery-82c191a"),
    (r".*vllm-project/recipes", "vllm-recipes-8959cf6"),
    (r".*exo-explore/exo", "exo-b5375f8"),
    (r".*lemonade-sdk", "lemonade-e385039"),
    (r".*lmstudio-ai/model-catalog", "lmstudio-catalog-78bd560"),
    (r".*LlamaBarn", "llamabarn"),
    (r".*gpustack", "gpustack-47277d7"),
    (r".*Liquid4All", "liquid-docs-8182486"),
    (r"https://huggingface.co", "hugging-face-pages"),
    (r"github |find_string", "public-lists"),
    (r"https://", "developer-press"),
    (r"model name|released before|base model", "editors-2026-11"),
)


def source_id(text: str) -> str:
    """The catalogue's id of a source that a research table names in words."""
    for pattern, slug in SOURCE_NAMES:
        if re.match(pattern, text):
            return slug
    return "review-2026-11"


@dataclass(frozen=True)
class Research:
    """The tables, by repository id."""

    models: dict[str, Row]
    japanese: dict[str, Row]
    lineage: dict[str, Row]
    artifacts: dict[str, list[Row]]
    file_rows: list[Row]
    gguf_by_model: dict[str, str]
    gguf_by_type: dict[tuple[str, bool], str]

    @cached_property
    def repositories(self) -> dict[str, str]:
        """Repository of a conversion -> the model that it holds."""
        pairs = {
            (row["repo_or_tag"], model_id)
            for model_id, rows in self.artifacts.items()
            for row in rows
            if row["kind"] != "ollama"
        }
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for repo, model_id in pairs:
            owners[repo].add(model_id)
        return {repo: next(iter(ids)) for repo, ids in owners.items() if len(ids) == 1}


def read_research(folder: Path) -> Research:
    models = {row["hf_id"]: row for row in _lines(folder / "models.jsonl")}
    japanese = yaml.load(
        (folder / "ja_models.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )["models"]
    artifacts: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _lines(folder / "artifacts.jsonl"):
        artifacts[row["model"]].append(row)
    files = [row for row in _lines(folder / "vram_truth.jsonl") if row.get("kind") == "file"]
    by_model = {row["model"]: row["arch"] for row in _lines(folder / "oracle.jsonl")}
    return Research(
        models=models,
        japanese={row["id"]: row for row in japanese},
        lineage={row["model"]: row for row in _lines(folder / "lineage.jsonl")},
        artifacts=dict(artifacts),
        file_rows=files,
        gguf_by_model=by_model,
        gguf_by_type=_gguf_by_type(models, by_model),
    )


def _gguf_by_type(models: dict[str, Row], by_model: dict[str, str]) -> dict[tuple[str, bool], str]:
    """llama.cpp's name for a class, where all measured models of the class agree."""
    seen: defaultdict[tuple[str, bool], set[str]] = defaultdict(set)
    for model_id, arch in by_model.items():
        row = models.get(model_id)
        if row and row.get("model_type"):
            seen[row["model_type"], bool(row.get("moe"))].add(arch)
    return {key: next(iter(names)) for key, names in seen.items() if len(names) == 1}


def _lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


@dataclass(frozen=True)
class Decisions:
    """The contents of import_models.yaml."""

    files: list[Row]
    clones: dict[str, str]
    same_shape: dict[str, str]
    siblings: dict[str, str]
    own_shape: list[str]
    base_checkpoints: list[str]
    revocab: dict[str, Row]
    dimensions: dict[str, Row]
    gguf_types: dict[str, str]
    layer_patterns: dict[str, str]
    pattern_sources: dict[str, Row]
    mlp_patterns: dict[str, str]
    indexer_layer_fraction: dict[str, float]
    tie_unknown: list[str]
    licenses: Row
    overrides: list[Row]
    languages: list[Row]
    own_lines: list[Row]
    bases: list[Row]
    families: dict[str, list[Row]]
    listed_parts: list[Row]
    unnamed: list[Row]
    notes: list[Row]
    handmade: list[Row]
    aliases: dict[str, list[str]]
    ancestors: dict[str, Row]
    developers: dict[str, Row]
    sources: dict[str, Row]
    leave_out: list[str]

    @classmethod
    def read(cls, path: Path) -> Decisions:
        loader: Any = type("TextDates", (yaml.SafeLoader,), {})
        loader.yaml_implicit_resolvers = {
            first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
            for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }
        return cls(**yaml.load(path.read_text(encoding="utf-8"), Loader=loader))

    def path_of(self, model_id: str) -> str | None:
        for entry in self.files:
            if any(re.fullmatch(pattern, model_id) for pattern in entry["match"]):
                return str(entry["path"])
        return None

    def handmade_in(self, path: str) -> list[str]:
        ids = [str(item["id"]) for item in self.handmade]
        return [model_id for model_id in ids if self.path_of(model_id) == path]

    def leaves_out(self, model_id: str) -> bool:
        return _matches(self.leave_out, model_id)

    def has_own_shape(self, model_id: str) -> bool:
        return _matches(self.own_shape, model_id)

    def is_base(self, model_id: str) -> bool:
        return model_id in self.clones or _matches(self.base_checkpoints, model_id)

    def overrides_of(self, model_id: str) -> Row:
        merged: Row = {}
        for item in self.overrides:
            if re.fullmatch(item["match"], model_id):
                merged |= item["set"]
        return merged

    def languages_of(self, model_id: str) -> list[str] | None:
        for item in self.languages:
            if re.fullmatch(item["match"], model_id):
                return list(item["codes"])
        return None

    def license_of(self, model_id: str) -> str | None:
        for item in self.licenses["models"]:
            if re.fullmatch(item["match"], model_id):
                return str(item["license"])
        return None

    def bases_of(self, model_id: str) -> list[str] | str | None:
        for item in self.bases:
            match = re.fullmatch(item["match"], model_id)
            if match and item["base"] != "keep":
                return [match.expand(base) for base in item["base"]]
        return None

    def descent_source(self, model_id: str, *, in_table: bool) -> Row | None:
        """The decision that tells the bases: of ``bases``, or of ``own_lines`` for what no table
        knows. It may name a ``source`` and a ``note``; None where nobody told the bases."""
        told = [item for item in self.bases if item["base"] != "keep"]
        for item in [*told, *(self.own_lines if not in_table else ())]:
            if re.fullmatch(item["match"], model_id):
                return item
        return None


def _matches(patterns: list[str], model_id: str) -> bool:
    return any(re.fullmatch(pattern, model_id) for pattern in patterns)
