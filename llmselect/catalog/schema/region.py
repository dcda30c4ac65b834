"""policies/regions.yaml: groups of countries that licences and laws speak of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from llmselect.catalog.schema.base import Basis, CountryCode, Strict

RegionCode = Annotated[str, Field(pattern=r"^[A-Z]{2,5}$")]


class RegionFile(Strict):
    kind: Literal["regions"]
    evidence: Basis
    regions: dict[RegionCode, list[CountryCode]]
