"""Reading an accounting export: its lines summed by project, exact to the last decimal of 元."""

import re
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from typing import NamedTuple

from app.desk.edits import clean
from app.desk.imports.columns import ListColumn, ListTable
from app.desk.imports.fund_fields import NAMING, OTHERS, Feed, feed_of, row_meant
from app.desk.imports.mapping import ListMapping, placed, unit_of
from app.model.faults import FaultError
from app.model.money import YUAN_IN, folded, is_blank_amount, parse_amount

_TOTAL = re.compile(
    r"(?:本页|本单位|单位|部门|项目|全部|科目)?(?:合计|总计|小计|共计|累计)(?:数|金额)?[::]?"
)
_NOTE = re.compile(r"(?:注|备注|说明|制表|制表人|审核|审核人|填表人|单位负责人|打印|打印时间)[::]")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:年度?)?")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{2}")
_IN_BRACKETS = re.compile(r"\(([0-9.,]+)\)")
EXACT_DIGITS = 15
"""How many digits of a number spreadsheet programs keep."""
_SHORT = 40
_EXACT = Context(prec=80)
"""Wide enough that no sum of amounts which can be read is ever cut."""


class FundProblem(NamedTuple):
    """A line with a problem, or a project whose lines do not fit; `row` from 1."""

    code: str
    sheet: str
    row: int
    values: tuple[tuple[str, str], ...] = ()


class FundLine(NamedTuple):
    """One line of a project: where it stands, what it says it is for, its amounts in 元."""

    sheet: str
    row: int
    item: str
    source: str
    amounts: Mapping[Feed, Decimal]


class FundProject(NamedTuple):
    """The lines of one project; `destroyed` tells that its code was cut by a spreadsheet program.

    `broken` tells that a line of it cannot be read: its sums would be wrong; `doubtful` that its
    lines may hold the same money twice.
    """

    key: str
    code: str
    name: str
    destroyed: bool
    lines: tuple[FundLine, ...]
    broken: bool = False
    doubtful: bool = False

    def sums(self, rows: Mapping[str, str]) -> dict[Feed, Decimal]:
        """Its amounts in 元; `rows` says which row a fund source feeds beside the total."""
        found: dict[Feed, Decimal] = {}
        for line in self.lines:
            row = rows.get(line.source, "")
            for feed, amount in line.amounts.items():
                _add(found, feed, amount)
                if row and not feed.row:
                    _add(found, feed._replace(row=row), amount)
        return found

    def lines_of(self, feed: Feed, rows: Mapping[str, str]) -> int:
        """Of how many lines an amount is the sum."""
        total = Feed(feed.money)
        return sum(
            feed in line.amounts
            or (total in line.amounts and rows.get(line.source, "") == feed.row)
            for line in self.lines
        )


class FundList(NamedTuple):
    """What was read: projects in the order of the file, problems, fund sources, and how many
    lines are no data (sums, heads, notes) or of another year.
    """

    projects: tuple[FundProject, ...]
    problems: tuple[FundProblem, ...]
    sources: tuple[str, ...]
    left_out: int
    other_years: int


def is_destroyed(code: str) -> bool:
    """Whether a code was turned into a number: `1.23E+19`, or zeros behind the 15th digit."""
    if _SCIENTIFIC.fullmatch(code.upper()):
        return True
    digits = code.isascii() and code.isdecimal() and len(code) > EXACT_DIGITS
    return digits and not code[EXACT_DIGITS:].strip("0")


def read_funds(tables: Sequence[ListTable], mapping: ListMapping, year: int) -> FundList:
    """The projects of an export with their amounts.

    Raises:
        FaultError: LIST_002 no column names the projects, _003 two columns hold the same, _006
            the money unit is not known; FUNDS_001 no column holds money.
    """
    reader = _Reader(year)
    for table in tables:
        columns = placed(table, mapping)
        if not columns.keys() & set(NAMING):
            raise FaultError("LIST_002", sheet=table.flat.name)
        money = {f: c for field, c in columns.items() if (f := feed_of(field)) is not None}
        if not money:
            raise FaultError("FUNDS_001", sheet=table.flat.name)
        for column in money.values():
            if not unit_of(column, mapping):
                raise FaultError("LIST_006", sheet=table.flat.name, column=column.label)
        reader.take(table, columns, {f: (c, unit_of(c, mapping)) for f, c in money.items()})
    return reader.finished()


def usual_rows(sources: Sequence[str], rows: Sequence[str]) -> dict[str, str]:
    """The rows that fund sources plainly name."""
    return {source: row for source in sources if (row := row_meant(source, rows))}


