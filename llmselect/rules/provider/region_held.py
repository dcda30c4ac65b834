"""Does inference run, and data rest, only where it was asked for?

Several regions are a choice: any of them will do. Processing and storage are judged apart,
because many promises cover data at rest alone. What is never stored need not rest anywhere.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Cell, Provider, Residency
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Obligation, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import (
    SEVERITY,
    ask,
    finding,
    not_asked,
    region_name,
    said,
    step,
)

RULE = Rule("region_held", judges="provider", references=("docs/methods/data-policy.md",))
_HOLDING = {
    "always": Outcome.PASS,
    "selectable": Outcome.CONDITIONAL,
    "none": Outcome.FAIL,
    None: Outcome.UNKNOWN,
}


def region_held(provider: Provider, needs: DataNeeds) -> Finding:
    if not needs.residency and not needs.storage:
        return not_asked(RULE)
    answers = []
    if needs.residency:
        answers.append(_best(provider, "processing", needs.residency))
    if needs.storage and not _stores_nothing(provider):
        answers.append(_best(provider, "storage", needs.storage))
    return max(answers, key=_severity, default=_nothing_stored(provider, needs))


def _severity(item: Finding) -> int:
    return SEVERITY.index(item.verdict)


def _best(provider: Provider, act: str, regions: tuple[str, ...]) -> Finding:
    return min((_held(provider, act, region) for region in regions), key=_severity)


def _held(provider: Provider, act: str, region: str) -> Finding:
    record = provider.policy.residency.get(region)
    is_processing = act == "processing"
    policy = provider.policy
    cell = policy.processing_regions if is_processing else policy.storage_regions
    if record is not None:
        outcome = _HOLDING[record.processing if is_processing else record.storage]
    else:
        outcome = _by_list(cell, region)
    place = region_name(region)
    text = message(f"region_held.{act}.{outcome}", provider=provider.name, region=place)
    return finding(
        RULE,
        outcome,
        text,
        expected=region,
        cell=cell if record is None else None,
        source=cell.source if record is None else record.source,
        steps=_steps(provider, record, region) if outcome is Outcome.CONDITIONAL else (),
        questions=(ask("provider_question.region", provider) if outcome is Outcome.UNKNOWN else ()),
    )


def _by_list(cell: Cell[tuple[str, ...]], region: str) -> Outcome:
    """Without a record of its own, a region is judged by the list of all regions."""
    if cell.value is None:
        return Outcome.UNKNOWN
    if cell.value == (region,):
        return Outcome.PASS
    return Outcome.CONDITIONAL if {region, "CUSTOMER"} & set(cell.value) else Outcome.FAIL


def _steps(provider: Provider, record: Residency | None, region: str) -> tuple[Obligation, ...]:
    place = region_name(region)
    if record is None:
        return (step("provider_step.choose_region", provider, region=place),)
    steps = [step("provider_step.choose_region", provider, record.source, region=place)]
    if record.endpoint is not None:
        text = step("provider_step.endpoint", provider, record.source, endpoint=record.endpoint)
        steps = [text]
    if record.condition is not None:
        steps.append(said(provider, record.condition, record.source))
    if record.price_uplift is not None:
        uplift = record.price_uplift
        steps.append(step("provider_step.uplift", provider, record.source, uplift=uplift))
    return tuple(steps)


def _stores_nothing(provider: Provider) -> bool:
    policy = provider.policy
    return policy.retention_days.value == 0 and policy.zero_data_retention.value == "default"


def _nothing_stored(provider: Provider, needs: DataNeeds) -> Finding:
    text = message("region_held.nothing_stored", provider=provider.name)
    return finding(RULE, Outcome.PASS, text, expected=",".join(needs.storage))
