"""Writing a section's workbook: one list of all its projects, open only where it fills in."""

import io
import math
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.exchange.embedded import add_json
from app.exchange.files import write_atomically
from app.exchange.section_book import (
    ACTUAL,
    BEFORE,
    DATA_SHEET,
    HEAD_OF_PROJECT,
    HEADS,
    KEY,
    NAME,
    NO_CODE,
    NUMBER,
    OPEN,
    REASON,
    SCHEMA,
    TARGET,
    TIERS,
    UNIT,
    WEIGHT,
    SectionBook,
    SentProject,
    SentRow,
    key_text,
)
from app.exchange.workbook_measures import HIGHEST_ROW, column_width
from app.exchange.workbook_values import put_text, refuse_long_text, text_format

LIST_SHEET, HELP_SHEET = "填报", "填报说明"
_CHOICE_SHEET = "_ziping_choices"
_WIDTHS = {
    **{NUMBER: 14.0, TIERS: 38.0, NAME: 48.0, TARGET: 30.0, UNIT: 16.0, WEIGHT: 12.0},
    **{BEFORE: 26.0, ACTUAL: 34.0, REASON: 59.0, KEY: 14.0},
}
"""Widths in mm; all but the last fill an A4 page across."""
_HEAD_ROW = 3
_LIST_LIMIT = 255
"""Characters of a list of choices that stands in the rule itself."""
_A4 = 9
_FACE, _SIZE = "宋体", 11
_SIGN, _PADDING = 4.0, 2.5
"""Width of a Chinese sign and what stays free beside a text, in mm."""
_LINE_POINTS, _LEAST_HEIGHT = 15.0, 24.0
_OPEN_FILL, _HEAD_FILL, _PROJECT_FILL = "FFF9DB", "E7ECF2", "F3F5F8"
_GREY, _FAINT, _LINE = "7A7A7A", "BFBFBF", "A6A6A6"
_INSTRUCTIONS = (
    "一、请在“填报”工作表里填浅黄色的两列：实际完成值、偏差原因分析及改进措施。其余各列已锁定，不用改。",
    "二、实际完成值照实填写，与年度指标值用同一计量单位；没有完成的写实际数，不要写成区间，也不要照抄年度指标值。",
    "三、没有完成，或者超出年度指标值较多的，请写明偏差原因和改进措施。灰色的上年完成值只供对照。",
    "四、年度指标值、分值、名称等如有错误，请告诉经办人，由经办人在程序里改；在这里改了不会被采用。",
    "五、填好后保存，把这个文件交回经办人。文件可以改名；行可以排序；最右边的识别码请不要删改。",
)


def write_section_book(book: SectionBook, path: Path) -> None:
    """Write the workbook that a section fills in; a file that stands there is replaced.

    All texts stay texts. The sheets are locked without a password: against slips, not against
    people.

    Raises:
        ExportError: EXPORT_NNN a text is too long for a cell, or the file cannot be written.
    """
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.properties.creator = "Ziping"
    workbook.properties.title = f"{book.year}年度填报表"
    listed = workbook.active
    listed.title = LIST_SHEET
    _List(listed, workbook, book).write()
    _write_help(workbook.create_sheet(HELP_SHEET), book)
    add_json(workbook, DATA_SHEET, SCHEMA, msgspec.json.encode(book).decode())
    made = io.BytesIO()
    workbook.save(made)
    write_atomically(path, lambda temporary: _put(temporary, made))


def _put(path: Path, made: io.BytesIO) -> None:
    """Write the file; its rows grow with what is typed, which openpyxl's own heights forbid."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b' customHeight="1"', b"")
            target.writestr(name, content, zipfile.ZIP_DEFLATED)


def _height(texts: dict[int, str]) -> float:
    """The height in points that a row's texts need, by the width of their signs."""
    lines = 1
    for column, text in texts.items():
        if column != KEY:
            room = (_WIDTHS[column] - _PADDING) / _SIGN
            parts = [sum(1.0 if ord(c) > 0xFF else 0.55 for c in part) for part in text.split("\n")]
            lines = max(lines, sum(max(1, math.ceil(part / room)) for part in parts))
    return min(max(_LEAST_HEIGHT, lines * _LINE_POINTS + 6.0), HIGHEST_ROW)


