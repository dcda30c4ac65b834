"""One line an entry with its figures, so that a review shows which numbers moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from golden.compare import same_as_golden

from llmselect.catalog.entries import Model
from llmselect.catalog.store import Store
from llmselect.units import GIB

Lines = Iterator[tuple[Any, ...]]


def models(store: Store) -> Lines:
    yield ("id", "released", "countries", "licences of the chain", "parameters", "active",
           "context", "shape", "files in GB", "artefacts", "Japanese")  # fmt: skip
    scores = store.scores("ja")
    for model in store.models():
        licenses = dict.fromkeys(grant.expression or "?" for grant in model.license_chain)
        files = (f"{item.quant} {item.bytes / 1e9:.2f}" for item in model.files)
        score = scores.get(model.id)
        yield (
            model.id, model.released, ",".join(model.lineage_countries), " < ".join(licenses),
            model.parameters.total, model.parameters.active,
            f"{_(model.context_trained)}/{_(model.context_advertised)}", shape(model),
            ", ".join(files), len(model.artifacts),
            f"{score.score}+-{score.se} {score.evidence}" if score else None,
        )  # fmt: skip


def shape(model: Model) -> str | None:
    """Layers x width, query and key-value heads x their size, window, experts."""
    block = model.architecture
    if block is None:
        return None
    text = (
        f"{block.num_hidden_layers}x{block.hidden_size}"
        f" {_(block.num_attention_heads)}/{_(block.num_key_value_heads)}x{_(block.head_dim)}"
    )
    if block.sliding_window:
        text += f" window {block.sliding_window}"
    if block.moe:
        text += f" {block.moe.experts_per_token} of {block.moe.num_experts} experts"
    return text


def gpus(store: Store) -> Lines:
    yield ("id", "marketed GiB", "driver MiB", "share", "GB/s", "dense FP16 TFLOPS", "W", "USD")
    for gpu in store.gpus():
        marketed, driver = gpu.marketed_memory_bytes, gpu.driver_memory_bytes
        yield (
            gpu.id, marketed and marketed / GIB, driver and driver // 2**20, gpu.gpu_share,
            gpu.memory_bandwidth_gbs, gpu.fp16_tflops, gpu.tdp_w, gpu.launch_price_usd,
        )  # fmt: skip


def licenses(store: Store) -> Lines:
    yield ("id", "commercial use", "thresholds", "outputs may train", "read", "confidence")
    for license in store.licenses.values():
        lines = (
            f"{item.metric} {item.operator} {item.amount:f} {item.currency or 'users'}"
            f" of {item.whose} -> {item.effect}"
            for item in license.thresholds
        )
        yield (
            license.id, license.commercial_use, "; ".join(lines), license.outputs.may_train,
            license.text_read, license.confidence,
        )  # fmt: skip


def providers(store: Store) -> Lines:
    yield ("id", "channel", "operator/parent", "training", "retention", "zero retention",
           "review", "Japan: processing/storage", "overrides", "confidence", "as of")  # fmt: skip
    for provider in store.providers.values():
        policy, japan = provider.policy, provider.policy.residency.get("JP")
        yield (
            provider.id, provider.channel, "/".join(map(_, provider.countries)),
            policy.training_use.value, policy.retention_days.value,
            policy.zero_data_retention.value, policy.human_review.value,
            f"{japan.processing}/{japan.storage}" if japan else None,
            ",".join(item.id for item in provider.overrides), provider.confidence, provider.as_of,
        )  # fmt: skip


def prices(store: Store) -> Lines:
    yield ("provider", "name there", "model", "in", "out", "cached", "currency", "as of")
    for price in store.prices():
        yield (
            price.provider, price.model_ref, price.model, price.input, price.output,
            price.cached_input, price.currency, price.as_of,
        )  # fmt: skip


def offers(store: Store) -> Lines:
    yield ("cloud", "instance", "GPU", "count", "a GPU hour", "currency", "term", "as of")
    for offer in store.offers():
        yield (
            offer.cloud, offer.instance, offer.gpu, offer.gpus, offer.price_per_gpu_hour,
            offer.currency, offer.term, offer.as_of,
        )  # fmt: skip


def _(value: Any) -> str:
    return "?" if value is None else str(value)


def table(rows: Iterable[tuple[Any, ...]]) -> str:
    return "\n".join(" | ".join(map(_, row)) for row in rows)


@pytest.mark.parametrize("facts", [models, gpus, licenses, providers, prices, offers])
def test_which_figures_moved(
    facts: Callable[[Store], Lines], store: Store, pytestconfig: pytest.Config
) -> None:
    same_as_golden(table(facts(store)), f"facts/{facts.__name__}.txt", pytestconfig)
