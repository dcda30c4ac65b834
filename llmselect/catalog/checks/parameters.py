"""A stated number of weights is the one that the dimensions give.

Like is compared with like: the language model without vision tower and without layers for
multi-token prediction, a tied embedding once. Who counts is handed in, because the tensor table
belongs to the estimates, which stand above the catalogue (docs/adr/0006).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from llmselect.catalog.checks.problems import models_of
from llmselect.catalog.documents import architecture_of
from llmselect.catalog.entries import Architecture
from llmselect.catalog.load import Files
from llmselect.catalog.schema.model import ModelRecord
from llmselect.catalog.yaml_loader import Problem

# Weights of a decoder; None for a kind of architecture whose dimensions don't tell.
CountValues = Callable[[Architecture], int | None]
_TOLERANCE = 0.01


def counts_agree(files: Files, count_values: CountValues) -> Iterator[Problem]:
    """Every stated count that is more than one per cent off; a warning where nobody can tell."""
    for document, i, model in models_of(files):
        yield from _active(document.file, document.line_of(("models", i, "parameters")), model)
        stated = text_weights(model)
        architecture = architecture_of(model)
        if stated is None or architecture is None:
            continue
        counted = count_values(architecture)
        line = document.line_of(("models", i, "parameters"))
        if counted is None:
            params: dict[str, object] = {"id": model.id, "kind": architecture.model_type}
            yield Problem(document.file, line, "weights_not_counted", params, severity="warning")
        elif abs(counted - stated) > _TOLERANCE * stated:
            share = abs(counted - stated) / stated
            params = {"id": model.id, "stated": stated, "counted": counted, "share": share}
            yield Problem(document.file, line, "parameters_disagree", params)


def text_weights(model: ModelRecord) -> int | None:
    """Stated weights of the language model alone; None where nobody stated them."""
    parameters = model.parameters
    if parameters.text is not None:
        return parameters.text
    if parameters.total == "unknown":
        return None
    return parameters.total - (parameters.vision or 0)


def _active(file: str, line: int, model: ModelRecord) -> Iterator[Problem]:
    total, active = model.parameters.total, model.parameters.active
    if total != "unknown" and active != "unknown" and active > total:
        params = {"id": model.id, "active": active, "total": total}
        yield Problem(file, line, "more_active_than_total", params)
