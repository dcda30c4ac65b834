"""Reports as CSV: one row a fact, for a spreadsheet or a script."""

from __future__ import annotations

import dataclasses
from typing import Any

from llmselect.report_upkeep import StaleFact, StaleReport


def stale_csv(report: StaleReport) -> str:
    """Every stale fact, oldest first, under the field names of the JSON."""
    import csv
    import io

    buffer = io.StringIO()
    names = [field.name for field in dataclasses.fields(StaleFact)]
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(getattr(fact, name)) for name in names] for fact in report.facts)
    return buffer.getvalue()


def _cell(value: Any) -> Any:
    """Text that a spreadsheet does not take for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
