"""May a public body's non-public information go there?

Services are procured from the ISMAP list in principle, and standard-terms services take no
confidential information. Where a service of DeepSeek or data on servers under PRC law is
concerned, ministries were told to take advice first, whether or not anything is bought.
"""

from __future__ import annotations

from llmselect.catalog.data_policy import Provider
from llmselect.data_needs import DataNeeds
from llmselect.findings import Finding, Obligation, Outcome, message
from llmselect.rules.declaration import Rule
from llmselect.rules.provider.findings import ask, finding, not_asked, step

RULE = Rule(
    "government_information_permitted",
    judges="provider",
    references=("docs/methods/data-policy.md", "ISMAP", "DS-920"),
)
_STANDARD_TERMS = ("consumer-app", "free-tier")


def government_information_permitted(provider: Provider, needs: DataNeeds) -> Finding:
    if needs.data != "government":
        return not_asked(RULE)
    if provider.is_self_hosted:
        return _found(provider, Outcome.PASS, "own")
    if provider.policy.processing_regions.value == ("CN",) or provider.channel in _STANDARD_TERMS:
        which = "channel" if provider.channel in _STANDARD_TERMS else "prc"
        return _found(provider, Outcome.FAIL, f"fail.{which}")
    return _by_listing(provider)


def _by_listing(provider: Provider) -> Finding:
    listing = provider.compliance.get("ISMAP")
    value = None if listing is None else listing.value
    if value == "held":
        return _found(provider, Outcome.CONDITIONAL, "listed", _risk(provider))
    if value in ("vendor_level", "on_request"):
        check = step("provider_step.ismap_scope", provider)
        return _found(provider, Outcome.CONDITIONAL, "scope", (check, *_risk(provider)))
    outcome = Outcome.FAIL if value == "none" else Outcome.UNKNOWN
    return _found(provider, outcome, "fail.unlisted" if value == "none" else "unknown")


def _risk(provider: Provider) -> tuple[Obligation, ...]:
    return (step("provider_step.ds920", provider),)


def _found(
    provider: Provider, outcome: Outcome, which: str, steps: tuple[Obligation, ...] = ()
) -> Finding:
    text = message(f"government_information_permitted.{which}", provider=provider.name)
    return finding(
        RULE,
        outcome,
        text,
        expected="ISMAP",
        cell=provider.compliance.get("ISMAP"),
        steps=steps,
        questions=ask("provider_question.ismap", provider) if which == "unknown" else (),
    )
