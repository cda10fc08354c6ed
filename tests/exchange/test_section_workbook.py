"""A section's workbook as a file: its keys, its lists of choices, and texts that stay texts."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.files import ExportError
from app.exchange.section_book import (
    ACTUAL,
    NAME,
    REASON,
    Key,
    SectionBook,
    SentProject,
    SentRow,
    key_text,
    parse_key,
)
from app.exchange.section_readback import read_section_book
from app.exchange.section_workbook import LIST_SHEET, write_section_book

ROW = SentRow("indicators", "k3f9", "产出／数量", "里程", "≥200公里", "公里", "10")
FIRST = 5


def book(*rows: SentRow) -> SectionBook:
    project = SentProject("3f2a9c1e-1", 7, "51000021R000000019951", "道路养护", "交通局", rows)
    return SectionBook("t", "规划建设股", 2025, "2026年3月5日 14:02", (project,))


def open_row(name: str = "里程", reason: str = "", choices: tuple[str, ...] = ()) -> SentRow:
    texts = {"actual": "actual", "reason": "deviation", "reason_text": reason, "choices": choices}
    return SentRow("indicators", "k3f9", "产出／数量", name, "≥200公里", "公里", "10", **texts)  # type: ignore[arg-type]


@given(
    record=st.text(st.characters(codec="ascii", exclude_characters="/@ \x1f"), min_size=1),
    row=st.text(min_size=1).filter(lambda text: text == text.strip()),
    revision=st.integers(0, 10**8),
)
def test_a_key_names_its_row_again(record: str, row: str, revision: int) -> None:
    if record[:8] != record[:8].strip():
        return
    sent = SentRow("indicators", row, "", "")
    assert parse_key(key_text(record, revision, sent)) == Key(
        record[:8], revision, "indicators", row
    )
    assert parse_key(key_text(record, revision)) == Key(record[:8], revision)


@pytest.mark.parametrize(
    "text", ["", "@", "a@", "a/b@1", "a@b.cn", "a@-1", "abcdefghi@1", "//@1", "a@²"]
)
def test_what_is_no_key_is_none(text: str) -> None:
    assert parse_key(text) is None


@settings(max_examples=15, deadline=None)
@given(name=st.text(min_size=1, max_size=30), reason=st.text(max_size=30))
def test_any_text_stays_a_text(
    tmp_path_factory: pytest.TempPathFactory, name: str, reason: str
) -> None:
    path = tmp_path_factory.mktemp("填报") / "表.xlsx"
    write_section_book(book(open_row(f"甲{name}", f"乙{reason}")), path)
    sheet = openpyxl.load_workbook(path)[LIST_SHEET]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    (line,) = read_section_book(path).lines
    assert (line.texts[NAME][0], line.texts[REASON][0]) == ("甲", "乙")
    assert line.faults == {}


@pytest.mark.parametrize(
    ("choices", "hidden"),
    [
        (("优", "良", "中", "差"), False),
        (tuple(f"很长的一个选项{n}" for n in range(60)), True),
        (("甲,乙", "丙"), True),
        (("“甲”", '他说"好"'), True),
    ],
)
def test_long_lists_of_choices_stand_on_a_sheet_of_their_own(
    tmp_path: Path, choices: tuple[str, ...], hidden: bool
) -> None:
    write_section_book(book(open_row(choices=choices)), tmp_path / "表.xlsx")
    made = openpyxl.load_workbook(tmp_path / "表.xlsx")
    (rule,) = made[LIST_SHEET].data_validations.dataValidation
    assert str(rule.sqref) == f"H{FIRST}"
    assert not rule.showErrorMessage
    if hidden:
        sheet = made["_ziping_choices"]
        assert sheet.sheet_state == "veryHidden"
        assert tuple(cell.value for cell in sheet["A"]) == choices
    else:
        assert rule.formula1 == f'"{",".join(choices)}"'


def test_a_form_without_reasons_keeps_the_column_locked(tmp_path: Path) -> None:
    write_section_book(book(ROW), tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")[LIST_SHEET]
    assert all(sheet.cell(FIRST, column + 1).protection.locked for column in (ACTUAL, REASON))


def test_a_text_that_no_cell_holds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as fault:
        write_section_book(book(open_row(reason="长" * 32_768)), tmp_path / "表.xlsx")
    assert fault.value.code == "EXPORT_008"
    assert list(tmp_path.iterdir()) == []
