"""The verdict on a model: every rule on every licence that binds, over the chain of bases.

All licences of a model and of everything that it was made from bind together: the strictest
verdict counts. Of licences offered as alternatives (OR) the mildest counts, and its findings
are the ones that are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from llmselect.catalog.entries import Model
from llmselect.catalog.prices import Rate
from llmselect.catalog.terms import License
from llmselect.errors import LlmselectError
from llmselect.findings import (
    Finding,
    LicenseVerdict,
    Message,
    Obligation,
    Outcome,
    Question,
    message,
    strictest,
)
from llmselect.profile import Organization
from llmselect.records import dataclass
from llmselect.rules.declaration import Rule
from llmselect.rules.license.answer import question
from llmselect.rules.license.business_permitted import business_permitted
from llmselect.rules.license.commercial_use_permitted import commercial_use_permitted
from llmselect.rules.license.competing_product_permitted import competing_product_permitted
from llmselect.rules.license.display_duties import display_duties
from llmselect.rules.license.expression import Expression, ids, parse
from llmselect.rules.license.field_of_use_permitted import field_of_use_permitted
from llmselect.rules.license.hosting_permitted import hosting_permitted
from llmselect.rules.license.naming_duties import naming_duties
from llmselect.rules.license.output_training_permitted import output_training_permitted
from llmselect.rules.license.redistribution_duties import redistribution_duties
from llmselect.rules.license.redistribution_permitted import redistribution_permitted
from llmselect.rules.license.registration_made import registration_made
from llmselect.rules.license.situation import Situation
from llmselect.rules.license.terms_accepted import terms_accepted
from llmselect.rules.license.territory_permitted import territory_permitted
from llmselect.rules.license.text_known import text_known
from llmselect.rules.license.threshold_respected import threshold_respected
from llmselect.rules.license.use_policy_duties import use_policy_duties

RULE = Rule("license_known", judges="license")
LicenseRule = Callable[[License, Situation], list[Finding]]
LICENSE_RULES: tuple[LicenseRule, ...] = (
    field_of_use_permitted,
    territory_permitted,
    output_training_permitted,
    commercial_use_permitted,
    threshold_respected,
    business_permitted,
    competing_product_permitted,
    redistribution_permitted,
    hosting_permitted,
    registration_made,
    redistribution_duties,
    use_policy_duties,
    naming_duties,
    display_duties,
    terms_accepted,
    text_known,
)
# No expression: nobody stated the licence of that model.
Chain = tuple[tuple[str, str | None], ...]


class _Saying(Protocol):
    @property
    def message(self) -> Message: ...


Item = TypeVar("Item", bound=_Saying)


@dataclass(frozen=True, slots=True)
class LicenseJudgement:
    """What all binding licences together say. ``obligations`` that wait name their trigger."""

    verdict: LicenseVerdict
    licenses: tuple[str, ...]
    findings: tuple[Finding, ...]
    obligations: tuple[Obligation, ...]
    questions: tuple[Question, ...]


def judge_model(
    model: Model,
    licenses: Mapping[str, License],
    organization: Organization,
    *,
    rates: Mapping[str, Rate],
    regions: Mapping[str, frozenset[str]],
) -> LicenseJudgement:
    """A catalogue model with its whole chain of base models."""
    chain = tuple((grant.model, grant.expression) for grant in model.license_chain)
    return judge_chain(chain, licenses, Situation(model, organization, rates, regions))


def judge(
    expression: str | None,
    licenses: Mapping[str, License],
    model: Model,
    organization: Organization,
    *,
    rates: Mapping[str, Rate],
    regions: Mapping[str, frozenset[str]],
) -> LicenseJudgement:
    """A model whose binding licences are all in one expression."""
    situation = Situation(model, organization, rates, regions)
    return judge_chain(((model.id, expression),), licenses, situation)


def judge_chain(
    chain: Chain, licenses: Mapping[str, License], situation: Situation
) -> LicenseJudgement:
    """Every link of the chain: the model's own terms first, then those of its bases."""
    findings: list[Finding] = []
    names: list[str] = []
    seen: set[str] = set()
    for link, expression in chain:
        if expression is None:
            findings.append(_unknown_license(link, None))
        elif expression not in seen:
            seen.add(expression)
            tree = _tree(expression)
            if tree is None:
                findings.append(_unknown_license(link, expression))
                continue
            names += ids(tree)
            findings += _judge_tree(tree, link, licenses, situation)
    return _combined(tuple(dict.fromkeys(names)), _distinct_findings(findings))


def judge_license(license: License, situation: Situation) -> list[Finding]:
    """Every rule on one licence."""
    return [finding for rule in LICENSE_RULES for finding in rule(license, situation)]


def verdict_of(findings: Iterable[Finding]) -> LicenseVerdict:
    """The strictest verdict of the findings."""
    return strictest([item.license_verdict for item in findings if item.license_verdict])


def _tree(expression: str) -> Expression | None:
    try:
        return parse(expression)
    except LlmselectError:
        return None


def _judge_tree(
    tree: Expression, link: str, licenses: Mapping[str, License], situation: Situation
) -> list[Finding]:
    if tree.license is not None:
        terms = licenses.get(tree.license)
        if terms is None:
            return [_unknown_license(link, tree.license)]
        return judge_license(terms, situation)
    parts = [_judge_tree(part, link, licenses, situation) for part in tree.parts]
    if tree.operator == "OR":
        return min(parts, key=lambda findings: verdict_of(findings).severity)
    return [finding for part in parts for finding in part]


def _unknown_license(link: str, name: str | None) -> Finding:
    slug = "license_known.unstated" if name is None else "license_known.no_terms"
    return Finding(
        RULE.id,
        Outcome.UNKNOWN,
        message(slug, model=link, license=name or ""),
        actual=name or "unknown",
        license=name,
        license_verdict=LicenseVerdict.UNKNOWN,
        questions=(question("text"),),
    )


def _combined(names: tuple[str, ...], findings: list[Finding]) -> LicenseJudgement:
    ordered = sorted(findings, key=lambda item: -_severity(item))
    obligations = [item for finding in ordered for item in finding.obligations]
    questions = [item for finding in ordered for item in finding.questions]
    return LicenseJudgement(
        verdict_of(ordered) if ordered else LicenseVerdict.UNKNOWN,
        names,
        tuple(ordered),
        _distinct(obligations, _duty_key),
        _distinct(questions, _question_key),
    )


def _severity(finding: Finding) -> int:
    return finding.license_verdict.severity if finding.license_verdict else 0


def _finding_key(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.license, finding.clause)


def _question_key(question: Question) -> tuple[object, ...]:
    return (question.id,)


def _duty_key(duty: Obligation) -> tuple[object, ...]:
    return (duty.id, duty.license, duty.clause, duty.trigger)


def _distinct_findings(findings: list[Finding]) -> list[Finding]:
    """Without repetitions, which a licence that binds through several links brings."""
    return list(_distinct(findings, _finding_key))


def _distinct(items: list[Item], key: Callable[[Item], tuple[object, ...]]) -> tuple[Item, ...]:
    """Each once. What is said counts too: one clause may hold two lines."""
    kept: dict[tuple[object, ...], Item] = {}
    for item in items:
        kept.setdefault((*key(item), item.message.id, str(item.message.params)), item)
    return tuple(kept.values())
