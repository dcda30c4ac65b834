"""What the licence rules look at beside the licence: model, organisation, rates, regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from llmselect.catalog.entries import Model
from llmselect.catalog.prices import Rate
from llmselect.profile import Organization
from llmselect.records import dataclass


@dataclass(frozen=True, slots=True)
class Situation:
    """``rates`` are the newest of each kind; one with unit ``JPY/USD`` converts both ways.

    ``regions`` maps a region's code, such as ``EU``, to the countries in it.
    """

    model: Model
    organization: Organization
    rates: Mapping[str, Rate] = field(default_factory=dict)
    regions: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_multimodal(self) -> bool | None:
        """Whether the model takes more than text, whatever it is fed; None when not stated."""
        modalities = self.model.modalities
        return bool(set(modalities) - {"text"}) if modalities else None