class _Looks:
    """Fonts, borders, fills and alignments, each made once."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        line = Side(style="thin", color=_LINE)
        self.box = Border(left=line, right=line, top=line, bottom=line)
        self.fonts = {
            "body": Font(name=_FACE, sz=_SIZE),
            "head": Font(name=_FACE, sz=_SIZE, bold=True),
            "title": Font(name="黑体", sz=16),
            "grey": Font(name=_FACE, sz=_SIZE, color=_GREY),
            "faint": Font(name="Arial", sz=6, color=_FAINT),
        }
        self.fills = {
            name: PatternFill("solid", fgColor=colour)
            for name, colour in (
                ("open", _OPEN_FILL),
                ("head", _HEAD_FILL),
                ("project", _PROJECT_FILL),
            )
        }
        self.middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.left = Alignment(horizontal="left", vertical="center", wrap_text=True)
        self.straight = Alignment(horizontal="left", vertical="center", wrap_text=False)
        self.unlocked = Protection(locked=False)

    def dress(self, target: Any, font: str, alignment: Any, fill: str = "") -> None:
        """Make a cell look as wanted; a filled cell has a border round it."""
        target.font, target.alignment = self.fonts[font], alignment
        if fill:
            target.fill = self.fills[fill]


class _List:
    """Writes the list: its head on every page, a line over each project, a line a row."""

    def __init__(self, worksheet: Any, workbook: Any, book: SectionBook) -> None:
        self._worksheet = worksheet
        self._workbook = workbook
        self._book = book
        self._looks = _Looks()
        self._validations: dict[tuple[str, ...], Any] = {}

    def write(self) -> None:
        """Write all of it and lock it."""
        book = self._book
        self._heads()
        at = _HEAD_ROW + 1
        for number, project in enumerate(book.projects, start=1):
            self._project(at, number, project)
            for index, row in enumerate(project.rows, start=1):
                self._row(at + index, index, project, row)
            at += len(project.rows) + 1
        self._page(at - 1)
        _lock(self._worksheet)

    def _heads(self) -> None:
        sheet, looks = self._worksheet, self._looks
        title = sheet.cell(1, 1)
        put_text(title, f"{self._book.year}年度绩效自评填报表（{self._book.section}）")
        looks.dress(title, "title", looks.straight)
        note = sheet.cell(2, 1)
        filled = f"只填浅黄色的两列，填好交回经办人。发出时间：{self._book.made}"
        put_text(note, filled)
        looks.dress(note, "grey", looks.straight)
        for column, text in enumerate(HEADS):
            cell = sheet.cell(_HEAD_ROW, column + 1)
            put_text(cell, text)
            if column == KEY:
                looks.dress(cell, "faint", looks.straight)
            else:
                looks.dress(cell, "head", looks.middle, "head")
                cell.border = looks.box
        sheet.row_dimensions[1].height = 28
        sheet.row_dimensions[_HEAD_ROW].height = 30

    def _project(self, at: int, number: int, project: SentProject) -> None:
        looks = self._looks
        texts = {
            NUMBER: f"{HEAD_OF_PROJECT}{number}",
            TIERS: project.head,
            KEY: key_text(project.record, project.revision),
        }
        for column in range(len(HEADS)):
            cell = self._worksheet.cell(at, column + 1)
            self._put(cell, texts.get(column, ""), project, column)
            if column == KEY:
                looks.dress(cell, "faint", looks.straight)
            else:
                looks.dress(cell, "head", looks.straight, "project")
        self._worksheet.row_dimensions[at].height = 24

    def _row(self, at: int, number: int, project: SentProject, row: SentRow) -> None:
        looks = self._looks
        texts = {
            **{NUMBER: str(number), TIERS: row.tiers, NAME: row.name, TARGET: row.target},
            **{UNIT: row.unit, WEIGHT: row.weight, BEFORE: row.before},
            **{ACTUAL: row.actual_text, REASON: row.reason_text},
            KEY: key_text(project.record, project.revision, row),
        }
        for column, text in texts.items():
            cell = self._worksheet.cell(at, column + 1)
            self._put(cell, text, project, column)
            if column == KEY:
                looks.dress(cell, "faint", looks.straight)
                continue
            narrow = column in (NUMBER, UNIT, WEIGHT)
            font = "grey" if column == BEFORE else "body"
            looks.dress(cell, font, looks.middle if narrow else looks.left)
            cell.border = looks.box
            cell.number_format = text_format(text)
            if column in OPEN and row.field(column):
                cell.fill = looks.fills["open"]
                cell.protection = looks.unlocked
        self._worksheet.row_dimensions[at].height = _height(texts)
        if row.choices:
            self._offer(row.choices, f"{_letter(ACTUAL)}{at}")

    def _put(self, cell: Any, text: str, project: SentProject, column: int) -> None:
        refuse_long_text(text, f"{project.name} {HEADS[column]}")
        put_text(cell, text)

    def _offer(self, choices: tuple[str, ...], cell: str) -> None:
        """Let a cell be chosen from a list; another text may still be typed."""
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = self._validations.get(choices)
        if rule is None:
            rule = DataValidation(
                type="list", formula1=self._list(choices), allow_blank=True, showErrorMessage=False
            )
            rule.promptTitle, rule.prompt = "请选择", "可以从列表中选，也可以直接写。"
            rule.showInputMessage = True
            self._validations[choices] = rule
            self._worksheet.add_data_validation(rule)
        rule.add(cell)

    def _list(self, choices: tuple[str, ...]) -> str:
        """A list as the rule names it: itself where it is short and plain, else where it stands."""
        plain = ",".join(choices)
        if len(plain) < _LIST_LIMIT and not any(c in text for text in choices for c in ',"\n'):
            return f'"{plain}"'
        name = _CHOICE_SHEET
        if name in self._workbook.sheetnames:
            sheet = self._workbook[name]
        else:
            sheet = self._workbook.create_sheet(name)
            sheet.sheet_state = "veryHidden"
        column = len(self._validations) + 1
        for at, text in enumerate(choices, start=1):
            put_text(sheet.cell(at, column), text)
        letter = _letter(column - 1)
        return f"'{name}'!${letter}$1:${letter}${len(choices)}"

    def _page(self, last: int) -> None:
        sheet = self._worksheet
        for column, width in _WIDTHS.items():
            sheet.column_dimensions[_letter(column)].width = column_width(width)
        sheet.freeze_panes = f"{_letter(TARGET)}{_HEAD_ROW + 1}"
        sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
        sheet.print_area = f"A1:{_letter(REASON)}{last}"
        _landscape(sheet)


def _write_help(sheet: Any, book: SectionBook) -> None:
    looks = _Looks()
    lines: list[tuple[str, str]] = [("填报说明", "title")]
    lines += [(f"{book.section}　{book.year}年度　发出时间：{book.made}", "grey")]
    lines += [(text, "body") for text in _INSTRUCTIONS]
    for at, (text, font) in enumerate(lines, start=1):
        cell = sheet.cell(at, 1)
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=5)
        put_text(cell, text)
        looks.dress(cell, font, looks.left)
        sheet.row_dimensions[at].height = 34 if font == "body" else 28
    top = len(lines) + 2
    for at, texts in enumerate(_projects(book), start=top):
        for column, text in enumerate(texts, start=1):
            cell = sheet.cell(at, column)
            put_text(cell, text)
            cell.border = looks.box
            alignment = looks.left if column in (2, 3) and at > top else looks.middle
            looks.dress(cell, "head" if at == top else "body", alignment)
            cell.number_format = "@"
            if at == top:
                cell.fill = looks.fills["head"]
    for letter, width in zip("ABCDE", (14.0, 60.0, 131.0, 36.0, 36.0), strict=True):
        sheet.column_dimensions[letter].width = column_width(width)
    sheet.print_title_rows = f"{top}:{top}"
    _landscape(sheet)
    _lock(sheet)


def _projects(book: SectionBook) -> Iterator[tuple[str, ...]]:
    yield "序号", "项目编码", "项目名称", "需填指标数", "已填指标数"
    for number, project in enumerate(book.projects, start=1):
        filled = sum(bool(row.actual_text.strip()) for row in project.rows)
        code = project.code or NO_CODE
        yield str(number), code, project.name, str(len(project.rows)), str(filled)


def _landscape(sheet: Any) -> None:
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 10 / 25.4
    margins.top, margins.bottom, margins.footer = 12 / 25.4, 15 / 25.4, 7 / 25.4
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.print_options.horizontalCentered = True


def _lock(sheet: Any) -> None:
    """Lock all but the open cells; widths, heights and filters stay free. No password."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = False


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    letter: str = get_column_letter(column + 1)
    return letter


def made_at(moment: datetime) -> str:
    """A moment as the workbook names it: `2026年3月5日 14:02`."""
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment:%H:%M}"
