import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.exchange.files import ExportError
from app.exchange.texts import clean_text
from app.exchange.workbook_measures import column_width, row_height
from app.exchange.xlsx import sheet_title
from app.sheet.sheet import Cell, SheetRow
from tests.exchange.documents import (
    COLUMNS,
    LANDSCAPE,
    item,
    pdf_text,
    table,
    texts_table,
    workbook,
)

HOSTILE = [
    "=1+1",
    "==x",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://a.example","b")',
    "+1",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "#REF!",
    "'引号",
    "TRUE",
    "2020-03-01",
    "42011420190300012345",
    "007",
    "1e5",
    "100%",
    "<b>&amp;</b>",
    "]]>",
    "_x0041_ _x000D_",
    " 前后有空格 ",
    "一\n二\n\n三",
    "\t制表",
    "杨䶮、李㛃、王𬭎、赵𡎚、孙𠮷",
    "字" * 600,
]
FIRST = 4
"""The worksheet row of the first item: two headings and the head before it."""


def first_sheet(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def test_hostile_texts_come_back_as_they_are(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", texts_table(HOSTILE))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[3] for row in rows[FIRST - 1 :]] == HOSTILE


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_comes_back_without_what_xml_cannot_hold(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = workbook(tmp_path_factory.mktemp("any") / "a.xlsx", texts_table([text]))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    clean = clean_text(text)
    found = str(rows[FIRST - 1][3])
    # calamine reads a cell of blanks alone as an empty one, but not always.
    assert found == clean or (not clean.strip() and not found.strip())


def test_no_cell_is_a_formula_or_an_error(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", texts_table(HOSTILE))
    kinds = {cell.data_type for row in first_sheet(path) for cell in row}
    assert kinds <= {"s", "n"}  # "n" is also what an empty cell has
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_amounts_are_numbers_that_show_as_printed(tmp_path: Path) -> None:
    amounts = ["87.65", "13,776,700.00", "98.73%", "86.54万元", "", "99,999,999,999.00"]
    rows = [item(n, "事项", text, "", "87.65") for n, text in enumerate(amounts, start=1)]
    sheet = first_sheet(workbook(tmp_path / "a.xlsx", table(*rows)))
    found = [(cell.value, cell.number_format) for cell in sheet["C"][FIRST - 1 :]]
    assert found == [
        (87.65, "0.00"),
        (13776700, "#,##0.00"),
        (0.9873, "0.00%"),
        ("86.54万元", "@"),
        (None, "@"),
        ("99,999,999,999.00", "@"),  # as a number it would show as ####
    ]
    assert sheet["E4"].value == "87.65"


def test_the_grid_has_its_merges_and_borders(tmp_path: Path) -> None:
    tall = Cell(0, 2, "合并", "input", rowspan=2)
    rows = (
        SheetRow("items", (tall, Cell(2, 3, "甲", "input"))),
        SheetRow("items", tuple(Cell(c, 1, "乙", "input") for c in (2, 3, 4))),
        SheetRow("sign", (Cell(0, 5, "填表人：", border=False),)),
    )
    sheet = first_sheet(workbook(tmp_path / "a.xlsx", table(*rows)))
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged == {"A1:E1", "A2:E2", "A4:B5", "C4:E4", "A6:E6"}

    def lines(name: str) -> str:
        border = sheet[name].border
        sides = (border.left, border.top, border.right, border.bottom)
        return "".join({None: "-", "thin": "t", "medium": "m"}[side.style] for side in sides)

    corners = {name: lines(name) for name in ("A3", "A4", "B4", "A5", "B5", "E4", "E5", "A6")}
    assert corners == {
        "A3": "mmtt",
        "A4": "mttm",  # openpyxl reads the far sides of a merged cell into its first one
        "B4": "-tt-",
        "A5": "m--m",
        "B5": "--tm",
        "E4": "-tmt",
        "E5": "ttmm",
        "A6": "-m--",
    }


def test_widths_and_heights_are_those_of_the_paper(tmp_path: Path) -> None:
    sheet = first_sheet(workbook(tmp_path / "a.xlsx", table(item(1, "事项", "", "", ""))))
    widths = [sheet.column_dimensions[name].width for name in "ABCDE"]
    assert widths == pytest.approx([column_width(mm) for mm in COLUMNS], abs=1e-3)
    assert column_width(25.4) == 12.0  # 96 pixels of 8 to a digit
    assert sheet.row_dimensions[FIRST].height == row_height(7.5) == 21.75


def test_a_row_too_high_for_excel_becomes_several(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", table(item(1, "字" * 900, "", "", ""), item(2, "", "", "", ""))
    )
    sheet = first_sheet(path)
    area = next(a for a in sheet.merged_cells.ranges if a.min_col == 2)
    heights = [sheet.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1)]
    assert max(heights) <= 409
    assert sum(heights) > 409
    assert len(sheet["B4"].value) == 900
    assert sheet.cell(area.max_row + 1, 1).value == "2"


def test_print_settings(tmp_path: Path) -> None:
    rows = [item(n, "事项", "", "说明", "") for n in range(1, 60)]
    path = workbook(tmp_path / "a.xlsx", table(*rows), table(page=LANDSCAPE, title="附表"))
    first, second = openpyxl.load_workbook(path).worksheets
    assert first.print_area == "'整改情况表'!$A$1:$E$62"
    assert first.print_title_rows == "$3:$3"
    assert not second.print_title_rows
    assert [s.page_setup.orientation for s in (first, second)] == ["portrait", "landscape"]
    for sheet in (first, second):
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_options.horizontalCentered
        assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert first.page_margins.top == pytest.approx(20 / 25.4, abs=1e-3)
    assert first.page_margins.left == pytest.approx(15 / 25.4, abs=1e-3)


def test_faces_are_the_offices_own(tmp_path: Path) -> None:
    sheet = first_sheet(workbook(tmp_path / "a.xlsx", table(item(1, "事项", "", "", ""))))
    assert (sheet["A1"].font.name, sheet["A2"].font.name) == ("黑体", "宋体")
    assert (sheet["A2"].font.sz, sheet["B4"].font.sz) == (22, 10)
    assert sheet["B4"].alignment.wrap_text


def test_two_exports_have_the_same_bytes(tmp_path: Path) -> None:
    made = [workbook(tmp_path / f"{n}.xlsx", texts_table(HOSTILE), record="{}") for n in "ab"]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_properties_name_no_person_and_the_given_time(tmp_path: Path) -> None:
    properties = openpyxl.load_workbook(workbook(tmp_path / "a.xlsx", table())).properties
    assert (properties.title, properties.creator) == ("整改情况表", "Ziping")
    assert properties.lastModifiedBy is None
    assert properties.created == properties.modified
    assert properties.created.isoformat().startswith("2020-03-01T08:30:00")


def test_a_text_too_long_for_a_cell_stops_the_export(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        workbook(tmp_path / "a.xlsx", texts_table(["短", "𠮷" * 16_384]))
    assert caught.value.code == "EXPORT_008"
    assert caught.value.values["found"] == "32768"
    assert caught.value.values["place"] == "items/r2/note"
    assert list(tmp_path.iterdir()) == []


def test_an_empty_part_makes_an_empty_worksheet(tmp_path: Path) -> None:
    sheet = msgspec.structs.replace(table(), rows=(), headings=())
    assert first_sheet(workbook(tmp_path / "a.xlsx", sheet)).max_row == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("项目支出绩效自评表", "项目支出绩效自评表"),
        ("a/b\\c:d*e?[f]", "abcdef"),
        ("", "表"),
        ("'引号'", "引号"),
        ("字" * 40, "字" * 31),
        ("History", "History(2)"),
    ],
)
def test_worksheet_titles_are_what_excel_takes(text: str, title: str) -> None:
    assert sheet_title(text, set()) == title


def test_equal_worksheet_titles_are_numbered() -> None:
    taken: set[str] = set()
    titles = [sheet_title(text, taken) for text in ("Table", "TABLE", "字" * 31, "字" * 35)]
    assert titles == ["Table", "TABLE(2)", "字" * 31, "字" * 28 + "(2)"]


def as_pdf(path: Path) -> Path:
    """The workbook as LibreOffice prints it."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(path.parent), str(path)], check=True, capture_output=True)
    return path.with_suffix(".pdf")


@pytest.mark.slow
def test_libreoffice_prints_every_text(tmp_path: Path) -> None:
    note = "受连续阴雨影响，部分点位道路中断；下一步提前谋划、错峰安排。" * 20
    rows = [
        item(n, f"第{n}项任务", "87.65", note[:600] if n == 20 else "", "") for n in range(1, 41)
    ]
    path = as_pdf(workbook(tmp_path / "a.xlsx", table(*rows)))
    found = re.sub(r"第\d+页共\d+页", "", pdf_text(path))
    for number in range(1, 41):
        assert f"第{number}项任务" in found
    # A merged cell is drawn on each of its pages, so its texts may be there twice.
    assert found.count("87.65") >= 40
    assert found.count("错峰安排") >= note[:600].count("错峰安排")
    assert "####" not in found


@pytest.mark.slow
def test_libreoffice_prints_columns_as_wide_as_the_paper(tmp_path: Path) -> None:
    path = as_pdf(workbook(tmp_path / "a.xlsx", table(item(1, "事项", "", "", ""))))
    with pypdfium2.PdfDocument(path) as document:
        paths = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        bounds = [path.get_bounds() for path in paths]
        size = [round(points / 72 * 25.4) for points in document[0].get_size()]
    thin = [
        (left + right) / 2 for left, low, right, high in bounds if right - left < 2 < high - low
    ]
    edges = sorted({round(x / 72 * 25.4, 1) for x in thin})
    assert size == [210, 297]
    assert edges == pytest.approx([35, 75, 105, 165], abs=0.3)  # the frame is drawn otherwise
