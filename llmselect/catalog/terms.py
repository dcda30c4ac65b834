"""Licence terms as the program reads them: frozen, slim, without validation.

``None`` means that nobody stated the value. ``license_from_doc`` builds a licence from the
JSON document of the compiled catalogue; the YAML shape is ``catalog.schema.license``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from llmselect.findings import Text
from llmselect.records import dataclass

Doc = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line for some figure of the user; crossed when the figure is ``operator`` amount."""

    metric: str
    operator: str  # > | >=
    amount: Decimal
    currency: str | None  # None: a number of users
    whose: str  # product | licensee | with_affiliates | controlled_group | employer | unknown
    measured: str  # frozen_before_release | last_month | last_fiscal_year | ... | unstated
    month: str | None
    effect: str  # needs_separate_license | display
    display_text: str | None
    applies_to: str  # any | commercial
    only_if_business: tuple[str, ...]
    exempt: tuple[str, ...]  # internal_use | integrated_product
    equality_clear: bool
    clause: str | None


@dataclass(frozen=True, slots=True)
class BusinessCondition:
    """Lines of business that need another licence, at any size."""

    types: tuple[str, ...]
    whose: str
    effect: str
    applies_to: str
    exempt: tuple[str, ...]
    clause: str | None


@dataclass(frozen=True, slots=True)
class Competing:
    """The licensor with whose products the user may not compete under this licence."""

    licensor: str
    effect: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class Territory:
    """Countries or regions without a licence, by the user's seat or by the place of use."""

    excluded: tuple[str, ...]
    basis: str  # seat | place_of_use
    models: str  # all | multimodal
    clause: str | None


@dataclass(frozen=True, slots=True)
class FieldOfUse:
    """Uses that are prohibited, or restricted by the condition in ``note``."""

    fields: tuple[str, ...]
    strength: str  # prohibited | restricted
    note: Text | None
    clause: str | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Outputs:
    may_train: str  # permitted | conditional | prohibited | silent | unknown
    scope: str  # any_model | language_models | foundation_models | competing_models
    trained_model_is_derivative: bool | None
    note: Text | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission: permitted | conditional | prohibited | unknown."""

    permission: str
    note: Text | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class Registration:
    what: str  # acceptance | form | notice | permission
    applies_to: str
    how: Text | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class UsePolicy:
    exists: bool | None
    name: str | None
    law_only: bool
    may_change: bool | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do when one of the triggers ``when`` happens."""

    do: str
    when: tuple[str, ...]
    text: str | None
    note: Text | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class License:
    """The terms of one licence."""

    id: str
    name: str
    aliases: tuple[str, ...]
    steward: str
    version: str | None
    url: str | None
    spdx: str
    hub_tags: tuple[str, ...]
    category: str  # open_source | permissive | open_weight | non_commercial | research
    osi_approved: bool | None
    commercial_use: str  # permitted | conditional | prohibited | unknown
    purposes: tuple[str, ...] | None  # what is free where commercial use is not
    commercial_clause: str | None
    thresholds_known: bool
    thresholds: tuple[Threshold, ...]
    businesses: tuple[BusinessCondition, ...]
    competing: Competing | None
    territory: tuple[Territory, ...] | None
    fields_of_use: tuple[FieldOfUse, ...]
    fields_of_use_known: bool
    outputs: Outputs
    redistribution: Grant
    hosting: Grant
    hosting_is_distribution: bool | str | None  # or "partly"
    registration: tuple[Registration, ...] | None
    use_policy: UsePolicy
    duties: tuple[Duty, ...]
    share_alike_of_weights: str  # yes | no | unsettled | unknown
    remote_restriction: bool | None
    terms_may_change: bool | None
    indemnity: bool | None
    revocable: str | None  # never | on_breach | at_will
    governing_law: str | None
    notes: tuple[Text, ...]
    text_read: str  # full | mostly | partial | unread | standard
    confidence: str  # high | medium | low
    sources: tuple[str, ...]
    as_of: str

    @property
    def source(self) -> str:
        """The source that the operative clauses were read in."""
        return self.sources[0]


