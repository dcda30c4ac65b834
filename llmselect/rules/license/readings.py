"""How the answers of an organisation are read where a licence uses other words.

The readings are explained, with their reasons, in docs/methods/licenses.md.
"""

from __future__ import annotations

from llmselect.profile import Organization

_OFFERED = frozenset({"product", "api", "si-delivery", "on-device"})
_TRIGGERS = {
    "product": {"product", "publish_outputs"},
    "api": {"host", "product", "publish_outputs"},
    "si-delivery": {"distribute", "product"},
    "redistribute": {"distribute"},
    "on-device": {"distribute", "product"},
    "finetune-release": {"distribute", "release_derivative"},
}
_BUSINESS_OF_USE = {
    "api": {"model-as-a-service", "software-service"},
    "si-delivery": {"system-integration"},
    "on-device": {"on-device"},
}
# Whoever offers a product may be running one of these; the use alone does not say.
_MAYBE_BUSINESS_OF_USE = {"product": {"software-service"}}
_PUBLIC = ("npo", "university", "government")


def commercial_purpose(organization: Organization) -> bool | None:
    """Whether a licence would call the purpose commercial; None where it is not settled.

    Evaluation is not settled: hardly any text defines it. What is offered to others by
    anybody but a public body, and any use in a company, counts as commercial: the strict
    reading, since texts that define the word include internal use.
    """
    uses = organization.uses
    if organization.purpose is not None:
        return {"commercial": True, "research": False}.get(organization.purpose)
    if not uses:
        return None
    if uses & _OFFERED:
        return None if organization.entity in _PUBLIC else True
    return {"individual": False, "university": False, "npo": None, "government": None}.get(
        organization.entity or "company", True
    )


def purpose_word(organization: Organization) -> str | None:
    """The purpose in the words of a licence's free purposes: research, evaluation, personal."""
    if organization.purpose in ("research", "evaluation"):
        return organization.purpose
    if commercial_purpose(organization) is False:
        return "personal" if organization.entity == "individual" else "research"
    return None


def only_internal(organization: Organization) -> bool:
    """Whether neither the model nor its outputs nor its abilities reach anybody else."""
    return organization.uses == frozenset({"internal"})


def only_integrated_product(organization: Organization) -> bool:
    """Whether only somebody else's finished product, with the model inside, is used."""
    return organization.uses == frozenset({"integrated-product"})


def exempt(exemptions: tuple[str, ...], organization: Organization) -> str | None:
    """The exemption that applies, if one does."""
    if "internal_use" in exemptions and only_internal(organization):
        return "internal_use"
    if "integrated_product" in exemptions and only_integrated_product(organization):
        return "integrated_product"
    return None


def triggers_due(organization: Organization) -> frozenset[str]:
    """The duty triggers that the stated uses set off."""
    uses = organization.uses or frozenset()
    due = {"use"}.union(*(_TRIGGERS.get(use, ()) for use in uses))
    if commercial_purpose(organization):
        due.add("commercial")
    if "train-on-outputs" in uses and due & {"distribute", "host", "product"}:
        due.add("release_trained_on_outputs")
    return frozenset(due)


def triggers_excluded(organization: Organization) -> frozenset[str]:
    """Triggers that the stated answers rule out; the rest is due or open."""
    if only_integrated_product(organization):
        return frozenset(
            {"commercial", "distribute", "host", "product", "release_derivative", "publish_outputs"}
        )
    return frozenset({"commercial"} if commercial_purpose(organization) is False else ())


def runs_business(types: tuple[str, ...], organization: Organization) -> bool | None:
    """Whether the organisation runs one of these lines of business; None when not said.

    Some uses are such a business by themselves: offering the model as an API is
    model-as-a-service whatever else was declared.
    """
    uses = organization.uses or frozenset()
    running = set(organization.businesses or ()).union(*(_BUSINESS_OF_USE.get(u, ()) for u in uses))
    if running & set(types):
        return True
    return None if organization.businesses is None else False


def business_suspected(types: tuple[str, ...], organization: Organization) -> bool:
    """Whether a stated use often is such a business, or nothing was said of the use at all."""
    if not organization.uses:
        return True
    maybe: set[str] = set().union(
        *(_MAYBE_BUSINESS_OF_USE.get(use, set()) for use in organization.uses)
    )
    return bool(maybe & set(types))
