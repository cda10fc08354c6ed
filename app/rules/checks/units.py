"""M7, M8, M9, N1: amounts in the wrong unit or form, and amounts that are no numbers."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.model.change import Change, Set
from app.model.money import YUAN_IN, folded, plain, yuan_to_wan
from app.model.results import Finding
from app.rules.amounts import Money
from app.rules.checks.context import Context, decimals_of
from app.rules.finding import finding, with_fix

SMALLEST_YUAN = Decimal(1_000)
"""Less than this typed as 元 in a 万元 column is taken for 万元 (domain.md, M7)."""

NEAR_WAN = (Decimal(5_000), Decimal(20_000))
"""A factor between two amounts that speaks for 元 beside 万元."""

DECIMALS = {"元": 2, "万元": 6}
"""The decimals that an amount can have: a hundredth of a 元."""

_Cell = tuple[str, str]


def unit_findings(money: Money, context: Context) -> Iterator[Finding]:
    """The unit checks of one money table; each names its first cell and counts the others."""
    cells = money.cells()
    yield from _unreadable(money, cells)
    if money.section.unit == "万元":
        large = [cell for cell in cells if _is_large(money, cell, context.limit("M7"))]
        tiny = [cell for cell in cells if _is_tiny(money, cell)]
        yield from _large(money, large)
        yield from _tiny(money, tiny)
    else:
        large = tiny = []
        yield from _small(money, cells)
    if not large and not tiny:
        yield from _mixed(money, cells, context.known_amounts)
    yield from _units_typed(money, [cell for cell in cells if cell not in tiny])
    yield from _decimals(money, cells)
    yield from _separators(money, cells)


def _unreadable(money: Money, cells: tuple[_Cell, ...]) -> Iterator[Finding]:
    for row, column in cells:
        if money.amount(row, column) is None:
            values = {"row": money.row_labels[row], "column": money.labels[column]}
            text = money.text(row, column).strip()
            yield finding("N1", "error", money.place(row, column), found=text, **values)


def _is_large(money: Money, cell: _Cell, largest: Decimal) -> bool:
    """More than this in a 万元 column is taken for 元 (users.md, decision 2)."""
    amount = money.amount(*cell)
    return amount is not None and not amount.unit and abs(amount.value) > largest


def _is_tiny(money: Money, cell: _Cell) -> bool:
    amount = money.amount(*cell)
    if amount is None or amount.unit != "元":
        return False
    yuan = amount.value * YUAN_IN[money.section.unit]
    return 0 < abs(yuan) < SMALLEST_YUAN


def _large(money: Money, cells: list[_Cell]) -> Iterator[Finding]:
    if not cells:
        return
    steps = tuple(
        Set(money.place(*cell), money.stored(*cell), yuan_to_wan(money.text(*cell)))
        for cell in cells
    )
    found = finding(
        "M7",
        "warning",
        money.place(*cells[0]),
        found=money.text(*cells[0]).strip(),
        expected=yuan_to_wan(money.text(*cells[0])) or "",
        count=str(len(cells)),
    )
    yield with_fix(found, Change("yuan_to_wan", steps, how="fixed"))


def _tiny(money: Money, cells: list[_Cell]) -> Iterator[Finding]:
    if cells:
        text, count = money.text(*cells[0]).strip(), str(len(cells))
        place = money.place(*cells[0])
        yield finding("M7", "warning", place, case="tiny", found=text, count=count)


def _small(money: Money, cells: tuple[_Cell, ...]) -> Iterator[Finding]:
    """A table in 元 whose largest amount is that of a small purchase was meant in 万元."""
    amounts = [(money.amount(*cell), cell) for cell in cells]
    sizes = [(abs(a.value), cell) for a, cell in amounts if a is not None and not a.unit]
    largest, cell = max(sizes, default=(Decimal(0), ("", "")))
    if 0 < largest < SMALLEST_YUAN:
        place, found = money.place(*cell), money.text(*cell).strip()
        yield finding("M7", "warning", place, case="small", found=found)


def _mixed(
    money: Money, cells: tuple[_Cell, ...], known_amounts: Mapping[str, Decimal]
) -> Iterator[Finding]:
    """A factor near 10,000 between the amounts of one row, or against an amount known before."""
    for row in money.section.rows:
        amounts = [(c, money.value(r, c)) for r, c in cells if r == row.id]
        sizes = [(abs(value), column) for column, value in amounts if value]
        if len(sizes) > 1:
            least, most = min(sizes), max(sizes)
            if NEAR_WAN[0] <= most[0] / least[0] <= NEAR_WAN[1]:
                place = money.place(row.id, least[1])
                found, other = plain(least[0]), plain(most[0])
                yield finding("M7", "warning", place, case="mixed", found=found, other=other)
    for row_id, column in cells:
        place, value = money.place(row_id, column), money.value(row_id, column)
        known = known_amounts.get(str(place))
        if known and value and _near_wan(abs(known), abs(value)):
            other = plain(known)
            yield finding("M7", "warning", place, case="known", found=plain(value), other=other)


def _near_wan(one: Decimal, other: Decimal) -> bool:
    return NEAR_WAN[0] <= max(one, other) / min(one, other) <= NEAR_WAN[1]


def _units_typed(money: Money, cells: list[_Cell]) -> Iterator[Finding]:
    """M8: a unit inside the cell is read, and can be taken out."""
    steps: list[Set] = []
    for cell in cells:
        amount = money.amount(*cell)
        if amount is not None and amount.unit:
            new = plain(amount.value)
            if amount.unit == money.section.unit:
                new = folded(money.text(*cell)).removesuffix("整").removesuffix(amount.unit)
            steps.append(Set(money.place(*cell), money.stored(*cell), new))
    if steps:
        found = finding(
            "M8",
            "info",
            steps[0].place,
            case="many" if len(steps) > 1 else "",
            found=str(steps[0].old).strip(),
            count=str(len(steps)),
            unit=money.section.unit,
        )
        yield with_fix(found, Change("strip_unit", tuple(steps), how="fixed"))


def _decimals(money: Money, cells: tuple[_Cell, ...]) -> Iterator[Finding]:
    """M9: an amount finer than a hundredth of a 元 was not copied from an account."""
    most = DECIMALS[money.section.unit]
    fine = []
    for cell in cells:
        amount = money.amount(*cell)
        if amount is not None and not amount.unit and decimals_of(amount.value) > most:
            fine.append(cell)
    if fine:
        values = {"count": str(len(fine)), "decimals": str(most), "unit": money.section.unit}
        found = money.text(*fine[0]).strip()
        yield finding("M9", "info", money.place(*fine[0]), found=found, **values)


def _separators(money: Money, cells: tuple[_Cell, ...]) -> Iterator[Finding]:
    """M9: thousands separators in some amounts of a column and not in others."""
    for column in money.columns:
        with_: list[_Cell] = []
        without: list[_Cell] = []
        for cell in cells:
            amount = money.amount(*cell)
            if cell[1] == column and amount is not None and abs(amount.value) >= 1000:
                (with_ if amount.separators else without).append(cell)
        if with_ and without:
            yield finding(
                "M9",
                "info",
                money.place(*without[0]),
                case="separators",
                found=money.text(*without[0]).strip(),
                other=money.text(*with_[0]).strip(),
                column=money.labels[column],
            )
