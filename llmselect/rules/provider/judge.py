"""Every provider rule on one provider, for one model where one is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Outcome
from llmselect.rules.provider.certified import certified
from llmselect.rules.provider.channel_allowed import channel_allowed
from llmselect.rules.provider.data_accepted import data_accepted
from llmselect.rules.provider.developer_kept_out import developer_kept_out
from llmselect.rules.provider.government_information_permitted import (
    government_information_permitted,
)
from llmselect.rules.provider.human_review_excluded import human_review_excluded
from llmselect.rules.provider.operator_allowed import operator_allowed
from llmselect.rules.provider.personal_data_permitted import personal_data_permitted
from llmselect.rules.provider.processing_country_allowed import processing_country_allowed
from llmselect.rules.provider.region_held import region_held
from llmselect.rules.provider.retention_within_limit import retention_within_limit
from llmselect.rules.provider.training_excluded import training_excluded

PROVIDER_RULES: tuple[Callable[[Provider, DataNeeds], Finding], ...] = (
    channel_allowed,
    operator_allowed,
    data_accepted,
    processing_country_allowed,
    region_held,
    training_excluded,
    retention_within_limit,
    human_review_excluded,
    developer_kept_out,
    certified,
    personal_data_permitted,
    government_information_permitted,
)
_VERDICTS = (
    (Outcome.FAIL, "excluded"),
    (Outcome.UNKNOWN, "unknown"),
    (Outcome.CONDITIONAL, "conditional"),
)


def judge_provider(
    provider: Provider, model_id: str | None, needs: DataNeeds, serving: str | None = None
) -> tuple[Finding, ...]:
    """One finding a rule, in the order of ``PROVIDER_RULES``.

    ``model_id`` and ``serving`` (serverless, dedicated, batch) choose the overrides; without
    them the provider's own row is judged.
    """
    judged = provider.judged_for(model_id, serving)
    return tuple(rule(judged, needs) for rule in PROVIDER_RULES)


def verdict_of(findings: Iterable[Finding]) -> str:
    """allowed | conditional | unknown | excluded: the worst that any rule says."""
    outcomes = {item.verdict for item in findings}
    return next((verdict for outcome, verdict in _VERDICTS if outcome in outcomes), "allowed")
