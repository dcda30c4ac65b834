"""Is the release made for the task?

Base models answer no chat, embedding models write no text: both are left out unless the task
or ``include_base`` asks for them.
"""

from __future__ import annotations

from llmselect.catalog.entries import Model
from llmselect.catalog.suitability import GENERAL, suitable_tasks
from llmselect.findings import Finding, Outcome, message
from llmselect.request import Request
from llmselect.rules.declaration import Rule

RULE = Rule("task_supported", judges="model")


def task_supported(model: Model, request: Request) -> Finding:
    task = request.task
    actual = ",".join(model.tasks) or model.kind
    if model.kind == "base" and not request.include_base:
        text = message("task_supported.fail.base", model=model.name)
        return Finding(RULE.id, Outcome.FAIL, text, task or "instruct", "base")
    suits = suitable_tasks(
        model.kind, model.tasks, model.modalities, model.reasoning, model.parameters.total
    )
    if task is None:
        outcome = Outcome.PASS if GENERAL in suits else Outcome.FAIL
        kind = message(f"kind.{model.kind}")
        text = message(f"task_supported.{outcome}.general", model=model.name, kind=kind)
        return Finding(RULE.id, outcome, text, "chat", actual)
    fits = task in suits
    text = message(
        f"task_supported.{'pass' if fits else 'fail'}.task",
        model=model.name,
        task=message(f"task.{task}"),
        kind=message(f"kind.{model.kind}"),
    )
    return Finding(RULE.id, Outcome.PASS if fits else Outcome.FAIL, text, task, actual)
