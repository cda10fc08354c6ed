"""How points are given (年度口径): weights, rates, formulas, grades, and when a note is wanted."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import Meta, Struct

Direction: TypeAlias = Literal["≥", "≤", "=", ">", "<"]
NoteReason: TypeAlias = Literal["lost", "over", "low_execution", "adjusted"]
RuleTable: TypeAlias = dict[str, Any]
"""A rule as it stands in a row or a policy: `{"family": "bands", …}` with its parameters."""
Decimals: TypeAlias = Annotated[int, Meta(ge=0, le=6)]
Limit: TypeAlias = Annotated[int, Meta(ge=0)]

_LARGEST = Decimal(1_000_000)
_FINEST = -12


class _Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a policy: an unknown key is an error, and so is a number outside all bounds."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            for number in _numbers(getattr(self, name)):
                if not _is_usable(number):
                    raise ValueError(f"`{name}`: {number} is no number that can be reckoned with")


def _numbers(value: object) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, dict):
        yield from (number for inner in value.values() for number in _numbers(inner))
    elif isinstance(value, tuple):
        yield from (number for inner in value for number in _numbers(inner))


def _is_usable(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= _FINEST and abs(number) <= _LARGEST


class Grade(_Strict, frozen=True):
    """A grade and the lowest total that earns it."""

    name: str
    at_least: Decimal


class Degree(_Strict, frozen=True):
    """One step of a qualitative scale: key, wording, and its share of the weight.

    `default` is the share given when the degree is chosen; `low` (inclusive) to `high`
    (inclusive for the first degree only) bound a score typed by hand.
    """

    key: str
    label: str
    low: Decimal
    high: Decimal
    default: Decimal
    words: tuple[str, ...] = ()


class Band(_Strict, frozen=True):
    """From `at_least` (in percent, inclusive) on, `share` percent of the weight."""

    at_least: Decimal
    share: Decimal


class Cap(_Strict, frozen=True):
    """An execution rate below `below` (percent) holds the total at `total` points at most."""

    below: Decimal
    total: Decimal


class Policy(_Strict, frozen=True):
    """How points are given: one per form, year and office; a record may depart from it.

    `profile` and `title` name the policy that was chosen. `tier_weights` are the usual weights
    of the first tiers, `other_tier_weights` further sets that hold as well;
    `moved_weights` says which tier takes the weight of one that a form does not use.
    `rules` gives rows below a tier their rule. Where rows do not apply, their weight is
    `"left_out"`, or the total is `"rescaled"` to the full one. Shares and rates are percent.
    """

    source: str
    grades: tuple[Grade, ...] = ()
    profile: str = ""
    title: str = ""
    execution_weights: dict[str, Decimal] = {}
    execution: Literal["linear", "bands", "floor"] = "linear"
    execution_floor: Decimal = Decimal(0)
    execution_bands: tuple[Band, ...] = ()
    execution_base: str = ""
    total_caps: tuple[Cap, ...] = ()
    tier_weights: dict[str, Decimal] = {}
    other_tier_weights: tuple[dict[str, Decimal], ...] = ()
    moved_weights: dict[str, str] = {}
    directions: dict[str, Direction] = {}
    rules: dict[str, RuleTable] = {}
    ceiling_words: tuple[str, ...] = ()
    degrees: tuple[Degree, ...] = ()
    total: Decimal = Decimal(100)
    not_applicable: Literal["left_out", "rescaled"] = "left_out"
    decimals: Decimals = 2
    rate_decimals: Decimals = 2
    rate_basis: Literal["printed", "exact"] = "printed"
    ceiling: Literal["ratio", "linear", "zero"] = "ratio"
    equal_over: Literal["full", "zero"] = "full"
    over_flag: Decimal = Decimal("1.3")
    over_penalty: Literal["none", "points", "percent"] = "none"
    over_deduction: Decimal = Decimal(0)
    pass_floor: Decimal = Decimal(0)
    notes: tuple[NoteReason, ...] = ("lost", "over", "low_execution", "adjusted")
    note_below: Decimal = Decimal(90)
    text_limits: dict[str, Limit] = {}

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.execution == "bands" and not self.execution_bands:
            raise ValueError("`execution` is `bands`, but there are no `execution_bands`")


def disordered(policy: Policy) -> str:
    """The first list of a policy that should fall and does not, empty where all is in order."""
    falling = {
        "grades": [grade.at_least for grade in policy.grades],
        "execution_bands": [band.at_least for band in policy.execution_bands],
        "degrees": [degree.low for degree in policy.degrees],
    }
    return next((n for n, bounds in falling.items() if bounds != sorted(bounds)[::-1]), "")
