"""Merged tier cells: which adjacent rows share a tier path."""

from collections.abc import Sequence

from app.model.definition import IndicatorsSection, RowsSection
from app.model.money import folded
from app.model.record import Row


def tier_columns(section: IndicatorsSection | RowsSection) -> tuple[str, ...]:
    """The ids of the tier columns from the outermost inwards."""
    return tuple(c.id for c in section.columns if c.role == "tier")


def tier_runs(rows: Sequence[Row], tiers: Sequence[str]) -> list[list[int]]:
    """For each tier, the length of the run that each row begins; 0 inside a run.

    A run is the longest stretch of adjacent rows with an equal, non-empty tier path; a row with
    an empty tier name is a run of its own.
    """
    paths = [[folded(row.text(tier)) for tier in tiers] for row in rows]
    runs: list[list[int]] = []
    for level in range(len(tiers)):
        lengths = [0] * len(rows)
        start = 0
        for index, path in enumerate(paths):
            begins = index == 0 or not path[level] or path[: level + 1] != paths[start][: level + 1]
            if begins:
                start = index
            lengths[start] += 1
        runs.append(lengths)
    return runs
