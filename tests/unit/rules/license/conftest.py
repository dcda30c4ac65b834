"""The licences as shipped, loaded through their schema, and a rate."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from builders import a_model

from llmselect.catalog.prices import Rate
from llmselect.catalog.schema.license import LicenseFile
from llmselect.catalog.schema.region import RegionFile
from llmselect.catalog.terms import License, license_from_doc
from llmselect.catalog.yaml_loader import load
from llmselect.profile import Organization
from llmselect.rules.license.judge import LicenseJudgement, judge

Judge = Callable[..., LicenseJudgement]
ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="session")
def licenses() -> dict[str, License]:
    files = sorted((ROOT / "policies" / "licenses").glob("*.yaml"))
    records = [LicenseFile.model_validate(load(file).data) for file in files]
    return {record.id: license_from_doc(record.model_dump(mode="json")) for record in records}


@pytest.fixture(scope="session")
def regions() -> dict[str, frozenset[str]]:
    record = RegionFile.model_validate(load(ROOT / "policies" / "regions.yaml").data)
    return {name: frozenset(members) for name, members in record.regions.items()}


@pytest.fixture(scope="session")
def rates() -> dict[str, Rate]:
    rate = load(ROOT / "tests" / "cases" / "licenses.yaml").data["rate"]
    value = Decimal(rate["value"])
    return {"usd_jpy": Rate("usd_jpy", value, rate["unit"], "test", rate["as_of"])}


@pytest.fixture(scope="session")
def judged(
    licenses: dict[str, License],
    rates: dict[str, Rate],
    regions: dict[str, frozenset[str]],
) -> Judge:
    """Judges an expression for an organisation; the model takes text unless said otherwise."""

    def judge_it(
        expression: str, organization: Organization, modalities: tuple[str, ...] = ("text",)
    ) -> LicenseJudgement:
        model = a_model("a/b", modalities=modalities)
        return judge(expression, licenses, model, organization, rates=rates, regions=regions)

    return judge_it
