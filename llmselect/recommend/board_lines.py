"""The scores that boards publish of a model, as the report shows them."""

from __future__ import annotations

from collections.abc import Sequence

from llmselect.catalog.boards import BoardScore
from llmselect.report import BoardScores, TaskScore


def board_lines(scores: Sequence[BoardScore]) -> tuple[BoardScores, ...]:
    """All of them; those that a newer state of their board replaces are marked."""
    newest: dict[str, str] = {}
    for item in scores:
        newest[item.board.id] = max(newest.get(item.board.id, ""), item.published)
    return tuple(_line(item, item.published < newest[item.board.id]) for item in scores)


def _line(item: BoardScore, superseded: bool) -> BoardScores:
    low, high = item.scale
    return BoardScores(
        board=item.board.id,
        name=item.board.name,
        url=item.board.url,
        published=item.published,
        mode=item.mode,
        low=low,
        high=high,
        tasks=tuple(
            TaskScore(task.id, task.name, score, task.headline, task.lower_is_better)
            for task, score in item.scores
        ),
        self_reported=item.self_reported,
        superseded=superseded,
        license=item.board.license,
        attribution=item.board.attribution,
        source=item.source,
        as_of=item.as_of,
    )
