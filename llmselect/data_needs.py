"""What the user's data asks of whoever processes it. Empty and None mean: not asked for."""

from __future__ import annotations

from typing import Literal, get_args

from llmselect.records import dataclass

DataKind = Literal[
    "public", "confidential", "personal", "special-care", "medical", "financial", "government"
]
DataEntity = Literal["individual", "sme", "enterprise", "government"]
Channel = Literal[
    "api", "enterprise-plan", "consumer-app", "free-tier", "marketplace", "self-hosted"
]

DATA_KINDS: tuple[DataKind, ...] = get_args(DataKind)
DATA_ENTITIES: tuple[DataEntity, ...] = get_args(DataEntity)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
# Personal information in the sense of Japan's APPI. Financial data of customers is taken as
# personal, because it nearly always is.
PERSONAL_KINDS = frozenset({"personal", "special-care", "medical", "financial"})
# Of these it must never be assumed that somebody may train on them.
_PROTECTED_KINDS = PERSONAL_KINDS | {"confidential", "government"}
# Who is taken not to get an approval or an individually negotiated contract.
_WITHOUT_CONTRACTS = frozenset({"individual", "sme"})


@dataclass(frozen=True, slots=True)
class DataNeeds:
    """``residency`` is where inference may run, ``storage`` where data may rest: country codes
    or region names of the catalogue (JP, EU). ``operator_exclude`` and ``operator_only`` are
    countries of the operator or its parent; ``processing_exclude`` countries of processing.
    ``consent``: the data subjects agreed to this use. ``certifications`` are ids such as ISMAP.
    """

    data: str | None = None
    residency: tuple[str, ...] = ()
    no_training: bool = False
    max_retention_days: int | None = None
    zero_retention: bool = False
    no_human_review: bool = False
    operator_exclude: tuple[str, ...] = ()
    entity: str | None = None
    channels: tuple[str, ...] = ()
    certifications: tuple[str, ...] = ()
    storage: tuple[str, ...] = ()
    operator_only: tuple[str, ...] = ()
    processing_exclude: tuple[str, ...] = ()
    no_developer_access: bool = False
    consent: bool = False

    @property
    def is_personal(self) -> bool:
        return self.data in PERSONAL_KINDS

    @property
    def forbids_training(self) -> bool:
        """Asked for, or implied by the kind of data."""
        return self.no_training or self.data in _PROTECTED_KINDS

    @property
    def retention_limit(self) -> int | None:
        """Days that inputs and outputs may be kept; 0 is zero retention."""
        return 0 if self.zero_retention else self.max_retention_days

    @property
    def gets_contracts(self) -> bool:
        """Whether approvals and individual contracts can be counted on."""
        return self.entity not in _WITHOUT_CONTRACTS
