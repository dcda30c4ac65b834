"""`license check`: what the licences of some or all models say to this organisation."""

from __future__ import annotations

from collections.abc import Iterator

from llmselect.catalog.entries import Model
from llmselect.catalog.store import Store
from llmselect.errors import LlmselectError, raise_problems
from llmselect.findings import LicenseVerdict
from llmselect.profile import Organization, describe
from llmselect.recommend.license_judge import LicenseJudge
from llmselect.recommend.overlays import ALL, Touched, by_model, overlay_facts
from llmselect.recommend.resolve import fails_on_unknown
from llmselect.report import CatalogInfo, LicenseReport, LicenseResult, ModelRef

_VIOLATIONS = {LicenseVerdict.PROHIBITED, LicenseVerdict.NEEDS_SEPARATE_LICENSE}


def check_licenses(
    store: Store, names: tuple[str, ...], organization: Organization, models_from: str
) -> LicenseReport:
    """Judge the named models, or every released one with open weights when none is named.

    Raises LlmselectError or Problems for names that the catalogue does not know.
    """
    judge = LicenseJudge(store.licenses, organization, store.rates(), store.regions())
    results = []
    models = _models(store, names)
    for model in models:
        judgement = judge.judge(model)
        results.append(
            LicenseResult(
                model=ModelRef(model.id, model.name),
                licenses=judgement.licenses,
                verdict=judgement.verdict,
                findings=judgement.findings,
                obligations=judgement.obligations,
                questions=judgement.questions,
            )
        )
    return LicenseReport(
        profile=describe(organization),
        results=tuple(results),
        warnings=store.warnings,
        catalog=CatalogInfo(store.version, store.as_of),
        models_from=models_from,
        overlays=overlay_facts(store, lambda: _touched(models)),
    )


def _touched(models: list[Model]) -> Iterator[Touched]:
    yield from (("rate", ALL), ("region", ALL))
    for model in models:
        yield from by_model(model)


def _models(store: Store, names: tuple[str, ...]) -> list[Model]:
    if not names:
        return [
            model
            for model in store.models()
            if model.weights == "open" and model.status == "released"
        ]
    ids: dict[str, None] = {}
    problems: list[LlmselectError] = []
    for name in names:
        try:
            ids[store.resolve("model", name)] = None
        except LlmselectError as error:
            problems.append(error)
    raise_problems(problems)
    return [store.model(id) for id in ids]


def exit_code(report: LicenseReport, organization: Organization, fail_on: str | None) -> int:
    """1 for a violation, 3 where only unknowns stand in the way and that was asked about.

    A survey of the whole catalogue for nobody in particular has nobody who violates anything.
    """
    undecided_fails = fails_on_unknown(fail_on)
    verdicts = {result.verdict for result in report.results}
    survey = report.models_from == "catalog" and organization.is_empty
    if verdicts & _VIOLATIONS and not survey:
        return 1
    return 3 if LicenseVerdict.UNKNOWN in verdicts and undecided_fails else 0
