"""What one row of the research list says, as a record of catalog/prices/."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from price_words import DOUBTED_BATCH, SOURCES, Channel
from yaml_text import Flow, flow_mapping

Row = dict[str, Any]
TOLERANCE = Decimal("0.01")  # conversions of other units and rounding are no disagreement
_MILLION = 10**6


def is_priced(channel: Channel, row: Row) -> bool:
    """Whether the row states a price. A price of zero is a placeholder."""
    input, output = _pair(channel, row)
    return bool(not channel.unpriced and input and output and not row.get("suspect"))


def differ(channel: Channel, row: Row, other: Row) -> bool:
    """Whether both state a price, and not the same."""
    if not (is_priced(channel, row) and is_priced(channel, other)):
        return False
    pairs = zip(_pair(channel, row), _pair(channel, other), strict=True)
    return any(abs(a - b) > TOLERANCE * max(a, b) for a, b in pairs if a and b)


def record(channel: Channel, model: str, ref: str, row: Row, others: Iterable[Row]) -> Row:
    """The newest row as it goes into the file, with what other lists say otherwise."""
    priced = is_priced(channel, row)
    values = {
        "model": model,
        "ref": ref,
        **(_prices(channel, row) if priced else {"input": "unknown", "output": "unknown"}),
        "context": row.get("context_window"),
        "valid_to": row.get("deprecation_date"),
        "source": SOURCES[row["source"]],
        "as_of": row["as_of"][:10],
        **(_variants(channel, model, row) if priced else {}),
        "also": [_also(channel, other) for other in others],
    }
    return {key: value for key, value in values.items() if value is not None and value != []}


def entry_text(values: Row) -> str:
    """A record on one line, and each further price on one of its own."""
    plain = {key: value for key, value in values.items() if not isinstance(value, dict | list)}
    lines = [flow_mapping(plain).removesuffix("}")]
    for key, value in values.items():
        if isinstance(value, dict):
            lines.append(f"{key}: {flow_mapping(value)}")
        elif isinstance(value, list):
            lines.append(f"{key}: [{', '.join(map(flow_mapping, value))}]")
    return "  - " + ",\n     ".join(lines) + "}\n"


def _prices(channel: Channel, row: Row) -> Row:
    input, output = _pair(channel, row)
    unit = channel.currency.lower()
    return {
        "input": input,
        "output": output,
        "cached_input": _amount(row.get(f"cached_input_{unit}_per_1m")),
        "cache_write": _amount(row.get(f"cache_write_{unit}_per_1m")),
    }


def _variants(channel: Channel, model: str, row: Row) -> Row:
    batch = _batch(row) if (channel.id, model) not in DOUBTED_BATCH else None
    return {"off_peak": _off_peak(row), "batch": batch, "long": _long(row)}


def _off_peak(row: Row) -> Flow | None:
    if not (listed := row.get("off_peak_pricing")):
        return None
    names = {
        "input": "input_cost_per_token",
        "output": "output_cost_per_token",
        "cached_input": "cache_read_input_token_cost",
    }
    return Flow({key: Decimal(str(listed[name])) * _MILLION for key, name in names.items()})


def off_peak_hours(rows: Iterable[Row]) -> Row | None:
    """The hours of a file, which have to be the same for all of its models.

    The lists count weekdays in UTC or in Shanghai. With these hours both mean the same: the
    hours in which the two days differ are off-peak on every day.
    """
    found = []
    for row in rows:
        if listed := row.get("off_peak_pricing"):
            hours = {_days(item["weekdays"]): _spans(item) for item in listed["windows"]}
            found += [hours] if hours not in found else []
    if len(found) > 1:
        raise SystemExit(f"different off-peak hours in one file: {found}")
    return found[0] if found else None


def _days(weekdays: list[int]) -> str:
    return {(1, 2, 3, 4, 5): "weekdays", (6, 7): "weekend"}[tuple(weekdays)]


def _spans(window: Row) -> list[str]:
    hours = window["hours_utc"]
    spans = [hours] if isinstance(hours, str) else hours
    return [
        f"{start}-{end.replace('00:00', '24:00')}" for start, end in (s.split("-") for s in spans)
    ]


def _batch(row: Row) -> Flow | None:
    input, output = row.get("batch_input_usd_per_1m"), row.get("batch_output_usd_per_1m")
    return Flow(input=_amount(input), output=_amount(output)) if input and output else None


def _long(row: Row) -> list[Flow]:
    return [
        Flow(
            above=step["above_tokens"], input=_amount(step["input"]), output=_amount(step["output"])
        )
        for step in row.get("tiers", ())
        if step["input"] and step["output"]
    ]


def _also(channel: Channel, other: Row) -> Flow:
    input, output = _pair(channel, other)
    source, as_of = SOURCES[other["source"]], other["as_of"][:10]
    return Flow(input=input, output=output, source=source, as_of=as_of)


def _pair(channel: Channel, row: Row) -> tuple[Decimal | None, Decimal | None]:
    unit = channel.currency.lower()
    return _amount(row.get(f"input_{unit}_per_1m")), _amount(row.get(f"output_{unit}_per_1m"))


def _amount(value: float | int | None) -> Decimal | None:
    return Decimal(str(value)) if value else None
