"""Models x quantisations x engines x places to run, each with its estimates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from llmselect.catalog.entries import Artifact, Model, Quantization
from llmselect.catalog.names import name_key
from llmselect.catalog.prices import CloudOffer
from llmselect.estimate.cost import api_cost, cloud_cost, own_gpu_cost
from llmselect.estimate.memory import GGUF_MIXES, MemoryEstimate, Setup, estimate_memory
from llmselect.estimate.option import Fit, Option, Place, fit_on, with_ram
from llmselect.estimate.quality import estimate_quality
from llmselect.estimate.speed import estimate_speed, reads_per_token
from llmselect.recommend.world import World, quality_language
from llmselect.report import Cost, Quality, Speed
from llmselect.request import Request

Way = tuple[str, str, Artifact | None]  # engine, quantisation, what to load

# What people run, best first: below four bits small models lose too much to be offered unasked.
GGUF_LADDER = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M")
_VLLM_FORMATS = {
    "safetensors": "BF16",
    "fp8": "FP8",
    "awq": "AWQ-4bit",
    "gptq": "GPTQ-4bit",
    "nvfp4": "NVFP4",
    "mxfp4": "MXFP4",
}
_MLX_LADDER = ("MLX-8bit", "MLX-4bit")


def build_options(model: Model, request: Request, world: World) -> Iterator[Option]:
    """Every way of running ``model`` that the request asks about."""
    quality = estimate_quality(model, quality_language(request), world.scores)
    for kind in request.placements:
        if kind == "own-gpu":
            for choice in request.gpus:
                gpu = with_ram(world.gpus[choice.id], request.ram_bytes)
                place = Place(kind, gpu, choice.count)
                yield from _on_accelerator(model, place, request, quality)
        elif kind == "cloud-gpu":
            yield from _on_cloud(model, request, world, quality)
        else:
            yield from _hosted(model, kind, request, world, quality)


def smallest_bits(request: Request, quants: Mapping[str, Quantization]) -> float:
    """Nominal bits per weight of the smallest quantisation that comes into question."""
    asked = request.quants or (*GGUF_LADDER, *_VLLM_FORMATS.values(), *_MLX_LADDER)
    return min((quants[quant].bits for quant in asked if quant in quants), default=0.0)


def ways_to_load(model: Model, backend: str | None, request: Request) -> Iterator[Way]:
    """(engine, quantisation, artifact) triples that make sense on this backend."""
    if model.weights != "open" or model.status != "released":
        return
    for engine, quant, artifact in _all_ways(model, backend, request.quants):
        if request.engines and engine not in request.engines:
            continue
        if request.quants and quant not in request.quants:
            continue
        yield engine, quant, artifact


def _all_ways(model: Model, backend: str | None, asked: tuple[str, ...]) -> Iterator[Way]:
    by_format: dict[str, list[Artifact]] = {}
    for artifact in model.artifacts:
        by_format.setdefault(artifact.engine_format, []).append(artifact)
    for quant in _gguf_quants(model, asked):
        tag = _holding(by_format.get("ollama", []), quant)
        if tag:
            yield "ollama", quant, tag
        yield "llama.cpp", quant, _holding(by_format.get("gguf", []), quant)
    if backend in ("cuda", "rocm"):
        for format, quant in _VLLM_FORMATS.items():
            # The publisher's own repository is not always 16 bit.
            stored = model.native_quant or quant if format == "safetensors" else quant
            for artifact in by_format.get(format, [])[:1]:
                yield "vllm", stored, artifact
    if backend == "metal":
        for quant in dict.fromkeys((*_MLX_LADDER, *_starting(asked, "MLX-"))):
            if mlx := _holding(by_format.get("mlx", []), quant):
                yield "mlx-lm", quant, mlx


def _gguf_quants(model: Model, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The usual ladder and what was asked for beside it."""
    # A model that is born in MXFP4 keeps its experts so whatever the label of the file says.
    ladder = ("MXFP4_MOE",) if model.native_quant == "MXFP4" else GGUF_LADDER
    others = tuple(quant for quant in asked if quant in GGUF_MIXES and quant not in ladder)
    return (*others, *ladder)


