"""Reading the parameters of a rule, which may come from any file."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from app.model.money import exact_quotient, parse_points
from app.model.record import JsonValue
from app.rules.case import Case, Parameter

_LARGEST = 10**30

Tables = tuple[Mapping[str, JsonValue], ...]


def number(case: Case, name: str, default: Decimal | None = None) -> Decimal | None:
    """A number typed as `20`, `20%` or `1/3` (a fraction); the default where none stands."""
    return read_number(case.parameters.get(name), default)


def read_number(value: JsonValue, default: Decimal | None = None) -> Decimal | None:
    """The number that a value of a rule means; the default where it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return default
    if isinstance(value, int) and abs(value) > _LARGEST:
        return default
    text = str(value).strip().removesuffix("%")
    above, slash, below = text.partition("/")
    parts = parse_points(above), parse_points(below) if slash else Decimal(1)
    if parts[0] is None or not parts[1]:
        return default
    return exact_quotient(parts[0], parts[1])


def choice(case: Case, name: str, choices: tuple[str, ...]) -> str:
    """One of the choices; the first where the rule names none of them."""
    value = case.parameters.get(name)
    return value if isinstance(value, str) and value in choices else choices[0]


def flag(case: Case, name: str) -> bool:
    """Whether a flag is set."""
    return case.parameters.get(name) is True


def tables(value: JsonValue) -> Tables:
    """The tables of a list (items, bands); what is no table is left out."""
    rows = value if isinstance(value, list | tuple) else ()
    return tuple(row for row in rows if isinstance(row, Mapping))


def first_unreadable(parameters: tuple[Parameter, ...], rule: Mapping[str, JsonValue]) -> str:
    """The first parameter that stands in the rule and says nothing its kind can say; else empty.

    A rule may come from any file; points by a guessed parameter would be wrong without a sign.
    """
    for parameter in parameters:
        value = rule.get(parameter.name)
        if value not in (None, "") and not _readable(parameter, value):
            return parameter.name
    return ""


def _readable(parameter: Parameter, value: JsonValue) -> bool:
    if parameter.kind == "choice":
        return value in parameter.choices
    return parameter.kind == "degree" or _READERS[parameter.kind](value)


def _is_percent(value: JsonValue) -> bool:
    found = read_number(value)
    return found is not None and found >= 0


def _is_tables(value: JsonValue) -> bool:
    return isinstance(value, list | tuple) and len(tables(value)) == len(value)


def _is_bands(value: JsonValue) -> bool:
    cells = (row.get(key) for row in tables(value) for key in ("at_least", "share"))
    return _is_tables(value) and all(read_number(cell) is not None for cell in cells)


_READERS: dict[str, Callable[[JsonValue], bool]] = {
    "number": lambda value: read_number(value) is not None,
    "percent": _is_percent,
    "flag": lambda value: isinstance(value, bool),
    "text": lambda value: isinstance(value, str | int | float | Decimal),
    "items": _is_tables,
    "bands": _is_bands,
}
