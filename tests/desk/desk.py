"""An open record for the tests of the desk, without a store."""

from typing import NamedTuple

import msgspec

from app.desk.clipboard import parse_block
from app.desk.document import Document
from app.desk.edits import set_cell
from app.desk.paste import paste
from app.desk.records import complete, new_record
from app.desk.view import View
from app.model.change import Change
from app.model.money import plain
from app.model.places import parse_place
from app.model.record import FormRecord, SectionValue
from app.sheet.grid import Grid
from app.sheet.sheet import Cell, Sheet
from tests.second import FORM_IDS, form_of
from tests.seeds import complete_001

NATIONAL, SECOND = FORM_IDS
HEAD = (
    '一级指标\t二级指标\t三级指标\t"年度\n指标值"\t"实际\n完成值"\t分值\t得分\t'
    "偏差原因分析及改进措施"
)
ROWS = (
    "产出指标\t时效指标\t及时完成质量监督检查任务\t100%\t100%\t25\t25\t",
    "\t成本指标\t不超过年度预算\t87.65万元\t86.54万元\t25\t25\t",
    "效益指标\t社会效益指标\t促进质量提升，保障社会经济发展\t100%\t100%\t15\t15\t",
    "\t可持续影响指标\t专项经费的可持续影响情况\t100%\t100%\t15\t15\t",
    "满意度指标\t服务对象满意度指标\t社会公众满意程度\t80%\t85%\t10\t10\t",
)  # fmt: skip
"""Seed 001's five indicator rows as WPS copies them: merged tiers are blank after the first."""


class Kept(NamedTuple):
    """What was given to the store."""

    change: Change
    view: View


class Desk:
    """A document, what it kept, and short ways to work on it."""

    def __init__(self, record: FormRecord, form_id: str = NATIONAL) -> None:
        self.kept: list[Kept] = []
        form = form_of(form_id)
        whole = complete(record, form.definition)
        self.document = Document(form.definition, whole, self._keep, None)

    def _keep(self, change: Change, view: View) -> None:
        self.kept.append(Kept(change, view))

    @property
    def record(self) -> FormRecord:
        return self.document.record

    def cell(self, place: str) -> Cell:
        """The cell that shows a place."""
        sheet, at = self.find(place)
        found = Grid(sheet).at(*at)
        assert found is not None
        return found[1]

    def find(self, place: str) -> tuple[Sheet, tuple[int, int]]:
        """The sheet and the position that show a place."""
        for page in self.document.view.pages:
            at = Grid(page.sheet).find(parse_place(place))
            if at is not None:
                return page.sheet, at
        raise AssertionError(place)

    def type(self, place: str, text: str) -> bool:
        """Type into a cell and commit."""
        return self.document.commit(set_cell(self.record, self.cell(place), text))

    def paste(self, place: str, text: str) -> bool:
        """Paste clipboard text with its first cell at a place."""
        return self.paste_at(*self.find(place), text)

    def paste_at(self, sheet: Sheet, at: tuple[int, int], text: str) -> bool:
        """Paste clipboard text at a position."""
        definition = self.document.definition
        return self.document.commit(paste(self.record, definition, sheet, at, parse_block(text)))

    def total(self) -> str:
        """The total as the sheet shows it."""
        return plain(self.document.view.scores.total)

    def codes(self, severity: str) -> list[str]:
        """The codes of the findings of a severity, with their places."""
        found = self.document.view.findings
        return [f"{f.code} {f.place}" for f in found if f.severity == severity]


def new_desk(form_id: str = NATIONAL) -> Desk:
    """An empty record of a form on the desk; the template's rows are called r1, r2 …"""
    record = new_record(form_of(form_id), 2019)
    sections: dict[str, SectionValue] = dict(record.sections)
    for section, rows in record.tables():
        sections[section] = tuple(
            msgspec.structs.replace(row, id=f"r{n}") for n, row in enumerate(rows, start=1)
        )
    return Desk(msgspec.structs.replace(record, sections=sections), form_id)


def filled_desk() -> Desk:
    """Seed 001, completely filled in, on the desk."""
    return Desk(complete_001())


def table(desk: Desk, *columns: str, section: str = "indicators") -> list[tuple[str, ...]]:
    """The rows of a table that hold something in the first of some columns."""
    rows = desk.record.rows(section)
    return [tuple(map(row.text, columns)) for row in rows if row.text(columns[0])]
