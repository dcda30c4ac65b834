"""`vram MODEL --finetune`: memory of training by part, and which accelerators hold it."""

from __future__ import annotations

from dataclasses import replace

from llmselect.catalog.entries import Accelerator, Model
from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError, raise_problems
from llmselect.estimate.memory.finetune import (
    FRAMEWORKS,
    METHODS,
    OPTIMIZERS,
    FineTune,
    FineTuneEstimate,
    estimate_finetune,
    longest_sequence,
    saves_only_inputs,
)
from llmselect.findings import message
from llmselect.recommend.overlays import overlay_facts
from llmselect.recommend.resolve import Collector, at_least_one, one_of, resolve_gpu
from llmselect.recommend.sources import source_lines
from llmselect.records import dataclass
from llmselect.report import (
    CatalogInfo,
    FinetuneFit,
    FinetuneReport,
    ModelRef,
    Term,
    TrainingMemory,
)

_CARDS = ("desktop", "laptop", "workstation", "datacenter")
_TRAINS = ("cuda", "rocm")  # what the listed trainers and bitsandbytes are made for


@dataclass(frozen=True, slots=True)
class FinetuneFlags:
    """The options of ``vram --finetune`` as typed."""

    model: str
    method: str
    rank: int | None = None
    seq: int | None = None
    batch: int | None = None
    framework: str | None = None
    optimizer: str | None = None
    gradient_checkpointing: bool | None = None
    train_embeddings: bool = False
    mixed_precision: bool = False
    gpu: tuple[str, ...] = ()


def finetune(store: Store, flags: FinetuneFlags, own: Model | None = None) -> FinetuneReport:
    """The report on a model of the catalogue, or on ``own``, read from a file.

    Raises LlmselectError or Problems for names and values that mean nothing."""
    collect = Collector()
    id = "" if own else collect.get(lambda: store.resolve("model", flags.model), "")
    gpus = collect.all(lambda text: resolve_gpu(store, text), flags.gpu)
    tune = _tune(collect, flags)
    raise_problems(collect.problems)
    model = own or store.model(id)
    named = [(store.gpu(choice.id), choice.count) for choice in gpus]
    if len(named) == 1:
        tune = replace(tune, gpus=named[0][1])
    estimate = estimate_finetune(model, tune)
    if estimate is None:
        raise LlmselectError("no_training_estimate", model=model.name)
    fits = [_fit(model, tune, gpu, count) for gpu, count in named] or _all_fits(store, model, tune)
    return FinetuneReport(
        model=ModelRef(model.id, model.name),
        method=tune.method,
        rank=None if tune.method == "full" else tune.rank,
        seq=tune.seq,
        batch=tune.batch,
        framework=tune.framework,
        optimizer=tune.optimizer,
        gradient_checkpointing=saves_only_inputs(tune),
        train_embeddings=tune.train_embeddings,
        mixed_precision=tune.mixed_precision,
        trainable_parameters=estimate.trainable_parameters,
        memory=_memory(estimate),
        gpus=tuple(fits),
        terms=tuple(
            Term(message(f"term.train.{t.name}"), t.bytes, t.where, t.formula, t.inputs)
            for t in estimate.terms
        ),
        sources=source_lines(store, list(model.evidence)),
        warnings=store.warnings,
        catalog=CatalogInfo(store.version, store.as_of),
        violated=bool(named) and all(fit.verdict == "no" for fit in fits),
        overlays=overlay_facts(
            store, lambda: [("model", model.id), *(("gpu", fit.id) for fit in fits)]
        ),
    )


def _tune(collect: Collector, flags: FinetuneFlags) -> FineTune:
    def number(option: str, value: int | None, usual: int) -> int:
        return usual if value is None else collect.get(lambda: at_least_one(option, value), usual)

    def word(option: str, value: str | None, known: tuple[str, ...]) -> str:
        usual = known[0]
        return usual if value is None else collect.get(lambda: one_of(option, value, known), usual)

    method = word("--finetune", flags.method, METHODS)
    return FineTune(
        method=next(known for known in METHODS if known == method),
        rank=number("--rank", flags.rank, 16),
        seq=number("--seq", flags.seq, 2048),
        batch=number("--batch", flags.batch, 1),
        framework=word("--framework", flags.framework, tuple(FRAMEWORKS)),
        optimizer=word("--optimizer", flags.optimizer, OPTIMIZERS),
        gradient_checkpointing=flags.gradient_checkpointing,
        train_embeddings=flags.train_embeddings,
        mixed_precision=flags.mixed_precision,
    )


def _memory(estimate: FineTuneEstimate) -> TrainingMemory:
    return TrainingMemory(
        estimate.weights_bytes, estimate.adapter_bytes, estimate.gradient_bytes,
        estimate.optimizer_bytes, estimate.activation_bytes, estimate.logits_bytes,
        estimate.workspace_bytes, estimate.overhead_bytes, estimate.total_bytes,
        estimate.low_bytes, estimate.high_bytes,
    )  # fmt: skip


def _all_fits(store: Store, model: Model, tune: FineTune) -> list[FinetuneFit]:
    """One card of every kind that trainers are made for, those that hold it first."""
    fits = [
        _fit(model, tune, gpu, 1)
        for gpu in store.gpus()
        if gpu.usable_bytes is not None and gpu.kind in _CARDS and gpu.backend in _TRAINS
    ]
    return sorted(fits, key=lambda fit: (fit.verdict == "no", fit.usable_bytes or 0, fit.id))


def _fit(model: Model, tune: FineTune, gpu: Accelerator, count: int) -> FinetuneFit:
    """On ``count`` cards weights and optimiser are sharded, activations are each card's own."""
    tune, usable = replace(tune, gpus=count), gpu.usable_bytes
    estimate = estimate_finetune(model, tune)
    assert estimate is not None
    verdict = "unknown"
    if usable is not None:
        verdict = "fits" if estimate.high_bytes <= usable else "tight"
        verdict = "no" if estimate.total_bytes > usable else verdict
    return FinetuneFit(
        id=gpu.id,
        name=gpu.name,
        count=count,
        usable_bytes=usable,
        need_bytes=estimate.total_bytes,
        verdict=verdict,
        headroom_bytes=None if usable is None else usable - estimate.total_bytes,
        max_seq=None if usable is None else longest_sequence(model, tune, usable),
    )
