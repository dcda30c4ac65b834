"""`llmselect catalog schema`: JSON Schemas of the YAML files and of the JSON reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from llmselect.cli import options
from llmselect.cli.session import Session, Settings, write_text

_PROFILE = "profile"


def schema(
    of: Annotated[
        str | None, typer.Option("--of", help="help.catalog.schema.of", metavar="KIND")
    ] = None,
    all: Annotated[
        Path | None, typer.Option("--all", help="help.catalog.schema.all", metavar="DIR")
    ] = None,
    output: options.Output = None,
    locale: options.Locale = None,
) -> None:
    session = Session(Settings(output=output, locale=locale), ("terminal",))
    if all is not None:
        _write_all(session, all)
    elif of is not None:
        session.show(None, _text(schema_of(of)))
    else:
        session.show(None, _list(session))


def kinds() -> tuple[dict[str, str], dict[str, str]]:
    """The YAML kinds with where they stand, and the reports with the command that gives them."""
    from llmselect.catalog.json_schema import PLACES
    from llmselect.paths import PROFILE_NAME
    from llmselect.render.json_schema import REPORTS

    reports = {
        _report_kind(name): f"llmselect {name.replace('.', ' ')} -f json" for name in REPORTS
    }
    return PLACES | {_PROFILE: PROFILE_NAME}, reports


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of a kind. Raises LlmselectError ``bad_choice`` for one that is none."""
    from llmselect.catalog.json_schema import file_schema, schema_of, shown_schema
    from llmselect.render.json_schema import DOCUMENTS, REPORTS, report_schema

    asked = _report_kind(kind.strip().casefold().removeprefix("llmselect.").removesuffix("/1"))
    files, reports = kinds()
    if asked == _PROFILE:
        from llmselect.policy.profile_file import ProfileBlock

        return schema_of(ProfileBlock, f"llmselect: {files[_PROFILE]}")
    if asked in files:
        return file_schema(asked)
    if asked not in reports:
        raise _no_such_kind(kind, [*files, *reports])
    name = next(name for name in REPORTS if _report_kind(name) == asked)
    return report_schema(name, shown_schema(DOCUMENTS[name]) if name in DOCUMENTS else None)


def _report_kind(name: str) -> str:
    return name.replace(".", "-").replace(" ", "-")


def _no_such_kind(kind: str, known: list[str]) -> Exception:
    import difflib

    from llmselect.errors import LlmselectError

    near = difflib.get_close_matches(kind, known, n=3, cutoff=0.5) or known
    return LlmselectError("bad_choice", option="--of", value=kind, near=tuple(near))


def _text(schema: dict[str, Any]) -> str:
    import json

    return json.dumps(schema, ensure_ascii=False, indent=2)


def _list(session: Session) -> str:
    lines: list[str] = []
    headings = ("catalog.schema.files", "catalog.schema.reports")
    for heading, found in zip(headings, kinds(), strict=True):
        lines += [session.translate(heading)]
        lines += [f"  {kind:16}{what}" for kind, what in found.items()] + [""]
    return "\n".join([*lines, session.translate("catalog.schema.hint")])


def _write_all(session: Session, folder: Path) -> None:
    from llmselect.errors import LlmselectError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise LlmselectError("cannot_write", file=str(folder), reason=reason) from error
    names = [kind for group in kinds() for kind in group]
    for kind in names:
        write_text(folder / f"{kind}.json", _text(schema_of(kind)))
    print(session.translate("catalog.schema.written", count=len(names), folder=str(folder)))
