"""Definitions drafted from blank workbooks: our own come back, ugly ones lose nothing."""

import difflib
import re
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter

from app.desk.exports import export
from app.desk.forms import Form, gallery, load_form
from app.desk.records import new_record
from app.exchange.blank_workbook import read_blank
from app.exchange.embedded import WorkbookReadError
from app.exchange.form_draft import draft_from_workbook
from app.exchange.form_words import flat
from app.exchange.toml_text import assignment
from app.model.definition import FieldsSection
from app.model.loading import parse_definition, read_tables
from app.rules.scoring import score
from app.sheet.layout import SheetLayout
from tests.golden import lines_of
from tests.second import FORM_IDS

NATIONAL = FORM_IDS[0]
LINE = Side(style="thin")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def blank(form_id: str, folder: Path) -> Path:
    """The empty form as a workbook, as the program exports it."""
    form, path = gallery().form(form_id), folder / "blank.xlsx"
    export(new_record(form), form, xlsx=path)
    return path


def drafted(path: Path, folder: Path) -> Form:
    (folder / "own").mkdir()
    text = draft_from_workbook(path, "own").text
    (folder / "own" / "form.toml").write_text(text, encoding="utf-8")
    return load_form(folder / "own" / "form.toml")


def dump(form: Form) -> list[str]:
    """The empty form's sheets as lines, without the widths."""
    record = new_record(form)
    sheets = SheetLayout().sheets(form.definition, record, score(record, form.definition))
    text = "\n".join(lines_of(sheet) for sheet in sheets)
    return re.sub(r" \([\d. ]+\)$", "", text, flags=re.MULTILINE).splitlines()


def texts_of(form: Form) -> str:
    return re.sub(r"\s|⏎", "", "".join(dump(form)))


def test_the_national_form_comes_back_row_for_row_and_column_for_column(tmp_path: Path) -> None:
    made = drafted(blank(NATIONAL, tmp_path), tmp_path)
    original = gallery().form(NATIONAL)
    assert dump(made) == dump(original)
    assert made.definition.parts[0].columns == original.definition.parts[0].columns
    assert made.definition.policy.execution_weights == original.definition.policy.execution_weights
    funds, other = made.definition.funds()[0], original.definition.funds()[0]
    assert (funds.numerator, funds.denominator, funds.initial, funds.scored, funds.rows) == (
        *(other.numerator, other.denominator, other.initial, other.scored, other.rows),
    )
    roles = [column.role for column in made.definition.indicators()[0].columns]
    assert roles == [column.role for column in original.definition.indicators()[0].columns]


@pytest.mark.parametrize(
    ("form_id", "alike"),
    [("target-declaration", 0.9), ("transfer-payment", 0.9), ("sichuan2023-project", 0.6)],
)
def test_other_shipped_forms_come_back_nearly_whole(
    form_id: str, alike: float, tmp_path: Path
) -> None:
    made = drafted(blank(form_id, tmp_path), tmp_path)
    one, other = dump(made), dump(gallery().form(form_id))
    assert difflib.SequenceMatcher(None, one, other).ratio() >= alike
    assert len(one) == len(other)
    assert made.definition.indicators()


def book(rows: Sequence[Sequence[Any]], *, merges: Sequence[str] = (), framed: str = "") -> Any:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(row)
    for area in merges:
        sheet.merge_cells(area)
    for line in sheet[framed] if framed else ():
        for cell in line:
            cell.border = FRAME
    return made


def saved(workbook: Any, folder: Path) -> Path:
    workbook.save(folder / "ugly.xlsx")
    return folder / "ugly.xlsx"


def untidy() -> Any:
    """Blanks in words, spare columns, cells that nobody merged, a sum as a formula."""
    rows: list[list[Any]] = [
        ["附表3"],
        ["云溪县 2024年度项目支出绩效自评表"],
        ["填报单位：", None, None, None, "填报日期：", None, "金额单位：元"],
        ["项 目 名 称", None, None, None, "主管部门", None, None, None],
        ["资金性质", None, "□财政拨款 □上级补助 □其他", None, "项目负责人", None, None, None],
        ["资金来源", None, "年初预算", "预算数（元）", "支出数（元）", "执行率", "分值", "得分"],
        ["合计", None, None, "=SUM(D8:D9)", None, None, 10, None],
        ["其中：县级", None, None, None, None, None, "/", "/"],
        ["上级", None, None, None, None, None, "/", "/"],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "未完成原因"],
        ["效益", "经济效益", "指标1", None, None, 30, None, None],
        [None, "社会效益", "指标1", None, None, 20, None, None],
        ["总分", None, None, None, None, 100, None, None],
        ["存在问题", None, None, None, None, None, None, None],
        ["填表人：    负责人：     联系方式："],
        ["注：1.本表一式两份。\n2.金额保留两位小数。"],
    ]
    merges = ["A1:H1", "A2:H2", "A4:B4", "A5:B5", "C5:D5", "A6:B6", "A7:B7", "A8:B8", "A9:B9"]
    merges += ["A11:A12", "A13:E13", "A14:B14", "C14:H14", "A15:H15", "A16:H16"]
    made = book(rows, merges=merges, framed="A4:H14")
    made.active.row_dimensions[14].height = 120
    made.active.column_dimensions["C"].width = 28
    return made


