"""Providers' data policies as the rules read them: frozen, ``None`` for what nobody stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import Any, Generic, TypeVar

from llmselect.findings import Text
from llmselect.records import dataclass

Doc = dict[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Cell(Generic[Value]):
    """A value (None: unknown) with what it rests on."""

    value: Value | None
    note: Text | None
    source: str
    as_of: str
    confidence: str  # high | medium | low


@dataclass(frozen=True, slots=True)
class Residency:
    """What a channel offers in one country or region: always, selectable, none or None."""

    region: str
    processing: str | None
    storage: str | None
    endpoint: str | None
    condition: Text | None
    price_uplift: Decimal | None  # 0.1 is ten per cent more
    source: str
    as_of: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Incident:
    date: str
    kind: str  # regulator | security | terms
    country: str | None
    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The part of a provider's policy that can differ by model and way of serving."""

    training_use: Cell[str]  # never | opt_in | opt_out | default_on
    retention_days: Cell[int | str]  # days, or "indefinite"
    zero_data_retention: Cell[str]  # default | available | on_approval | contract | none
    human_review: Cell[str]  # none | flagged | routine
    provider_access: Cell[str]  # nobody | operator | developer | also_developer | upstream
    processing_regions: Cell[tuple[str, ...]]
    storage_regions: Cell[tuple[str, ...]]
    residency: Mapping[str, Residency]


@dataclass(frozen=True, slots=True)
class Override:
    """Replaces cells of the policy for some models or one way of serving."""

    id: str
    what: Text
    models: tuple[str, ...]  # patterns over catalogue ids; empty: any
    serving: str | None  # serverless | dedicated | batch
    cells: Mapping[str, Cell[Any]]
    residency: Mapping[str, Residency]

    def applies_to(self, model: str | None, serving: str | None) -> bool:
        if self.serving is not None and self.serving != serving:
            return False
        if not self.models:
            return True
        return model is not None and any(fnmatchcase(model, item) for item in self.models)


@dataclass(frozen=True, slots=True)
class Provider:
    """One vendor on one channel."""

    id: str
    name: str
    name_ja: str | None
    aliases: tuple[str, ...]
    channel: str  # api | enterprise-plan | consumer-app | free-tier | marketplace | self-hosted
    vendor: str
    serves: str  # own | hosts | own_and_hosts | routes
    operator_country: str | None
    parent_country: str | None
    policy: Policy
    agreement: Cell[str]  # available | on_request | none
    forbidden_data: Cell[tuple[str, ...]] | None  # confidential, personal; None: not read for it
    cross_border: Text | None
    compliance: Mapping[str, Cell[str]]  # held | vendor_level | on_request | none
    incidents: tuple[Incident, ...]
    jurisdiction: str | None
    last_policy_change: str | None
    overrides: tuple[Override, ...]
    notes: tuple[Text, ...]
    policy_url: str | None
    as_of: str
    confidence: str
    sources: tuple[str, ...]

    @property
    def japan(self) -> Residency:
        return self.policy.residency["JP"]

    @property
    def countries(self) -> tuple[str | None, ...]:
        """The operator's and its parent's."""
        return (self.operator_country, self.parent_country)

    @property
    def is_self_hosted(self) -> bool:
        return self.channel == "self-hosted"

    def overrides_for(self, model: str | None, serving: str | None = None) -> tuple[Override, ...]:
        return tuple(item for item in self.overrides if item.applies_to(model, serving))

    def judged_for(self, model: str | None, serving: str | None = None) -> Provider:
        """This provider with the overrides that hold for ``model``; the last one wins."""
        provider = self
        for item in self.overrides_for(model, serving):
            residency = {**provider.policy.residency, **item.residency}
            policy = replace(provider.policy, residency=residency, **item.cells)
            provider = replace(provider, policy=policy)
        return provider


def provider_from_doc(doc: Doc) -> Provider:
    """A provider document as ``ProviderFile.model_dump(mode="json")`` wrote it."""
    basis = doc["basis"]
    return Provider(
        id=doc["id"],
        name=doc["name"],
        name_ja=doc["name_ja"],
        aliases=tuple(doc["aliases"]),
        channel=doc["channel"],
        vendor=doc["vendor"],
        serves=doc["serves"],
        operator_country=_known(doc["operator_country"]),
        parent_country=_known(doc["parent_country"]),
        policy=Policy(
            **{name: _cell(doc[name], basis) for name in _CELLS},
            residency=_residencies(doc["residency"], basis),
        ),
        agreement=_cell(doc["agreement"], basis),
        forbidden_data=_optional_cell(doc["forbidden_data"], basis),
        cross_border=_text(_known(doc["cross_border"])),
        compliance={name: _cell(item, basis) for name, item in doc["compliance"].items()},
        incidents=tuple(map(_incident, doc["incidents"])),
        jurisdiction=_known(doc["jurisdiction"]),
        last_policy_change=_known(doc["last_policy_change"]),
        overrides=tuple(_override(item, basis) for item in doc["overrides"]),
        notes=tuple(Text(note["en"], note["ja"]) for note in doc["notes"]),
        policy_url=doc["policy_url"],
        as_of=doc["as_of"],
        confidence=doc["confidence"],
        sources=tuple(doc["sources"]),
    )


_CELLS = (
    "training_use", "retention_days", "zero_data_retention", "human_review", "provider_access",
    "processing_regions", "storage_regions",
)  # fmt: skip


def _known(value: Any) -> Any:
    return None if value == "unknown" else value


def _text(doc: Doc | None) -> Text | None:
    return None if doc is None else Text(doc["en"], doc["ja"])


def _cell(doc: Doc, basis: Doc) -> Cell[Any]:
    value = _known(doc["value"])
    return Cell(
        value=tuple(value) if isinstance(value, list) else value,
        note=_text(doc["note"]),
        source=doc["source"] or basis["source"],
        as_of=doc["as_of"] or basis["as_of"],
        confidence=doc["confidence"] or basis["confidence"],
    )


def _optional_cell(doc: Doc | None, basis: Doc) -> Cell[Any] | None:
    return None if doc is None else _cell(doc, basis)


def _residencies(docs: Mapping[str, Doc], basis: Doc) -> dict[str, Residency]:
    return {region: _residency(region, doc, basis) for region, doc in docs.items()}


def _residency(region: str, doc: Doc, basis: Doc) -> Residency:
    uplift = doc["price_uplift"]
    return Residency(
        region=region,
        processing=_known(doc["processing"]),
        storage=_known(doc["storage"]),
        endpoint=doc["endpoint"],
        condition=_text(doc["condition"]),
        price_uplift=None if uplift is None else Decimal(str(uplift)),
        source=doc["source"] or basis["source"],
        as_of=doc["as_of"] or basis["as_of"],
        confidence=doc["confidence"] or basis["confidence"],
    )


def _incident(doc: Doc) -> Incident:
    text = Text(doc["text"]["en"], doc["text"]["ja"])
    return Incident(doc["date"], doc["kind"], doc["country"], text, doc["source"])


def _override(doc: Doc, basis: Doc) -> Override:
    cells = {
        name: _cell(cell, basis) for name in _CELLS if (cell := doc["set"].get(name)) is not None
    }
    return Override(
        id=doc["id"],
        what=Text(doc["what"]["en"], doc["what"]["ja"]),
        models=tuple(doc["models"]),
        serving=doc["serving"],
        cells=cells,
        residency=_residencies(doc["set"]["residency"], basis),
    )
