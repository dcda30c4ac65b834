"""What the licence rules look at beside the licence: model, organisation, rates, regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from llmselect.catalog.entries import Rate
from llmselect.profile import Organization
from llmselect.records import dataclass


class LicensedModel(Protocol):
    """What the rules need to know of a model; ``catalog.entries.Model`` is one."""

    @property
    def id(self) -> str: ...

    @property
    def modalities(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A model without a catalogue entry. No modalities: nobody stated them."""

    id: str
    modalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """``rates`` are the newest of each kind; one with unit ``JPY/USD`` converts both ways.

    ``regions`` maps a region's code, such as ``EU``, to the countries in it.
    """

    model: LicensedModel
    organization: Organization
    rates: Mapping[str, Rate] = field(default_factory=dict)
    regions: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_multimodal(self) -> bool | None:
        """Whether the model takes more than text, whatever it is fed; None when not stated."""
        modalities = self.model.modalities
        return bool(set(modalities) - {"text"}) if modalities else None
