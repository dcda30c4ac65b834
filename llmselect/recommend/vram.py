"""`vram MODEL`: memory by part, by context, and which accelerators hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from llmselect.catalog.entries import Model
from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError, raise_problems
from llmselect.estimate.memory import (
    KV_TYPES_BY_ENGINE,
    MemoryEstimate,
    Setup,
    estimate_memory,
    explain_memory,
)
from llmselect.facts import Evidence
from llmselect.findings import Message, message
from llmselect.recommend.describe import describe_memory
from llmselect.recommend.overlays import Touched, overlay_facts
from llmselect.recommend.resolve import (
    Collector,
    at_least_one,
    one_of,
    parse_context,
    resolve_gpu,
    resolve_quant,
)
from llmselect.recommend.sources import source_lines
from llmselect.recommend.vram_answers import ASKS, answer_fit, answered
from llmselect.recommend.vram_fit import Asked, all_fits, fit_gpu
from llmselect.records import dataclass
from llmselect.report import CatalogInfo, ContextRow, FitAnswer, GpuFit, ModelRef, Term, VramReport
from llmselect.request import DEFAULT_CONTEXT, GpuChoice
from llmselect.units import parse_bytes

KV_TYPES = ("f16", "bf16", "q8_0", "q4_0", "fp8")
_CONTEXTS = (4096, 8192, 16384, 32768, 65536, 131072, 262144)
_ON_CPU = ("llama.cpp", "ollama", "lm-studio", "transformers")
_LOADERS = {
    "gguf": ("llama.cpp", "ollama", "lm-studio"),
    "safetensors": ("vllm", "sglang", "transformers", "tgi"),
    "mlx": ("mlx-lm",),
}
_WORTH_TELLING = 0.03  # published and computed size differ by more than this


@dataclass(frozen=True, slots=True)
class VramFlags:
    """The options of ``vram`` as typed."""

    model: str
    quant: str | None = None  # q4, or as the file has it
    engine: str | None = None
    context: str | None = None
    parallel: int = 1
    kv_type: str = "f16"
    ubatch: int = 512
    flash_attention: bool = True
    swa_full: bool = False
    gpu: tuple[str, ...] = ()
    tensor_parallel: int = 1
    ram: str | None = None
    computed: bool = False
    fit: str | None = None


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A model that was read from a file; ``quant`` as its weights are, None without weights."""

    model: Model
    quant: str | None
    missing_bytes: int = 0


def vram(store: Store, flags: VramFlags, own: OwnFile | None = None) -> VramReport:
    """The report on a model of the catalogue, or on one's own file.

    Raises LlmselectError or Problems for names and values that mean nothing.
    """
    collect = Collector()
    id = "" if own else collect.get(lambda: store.resolve("model", flags.model), "")
    engine, quant = collect.get(
        lambda: _engine_and_quant(store, flags, own), ("llama.cpp", "Q4_K_M")
    )
    setup = Setup(
        engine=engine,
        quant=quant,
        context=collect.get(lambda: parse_context(flags.context), DEFAULT_CONTEXT),
        parallel=collect.get(lambda: at_least_one("--parallel", flags.parallel), 1),
        kv_type=collect.get(lambda: one_of("--kv-type", flags.kv_type, KV_TYPES), "f16"),
        ubatch=collect.get(lambda: at_least_one("--ubatch", flags.ubatch), 512),
        flash_attention=flags.flash_attention,
        swa_full=flags.swa_full,
        tensor_parallel=collect.get(
            lambda: at_least_one("--tensor-parallel", flags.tensor_parallel), 1
        ),
    )
    gpus = collect.all(lambda text: resolve_gpu(store, text), flags.gpu)
    ram = collect.get(lambda: parse_bytes(flags.ram) if flags.ram else None, None)
    ask = collect.get(lambda: one_of("--fit", flags.fit, ASKS) if flags.fit else None, None)
    raise_problems(collect.problems)
    asked = Asked(own.model if own else store.model(id), setup, ram, flags.computed)
    if estimate_memory(asked.model, setup, computed=flags.computed) is None:
        raise LlmselectError("no_memory_estimate", model=asked.model.name)
    _refuse_on_cpu(store, setup.engine, gpus)
    kv_types = KV_TYPES_BY_ENGINE.get(engine, KV_TYPES)
    if setup.kv_type not in kv_types:
        raise LlmselectError(
            "kv_type_not_for_engine", engine=engine, kv_type=setup.kv_type, near=kv_types
        )
    answers = answer_fit(store, asked, ask, gpus) if ask else ()
    if ask == "gpu" and answers[0].gpu:
        gpus = (GpuChoice(answers[0].gpu, answers[0].count),)
    report = _report(store, answered(asked, answers), gpus, answers)
    if own is not None and own.missing_bytes:
        cut = message("warning.file_cut_off", missing=own.missing_bytes)
        report = replace(report, warnings=(*report.warnings, cut))
    return report


