"""Checks across files: what no file can know of itself.

Each module holds one sort of fault and lists its checks in ``CHECKS``: functions from all files
to problems. Nothing here reads a clock or counts weights: the day and the counter are handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from llmselect.catalog.checks import (
    bandwidth,
    boards,
    codes,
    dates,
    evidence,
    file_sizes,
    lineage,
    names,
    parameters,
    prices,
    references,
    same_thing,
)
from llmselect.catalog.checks.parameters import CountValues
from llmselect.catalog.load import Files, load_all, overlay_files, yaml_files
from llmselect.catalog.yaml_loader import Problem

CHECKS = (
    *evidence.CHECKS,
    *references.CHECKS,
    *codes.CHECKS,
    *lineage.CHECKS,
    *names.CHECKS,
    *same_thing.CHECKS,
    *prices.CHECKS,
    *boards.CHECKS,
    *bandwidth.CHECKS,
    *file_sizes.CHECKS,
)


def validate(
    root: Path,
    overlays: tuple[Path, ...] = (),
    *,
    day: date | None = None,
    count_values: CountValues | None = None,
) -> tuple[int, list[Problem]]:
    """The number of files, and every problem in them, by file and line.

    ``day`` is the one to judge dates by: without it no date is judged. ``count_values`` counts
    the weights of an architecture: without it no stated count is compared.
    """
    files = load_all(root, overlays)
    problems = [*files.problems, *check_files(files)]
    if day is not None:
        problems += [*dates.future_dates(files, day), *dates.stale_facts(files, day)]
    if count_values is not None:
        problems += parameters.counts_agree(files, count_values)
    number = len(yaml_files(root)) + sum(len(overlay_files(item)) for item in overlays)
    return number, sorted(problems, key=lambda item: (item.file, item.line, item.slug))


def check_files(files: Files) -> list[Problem]:
    """Every fault that makes the data unfit to compile, whatever the day."""
    return [problem for problem in _all(files) if not _follows_from_failure(problem, files)]


def _all(files: Files) -> Iterator[Problem]:
    for check in CHECKS:
        yield from check(files)


# What files of a kind define, as ``unresolved`` problems name it.
_DEFINED_BY = {
    "model": {"models"}, "developer": {"developers"}, "gpu": {"accelerators"},
    "license": {"license"}, "provider": {"provider"}, "source": {"sources"},
    "quant": {"quantizations"}, "engine": {"engine"}, "language": {"vocabulary"},
    "country": {"vocabulary"}, "region": {"vocabulary", "regions"}, "subject": {"vocabulary"},
}  # fmt: skip


def _follows_from_failure(problem: Problem, files: Files) -> bool:
    """An id may be missing only because the file that defines it could not be read."""
    kinds = _DEFINED_BY.get(str(problem.params.get("of")), set())
    return problem.slug == "unresolved" and bool((kinds | {"?"}) & files.failed_kinds)
