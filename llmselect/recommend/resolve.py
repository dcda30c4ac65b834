"""Flags and profile to a Request: every name resolved or refused, all problems at once."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from llmselect.catalog.names import name_key, split_count
from llmselect.catalog.store import Store
from llmselect.data_needs import DATA_KINDS, DataNeeds
from llmselect.errors import LlmselectError, Problems, raise_problems
from llmselect.profile import Organization, merge
from llmselect.records import dataclass
from llmselect.request import (
    DEFAULT_CONTEXT,
    DEFAULT_WEIGHTS,
    ORIGIN_SCOPES,
    PLACEMENTS,
    GpuChoice,
    OriginScope,
    Placement,
    Request,
)
from llmselect.units import parse_budget, parse_bytes, parse_count

Value = TypeVar("Value")
_MAX_CONTEXT = 100_000_000
# What q8 and the like mean, by the kind of format that an engine loads; q4 is the engine's own.
_SHORT = {
    "gguf": {
        "q2": "Q2_K", "q3": "Q3_K_M", "q5": "Q5_K_M", "q6": "Q6_K", "q8": "Q8_0", "fp16": "F16",
    },
    "mlx": {"q3": "MLX-3bit", "q5": "MLX-5bit", "q6": "MLX-6bit", "q8": "MLX-8bit", "fp16": "BF16"},
    "other": {"q8": "FP8", "fp16": "BF16"},
}  # fmt: skip
ENGINES_OF_QUANT = ("llama.cpp", "vllm", "mlx-lm")


@dataclass(frozen=True, slots=True)
class Flags:
    """The options of ``recommend`` as typed."""

    gpu: tuple[str, ...] = ()
    ram: str | None = None
    lang: tuple[str, ...] = ()
    task: str | None = None
    exclude_origin: tuple[str, ...] = ()
    origin_scope: str = "lineage"
    license_allow: tuple[str, ...] = ()
    license_deny: tuple[str, ...] = ()
    context: str | None = None
    parallel: int = 1
    quant: tuple[str, ...] = ()
    engine: tuple[str, ...] = ()
    min_speed: float | None = None
    min_quality: float | None = None
    max_params: str | None = None
    budget: str | None = None
    tokens_per_day: str | None = None
    placement: tuple[str, ...] = ()
    weights: str | None = None
    limit: int | None = None
    include_base: bool = False
    commercial: bool | None = None
    residency: tuple[str, ...] = ()
    data: str | None = None
    as_of: str | None = None


class Collector:
    """Runs conversions and keeps what goes wrong, so that all of it can be told."""

    def __init__(self) -> None:
        self.problems: list[LlmselectError] = []

    def get(self, convert: Callable[[], Value], default: Value) -> Value:
        try:
            return convert()
        except Problems as error:
            self.problems.extend(error.problems)
        except LlmselectError as error:
            self.problems.append(error)
        return default

    def maybe(self, convert: Callable[[str], Value], text: str | None) -> Value | None:
        """None for what was not given."""
        return None if text is None else self.get(lambda: convert(text), None)

    def names(self, store: Store, kind: str, values: Iterable[str]) -> tuple[str, ...]:
        """The ids of everything named; several may share one option."""
        return self.all(lambda text: store.resolve(kind, text), split_values(values))

    def all(self, convert: Callable[[str], Value], values: Iterable[str]) -> tuple[Value, ...]:
        """Convert each; equal results count once, problems drop out."""
        found: dict[Value, None] = {}
        for value in values:
            try:
                found[convert(value)] = None
            except LlmselectError as error:
                self.problems.append(error)
        return tuple(found)


def resolve_request(flags: Flags, store: Store, profile: Organization, today: str) -> Request:
    """Raises LlmselectError or Problems naming every bad value."""
    collect = Collector()
    engines = collect.names(store, "engine", flags.engine)
    request = Request(
        as_of=collect.get(lambda: parse_date(flags.as_of, today), today),
        gpus=collect.all(lambda text: resolve_gpu(store, text), flags.gpu),
        ram_bytes=collect.maybe(parse_bytes, flags.ram),
        languages=collect.names(store, "language", flags.lang),
        task=collect.maybe(lambda text: store.resolve("task", text), flags.task),
        exclude_origins=collect.names(store, "country", flags.exclude_origin),
        origin_scope=collect.get(lambda: _origin_scope(flags.origin_scope), "lineage"),
        license_allow=collect.names(store, "license", flags.license_allow),
        license_deny=collect.names(store, "license", flags.license_deny),
        context=collect.get(lambda: parse_context(flags.context), DEFAULT_CONTEXT),
        parallel=collect.get(lambda: at_least_one("--parallel", flags.parallel), 1),
        quants=_quants(collect, store, flags.quant, engines),
        engines=engines,
        min_speed=collect.get(lambda: not_negative("--min-speed", flags.min_speed), None),
        min_quality=collect.get(lambda: not_negative("--min-quality", flags.min_quality), None),
        max_params=collect.maybe(parse_count, flags.max_params),
        budget=collect.maybe(parse_budget, flags.budget),
        tokens_per_day=collect.maybe(parse_count, flags.tokens_per_day),
        placements=_placements(collect, flags),
        include_base=flags.include_base,
        data=DataNeeds(
            data=collect.maybe(lambda text: one_of("--data", text, DATA_KINDS), flags.data),
            residency=collect.names(store, "country", flags.residency),
        ),
        organization=_organization(profile, flags.commercial),
        weights=collect.get(lambda: parse_weights(flags.weights), dict(DEFAULT_WEIGHTS)),
        limit=collect.get(lambda: not_negative("--limit", flags.limit), None),
    )
    both = set(request.license_allow) & set(request.license_deny)
    if both:
        collect.problems.append(LlmselectError("license_both", licenses=tuple(sorted(both))))
    if "own-gpu" in request.placements and not request.gpus and not flags.gpu:
        collect.problems.append(LlmselectError("own_gpu_without_gpu"))
    raise_problems(collect.problems)
    return request


def split_values(values: Iterable[str]) -> list[str]:
    """``--lang ja,en`` is ``--lang ja --lang en``.

    An empty value stays, to be refused: a shell variable that is not set drops no constraint.
    """
    return [part for value in values for part in _parts(value) or [""]]


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def resolve_gpu(store: Store, text: str) -> GpuChoice:
    """``rtx4070`` or ``2xrtx4090``."""
    count, name = split_count(text)
    if count < 1:
        raise LlmselectError("bad_gpu_count", value=text)
    return GpuChoice(store.resolve("gpu", name), count)


def resolve_quant(store: Store, text: str, engine: str) -> str:
    """A quantisation by name; ``q4``, ``q8``, ``fp16`` mean what the engine's users mean."""
    loaded = store.engine(engine)
    key = name_key(text)
    if key == "q4":
        return loaded.default_quant
    kind = next((kind for kind in ("gguf", "mlx") if kind in loaded.formats), "other")
    return _SHORT[kind].get(key) or store.resolve("quant", text)


