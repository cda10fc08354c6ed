"""Reading the parameters of a rule, which may come from any file."""

from collections.abc import Mapping
from decimal import Decimal

from app.model.money import exact_quotient, parse_points
from app.model.record import JsonValue
from app.rules.case import Case

Tables = tuple[Mapping[str, JsonValue], ...]


def number(case: Case, name: str, default: Decimal | None = None) -> Decimal | None:
    """A number typed as `20`, `20%` or `1/3` (a fraction); the default where none stands."""
    return read_number(case.parameters.get(name), default)


def read_number(value: JsonValue, default: Decimal | None = None) -> Decimal | None:
    """The number that a value of a rule means; the default where it is none."""
    if isinstance(value, bool) or value is None:
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
