"""What an accounting export may say: the project, its money by column and row, and where from."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.desk.imports.columns import ListColumn, ListTable, fields_of
from app.model.definition import FormDefinition, FundsSection
from app.model.money import folded
from app.rules.columns import one_line

MONEY_FIELDS = {"initial": "FIELD_INITIAL", "annual": "FIELD_ANNUAL", "executed": "FIELD_EXECUTED"}
"""The columns of a money table that an export feeds, each with the code of its word."""
NAMING = ("project_code", "project_name")
"""An export names its projects in one of these ways."""
OTHERS = {
    "project_code": "FIELD_CODE",
    "project_name": "FIELD_PROJECT",
    "unit": "FIELD_UNIT",
    "year": "FIELD_YEAR",
    "fund_nature": "FIELD_NATURE",
    "item": "FIELD_ITEM",
}
"""What else a line may say; `fund_nature` may tell which row of the money table it feeds."""
WANTED = (*OTHERS, "unit_code", *MONEY_FIELDS)
_BETWEEN = "@"
_SUMS = frozenset(("小计", "合计", "总计", "总额", "资金总额", "年度资金总额", "金额"))
_AFFIXES = ("资金", "拨款", "经费", "收入")
_LEADING = ("其中:", "其中", "当年", "本年", "年度")


class Feed(NamedTuple):
    """What a column of an export feeds: a money column, and a row by its wording (empty: total)."""

    money: str
    row: str = ""

    @property
    def field(self) -> str:
        """As a mapping keeps it: `executed`, `executed@当年财政拨款`."""
        return f"{self.money}{_BETWEEN}{self.row}" if self.row else self.money


def feed_of(field: str) -> Feed | None:
    """What a mapping's field feeds, none where it is no money."""
    money, _, row = field.partition(_BETWEEN)
    return Feed(money, row) if money in MONEY_FIELDS else None


def money_section(definition: FormDefinition) -> FundsSection | None:
    """The money table of a form that holds budget and execution."""
    sections = (s for s in definition.sections() if isinstance(s, FundsSection))
    return next((s for s in sections if s.scored or s.numerator or s.initial), None)


def column_in(section: FundsSection, money: str) -> str:
    """The column of a form for a money field, empty where it has none."""
    known = {
        "initial": section.initial,
        "annual": section.denominator,
        "executed": section.numerator,
    }
    return known[money]


def row_wording(label: str) -> str:
    """How a row is called in a mapping: without 其中 and on one line."""
    return one_line(label).removeprefix("其中：").rstrip("：")


def row_in(section: FundsSection, wording: str) -> str:
    """The row of a form with a wording; without one the total's, empty where there is none."""
    if not wording:
        return section.scored or section.rows[0].id
    wanted = folded(wording)
    found = (r.id for r in section.rows if folded(row_wording(r.label)) == wanted)
    return next(found, "")


def row_wordings(definitions: Iterable[FormDefinition]) -> tuple[str, ...]:
    """The rows below the total that some forms have, each once."""
    found: dict[str, None] = {}
    for definition in definitions:
        section = money_section(definition)
        for row in section.rows if section is not None else ():
            if section is not None and row.id != row_in(section, ""):
                found[row_wording(row.label)] = None
    return tuple(found)


def fund_fields(rows: Sequence[str]) -> tuple[str, ...]:
    """All fields that a column of an export can be given."""
    feeds = [Feed(money, row).field for money in MONEY_FIELDS for row in ("", *rows)]
    return (*OTHERS, "unit_code", *feeds)


def row_meant(text: str, rows: Sequence[str]) -> str:
    """The row that a fund source plainly names (`财政拨款` is 当年财政拨款), else empty."""
    core = _core(text)
    found = [row for row in rows if core and _core(row) == core]
    return found[0] if len(found) == 1 else ""


def field_below(column: ListColumn, rows: Sequence[str]) -> str:
    """What a column below a wider head feeds (`全年预算数 / 财政拨款`), empty where unclear."""
    *above, last = column.label.split(" / ")
    money = {f for part in above for _, f in fields_of(part, tuple(MONEY_FIELDS))}
    if len(money) != 1:
        return ""
    feed = Feed(money.pop())
    if folded(last) in _SUMS:
        return feed.field
    row = row_meant(last, rows)
    return feed._replace(row=row).field if row else ""


def proposed_below(tables: Sequence[ListTable], rows: Sequence[str]) -> dict[str, str]:
    """The fields of columns below a wider head, by their labels; only where each is another."""
    found: dict[str, str] = {}
    for table in tables:
        for column in table.columns:
            field = "" if column.field else field_below(column, rows)
            if field and field not in found.values():
                found[column.label] = field
    return found


def _core(text: str) -> str:
    core = folded(text)
    for word in _LEADING:
        core = core.removeprefix(word)
    for word in _AFFIXES:
        core = core.removesuffix(word)
    return core
