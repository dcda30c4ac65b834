"""Options with their findings: where facts and rules meet."""

from __future__ import annotations

from collections.abc import Iterable

from llmselect.catalog.entries import Model
from llmselect.estimate.option import Option
from llmselect.estimate.quality import estimate_quality
from llmselect.findings import Finding, LicenseVerdict, Outcome
from llmselect.recommend.license_judge import LicenseJudge
from llmselect.recommend.options import build_options
from llmselect.recommend.world import World, quality_language
from llmselect.records import dataclass
from llmselect.request import DEFAULT_CONTEXT, Request
from llmselect.rules.license.judge import LicenseJudgement
from llmselect.rules.model.language_supported import language_supported
from llmselect.rules.model.license_listed import license_listed
from llmselect.rules.provider.judge import judge_provider
from llmselect.rules.registry import MODEL_RULES, OPTION_RULES

# What a licence verdict means for an option's own verdict.
LICENSE_OUTCOME = {
    LicenseVerdict.ALLOWED: Outcome.PASS,
    LicenseVerdict.ALLOWED_WITH_OBLIGATIONS: Outcome.CONDITIONAL,
    LicenseVerdict.UNKNOWN: Outcome.UNKNOWN,
    LicenseVerdict.NEEDS_SEPARATE_LICENSE: Outcome.FAIL,
    LicenseVerdict.PROHIBITED: Outcome.FAIL,
}


# These may stay open where the request asked for nothing special; any other rule that cannot
# say whether an asked-for constraint holds keeps the option out, because unknown is no pass.
_MAY_STAY_OPEN = {"fits_memory", "context_supported"}


@dataclass(frozen=True, slots=True)
class JudgedModel:
    """A model with what holds wherever it runs; ``blocking`` are the rules that keep it out."""

    model: Model
    findings: tuple[Finding, ...]
    license: LicenseJudgement
    blocking: frozenset[str]


@dataclass(frozen=True, slots=True)
class JudgedOption:
    """An option with all its findings, its model's first, and the rules that keep it out."""

    option: Option
    of: JudgedModel
    findings: tuple[Finding, ...]
    blocking: frozenset[str]


def blocks(finding: Finding, request: Request) -> bool:
    """A no does, and so does "don't know" about something that was asked for.

    An undecided licence does not: it is shown with the question that would settle it.
    """
    if finding.verdict is not Outcome.UNKNOWN or finding.license_verdict is not None:
        return finding.verdict is Outcome.FAIL
    return finding.rule not in _MAY_STAY_OPEN or request.context > DEFAULT_CONTEXT


def _blocking(findings: Iterable[Finding], request: Request) -> frozenset[str]:
    return frozenset(finding.rule for finding in findings if blocks(finding, request))


def judge_model(
    model: Model, request: Request, world: World, licenses: LicenseJudge
) -> JudgedModel:
    """Run every rule that looks at the model alone, licences included."""
    quality = estimate_quality(model, quality_language(request), world.scores)
    judgement = licenses.judge(model)
    findings = (
        *(rule(model, request) for rule in MODEL_RULES),
        language_supported(model, request, quality),
        license_listed(model, request),
        *judgement.findings,
    )
    return JudgedModel(model, findings, judgement, _blocking(findings, request))


def license_judge(request: Request, world: World) -> LicenseJudge:
    """Judges licences for the organisation of the request."""
    return LicenseJudge(world.licenses, request.organization, world.rates, world.regions)


def judge_options(judged: JudgedModel, request: Request, world: World) -> list[JudgedOption]:
    """Build the model's options and run every option rule on each."""
    options = []
    for option in build_options(judged.model, request, world):
        own = _own_findings(option, request)
        blocking = judged.blocking | _blocking(own, request)
        options.append(JudgedOption(option, judged, (*judged.findings, *own), blocking))
    return options


def _own_findings(option: Option, request: Request) -> tuple[Finding, ...]:
    findings = tuple(rule(option, request) for rule in OPTION_RULES)
    if option.place.provider is None:
        return findings
    serving = "serverless" if option.place.price is not None else None
    hosted = judge_provider(option.place.provider, option.model.id, request.data, serving)
    return (*findings, *hosted)