def frameless() -> Any:
    """No borders, no merged cells, a table that no word tells of, two sheets and a hidden one."""
    rows: list[list[Any]] = [
        ["村级项目检查表"],
        ["村名", None, "项目", None],
        ["序号", "检查内容", "结果", "备注"],
        [1, None, None, None],
        [2, None, None, None],
        ["检查人", None, "日期", None],
    ]
    made = book(rows)
    other = made.create_sheet("附件清单")
    other.append(["名称", "份数", "页码"])
    other.append([None, None, None])
    other.append(["本页共计", None, None])
    hidden = made.create_sheet("参数")
    hidden.append(["不要读"])
    hidden.sheet_state = "hidden"
    return made


def test_an_untidy_workbook_is_read_by_its_words(tmp_path: Path) -> None:
    made = drafted(saved(untidy(), tmp_path), tmp_path)
    form = made.definition
    kinds = [str(type(s).__struct_config__.tag) for s in form.sections()]
    assert kinds == [
        *("signatures", "fields", "funds", "indicators", "total", "text", "signatures", "notes"),
    ]
    assert (form.parts[0].annex, form.title) == ("附表3", "云溪县 2024年度项目支出绩效自评表")
    heads = form.sections()[1]
    assert isinstance(heads, FieldsSection)
    choice = next(item for line in heads.lines for item in line if item.boxes)
    assert choice.choices == ("财政拨款", "上级补助", "其他")
    funds = form.funds()[0]
    assert (funds.unit, funds.scored, funds.blank_mark) == ("元", funds.rows[0].id, "/")
    assert [row.part_of for row in funds.rows] == ["", funds.rows[0].id, funds.rows[0].id]
    assert [str(w) for w in form.policy.execution_weights.values()] == ["10"]
    assert {str(w) for w in form.policy.tier_weights.values()} == {"50"}
    (table,) = form.indicators()
    assert [c.role for c in table.columns] == [
        *("tier", "tier", "name", "target", "actual", "weight", "score", "deviation"),
    ]
    said = texts_of(made)
    for text in ("项目名称", "填报日期", "指标1", "本表一式两份", "联系方式", "存在问题"):
        assert text in said.replace(" ", "")


def test_a_workbook_without_any_line_loses_nothing(tmp_path: Path) -> None:
    made = drafted(saved(frameless(), tmp_path), tmp_path)
    assert [part.title for part in made.definition.parts] == ["村级项目检查表", "附件清单"]
    said = texts_of(made)
    for text in ("村名", "项目", "检查内容", "结果", "备注", "检查人", "日期", "份数", "本页共计"):
        assert text in said
    assert "不要读" not in said


@pytest.mark.parametrize(("head", "role"), [("评分标准", "rule_text"), ("得分说明", "text")])
def test_words_are_never_taken_for_points(head: str, role: str, tmp_path: Path) -> None:
    heads = ["一级指标", "三级指标", "分值", head, "得分"]
    rows: list[list[Any]] = [["评价表"], heads, ["过程", "到位率", 5, "到位率达到要求得5分", None]]
    path = saved(book(rows, framed="A2:E3"), tmp_path)
    (table,) = drafted(path, tmp_path).definition.indicators()
    assert [c.role for c in table.columns][2:4] == ["weight", role]
    assert "到位率达到要求得5分" in table.template[0].values()


def test_where_a_person_must_look_a_comment_stands(tmp_path: Path) -> None:
    text = draft_from_workbook(saved(untidy(), tmp_path), "own").text
    assert text.count("# 请核对：") >= 4
    assert parse_definition(text, "own").id == "own"


