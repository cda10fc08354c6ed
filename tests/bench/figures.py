"""Measured figures, their aims, and the table that shows them."""

import statistics
from collections.abc import Sequence
from typing import Literal, NamedTuple


class Sample(NamedTuple):
    """Runs of one thing in one unit (`s`, `ms`, `MB`)."""

    values: tuple[float, ...]
    unit: str

    @property
    def median(self) -> float:
        """The middle of the runs."""
        return statistics.median(self.values)

    def text(self) -> str:
        """The median, with the least and the greatest run."""
        low, high = min(self.values), max(self.values)
        return f"{_short(self.median)} {self.unit} ({_short(low)}–{_short(high)})"


class Aim(NamedTuple):
    """What a ratio, or a figure itself, should stay below or reach."""

    kind: Literal["at most", "at least"]
    value: float
    of: Literal["ratio", "figure"] = "ratio"

    def text(self, unit: str) -> str:
        """The aim as the table shows it."""
        sign = "≤" if self.kind == "at most" else "≥"
        return f"{sign} {self.value:g}" + ("×" if self.of == "ratio" else f" {unit}")


class Line(NamedTuple):
    """One line of the table.

    `faster` turns the ratio round: how many times quicker than the reference.
    """

    name: str
    ours: Sample | None
    reference: Sample | None = None
    against: str = ""
    aim: Aim | None = None
    faster: bool = False
    skipped: str = ""

    def ratio(self) -> float | None:
        """Ours by the reference (or the other way round), none where one is missing."""
        if self.ours is None or self.reference is None:
            return None
        one, other = self.ours.median, self.reference.median
        return other / one if self.faster else one / other

    def reached(self) -> bool | None:
        """Whether the aim is reached, none where there is none or nothing to compare with."""
        if self.aim is None or self.ours is None:
            return None
        value = self.ratio() if self.aim.of == "ratio" else self.ours.median
        if value is None:
            return None
        return value <= self.aim.value if self.aim.kind == "at most" else value >= self.aim.value

    def cells(self) -> tuple[str, ...]:
        """The line's cells in the order of `HEADS`."""
        if self.ours is None:
            return (self.name, "skipped: " + self.skipped, self.against, "", "", "")
        ratio, reached = self.ratio(), self.reached()
        reference = self.reference.text() if self.reference else self.skipped
        return (
            self.name,
            self.ours.text(),
            f"{self.against}: {reference}" if self.against else reference,
            "" if ratio is None else f"{_short(ratio)}×",
            self.aim.text(self.ours.unit) if self.aim else "",
            {None: "", True: "reached", False: "not reached"}[reached],
        )


HEADS = ("what", "Ziping: median (min–max)", "against", "ratio", "aim", "")


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table."""
    rows = [HEADS, tuple("---" for _ in HEADS), *(line.cells() for line in lines)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in rows)


def _short(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"