class _Reader:
    def __init__(self, year: int) -> None:
        self._year = year
        self._lines: dict[str, list[FundLine]] = {}
        self._names: dict[str, tuple[str, str, bool]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._broken: set[str] = set()
        self._key = ""
        self._problems: list[FundProblem] = []
        self._left = self._others = 0

    def take(
        self,
        table: ListTable,
        columns: Mapping[str, ListColumn],
        money: Mapping[Feed, tuple[ListColumn, str]],
    ) -> None:
        """Read a worksheet; nothing goes on from the one before."""
        self._key = ""
        head = table.flat.rows[table.first - 1]
        for row, cells in table.rows():
            texts = {f: t for f, c in columns.items() if (t := clean(cells[c.at]).strip())}
            if not texts or self._is_no_data(texts, {f: head[c.at] for f, c in columns.items()}):
                self._left += bool(texts)
                continue
            where = table.flat.name, row
            year = _YEAR.fullmatch(folded(texts.get("year", "")))
            if year is not None and int(year[1]) != self._year:
                self._others += 1
                self._key = ""
                continue
            self._line(where, texts, {f: (cells[c.at], unit) for f, (c, unit) in money.items()})
        if table.flat.cut:
            self._problem("FUNDS_CUT", (table.flat.name, len(table.flat.rows)))

    def finished(self) -> FundList:
        """All that was read."""
        projects = tuple(self._project(key) for key in self._lines)
        sources = {line.source: None for p in projects for line in p.lines if line.source}
        problems = tuple(self._problems)
        return FundList(projects, problems, tuple(sources), self._left, self._others)

    def _problem(self, code: str, where: tuple[str, int], /, **values: str) -> None:
        self._problems.append(FundProblem(code, *where, tuple(values.items())))

    @staticmethod
    def _is_no_data(texts: Mapping[str, str], head: Mapping[str, str]) -> bool:
        words = {field: folded(text) for field, text in texts.items()}
        if len(words) > 1 and all(folded(head[field]) == text for field, text in words.items()):
            return True
        told = [words[field] for field in OTHERS if field in words]
        return any(_TOTAL.fullmatch(text) for text in told) or bool(told and _NOTE.match(told[0]))

    def _line(
        self,
        where: tuple[str, int],
        texts: Mapping[str, str],
        money: Mapping[Feed, tuple[str, str]],
    ) -> None:
        code = _code(texts.get("project_code", ""))
        name = " ".join(texts.get("project_name", "").split())
        if code or name:
            self._key = self._begun(code, name, where)
        filled = {f: given for f, given in money.items() if not is_blank_amount(given[0])}
        if not self._key:
            if filled:
                self._problem("FUNDS_NAMELESS", where)
            return
        amounts: dict[Feed, Decimal] = {}
        for feed, (text, unit) in filled.items():
            amount = parse_amount(_signed(text), unit)
            if amount is None:
                self._problem("FUNDS_AMOUNT", where, text=text[:_SHORT])
                self._broken.add(self._key)
            else:
                amounts[feed] = _EXACT.multiply(amount.value, YUAN_IN[unit])
        item, source = texts.get("item", ""), texts.get("fund_nature", "")
        if amounts:
            self._lines[self._key].append(FundLine(*where, item, source, amounts))

    def _begun(self, code: str, name: str, where: tuple[str, int]) -> str:
        destroyed = is_destroyed(code)
        key = f"{code} {folded(name)}" if destroyed else code
        if not code:
            same = self._by_name.get(folded(name), [])
            key = same[0] if len(same) == 1 else folded(name)
            if len(same) > 1:
                self._problem("FUNDS_AMBIGUOUS", where, name=name[:_SHORT])
                return ""
        if key not in self._names:
            self._names[key] = code, name, destroyed
            self._by_name.setdefault(folded(name), []).append(key)
            self._lines[key] = []
            if destroyed:
                self._problem("FUNDS_DESTROYED", where, number=code[:_SHORT], name=name[:_SHORT])
        elif name and not self._names[key][1]:
            self._names[key] = code, name, destroyed
            self._by_name.setdefault(folded(name), []).append(key)
        return key

    def _project(self, key: str) -> FundProject:
        """A project's lines without a line that only sums up the others."""
        code, name, destroyed = self._names[key]
        lines = self._lines[key]
        at = _sum_line(lines)
        if at is not None:
            self._left += 1
            lines = [*lines[:at], *lines[at + 1 :]]
        sheets = list(dict.fromkeys(line.sheet for line in lines))
        twice = at is None and _may_be_twice(lines)
        if twice or len(sheets) > 1:
            where = lines[0].sheet, lines[0].row
            called = {"name": (name or code)[:_SHORT]}
            if twice:
                self._problem("FUNDS_TWICE", where, **called)
            else:
                self._problem("FUNDS_SHEETS", where, **called, sheets="、".join(sheets))
        doubtful = twice or len(sheets) > 1
        broken = key in self._broken
        return FundProject(key, code, name, destroyed, tuple(lines), broken, doubtful)


def _code(text: str) -> str:
    """A code without what exports put round it to keep it a text: `'51…`, `="51…"`."""
    return folded(text).removeprefix("=").strip("'’`\"")


def _signed(text: str) -> str:
    """An amount with its sign: accountants write a negative one in brackets."""
    found = _IN_BRACKETS.fullmatch(folded(text))
    return f"-{found[1]}" if found is not None else text


def _sum_line(lines: Sequence[FundLine]) -> int | None:
    """The line that is the sum of all others of its project, if there is one."""
    if len(lines) < 3 and not (len(lines) == 2 and _told(lines[0]) != _told(lines[1])):
        return None
    for at in (0, len(lines) - 1):
        if not _told(lines[at]) and _sums(lines, but=at) == dict(lines[at].amounts):
            return at
    return None


def _may_be_twice(lines: Sequence[FundLine]) -> bool:
    """Whether a line without any item stands over lines that have one, and is not their sum."""
    return len(lines) > 1 and not _told(lines[0]) and all(_told(line) for line in lines[1:])


def _told(line: FundLine) -> bool:
    return bool(line.item or line.source)


def _sums(lines: Sequence[FundLine], *, but: int) -> dict[Feed, Decimal]:
    found: dict[Feed, Decimal] = {}
    for at, line in enumerate(lines):
        for feed, amount in line.amounts.items() if at != but else ():
            _add(found, feed, amount)
    return found


def _add(sums: dict[Feed, Decimal], feed: Feed, amount: Decimal) -> None:
    sums[feed] = _EXACT.add(sums.get(feed, Decimal(0)), amount)
