"""What things cost: offers of clouds, prices of APIs, and rates such as the exchange rate."""

from __future__ import annotations

from decimal import Decimal

from llmselect.records import dataclass


@dataclass(frozen=True, slots=True)
class CloudOffer:
    """A GPU by the hour."""

    id: str
    cloud: str
    cloud_name: str
    instance: str
    gpu: str  # accelerator id
    gpus: int
    price_per_gpu_hour: Decimal
    currency: str
    term: str  # on-demand | spot | reserved
    regions: tuple[str, ...]
    source: str
    as_of: str
    commitment_months: int | None = None  # of a reserved price


@dataclass(frozen=True, slots=True)
class OtherPrice:
    """What another, older list gives for the same model on the same channel."""

    input: Decimal
    output: Decimal
    source: str
    as_of: str


@dataclass(frozen=True, slots=True)
class OffPeakPrice:
    """A lower price in some hours."""

    input: Decimal
    output: Decimal
    hours_per_week: int


@dataclass(frozen=True, slots=True)
class LongPrice:
    """The price of a request with more than ``above`` tokens of input."""

    above: int
    input: Decimal
    output: Decimal


@dataclass(frozen=True, slots=True)
class ApiPrice:
    """What one channel asks for one model, per million tokens, at peak hours."""

    provider: str
    model: str  # catalogue id
    model_ref: str  # the channel's own name
    input: Decimal | None
    output: Decimal | None
    cached_input: Decimal | None
    currency: str
    context: int | None
    source: str
    as_of: str
    valid_from: str | None = None
    off_peak: OffPeakPrice | None = None
    long: tuple[LongPrice, ...] = ()  # by length
    also: tuple[OtherPrice, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """A dated exchange rate or unit price."""

    id: str
    value: Decimal
    unit: str
    source: str
    as_of: str
