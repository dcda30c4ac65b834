"""What SQL can say of a request by columns alone, before any model is loaded.

Each condition is the objection of the rule of the same name in ``rules/model``, for the cases
that columns decide; tests/unit/recommend/test_candidates.py holds the two against each other.
Whatever is not screened out here still meets every rule.
"""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from llmselect.catalog.suitability import GENERAL
from llmselect.records import dataclass
from llmselect.request import DEFAULT_CONTEXT, Request

_COLUMNS = "model.id, model.total, score.score - 0.5 * score.se"


class Screened(NamedTuple):
    """A model as far as columns go: total parameters, and its figure less half an error."""

    id: str
    total: int | None
    quality: float | None


@dataclass(frozen=True, slots=True)
class Screening:
    """Models that may still be offered, and the ids of the others under their first objection."""

    candidates: list[Screened] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)


Condition = tuple[str, str, tuple[object, ...]]  # objection, SQL, its parameters


def screening_query(request: Request, subject: str) -> tuple[str, list[object]]:
    """Rows of ``Screened`` and the first objection or NULL, by id."""
    cases: list[str] = []
    parameters: list[object] = []
    for objection, condition, values in _conditions(request):
        cases.append(f"WHEN {condition} THEN '{objection}'")
        parameters += values
    sql = (
        f"SELECT {_COLUMNS}, CASE {' '.join(cases)} END FROM model"
        " LEFT JOIN score ON score.subject = ? AND score.model = model.id ORDER BY model.id"
    )
    return sql, [*parameters, subject]


def _conditions(request: Request) -> list[Condition]:
    """In the order in which the rules' findings are shown."""
    return [
        ("released", "status <> 'released'", ()),
        *_origin(request),
        *_task(request),
        *_size(request),
        *_context(request),
        *_language(request),
    ]


def _origin(request: Request) -> list[Condition]:
    codes = request.exclude_origins
    if not codes:
        return []
    places = ",".join("?" * len(codes))
    conditions: list[Condition] = [("origin_allowed", f"country IN ({places})", codes)]
    if request.origin_scope == "developer":
        return [*conditions, ("origin_allowed.unknown", "country IS NULL", ())]
    found = " OR ".join(["instr(countries, ?)"] * len(codes))
    listed = tuple(f",{code}," for code in codes)
    conditions.append(("origin_allowed.base", f"({found})", listed))
    if request.origin_scope == "lineage":
        # A wider scope may say no where the weights leave it open.
        unknown = "(NOT lineage_known OR instr(countries, ',??,'))"
        conditions.append(("origin_allowed.unknown", unknown, ()))
    return conditions


def _task(request: Request) -> list[Condition]:
    wanted = f",{request.task or GENERAL},"
    conditions: list[Condition] = [("task_supported", "NOT instr(suits, ?)", (wanted,))]
    if not request.include_base:
        conditions.append(("task_supported", "kind = 'base'", ()))
    return conditions


def _size(request: Request) -> list[Condition]:
    if request.max_params is None:
        return []
    return [
        ("size_allowed", "total > ?", (request.max_params,)),
        ("size_allowed.unknown", "total IS NULL", ()),
    ]


def _context(request: Request) -> list[Condition]:
    fails: Condition = ("context_supported", "context < ?", (request.context,))
    if request.context <= DEFAULT_CONTEXT:
        return [fails]  # what nobody asked for may stay open
    return [fails, ("context_supported.unknown", "context IS NULL", ())]


def _language(request: Request) -> list[Condition]:
    """Neither a tag nor a figure for the first language, which ranks: nobody knows."""
    if not request.languages:
        return []
    condition = "(NOT instr(languages, ?) AND score.score IS NULL)"
    return [("language_supported.unknown", condition, (f",{request.languages[0]},",))]