def spoilt(path: Path, name: str, content: bytes) -> None:
    """Put another content in place of one file inside a workbook."""
    with zipfile.ZipFile(path) as archive:
        held = {entry: archive.read(entry) for entry in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in held.items():
            archive.writestr(entry, content if entry == name else data)


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CELL = b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
HOSTILE = {
    "merge over all": (
        HEAD + CELL + b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
        "DRAFT_001",
    ),
    "far away": (
        HEAD + CELL.replace(b'"1"', b'"1048576"').replace(b"A1", b"XFD1048576") + b"</worksheet>",
        "DRAFT_001",
    ),
    "entities": (
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + HEAD + b"</sheetData></worksheet>",
        "IMPORT_003",
    ),
    "no XML": (b"nothing", "IMPORT_003"),
    "cut off": (HEAD + CELL, "IMPORT_003"),
    "unknown text": (
        HEAD + b'<row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData></worksheet>',
        "IMPORT_003",
    ),
    "empty": (HEAD + b"</sheetData></worksheet>", "DRAFT_002"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused(name: str, tmp_path: Path) -> None:
    content, code = HOSTILE[name]
    path = saved(book([["x"]]), tmp_path)
    spoilt(path, SHEET, content)
    with pytest.raises(WorkbookReadError) as caught:
        read_blank(path)
    assert caught.value.code == code


def test_no_workbook_and_no_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("text", encoding="utf-8")
    for name, code in (("a.xlsx", "IMPORT_001"), ("b.xlsx", "IMPORT_006")):
        with pytest.raises(WorkbookReadError) as caught:
            read_blank(tmp_path / name)
        assert caught.value.code == code


def test_more_columns_than_fit_on_paper_are_refused(tmp_path: Path) -> None:
    path = saved(book([[f"列{n}" for n in range(60)]] * 2), tmp_path)
    with pytest.raises(WorkbookReadError) as caught:
        draft_from_workbook(path, "own")
    assert caught.value.code == "DRAFT_003"


@pytest.mark.parametrize(
    "value", ['"引号"\\', "两\n行", "\x7f\t", [1, 2.5, True], {"a b": {"c": []}}, ["长" * 90] * 2]
)
def test_what_is_written_is_read_back(value: Any) -> None:
    assert read_tables(assignment("键", value), "t") == {"键": value}


WORDS = (
    *("", "", "", "项目名称", "实施单位", "年初预算数", "全年预算数（元）", "全年执行数", "执行率"),
    *("分值", "得分", "合计", "其中：财政", "一级指标", "二级指标", "三级指标", "年度指标值"),
    *("实际完成值", "产出", "10", "—", "预期目标", "实际完成情况", "总分", "等级", "□是 □否"),
    *(
        "填表人：",
        "注：两份",
        "（    年度）",
        "附件3",
        "存在\n问题",
        "schema",
        "a/b",
        "=1+1",
        "长" * 70,
    ),
)


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[list[str]], list[str], bool]:
    """Any texts in any cells, any areas merged, with borders or without."""
    rows, columns = draw(st.integers(1, 9)), draw(st.integers(1, 8))
    cells = [[draw(st.sampled_from(WORDS)) for _ in range(columns)] for _ in range(rows)]
    areas = []
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(1, rows)), draw(st.integers(1, columns))
        bottom, right = draw(st.integers(top, rows)), draw(st.integers(left, columns))
        if (top, left) != (bottom, right):
            areas.append(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
    return cells, areas, draw(st.booleans())


@settings(max_examples=60)
@given(grids())
def test_any_grid_becomes_a_form_that_loses_nothing(
    grid: tuple[list[list[str]], list[str], bool],
) -> None:
    cells, areas, framed = grid
    frame = f"A1:{get_column_letter(len(cells[0]))}{len(cells)}" if framed else ""
    with tempfile.TemporaryDirectory() as folder:
        path = saved(book(cells, framed=frame), Path(folder))
        spoilt(path, SHEET, with_merges(path, areas))
        if not any(text for row in cells for text in row if not text.startswith("=")):
            return
        text = draft_from_workbook(path, "own").text
        shown = {flat(b.text) for s in read_blank(path) for line in s.lines for b in line}
    form = parse_definition(text, "own")
    assert form.parts
    said = flat(text.replace("\\n", "").replace("{year}", ""))
    for word in shown:
        parts = [p for p in re.split(r"[：:□\s]", word.replace("（年度）", "")) if p]
        assert [p for p in parts if p not in said] == []


def with_merges(path: Path, areas: Sequence[str]) -> bytes:
    """The sheet's own text with merged areas, overlapping ones as well."""
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(SHEET)
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in areas).encode()
    held = b"</sheetData><mergeCells>" + merges + b"</mergeCells>" if areas else b"</sheetData>"
    return sheet.replace(b"</sheetData>", held)