def _refuse_on_cpu(store: Store, engine: str, gpus: tuple[GpuChoice, ...]) -> None:
    """Raises LlmselectError for a processor with an engine that is estimated on GPUs only."""
    if engine not in _ON_CPU and any(store.gpu(choice.id).kind == "cpu" for choice in gpus):
        raise LlmselectError("not_on_cpu", engine=engine, near=_ON_CPU)


def _engine_and_quant(store: Store, flags: VramFlags, own: OwnFile | None) -> tuple[str, str]:
    """What was asked for; without an engine, llama.cpp or else one that loads the format.

    Raises LlmselectError for unknown names and for a pair that does not go together.
    """
    if own is not None and own.quant is not None and flags.quant is None:
        return _engine_of_file(store, flags, own.model.files[0].format), own.quant
    engine = store.resolve("engine", flags.engine or "llama.cpp")
    quant = resolve_quant(store, flags.quant or "q4", engine)
    loaders = store.quantizations()[quant].engines
    if engine in loaders:
        return engine, quant
    if flags.engine is None:
        return loaders[0], quant
    raise LlmselectError("quant_not_for_engine", engine=engine, quant=quant, near=loaders)


def _engine_of_file(store: Store, flags: VramFlags, format: str) -> str:
    """The engine asked for, if it loads such files; else the first that does."""
    loaders = _LOADERS[format]
    engine = store.resolve("engine", flags.engine or loaders[0])
    if engine not in loaders:
        raise LlmselectError("quant_not_for_engine", engine=engine, quant=format, near=loaders)
    return engine


def _report(
    store: Store, asked: Asked, gpus: tuple[GpuChoice, ...], answers: tuple[FitAnswer, ...]
) -> VramReport:
    model, setup = asked.model, asked.setup
    fits = (
        [fit_gpu(asked, store.gpu(choice.id), choice.count) for choice in gpus]
        if gpus
        else all_fits(store, asked)
    )
    shown = setup if len(gpus) != 1 else asked.on(store.gpu(gpus[0].id), gpus[0].count)
    memory = estimate_memory(model, shown, computed=asked.computed)
    assert memory is not None
    described = describe_memory(memory)
    assert described is not None
    return VramReport(
        model=ModelRef(model.id, model.name),
        quant=setup.quant,
        engine=setup.engine,
        context=setup.context,
        parallel=setup.parallel,
        kv_type=setup.kv_type,
        file_bytes=memory.file_bytes,
        memory=described,
        basis=dict(memory.basis),
        gpus=tuple(fits),
        contexts=_by_context(model, shown, asked.computed),
        terms=tuple(
            Term(message(f"term.{term.name}"), term.bytes, term.where, term.formula, term.inputs)
            for term in explain_memory(model, shown, computed=asked.computed)
        ),
        sources=source_lines(store, _evidence(model, setup)),
        warnings=(*store.warnings, *_warnings(model, setup, memory)),
        catalog=CatalogInfo(store.version, store.as_of),
        overlays=overlay_facts(store, lambda: _touched(model, setup, fits)),
        violated=_violated(fits if gpus else [], answers),
        answers=answers,
    )


def _violated(named: list[GpuFit], answers: tuple[FitAnswer, ...]) -> bool:
    """Whether none of the cards that were named will do, or nothing fits."""
    if answers:
        return all(answer.value is None for answer in answers)
    return bool(named) and all(fit.verdict in ("offload", "no") for fit in named)


def _touched(model: Model, setup: Setup, fits: list[GpuFit]) -> Iterator[Touched]:
    if model.evidence:  # a model from a file is in no catalogue
        yield "model", model.id
    yield from (("quant", setup.quant), ("engine", setup.engine))
    yield from (("gpu", fit.id) for fit in fits)


def _by_context(model: Model, setup: Setup, computed: bool) -> tuple[ContextRow, ...]:
    limit = max(model.context or 0, setup.context)
    rows = []
    for context in sorted({*_CONTEXTS, setup.context}):
        if context > limit:
            continue
        memory = estimate_memory(model, replace(setup, context=context), computed=computed)
        if memory is not None:
            rows.append(ContextRow(context, memory.kv_cache_bytes, memory.total_bytes))
    return tuple(rows)


def _warnings(model: Model, setup: Setup, memory: MemoryEstimate) -> list[Message]:
    warnings = []
    each = setup.context_each
    if model.context is not None and each > model.context:
        warnings.append(message("warning.context_beyond", context=each, limit=model.context))
    difference = memory.published_difference
    if difference is not None and abs(difference) > _WORTH_TELLING:
        warnings.append(message("warning.published_differs", difference=difference))
    if memory.kv_cache_bytes is None:
        warnings.append(message("warning.kv_unknown", model=model.name))
    return warnings


def _evidence(model: Model, setup: Setup) -> list[Evidence]:
    files = [
        Evidence((f"files.{file.quant}",), file.source, file.as_of, "stated")
        for file in model.files
        if file.quant == setup.quant and file.device_bytes is None
    ]
    return [*model.evidence, *files]
