"""Reports: the only thing that a renderer sees. Field names are those of the JSON contract.

Sizes are integers of bytes, rates tokens per second, money exact. ``None`` is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from llmselect.findings import Finding, LicenseVerdict, Message, Obligation, Question, Text
from llmselect.records import dataclass
from llmselect.units import Money


@dataclass(frozen=True, slots=True)
class CatalogInfo:
    """Which catalogue answered."""

    version: str
    as_of: str


@dataclass(frozen=True, slots=True)
class OverlayEntry:
    """A model, GPU, licence, price or the like; ``replaces`` another of that id, shipped or of
    an earlier overlay.
    """

    kind: str
    id: str
    replaces: bool


@dataclass(frozen=True, slots=True)
class OverlayFacts:
    """What a report took from one overlay (``--catalog``)."""

    folder: str
    entries: tuple[OverlayEntry, ...]


@dataclass(frozen=True, slots=True)
class ModelRef:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Countries: of the developer, and of everything that the weights were made from."""

    developer: str | None
    lineage: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an option runs."""

    kind: str
    gpu: str | None = None
    count: int | None = None
    provider: str | None = None
    region: str | None = None
    name: str | None = None  # for people: the card's, or the API provider's
    cloud: str | None = None  # the name of the provider that rents the card


@dataclass(frozen=True, slots=True)
class Memory:
    """All on the device but ``weights_host_bytes``; the total is the sum without it."""

    weights_bytes: int
    weights_host_bytes: int
    kv_cache_bytes: int | None
    state_bytes: int | None
    compute_bytes: int | None
    overhead_bytes: int
    total_bytes: int
    low_bytes: int
    high_bytes: int


@dataclass(frozen=True, slots=True)
class Speed:
    """Generated tokens per second for one reader, as a range; ``basis`` names the method."""

    tok_s: float
    low: float
    high: float
    basis: str


@dataclass(frozen=True, slots=True)
class Quality:
    """A derived figure from 0 to 100 with its standard error, or None and why not."""

    lang: str
    score: float | None
    se: float | None
    evidence: str
    grade: str | None
    boards: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What an option costs. ``assumptions`` say for which hours and volume."""

    initial: Money | None
    monthly: Money | None
    per_million_tokens: Money | None
    assumptions: tuple[Message, ...] = ()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class LicenseSummary:
    """The licences that bind a model, and what they say to this organisation."""

    expression: str | None
    verdict: LicenseVerdict


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do now: a command that runs the option, or a deed."""

    message: Message
    command: str | None = None


@dataclass(frozen=True, slots=True)
class OptionReport:
    """One offered option."""

    rank: int
    model: ModelRef
    developer: str
    base_models: tuple[str, ...]
    origin: Origin
    parameters: dict[str, int | None]
    quant: str | None
    engine: str | None
    placement: Placement
    context: int
    verdict: str  # allowed | conditional | unknown
    memory: Memory | None
    fit: str | None  # fits | tight
    headroom_bytes: int | None
    speed: Speed | None
    quality: Quality
    cost: Cost | None
    license: LicenseSummary
    score: float
    score_parts: dict[str, float]
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    questions: tuple[Question, ...]
    next_steps: tuple[NextStep, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExcludedModel:
    """A model that no option of passed, with the findings that block it.

    ``rule`` is that of the first: ``<rule>.unknown`` where it could not say, ``license`` for any
    rule on licences, ``origin_allowed.base`` where not the developer but a base is the reason,
    and ``no_way_to_run`` where nothing blocks but nothing runs it either.
    """

    model: ModelRef
    rule: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A change of the question that brings options back."""

    change: Message
    regains: int
    best: ModelRef


@dataclass(frozen=True, slots=True)
class OtherOption:
    """An offered option in short: ``measured`` says whether its quality is known."""

    rank: int
    model: ModelRef
    measured: bool


@dataclass(frozen=True, slots=True)
class RecommendReport:
    request: dict[str, Any]
    options: tuple[OptionReport, ...]
    options_total: int
    undecided: int  # of the options: those with verdict unknown, which come last
    considered: int
    excluded: tuple[ExcludedModel, ...]  # those that are told one by one
    excluded_by_rule: dict[str, int]  # all of them, the most frequent first
    not_estimated: int  # models that pass what columns show and were not looked at: too many
    relaxations: tuple[Relaxation, ...]
    warnings: tuple[Message, ...]
    catalog: CatalogInfo
    others: tuple[OtherOption, ...] = ()  # offered, but below the limit
    overlays: tuple[OverlayFacts, ...] = ()

    @property
    def excluded_total(self) -> int:
        return sum(self.excluded_by_rule.values())


@dataclass(frozen=True, slots=True)
class DeviceShare:
    """What one card holds: whole layers, or its share of every layer."""

    layers: int
    weights_bytes: int
    cache_bytes: int
    compute_bytes: int
    overhead_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class PlacedParts:
    """What lies on which card and what in RAM. ``layers`` counts the output as one."""

    mode: str  # one_device | layer_split | tensor_parallel | layers_in_ram | experts_in_ram | cpu
    layers: int
    gpu_layers: int
    expert_layers_in_ram: int
    ram_bytes: int
    devices: tuple[DeviceShare, ...]


@dataclass(frozen=True, slots=True)
class FitRow:
    """One thing that was tried: a quantisation, or a number of cards."""

    id: str
    name: str
    count: int
    verdict: str
    total_bytes: int
    usable_bytes: int
    price: Money | None