def _starting(quants: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    return tuple(quant for quant in quants if quant.startswith(prefix))


def _holding(artifacts: list[Artifact], quant: str) -> Artifact | None:
    """The first artifact that has ``quant``; a GGUF repository that lists none may have it."""
    wanted = name_key(quant)
    for artifact in artifacts:
        # Every file of a model that is born in MXFP4 holds it, whatever its label.
        if quant == "MXFP4_MOE" or wanted in {name_key(name) for name in artifact.quants}:
            return artifact
    return next((a for a in artifacts if not a.quants and a.engine_format == "gguf"), None)


def _on_accelerator(
    model: Model, place: Place, request: Request, quality: Quality
) -> Iterator[Option]:
    """Options that are worth telling apart: from the largest quantisation that fits downwards.

    Where even the smallest of an engine does not fit, that one stands for the others.
    """
    assert place.gpu is not None
    for ways in _ladders(model, place.gpu.backend, request):
        smallest = _option(model, place, ways[-1], request, quality)
        yield smallest
        if smallest.fit not in ("fits", "tight") and not request.quants:
            continue
        for way in ways[:-1]:
            option = _option(model, place, way, request, quality)
            yield option
            if option.fit == "fits" and not request.quants:
                break


def _ladders(model: Model, backend: str | None, request: Request) -> list[list[Way]]:
    """The ways to load by kind of engine, largest quantisation first."""
    ladders: dict[str, list[Way]] = {}
    tagged: set[str] = set()
    for way in ways_to_load(model, backend, request):
        engine, quant, _ = way
        if engine == "ollama":
            tagged.add(quant)
        # Ollama allocates as llama.cpp does, which is offered where there is no Ollama tag.
        elif engine == "llama.cpp" and quant in tagged and not request.engines:
            continue
        kind = "gguf" if engine in ("ollama", "llama.cpp") else engine
        ladders.setdefault(kind, []).append(way)
    return list(ladders.values())


def _option(model: Model, place: Place, way: Way, request: Request, quality: Quality) -> Option:
    engine, quant, artifact = way
    setup = setup_at(place, engine, quant, request)
    memory = estimate_memory(model, setup)
    fit: Fit = "unknown"
    if memory is not None and place.gpu is not None:
        fit = fit_on(model, setup, memory, place.gpu, request.ram_bytes)
    speed = _speed(model, place, memory, way) if fit in ("fits", "tight", "unknown") else None
    return Option(
        model=model,
        place=place,
        quant=quant,
        engine=engine,
        artifact=artifact,
        context=request.context,
        memory=memory,
        fit=fit,
        speed=speed,
        quality=quality,
        cost=own_gpu_cost(),
    )


def setup_at(place: Place, engine: str, quant: str, request: Request) -> Setup:
    """The request's context is each reader's; llama.cpp's is shared by all its slots."""
    setup = Setup(engine=engine, quant=quant)
    setup = setup.with_sequences(request.parallel, request.context)
    on_cpu = place.gpu is not None and place.gpu.kind == "cpu"
    return setup.on_devices(0 if on_cpu else place.count)


def _speed(model: Model, place: Place, memory: MemoryEstimate | None, way: Way) -> Speed | None:
    engine, quant, _ = way
    if memory is None or place.gpu is None:
        return None
    reads = reads_per_token(model, memory.file_bytes, memory.kv_cache_bytes)
    if reads is None:
        return None
    fp4 = quant.upper().startswith(("MXFP4", "NVFP4"))
    return estimate_speed(model, place.gpu, replace(reads, fp4=fp4), engine)


def _on_cloud(model: Model, request: Request, world: World, quality: Quality) -> Iterator[Option]:
    """For each way of loading the cheapest instance that holds it, fast enough if asked."""
    by_backend: dict[str | None, list[Place]] = {}
    for place in cloud_places(world):
        assert place.gpu is not None
        by_backend.setdefault(place.gpu.backend, []).append(place)
    for backend, places in by_backend.items():
        for ways in _ladders(model, backend, request):
            for way in ways:
                option = _cheapest(model, way, places, request, quality)
                yield replace(option, cost=_cost_of(option.place, request, world))


def _cheapest(
    model: Model, way: Way, places: list[Place], request: Request, quality: Quality
) -> Option:
    """On the first place that will do; where none does, on the one with the most memory."""
    engine, quant, _ = way
    fallback = max(places, key=lambda place: place.usable_bytes or 0)
    # Cards of one number need the same memory, whatever their kind.
    needs = {
        place.count: estimate_memory(model, setup_at(place, engine, quant, request))
        for place in {place.count: place for place in places}.values()
    }
    for place in places:
        memory = needs[place.count]
        if memory is None or memory.total_bytes > (place.usable_bytes or 0):
            continue
        option = _option(model, place, way, request, quality)
        asked, speed = request.min_speed, option.speed
        if asked is None or (speed is not None and speed.tok_s >= asked):
            return option
        fallback = place
    return _option(model, fallback, way, request, quality)


def _cost_of(place: Place, request: Request, world: World) -> Cost:
    assert place.offer is not None
    return cloud_cost(place.offer, place.count, cost_currency(request), world.rates)


def cloud_places(world: World) -> list[Place]:
    """Whole instances on demand, the cheapest of each kind and size, cheapest first."""
    best: dict[tuple[str, int], CloudOffer] = {}
    for offer in world.offers:
        key = (offer.gpu, offer.gpus)
        if offer.term == "on-demand" and (
            key not in best or offer.price_per_gpu_hour < best[key].price_per_gpu_hour
        ):
            best[key] = offer
    offers = sorted(
        best.values(), key=lambda offer: (offer.price_per_gpu_hour * offer.gpus, offer.id)
    )
    return [Place("cloud-gpu", world.gpus[o.gpu], o.gpus, offer=o) for o in offers]


def _hosted(
    model: Model, kind: str, request: Request, world: World, quality: Quality
) -> Iterator[Option]:
    """Channels that serve the model: its maker's and the hyperscalers' API, or another host."""
    for price in world.prices.get(model.id, []):
        provider = world.providers.get(price.provider)
        if provider is None or hosted_kind(model) != kind:
            continue
        cost: Cost | None = api_cost(
            price, request.tokens_per_day, cost_currency(request), world.rates, request.context
        )
        place = Place(kind, provider=provider, price=price)
        yield Option(
            model=model, place=place, quant=None, engine=None, artifact=None,
            context=request.context, memory=None, fit="unknown", speed=None,
            quality=quality, cost=cost,
        )  # fmt: skip


def hosted_kind(model: Model) -> str:
    """Closed models are an ``api``; somebody's hosting of open weights is ``serverless``."""
    return "serverless" if model.weights == "open" else "api"


def cost_currency(request: Request) -> str:
    return request.budget.money.currency if request.budget else "USD"
