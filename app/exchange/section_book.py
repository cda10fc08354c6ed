"""What a section's workbook holds: projects with their rows, and what was sent in each cell."""

from typing import NamedTuple

from msgspec import Struct

SCHEMA = "ziping.section/1"
DATA_SHEET = "_ziping_section"
"""The worksheet that no menu shows: what was sent, as JSON."""

NUMBER, TIERS, NAME, TARGET, UNIT, WEIGHT, BEFORE, ACTUAL, REASON, KEY = range(10)
"""The columns of the list from the left."""
HEADS = (
    *("序号", "指标类别", "指标名称", "年度指标值", "计量单位", "分值"),
    *("上年完成值", "实际完成值", "偏差原因分析及改进措施", "识别码（勿改）"),
)
OPEN = (ACTUAL, REASON)
"""The columns that a section fills in."""
HEAD_OF_PROJECT = "项目"
"""How the line over a project's rows begins: `项目1`; behind it stand its code and name."""
GAP = "\u3000"
"""What stands between a project's code and its name."""
NO_CODE = "（无编码）"

_SHORT = 8


class SentRow(Struct, frozen=True):
    """A row as it was sent: its place in the record, and the texts of its cells.

    `actual` and `reason` are the fields of the record that the open cells stand for, empty where
    its form has no such column; `choices` is what may stand as actual value, if that is fixed.
    """

    section: str
    row: str
    tiers: str
    name: str
    target: str = ""
    unit: str = ""
    weight: str = ""
    before: str = ""
    actual: str = ""
    actual_text: str = ""
    reason: str = ""
    reason_text: str = ""
    choices: tuple[str, ...] = ()

    def field(self, column: int) -> str:
        """The record's field behind an open column."""
        return self.actual if column == ACTUAL else self.reason

    def text(self, column: int) -> str:
        """What was sent in a column."""
        texts = {
            TIERS: self.tiers,
            NAME: self.name,
            TARGET: self.target,
            UNIT: self.unit,
            WEIGHT: self.weight,
            ACTUAL: self.actual_text,
            REASON: self.reason_text,
        }
        return texts[column]


class SentProject(Struct, frozen=True):
    """A project's record at the revision that was sent."""

    record: str
    revision: int
    code: str
    name: str
    unit: str
    rows: tuple[SentRow, ...]

    @property
    def title(self) -> str:
        """Its name, with the unit where there is one."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name

    @property
    def head(self) -> str:
        """What the line over its rows says."""
        return f"{self.code or NO_CODE}{GAP}{self.title}"


class SectionBook(Struct, frozen=True):
    """All that one section is asked for; `token` names this sending, `made` is its local time."""

    token: str
    section: str
    year: int
    made: str
    projects: tuple[SentProject, ...]
    schema: str = SCHEMA


class Key(NamedTuple):
    """What the last column says of a line; `section` and `row` are empty over a project."""

    record: str
    revision: int
    section: str = ""
    row: str = ""


def key_text(record: str, revision: int, row: SentRow | None = None) -> str:
    """The text of the last column: `3f2a9c1e/indicators/k3f9@12`."""
    parts = (record[:_SHORT],) if row is None else (record[:_SHORT], row.section, row.row)
    return f"{'/'.join(parts)}@{revision}"


def parse_key(text: str) -> Key | None:
    """Read the last column's text; none where it is no such text."""
    places, _, revision = text.strip().rpartition("@")
    parts = places.split("/", 2)
    if not (revision.isascii() and revision.isdecimal() and len(revision) < 10):
        return None
    if len(parts) == 2 or not all(parts) or len(parts[0]) > _SHORT:
        return None
    return Key(parts[0], int(revision), *parts[1:])
