"""What the value of an indicator can be."""

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from app.model.answers import Answer
from app.model.dates import Date
from app.model.money import plain

Kind: TypeAlias = Literal[
    "empty",
    "dash",
    "not_applicable",
    "missing",
    "pending",
    "number",
    "range",
    "date",
    "reference",
    "several",
    "unclear",
    "yes_no",
    "grade",
    "scale",
    "qualitative",
]
"""`missing`: said to be unknown (`当年未检测`); `pending`: not yet known (`暂不确定`); `scale`: the
grades there are (`优良中低差`), none of them; `reference`: a bound without a number of its own."""


class Part(Struct, frozen=True, gc=False):
    """One of several numbers in a text, with its unit."""

    number: Decimal
    unit: str = ""


class Quantity(Struct, frozen=True, gc=False):
    """A value as read.

    `operator` is the one that was typed (≥ ≤ = > <), empty where there was none; `stated` marks
    words that tell what was reached as well (`达到95%`), `doubled` an operator before and after
    the number (`≥90%以上`), `loose` 以下 taken as ≤ and `9月前` taken to the month's end.
    `number` to `upper` is a range, `open` names the ends that do not belong to it. `approx` marks
    约, 余, 左右, `side` whether the true number is rather more (余) or less (近). `trend` tells
    whether the number is a rise or a fall (`下降5%`).

    `date` is none where the day cannot be told. `reference` names what stands for a number
    (`上年`). `grade` is a grade, or the grades of a scale; `answer` what a yes or no means.
    `sample` is the size of a survey and `points` a score, both typed beside the number. `parts`
    are the numbers of a text with several; `share` tells that the second is a part of the first
    (`19件，办结19件`). `suggestion` is the spelling that was probably meant.
    """

    kind: Kind
    operator: str = ""
    number: Decimal | None = None
    unit: str = ""
    upper: Decimal | None = None
    approx: bool = False
    loose: bool = False
    trend: Literal["", "up", "down"] = ""
    stated: bool = False
    doubled: bool = False
    side: Literal["", "more", "less"] = ""
    open: Literal["", "low", "high", "both"] = ""
    date: Date | None = None
    reference: str = ""
    grade: str = ""
    answer: Answer = ""
    sample: Part | None = None
    points: Decimal | None = None
    parts: tuple[Part, ...] = ()
    share: bool = False
    suggestion: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the value is one number that a rule can reckon with."""
        return self.kind == "number" and self.number is not None

    def shown(self) -> str:
        """The number with its unit as a worked sum names it: `340组`, `85%`."""
        return "" if self.number is None else plain(self.number) + self.unit
