"""Is the release made for the task?

Base models answer no chat, embedding models write no text: both are left out unless the task
or ``include_base`` asks for them.
"""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("task_supported", judges="model")
_EDGE_MAX_PARAMETERS = 5_000_000_000
# Asked for nothing in particular, people want something to talk to.
_GENERAL = {"chat", "coding", "reasoning", "vision", "edge"}
_SPECIAL_KINDS = {"embedding", "translation", "finance"}


def task_supported(model: Model, request: Request) -> Finding:
    task = request.task
    actual = ",".join(model.tasks) or model.kind
    if model.kind == "base" and not request.include_base:
        text = message("task_supported.fail.base", model=model.name)
        return Finding(RULE.id, Outcome.FAIL, text, task or "instruct", "base")
    if task is None:
        special = model.kind in _SPECIAL_KINDS and not _GENERAL & set(model.tasks)
        outcome = Outcome.FAIL if special else Outcome.PASS
        kind = message(f"kind.{model.kind}")
        text = message(f"task_supported.{outcome}.general", model=model.name, kind=kind)
        return Finding(RULE.id, outcome, text, "chat", actual)
    fits = _fits(model, task)
    text = message(
        f"task_supported.{'pass' if fits else 'fail'}.task",
        model=model.name,
        task=message(f"task.{task}"),
        kind=message(f"kind.{model.kind}"),
    )
    return Finding(RULE.id, Outcome.PASS if fits else Outcome.FAIL, text, task, actual)


def _fits(model: Model, task: str) -> bool:
    if task == "edge":
        return (model.parameters.total or _EDGE_MAX_PARAMETERS) < _EDGE_MAX_PARAMETERS
    if task == "vision":
        return "image" in model.modalities
    if task == "chat":
        return model.kind not in ("base", "embedding", "translation") or "chat" in model.tasks
    if task == "coding":
        return "coding" in model.tasks or model.kind in ("instruct", "reasoning", "coding")
    if task == "reasoning":
        return "reasoning" in model.tasks or model.reasoning in ("hybrid", "always")
    if task == "translation":
        return "translation" in model.tasks or model.kind in (
            "translation",
            "instruct",
            "reasoning",
        )
    return task in model.tasks or model.kind == task
