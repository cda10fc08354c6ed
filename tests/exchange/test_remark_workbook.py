"""What somebody marked in a workbook: colours that are odd, notes without their authors."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from app.exchange.remark_workbook import MarkedSheet, column_letters, read_marked_workbook


def sheet_with(path: Path, change: Any) -> MarkedSheet:
    """A worksheet of 6 rows and 4 columns of words after a change."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(6):
        sheet.append([f"第{row}行{column}" for column in range(4)])
    change(sheet)
    book.save(path)
    (read,) = read_marked_workbook(path)
    return read


@pytest.mark.parametrize(
    ("colour", "marks"),
    [
        (Color(rgb="FFFFFF00"), True),
        (Color(rgb="00FFC7CE"), True),
        (Color(rgb="FFFFFFFF"), False),
        (Color(rgb="FFD9D9D9"), False),
        (Color(theme=5), True),
        (Color(theme=0), False),
        (Color(theme=77), False),
        (Color(indexed=13), True),
        (Color(indexed=64), False),
    ],
)
def test_a_colour_marks_where_it_is_one(tmp_path: Path, colour: Color, marks: bool) -> None:
    def fill(sheet: Any) -> None:
        sheet["B3"].fill = PatternFill("solid", fgColor=colour)

    found = sheet_with(tmp_path / "色.xlsx", fill).marks
    assert [(m.row, m.column, m.coloured) for m in found] == ([(3, 2, True)] if marks else [])


def test_a_colour_all_over_the_form_is_its_own(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for row in sheet.iter_rows():
            for target in row[:3]:
                target.fill = PatternFill("solid", fgColor="FFFFFF00")
                target.font = Font(color="FFFF0000")

    assert sheet_with(tmp_path / "色.xlsx", fill).marks == ()


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("100%（请核实）", "请核实"),
        ("100%【与批复不符】", "与批复不符"),
        ("100%(未附材料)；(应为95%)", "未附材料；应为95%"),
        ("监测（含抽检）次数", ""),
        ("财预〔2020〕10号", ""),
        ("（万元）", ""),
        ("小计（缺1项）", ""),
    ],
)
def test_words_in_brackets_are_remarks_where_they_demand_something(
    tmp_path: Path, text: str, added: str
) -> None:
    def write(sheet: Any) -> None:
        sheet["B3"] = text

    assert [m.added for m in sheet_with(tmp_path / "字.xlsx", write).marks] == (
        [added] if added else []
    )


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("请核实", ("请核实",)),
        ("Administrator:\n请核实", ("请核实",)),
        ("执行数：\n应为3", ("应为3",)),
        ("请核实：执行数\n应为3", ("请核实：执行数\n应为3",)),
        ("\n \n", ()),
    ],
)
def test_a_note_is_read_without_its_author(
    tmp_path: Path, note: str, words: tuple[str, ...]
) -> None:
    def write(sheet: Any) -> None:
        sheet["D6"].comment = Comment(note, "某人")

    found = sheet_with(tmp_path / "注.xlsx", write).marks
    assert tuple(text for mark in found for text in mark.notes) == words


def test_hidden_worksheets_are_nobodys_remarks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("藏")
    hidden["A1"] = "甲【请核实】"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "藏.xlsx")
    assert [sheet.marks for sheet in read_marked_workbook(tmp_path / "藏.xlsx")] == [()]


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_have_their_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters
