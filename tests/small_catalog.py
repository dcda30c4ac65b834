"""A whole data root of one of each, written out so that a test can plant a fault in it."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "catalog/sources/main.yaml": """\
kind: sources
sources:
  card: {title: Model card, url: https://example.org/card, date: 2026-11-01}
""",
    "catalog/developers.yaml": """\
kind: developers
developers:
  acme: {name: Acme, country: JP, source: card, as_of: 2026-11-01}
""",
    "catalog/vocabulary.yaml": """\
kind: vocabulary
countries:
  CN: {en: China, ja: 中国}
  DE: {en: Germany, ja: ドイツ}
  FR: {en: France, ja: フランス}
  JP: {en: Japan, ja: 日本}
languages:
  en: {en: English, ja: 英語}
  ja: {en: Japanese, ja: 日本語}
tasks:
  chat: {en: chat, ja: 対話}
""",
    "catalog/models/acme/one.yaml": """\
kind: models
developer: acme
family: One
evidence: {source: card, as_of: 2026-11-01}
ancestors:
  - {id: far/root, country: CN, license: free-1.0, source: card, as_of: 2026-11-01}
models:
  - id: acme/one-8b
    name: One 8B
    aliases: [one]
    released: 2026-10-01
    kind: instruct
    base_models: [far/root]
    license: free-1.0
    parameters: {total: 8000000000, active: 8000000000}
    architecture: unknown
    context: {trained: 8192, advertised: unknown}
    languages: [en, ja]
    reasoning: none
    tool_use: unknown
    evidence:
      - {of: [released], source: card, as_of: 2026-11-02}
""",
    "catalog/gpus/cards.yaml": """\
kind: accelerators
vendor: maker
evidence: {source: card, as_of: 2026-11-01}
accelerators:
  - id: card12
    name: Card 12
    aliases: [c12]
    kind: desktop
    memory_gib: 12
    driver_memory_mib: 12282
    memory_type: GDDR6X
    memory_bandwidth_gbs: 504
    fp16_tflops: unknown
    architecture: Ada
    tdp_w: 200
    released: 2023-04
    launch_price_usd: unknown
    backend: cuda
""",
    "catalog/clouds/sky.yaml": """\
kind: cloud
id: sky
name: Sky
offers:
  - instance: a1
    gpu: card12
    gpus: 1
    price_per_gpu_hour: 0.8
    term: on-demand
    source: card
    as_of: 2026-11-01
""",
    "catalog/prices/rates.yaml": """\
kind: rates
rates:
  - {id: usd-jpy, value: 150, unit: JPY/USD, source: card, as_of: 2026-10-01}
  - {id: usd-jpy, value: 155, unit: JPY/USD, source: card, as_of: 2026-11-01}
""",
    "catalog/quantizations.yaml": """\
kind: quantizations
evidence: {source: card, as_of: 2026-11-01}
quantizations:
  Q4_K_M: {family: gguf, bits: 4.8, engines: [llama.cpp]}
""",
    "catalog/engines/llama.cpp.yaml": """\
kind: engine
evidence: {source: card, as_of: 2026-11-01}
engine:
  id: llama.cpp
  name: llama.cpp
  version: b1
  license: MIT
  formats: [gguf]
  backends: [cuda]
  default_quant: Q4_K_M
""",
    "catalog/benchmarks/ja.yaml": """\
kind: benchmarks
subject: ja
evidence: {source: card, as_of: 2026-11-01, kind: derived}
scale: {en: 0 to 100, ja: 0から100}
boards:
  - id: board
    name: Board
    as_of: 2026-11-01
    measures: {en: chat, ja: 対話}
    data_license: unknown
    models: unknown
    source: card
scores:
  acme/one-8b: {score: 61.5, se: 3.5, evidence: direct, boards: [board]}
""",
    "policies/regions.yaml": """\
kind: regions
evidence: {source: card, as_of: 2026-11-01}
regions:
  EU: [DE, FR]
""",
    "policies/licenses/free-1.0.yaml": """\
kind: license
id: free-1.0
name: Free License 1.0
aliases: [free]
steward: Acme
version: "1.0"
url: unknown
spdx: LicenseRef-Free
category: permissive
osi_approved: false
commercial_use: permitted
outputs: {may_train: silent, trained_model_is_derivative: unknown}
redistribution: {permission: permitted}
hosting: {permission: permitted, counts_as_distribution: unknown}
use_policy: {exists: false, may_change: unknown}
remote_restriction: false
terms_may_change: false
indemnity: unknown
revocable: never
governing_law: none_stated
text_read: full
confidence: high
sources: [card]
as_of: 2026-11-01
""",
}
MODELS = "catalog/models/acme/one.yaml"
LICENSE = "policies/licenses/free-1.0.yaml"
GPUS = "catalog/gpus/cards.yaml"
CLOUD = "catalog/clouds/sky.yaml"


def write_root(root: Path, **changed: str) -> Path:
    """Write the data root below ``root``; ``changed`` adds files, by path with ``__`` for ``/``."""
    added = {name.replace("__", "/") + ".yaml": text for name, text in changed.items()}
    for name, text in (FILES | added).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def plant(root: Path, file: str, old: str, new: str) -> int:
    """Replace the only ``old`` in ``file`` and return the line where it stood."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
