"""`vram --fit`: the longest context, most sequences, best quantisation or cheapest card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from llmselect.catalog.entries import Accelerator, Quantization
from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError
from llmselect.estimate.memory import (
    estimate_memory,
    max_context,
    max_parallel,
    most_sequences,
)
from llmselect.estimate.option import fit_on, with_ram
from llmselect.recommend.vram_fit import CARD_KINDS, Asked
from llmselect.report import FitAnswer, FitRow
from llmselect.request import GpuChoice
from llmselect.units import Money

ASKS = ("context", "parallel", "quant", "gpu")
_HOLDS = ("fits", "tight")
# Older forms that lose more than a K-quant of their size, and 32 bit, which gains nothing.
_NOBODYS_CHOICE = ("F32", "F16", "Q5_1", "Q5_0", "Q4_1", "Q4_0")
_COUNTS = (1, 2, 4, 8)  # as boards and chassis take them
_SEVERAL = ("desktop", "workstation", "datacenter")  # kinds of which a machine takes several


def answer_fit(
    store: Store, asked: Asked, ask: str, gpus: tuple[GpuChoice, ...]
) -> tuple[FitAnswer, ...]:
    """One answer a card that was named; for ``gpu`` one over the catalogue or those cards.

    Raises LlmselectError where a card has to be named, or where nothing can be said because
    the cache is not known.
    """
    known = estimate_memory(asked.model, asked.setup, computed=asked.computed)
    if known is None or known.kv_cache_bytes is None:
        raise LlmselectError("fit_needs_cache", model=asked.model.name)
    if ask == "gpu":
        return (_cheapest(store, asked, gpus),)
    if not gpus:
        raise LlmselectError("fit_needs_gpu", ask=ask)
    return tuple(
        _ANSWERS[ask](store, asked, with_ram(store.gpu(choice.id), asked.ram_bytes), choice.count)
        for choice in gpus
    )


def answered(asked: Asked, answers: tuple[FitAnswer, ...]) -> Asked:
    """The setup of the only answer, so that the rest of the report is about it."""
    value = answers[0].value if len(answers) == 1 else None
    if value is None:
        return asked
    setup, ask = asked.setup, answers[0].ask
    if ask == "context":
        assert isinstance(value, int)
        return asked.with_setup(replace(setup, context=value))
    if ask == "parallel":
        assert isinstance(value, int)
        return asked.with_setup(setup.with_sequences(value, setup.context_each))
    if ask == "quant":
        return asked.with_setup(replace(setup, quant=str(value)))
    return asked


def _context(_store: Store, asked: Asked, gpu: Accelerator, count: int) -> FitAnswer:
    setup, model = asked.on(gpu, count), asked.model
    longest, safe = [
        max_context(model, setup, gpu.usable_bytes or 0, computed=asked.computed, safe=reserve)
        for reserve in (False, True)
    ]
    slots = setup.parallel if setup.shares_context else 1
    own = longest is not None and model.context is not None and longest >= model.context * slots
    return _answer("context", asked, gpu, count, longest, safe, "model" if own else "memory")


def _parallel(_store: Store, asked: Asked, gpu: Accelerator, count: int) -> FitAnswer:
    setup = asked.on(gpu, count)
    most, safe = [
        max_parallel(
            asked.model, setup, gpu.usable_bytes or 0, computed=asked.computed, safe=reserve
        )
        for reserve in (False, True)
    ]
    limit = "engine" if most == most_sequences(setup.engine) else "memory"
    return _answer("parallel", asked, gpu, count, most, safe, limit)


def _quant(store: Store, asked: Asked, gpu: Accelerator, count: int) -> FitAnswer:
    """Most bits first: what fits with the most is best."""
    rows = []
    for quant in _candidates(store, asked):
        changed = asked.with_setup(replace(asked.setup, quant=quant.id))
        row = _row(changed, gpu, count, quant.id, quant.id)
        if row is not None:
            rows.append(row)
    best, safe = _first(rows, _HOLDS), _first(rows, ("fits",))
    return _answer(
        "quant", asked, gpu, count, best.id if best else None, safe.id if safe else None, "memory",
        tuple(rows),
    )  # fmt: skip


def _first(rows: list[FitRow], verdicts: tuple[str, ...]) -> FitRow | None:
    return next((row for row in rows if row.verdict in verdicts), None)


def _candidates(store: Store, asked: Asked) -> list[Quantization]:
    """What ``--engine`` loads and somebody would choose for the model, most bits first."""
    model, engine = asked.model, asked.setup.engine
    # Whatever the label of its file says, such a model keeps its experts as they were born.
    born_in_4_bit = model.native_quant == "MXFP4"
    experts = model.architecture is not None and model.architecture.moe is not None
    found = [
        quant
        for quant in store.quantizations().values()
        if engine in quant.engines
        and quant.id not in _NOBODYS_CHOICE
        and ("MXFP4" in quant.id or not born_in_4_bit)
        and ("MXFP4" not in quant.id or experts)
    ]
    return sorted(found, key=lambda quant: (-quant.bits, quant.id))


def _cheapest(store: Store, asked: Asked, gpus: tuple[GpuChoice, ...]) -> FitAnswer:
    """By the price at launch, the smallest memory first among equals; unpriced ones last."""
    rows = [
        row
        for gpu, count in _sets(store, gpus)
        if (row := _row(asked, gpu, count, gpu.id, gpu.name)) and row.verdict in _HOLDS
    ]
    rows.sort(key=_price_key)
    priced = [row for row in rows if row.price is not None]
    best, safe = _first(priced, _HOLDS), _first(priced, ("fits",))
    return FitAnswer(
        "gpu", asked.setup.context_each, best.id if best else None, best.name if best else None,
        best.count if best else 1, best.id if best else None,
        safe.id if safe else None, None, tuple(rows),
    )  # fmt: skip


def _price_key(row: FitRow) -> tuple[bool, Decimal, int, str]:
    amount = row.price.amount if row.price else Decimal(0)
    return row.price is None, amount, row.usable_bytes, row.id


def _sets(store: Store, gpus: tuple[GpuChoice, ...]) -> Iterator[tuple[Accelerator, int]]:
    if gpus:
        yield from ((store.gpu(choice.id), choice.count) for choice in gpus)
        return
    for gpu in store.gpus():
        if gpu.usable_bytes is not None and gpu.kind in CARD_KINDS:
            yield from ((gpu, n) for n in (_COUNTS if gpu.kind in _SEVERAL else (1,)))


def _row(asked: Asked, gpu: Accelerator, count: int, id: str, name: str) -> FitRow | None:
    setup = asked.on(gpu, count)
    memory = estimate_memory(asked.model, setup, computed=asked.computed)
    if memory is None:
        return None
    price = gpu.launch_price_usd
    return FitRow(
        id=id,
        name=name,
        count=count,
        verdict=fit_on(asked.model, setup, memory, gpu, asked.ram_bytes),
        total_bytes=memory.total_bytes,
        usable_bytes=(gpu.usable_bytes or 0) * max(setup.devices, 1),
        price=None if price is None else Money(Decimal(price) * count, "USD"),
    )


def _answer(
    ask: str,
    asked: Asked,
    gpu: Accelerator,
    count: int,
    value: int | str | None,
    safe_value: int | str | None,
    limited_by: str,
    rows: tuple[FitRow, ...] = (),
) -> FitAnswer:
    return FitAnswer(
        ask,
        asked.setup.context_each,
        gpu.id,
        gpu.name,
        count,
        value,
        safe_value,
        None if value is None else limited_by,
        rows,
    )


_ANSWERS = {"context": _context, "parallel": _parallel, "quant": _quant}
