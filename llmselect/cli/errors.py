"""Errors as people see them: one line each on stderr, in their language."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from llmselect.errors import LlmselectError, Problems
from llmselect.findings import Message, message
from llmselect.locale import Translator

if TYPE_CHECKING:
    from llmselect.catalog.yaml_loader import Problem

_MOST = 30


def show_error(error: Exception, language: str) -> int:
    """Print ``error`` and return its exit code; what is not ours is raised again."""
    if not isinstance(error, LlmselectError):
        raise error
    translate = Translator(language)
    problems = error.problems if isinstance(error, Problems) else [error]
    for problem in problems[:_MOST]:
        print(f"{translate('error.prefix')} {error_text(problem, translate)}", file=sys.stderr)
    if len(problems) > _MOST:
        print(translate("error.more", count=len(problems) - _MOST), file=sys.stderr)
    return error.exit_code


def error_text(error: LlmselectError, translate: Translator) -> str:
    """The sentence for one error; ``near`` becomes a hint at its end."""
    params: dict[str, Any] = dict(error.params)
    problem = params.pop("problem", None)
    if problem is not None:
        return problem_text(problem, translate)
    if "kind" in params:
        params["kind"] = message(f"kind_of_name.{params['kind']}")
    text = translate.render(Message(f"error.{error.slug}", params))
    return text + _hint(params, translate)


def problem_text(problem: Problem, translate: Translator) -> str:
    """A fault in a YAML file, with its place."""
    params = dict(problem.params)
    if "of" in params:
        params["of"] = message(f"kind_of_name.{params['of']}")
    text = translate.render(Message(f"problem.{problem.slug}", params))
    hint = _hint(params, translate)
    if hint and not text.endswith((".", "。")):
        text += "."
    return f"{problem.file}:{problem.line}: {text}{hint}"


def _hint(params: dict[str, Any], translate: Translator) -> str:
    near = params.get("near")
    return " " + translate("error.near", near=tuple(near)) if near else ""


def usage_error(error: Any) -> LlmselectError:
    """Typer's complaint about the command line as one of ours."""
    name = type(error).__name__
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "llmselect"
    if name == "NoSuchOption":
        near = tuple(error.possibilities or ())
        return LlmselectError(
            "no_such_option", option=error.option_name, command=command, near=near
        )
    if name == "MissingParameter":
        return LlmselectError("missing_parameter", parameter=_parameter(error), command=command)
    if name == "BadParameter":
        return LlmselectError("bad_parameter", parameter=_parameter(error), reason=error.message)
    text = error.format_message()
    if text.startswith("No such command"):
        return LlmselectError(
            "no_such_command", command=command, near=_near_commands(text, context), text=text
        )
    return LlmselectError("usage", text=text.rstrip("."), command=command)


def _parameter(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", "?"))
    name = str(parameter.opts[0])
    return name if name.startswith("-") else name.upper()


def _near_commands(text: str, context: Any) -> tuple[str, ...]:
    import difflib

    given = text.split("'")[1] if "'" in text else ""
    names = context.command.list_commands(context) if context is not None else []
    return tuple(difflib.get_close_matches(given, names, n=3) or names)