def license_from_doc(doc: Doc) -> License:
    """A licence document as the schema dumps it (``model_dump(mode="json")``)."""
    territory = doc["territory"]
    registration = doc["registration"]
    purposes = doc["purposes"]
    return License(
        id=doc["id"],
        name=doc["name"],
        aliases=tuple(doc["aliases"]),
        steward=doc["steward"],
        version=_known(doc["version"]),
        url=_known(doc["url"]),
        spdx=doc["spdx"],
        hub_tags=tuple(doc["hub_tags"]),
        category=doc["category"],
        osi_approved=_known(doc["osi_approved"]),
        commercial_use=doc["commercial_use"],
        purposes=None if purposes in (None, "unknown") else tuple(purposes),
        commercial_clause=_known(doc["commercial_clause"]),
        thresholds_known=doc["thresholds_known"],
        thresholds=tuple(map(_threshold, doc["thresholds"])),
        businesses=tuple(map(_business, doc["businesses"])),
        competing=_competing(doc["competing"]),
        territory=None if territory == "unknown" else tuple(map(_territory, territory)),
        fields_of_use=tuple(map(_field_of_use, doc["fields_of_use"])),
        fields_of_use_known=doc["fields_of_use_known"],
        outputs=_outputs(doc["outputs"]),
        redistribution=_grant(doc["redistribution"]),
        hosting=_grant(doc["hosting"]),
        hosting_is_distribution=_known(doc["hosting"]["counts_as_distribution"]),
        registration=None if registration == "unknown" else tuple(map(_registration, registration)),
        use_policy=_use_policy(doc["use_policy"]),
        duties=tuple(map(_duty, doc["duties"])),
        share_alike_of_weights=doc["share_alike_of_weights"],
        remote_restriction=_known(doc["remote_restriction"]),
        terms_may_change=_known(doc["terms_may_change"]),
        indemnity=_known(doc["indemnity"]),
        revocable=_known(doc["revocable"]),
        governing_law=_known(doc["governing_law"]),
        notes=tuple(Text(note["en"], note["ja"]) for note in doc["notes"]),
        text_read=doc["text_read"],
        confidence=doc["confidence"],
        sources=tuple(doc["sources"]),
        as_of=doc["as_of"],
    )


def _known(value: Any) -> Any:
    return None if value == "unknown" else value


def _text(doc: Doc | None) -> Text | None:
    return None if doc is None else Text(doc["en"], doc["ja"])


def _threshold(doc: Doc) -> Threshold:
    return Threshold(
        metric=doc["metric"],
        operator=doc["crossed_when"],
        amount=Decimal(str(doc["amount"])),
        currency=doc["currency"],
        whose=doc["whose"],
        measured=doc["measured"],
        month=doc["month"],
        effect=doc["effect"],
        display_text=doc["display_text"],
        applies_to=doc["applies_to"],
        only_if_business=tuple(doc["only_if_business"]),
        exempt=tuple(doc["exempt"]),
        equality_clear=doc["equality"] == "clear",
        clause=_known(doc["clause"]),
    )


def _business(doc: Doc) -> BusinessCondition:
    return BusinessCondition(
        tuple(doc["types"]),
        doc["whose"],
        doc["effect"],
        doc["applies_to"],
        tuple(doc["exempt"]),
        _known(doc["clause"]),
    )


def _competing(doc: Doc | None) -> Competing | None:
    if doc is None:
        return None
    return Competing(doc["licensor"], doc["effect"], _known(doc["clause"]))


def _territory(doc: Doc) -> Territory:
    return Territory(tuple(doc["excluded"]), doc["basis"], doc["models"], _known(doc["clause"]))


def _field_of_use(doc: Doc) -> FieldOfUse:
    return FieldOfUse(
        tuple(doc["fields"]),
        doc["strength"],
        _text(doc["note"]),
        _known(doc["clause"]),
        doc["confidence"],
    )


def _outputs(doc: Doc) -> Outputs:
    return Outputs(
        doc["may_train"],
        doc["scope"],
        _known(doc["trained_model_is_derivative"]),
        _text(doc["note"]),
        _known(doc["clause"]),
    )


def _grant(doc: Doc) -> Grant:
    return Grant(doc["permission"], _text(doc["note"]), _known(doc["clause"]))


def _registration(doc: Doc) -> Registration:
    return Registration(
        doc["what"], doc["applies_to"], _text(_known(doc["how"])), _known(doc["clause"])
    )


def _use_policy(doc: Doc) -> UsePolicy:
    return UsePolicy(
        _known(doc["exists"]),
        doc["name"],
        doc["law_only"],
        _known(doc["may_change"]),
        _known(doc["clause"]),
    )


def _duty(doc: Doc) -> Duty:
    return Duty(
        doc["do"], tuple(doc["when"]), doc["text"], _text(doc["note"]), _known(doc["clause"])
    )
