"""Licence judgements of many models for one organisation, each combination of terms once."""

from __future__ import annotations

from collections.abc import Mapping

from llmselect.catalog.entries import Model
from llmselect.catalog.prices import Rate
from llmselect.catalog.terms import License
from llmselect.findings import Finding, LicenseVerdict, Obligation, Outcome, message
from llmselect.profile import Organization
from llmselect.rules.license.judge import LicenseJudgement, judge_model

# Nobody gets the weights, so there is no licence of theirs: the provider's contract counts,
# which the rules on providers look at in part only.
_CLOSED = LicenseJudgement(
    verdict=LicenseVerdict.ALLOWED_WITH_OBLIGATIONS,
    licenses=(),
    findings=(
        Finding(
            "license_known",
            Outcome.CONDITIONAL,
            message("license_known.closed"),
            license_verdict=LicenseVerdict.ALLOWED_WITH_OBLIGATIONS,
        ),
    ),
    obligations=(Obligation("provider_terms", message("obligation.provider_terms")),),
    questions=(),
)
_Key = tuple[tuple[str, ...], tuple[str, ...]]


class LicenseJudge:
    """Most models share their terms with others; what differs is only who bears them."""

    def __init__(
        self,
        licenses: Mapping[str, License],
        organization: Organization,
        rates: Mapping[str, Rate],
        regions: Mapping[str, frozenset[str]],
    ) -> None:
        self._licenses = licenses
        self._organization = organization
        self._rates = rates
        self._regions = regions
        self._known: dict[_Key, LicenseJudgement] = {}

    def judge(self, model: Model) -> LicenseJudgement:
        if model.weights == "closed":
            return _CLOSED
        key = self._key(model)
        if key is None:
            return self._judge(model)
        if key not in self._known:
            self._known[key] = self._judge(model)
        return self._known[key]

    def _judge(self, model: Model) -> LicenseJudgement:
        return judge_model(
            model, self._licenses, self._organization, rates=self._rates, regions=self._regions
        )

    def _key(self, model: Model) -> _Key | None:
        """None where a licence is unknown: that finding names the model."""
        expressions = [grant.expression for grant in model.license_chain]
        if None in expressions:
            return None
        return tuple(dict.fromkeys(map(str, expressions))), model.modalities