def fails_on_unknown(fail_on: str | None) -> bool:
    """Whether ``--fail-on unknown`` was given; raises LlmselectError for anything else."""
    return fail_on is not None and one_of("--fail-on", fail_on, ("unknown",)) == "unknown"


def one_of(option: str, value: str, choices: tuple[str, ...]) -> str:
    if value.casefold() in choices:
        return value.casefold()
    near = difflib.get_close_matches(value.casefold(), choices, n=2) or choices
    raise LlmselectError("bad_choice", option=option, value=value, near=tuple(near))


def _origin_scope(text: str) -> OriginScope:
    return cast(OriginScope, one_of("--origin-scope", text, ORIGIN_SCOPES))


def parse_date(text: str | None, today: str) -> str:
    """A date as 2026-11-24; today where none is given."""
    from datetime import date

    try:
        return date.fromisoformat(text or today).isoformat()
    except ValueError:
        raise LlmselectError("bad_date", value=text) from None


def _organization(profile: Organization, commercial: bool | None) -> Organization:
    if commercial is None:
        return profile
    return merge(profile, Organization(purpose="commercial" if commercial else "research"))


def parse_context(text: str | None) -> int:
    """``8192``, ``32k`` (32,768 as engines count it), ``131072``."""
    if text is None:
        return DEFAULT_CONTEXT
    plain = text.strip().casefold()
    if plain.endswith("k") and plain[:-1].isdigit():
        value = int(plain[:-1]) * 1024
    else:
        try:
            value = parse_count(text)
        except LlmselectError:
            raise LlmselectError("bad_context", value=text) from None
    if not 1 <= value <= _MAX_CONTEXT:
        raise LlmselectError("bad_context", value=text)
    return value


def parse_weights(text: str | None) -> dict[str, float]:
    """``quality=3,speed=1`` over the defaults."""
    weights = dict(DEFAULT_WEIGHTS)
    for part in _parts(text or ""):
        name, _, value = part.partition("=")
        key = one_of("--weights", name.strip(), tuple(weights))
        try:
            weights[key] = float(value)
        except ValueError:
            raise LlmselectError("bad_weight", name=key, value=value) from None
        if not 0 <= weights[key] <= 1000:
            raise LlmselectError("bad_weight", name=key, value=value)
    return weights


def not_negative(option: str, value: Value) -> Value:
    if isinstance(value, int | float) and not value >= 0:
        raise LlmselectError("negative", option=option, value=value)
    return value


def at_least_one(option: str, value: int) -> int:
    if value < 1:
        raise LlmselectError("below_one", option=option, value=value)
    return value


def _quants(
    collect: Collector, store: Store, names: tuple[str, ...], engines: tuple[str, ...]
) -> tuple[str, ...]:
    """Each name as each engine in question understands it."""
    found: dict[str, None] = {}
    for name in split_values(names):
        try:
            for engine in engines or ENGINES_OF_QUANT:
                found[resolve_quant(store, name, engine)] = None
        except LlmselectError as error:
            collect.problems.append(error)
    return tuple(found)


def _placements(collect: Collector, flags: Flags) -> tuple[Placement, ...]:
    """As asked; else the user's own cards where some were named, else what can be hired."""
    chosen = collect.all(
        lambda text: cast(Placement, one_of("--placement", text, PLACEMENTS)),
        split_values(flags.placement),
    )
    if chosen or flags.placement:
        return chosen
    return ("own-gpu",) if flags.gpu else ("cloud-gpu", "serverless", "api")
