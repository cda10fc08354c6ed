"""Reading a flat list of targets: its lines as projects with their indicators."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.desk.edits import clean
from app.desk.imports.columns import ListColumn, ListTable
from app.desk.imports.mapping import ListMapping, placed, unit_of
from app.desk.imports.target_fields import (
    FIELD_CODES,
    LEVELS,
    NEEDED,
    PROJECT_FIELDS,
    ROW_FIELDS,
)
from app.model.faults import FaultError
from app.model.money import folded, is_blank_amount, parse_amount, parse_points, parse_rate, plain

_TOTALS = frozenset(("合计", "总计", "小计", "共计", "总合计"))
_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填报说明|填表人|制表人|审核人|单位负责人|联系人)(?:[:：]|$)"
)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:年度?)?")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}")
_FRACTION = re.compile(r"0?\.[0-9]+|1(?:\.0+)?")
_RATE = re.compile("(?:率|比例|比重|满意度|覆盖面)$")
_EXACT_DIGITS = 15
_LONGEST_NAME = 500


class Problem(NamedTuple):
    """A line that is not taken, or (`hint`) is taken and should be looked at; `row` from 1."""

    sheet: str
    row: int
    code: str
    values: Mapping[str, str]
    hint: bool = False


class Indicator(NamedTuple):
    """One indicator of the list: its texts by field, and its line.

    `levels` are the list's levels; the last one holds the indicator, the others its tiers.
    """

    sheet: str
    row: int
    levels: tuple[str, ...]
    texts: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the indicator is called."""
        return self.texts.get(self.levels[-1], "")

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from the others of its project: its tiers and its name, folded."""
        return tuple(folded(self.texts.get(level, "")) for level in self.levels)


class Listed(NamedTuple):
    """One project of the list; `money_unit` is the unit of its initial budget."""

    key: str
    code: str
    name: str
    year: int
    texts: dict[str, str]
    indicators: list[Indicator]
    money_unit: str
    sheet: str
    row: int


class TargetList(NamedTuple):
    """What was read: projects in the order of the list, lines with a problem, and how many lines
    were left out because they are no data (heads, sums, notes).
    """

    projects: tuple[Listed, ...]
    problems: tuple[Problem, ...]
    left_out: int


class _Line(NamedTuple):
    """One line by fields; `full` tells that something stands in it."""

    sheet: str
    row: int
    texts: dict[str, str]


def read_targets(tables: Sequence[ListTable], mapping: ListMapping, year: int) -> TargetList:
    """The projects and indicators of a list.

    Args:
        tables: the worksheets that are taken.
        mapping: what their columns hold.
        year: of projects whose line names none.

    Raises:
        FaultError: LIST_002 no column names the projects, _003 two hold the same, _006 the money
            unit is not known, _007 no column names the indicators.
    """
    reader = _Reader(year)
    for table in tables:
        columns = placed(table, mapping)
        _check(table, columns, mapping)
        reader.take(table, columns, mapping)
    return TargetList(reader.whole_projects(), tuple(reader.problems), reader.left)


def _check(table: ListTable, columns: Mapping[str, ListColumn], mapping: ListMapping) -> None:
    sheet = table.flat.name
    if not columns.keys() & set(NEEDED):
        raise FaultError("LIST_002", sheet=sheet)
    if not columns.keys() & set(LEVELS):
        raise FaultError("LIST_007", sheet=sheet)
    if "initial" in columns and not unit_of(columns["initial"], mapping):
        raise FaultError("LIST_006", sheet=sheet, column=columns["initial"].label)


class _Reader:
    """Goes line by line; what is blank or merged below a project or tier is that above."""

    def __init__(self, year: int) -> None:
        self.projects: dict[str, Listed] = {}
        self.problems: list[Problem] = []
        self.left = 0
        self._year = year
        self._current: Listed | None = None
        self._path: dict[str, str] = {}
        self._by_name: dict[tuple[str, int], list[str]] = {}
        self._seen: dict[tuple[str, tuple[str, ...]], Indicator] = {}
        self._unit = ""
        self._levels: tuple[str, ...] = ()
        self._taken: set[str] = set()

    def whole_projects(self) -> tuple[Listed, ...]:
        """The projects that have a line which is not broken."""
        return tuple(p for key, p in self.projects.items() if key in self._taken)

    def take(
        self, table: ListTable, columns: Mapping[str, ListColumn], mapping: ListMapping
    ) -> None:
        """Read a worksheet; nothing goes on from the one before."""
        self._current, self._path = None, {}
        self._unit = unit_of(columns["initial"], mapping) if "initial" in columns else ""
        self._levels = tuple(level for level in LEVELS if level in columns)
        head = table.flat.rows[table.first - 1]
        heads = {field: folded(head[column.at]) for field, column in columns.items()}
        for row, cells in table.rows():
            texts = {f: t for f, c in columns.items() if (t := clean(cells[c.at]).strip())}
            if not texts:
                continue
            first = next(text for text in map(folded, cells) if text)
            across = sum((row - 1, at) in table.flat.merged for at in range(len(cells)))
            if _is_no_data(texts, heads, first, merged=across >= max(2, len(cells) - 2)):
                self.left += 1
                continue
            self._line(_Line(table.flat.name, row, texts))
        if table.flat.cut:
            self._say(_Line(table.flat.name, len(table.flat.rows), {}), "LIST_030")

    def _say(self, where: _Line, said: str, /, *, hint: bool = False, **values: str) -> None:
        self.problems.append(Problem(where.sheet, where.row, said, values, hint))

    def _line(self, line: _Line) -> None:
        project = self._project(line)
        if project is None:
            return
        if project is not self._current:
            self._current, self._path = project, {}
        if self._fields(line, project) and self._indicator(line, project):
            self._taken.add(project.key)

    # --- the project

    def _project(self, line: _Line) -> Listed | None:
        """The project of a line, begun where it is new; none where the line is broken."""
        code, name = line.texts.get("project_code", ""), line.texts.get("project_name", "")
        code = folded(code).lstrip("'")
        if _SCIENTIFIC.fullmatch(code):
            self._say(line, "LIST_011", number=code)
            return None
        year = self._year_of(line)
        if year is None:
            return None
        if not code and not name:
            if self._current is None:
                self._say(line, "LIST_012")
            return self._current
        if len(name) > _LONGEST_NAME:
            self._say(line, "LIST_013", length=str(len(name)), limit=str(_LONGEST_NAME))
            return None
        return self._found(line, code, name, year)

    def _year_of(self, line: _Line) -> int | None:
        text = line.texts.get("year", "")
        if not text:
            return self._current.year if self._current is not None else self._year
        found = _YEAR.fullmatch(folded(text))
        if found is None:
            self._say(line, "LIST_014", text=text[:40])
            return None
        return int(found[1])

    def _found(self, line: _Line, code: str, name: str, year: int) -> Listed | None:
        current = self._current
        if current is not None and current.year == year:
            same_code = not code or code == current.code
            same_name = not name or folded(name) == folded(current.name)
            if same_code and same_name and not (code and not current.code):
                return current
        if not code:
            keys = self._by_name.get((folded(name), year), [])
            if len(keys) > 1:
                self._say(line, "LIST_015", name=name[:60])
                return None
            if keys:
                return self.projects[keys[0]]
        key = f"{code or folded(name)}@{year}"
        known = self.projects.get(key)
        if known is not None:
            if name and folded(name) != folded(known.name):
                other = known.name[:60]
                self._say(
                    line, "LIST_016", line=str(known.row), number=code, name=name[:60], other=other
                )
                return None
            return known
        return self._begun(line, key, code, name, year)

    def _begun(self, line: _Line, key: str, code: str, name: str, year: int) -> Listed:
        if code.isdigit() and len(code) > _EXACT_DIGITS and not code[_EXACT_DIGITS:].strip("0"):
            self._say(line, "LIST_017", hint=True, number=code)
        project = Listed(key, code, name, year, {}, [], self._unit, line.sheet, line.row)
        self.projects[key] = project
        self._by_name.setdefault((folded(name), year), []).append(key)
        return project

    def _fields(self, line: _Line, project: Listed) -> bool:
        """Take what a line says of its project; false where it contradicts a line above."""
        said = {f: line.texts[f] for f in PROJECT_FIELDS if f in line.texts}
        amount = said.get("initial", "")
        if is_blank_amount(amount):
            said.pop("initial", None)
        elif parse_amount(amount, self._unit) is None:
            self._say(line, "LIST_018", text=amount[:40])
            return False
        for field, text in said.items():
            held = project.texts.get(field)
            if held is not None and not _same(field, held, text, self._unit):
                where, word = str(project.row), FIELD_CODES[field]
                self._say(line, "LIST_019", text=text[:40], other=held[:40], line=where, field=word)
                return False
        for field, text in said.items():
            project.texts.setdefault(field, text)
        return True

    # --- the indicator

    def _indicator(self, line: _Line, project: Listed) -> bool:
        """Take the indicator of a line, if there is one; false where the line is broken."""
        texts = {f: t for f in ROW_FIELDS if (t := line.texts.get(f, ""))}
        name = texts.get(self._levels[-1], "")
        self._path = texts | self._inherited(texts)
        texts |= {tier: self._path[tier] for tier in self._levels[:-1] if tier in self._path}
        if not name:
            broken = any(texts.get(field) for field in ("target", "weight"))
            if broken:
                self._say(line, "LIST_020")
            return not broken
        if len(name) > _LONGEST_NAME:
            self._say(line, "LIST_013", length=str(len(name)), limit=str(_LONGEST_NAME))
            return False
        target = texts.get("target", "")
        if "measure" not in texts and _FRACTION.fullmatch(target) and _RATE.search(name):
            self._say(line, "LIST_031", hint=True, text=target)
        weight = texts.get("weight", "")
        if not is_blank_amount(weight) and _weight(weight) is None:
            self._say(line, "LIST_021", text=weight[:40])
            return False
        if weight:
            texts["weight"] = _weight(weight) or weight
        return self._add(line, project, Indicator(line.sheet, line.row, self._levels, texts))

    def _inherited(self, texts: Mapping[str, str]) -> dict[str, str]:
        """The tiers that a line leaves blank (the rest of a merged cell), from the line above."""
        found: dict[str, str] = {}
        inherits = True
        for tier in self._levels[:-1]:
            text, above = texts.get(tier, ""), self._path.get(tier, "")
            if text:
                inherits = inherits and folded(text) == folded(above)
            elif inherits and above:
                found[tier] = above
        return found

    def _add(self, line: _Line, project: Listed, made: Indicator) -> bool:
        known = self._seen.get((project.key, made.key))
        if known is None:
            self._seen[project.key, made.key] = made
            project.indicators.append(made)
            return True
        same = known.texts == made.texts
        code = "LIST_022" if same else "LIST_023"
        self._say(line, code, hint=same, line=str(known.row), name=made.name[:60])
        return same


def _is_no_data(
    texts: Mapping[str, str], heads: Mapping[str, str], first: str, *, merged: bool
) -> bool:
    """Whether a line is the head once more, a line of column numbers, a sum, or a note.

    `first` is the first text of the line, `merged` tells that it is one cell over all columns.
    """
    plain_texts = {field: folded(text) for field, text in texts.items()}
    if len(texts) > 1 and all(heads.get(field) == text for field, text in plain_texts.items()):
        return True
    values = list(plain_texts.values())
    if len(values) > 2 and all(t.isdigit() and len(t) < 3 for t in values):
        numbers = sorted(map(int, values))
        if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return True
    named = [plain_texts[f] for f in (*NEEDED, *LEVELS) if f in plain_texts]
    if any(text in _TOTALS or _NOTE.match(text) for text in (first, *named[:1])):
        return True
    return merged and len(set(values)) == 1


def _same(field: str, one: str, two: str, unit: str) -> bool:
    """Whether two lines say the same of their project."""
    if field == "initial":
        return parse_amount(one, unit) == parse_amount(two, unit)
    return folded(one) == folded(two)


def _weight(text: str) -> str | None:
    """A weight as a form takes it: as typed, or without its percent sign; none where it is none."""
    points = parse_points(text)
    if points is not None:
        return text if points >= 0 else None
    rate = parse_rate(text)
    return plain(rate[0]) if rate is not None and rate[0] >= 0 else None