@dataclass(frozen=True, slots=True)
class FitAnswer:
    """The answer to ``--fit``: how much of something fits.

    ``value`` is tokens, sequences, a quantisation or an accelerator; None: nothing fits.
    ``safe_value`` fits even at the high bound of the estimate. ``limited_by`` says what ends
    it: memory, model or engine.
    """

    ask: str  # context | parallel | quant | gpu
    context: int  # tokens of each sequence
    gpu: str | None
    gpu_name: str | None
    count: int
    value: int | str | None
    safe_value: int | str | None
    limited_by: str | None
    rows: tuple[FitRow, ...]


@dataclass(frozen=True, slots=True)
class GpuFit:
    """How one accelerator holds a model."""

    id: str
    name: str
    count: int
    usable_bytes: int | None  # None: a processor, and nobody said how much RAM there is
    verdict: str  # fits | tight | offload | no, or unknown where the cache is
    headroom_bytes: int | None
    max_context: int | None
    placement: PlacedParts | None = None  # worked out for cards that were asked for


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a sum."""

    name: Message
    bytes: int
    where: str
    formula: str
    inputs: Mapping[str, Any] = field(default_factory=dict)  # what went into the formula


@dataclass(frozen=True, slots=True)
class ContextRow:
    """Memory at one context length."""

    context: int
    kv_cache_bytes: int | None
    total_bytes: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as people want to see it."""

    id: str
    title: str
    url: str | None
    as_of: str | None
    overlay: bool = False  # declared by an overlay


@dataclass(frozen=True, slots=True)
class VramReport:
    model: ModelRef
    quant: str
    engine: str
    context: int
    parallel: int
    kv_type: str
    file_bytes: int
    memory: Memory
    basis: dict[str, str]
    gpus: tuple[GpuFit, ...]
    contexts: tuple[ContextRow, ...]
    terms: tuple[Term, ...]
    sources: tuple[SourceLine, ...]
    warnings: tuple[Message, ...]
    catalog: CatalogInfo
    violated: bool = False  # asked for named GPUs and none of them holds it
    overlays: tuple[OverlayFacts, ...] = ()
    answers: tuple[FitAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class TrainingMemory:
    """Bytes on each card while training; ``total_bytes`` is the sum of the parts."""

    weights_bytes: int
    adapter_bytes: int
    gradient_bytes: int
    optimizer_bytes: int
    activation_bytes: int
    logits_bytes: int
    workspace_bytes: int
    overhead_bytes: int
    total_bytes: int
    low_bytes: int
    high_bytes: int


@dataclass(frozen=True, slots=True)
class FinetuneFit:
    """How cards of one kind hold a training; ``need_bytes`` on each of them."""

    id: str
    name: str
    count: int
    usable_bytes: int | None
    need_bytes: int
    verdict: str  # fits | tight | no | unknown
    headroom_bytes: int | None
    max_seq: int | None


@dataclass(frozen=True, slots=True)
class FinetuneReport:
    model: ModelRef
    method: str
    rank: int | None
    seq: int
    batch: int
    framework: str
    optimizer: str
    gradient_checkpointing: bool
    train_embeddings: bool
    mixed_precision: bool
    trainable_parameters: int
    memory: TrainingMemory
    gpus: tuple[FinetuneFit, ...]
    terms: tuple[Term, ...]
    sources: tuple[SourceLine, ...]
    warnings: tuple[Message, ...]
    catalog: CatalogInfo
    violated: bool = False  # asked for named cards and none of them holds it
    overlays: tuple[OverlayFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class LicenseResult:
    model: ModelRef
    licenses: tuple[str, ...]
    verdict: LicenseVerdict
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class LicenseReport:
    profile: dict[str, Any]
    results: tuple[LicenseResult, ...]
    warnings: tuple[Message, ...]
    catalog: CatalogInfo
    models_from: str  # arguments | profile | catalog
    overlays: tuple[OverlayFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainReport:
    """Everything about one model against the constraints."""

    model: ModelRef
    options: tuple[OptionReport, ...]
    excluded: tuple[Finding, ...]
    facts: tuple[FactLine, ...]
    warnings: tuple[Message, ...]
    catalog: CatalogInfo
    overlays: tuple[OverlayFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class FactLine:
    """A value of an entry with what it rests on. ``value`` None: nobody stated it."""

    path: str
    value: Any
    kind: str | None
    source: str | None
    as_of: str | None
    url: str | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class TaskScore:
    """One column of a board. ``headline``: of the few that stand for the board."""

    id: str
    name: Text
    score: float
    headline: bool
    lower_is_better: bool


@dataclass(frozen=True, slots=True)
class BoardScores:
    """What a public board says of a model in one mode, on the scale from ``low`` to ``high``.

    ``superseded``: the same board has a newer state with this model. States of one board, and
    modes of one model, do not compare.
    """

    board: str
    name: str
    url: str | None
    published: str
    mode: str
    low: float
    high: float
    tasks: tuple[TaskScore, ...]
    self_reported: bool
    superseded: bool
    license: str | None
    attribution: str | None
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class EntryReport:
    """`show` of one catalogue entry: the contract's fields, and the facts behind them."""

    schema: str
    title: str
    data: Mapping[str, Any]  # fields in entry_fields.py, or the catalogue's own
    facts: tuple[FactLine, ...]
    unknown: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    notes: tuple[Text | Message, ...]
    catalog: CatalogInfo
    board_scores: tuple[BoardScores, ...] | None = None  # of a model
    warnings: tuple[Message, ...] = ()
    overlays: tuple[OverlayFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class ListReport:
    """`list` and `search`: rows of one kind."""

    schema: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    catalog: CatalogInfo
    warnings: tuple[Message, ...] = field(default=())
    overlays: tuple[OverlayFacts, ...] = ()
