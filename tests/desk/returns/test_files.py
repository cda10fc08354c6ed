"""Remarks out of files: our own workbook marked by finance, foreign ones, lists, letters."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import msgspec
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from app.desk.exports import export
from app.desk.forms import gallery
from app.desk.returns.files import read_remarks
from app.desk.returns.match import CERTAIN, Matched, match_all
from app.exchange.embedded import SHEET
from app.model.faults import FaultError
from tests.desk.returns.material import CHAT, LETTER, subject, subjects

YELLOW = PatternFill("solid", fgColor="FFFFFF00")
HOSTILE = "{text} =HYPERLINK(1) <b>%s 𠮷"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The workbook that went to finance."""
    record = subject("质量").record
    path = tmp_path / "自评 表.xlsx"
    export(record, gallery().form(record.form), xlsx=path)
    return path


def marked(path: Path, change: Callable[[Any], None], *, foreign: bool = False) -> list[Matched]:
    """What is found in a workbook after somebody changed its first worksheet."""
    workbook = openpyxl.load_workbook(path, rich_text=True)
    if foreign:
        del workbook[SHEET]
    change(workbook.worksheets[0])
    workbook.save(path)
    return match_all(read_remarks(path, subjects()).pieces, subjects())


def cell(sheet: Any, text: str, right: int = 0) -> Any:
    """The cell with a text, or one that stands some columns right of it."""
    found = next(c for row in sheet.iter_rows() for c in row if c.value == text)
    return sheet.cell(found.row, found.column + right)


def comment(text: str) -> Callable[[Any], None]:
    def put(sheet: Any) -> None:
        cell(sheet, "及时完成质量监督检查任务", 2).comment = Comment(text, "赵小六")

    return put


def one(found: list[Matched]) -> tuple[str, str, str]:
    (match,) = found
    return match.piece.text, match.record_id, match.place


ACTUAL = "indicators/k3f9/actual"


@pytest.mark.parametrize("foreign", [False, True])
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("请填检查家次", "请填检查家次"),
        ("赵小六:\n请填检查家次", "请填检查家次"),
        (HOSTILE, HOSTILE),
        (
            "[线程批注]\n\n你的Excel版本可读取此线程批注; 但如果在更新版本的Excel中打开文件，"
            "则对批注所作的任何改动都将被删除。\n\n注释:\n    请填检查家次",
            "请填检查家次",
        ),
    ],
)
def test_a_comment_is_a_remark_on_its_cell(
    sent: Path, foreign: bool, written: str, read: str
) -> None:
    found = marked(sent, comment(written), foreign=foreign)
    assert one(found) == (read, "质量", ACTUAL)


@pytest.mark.parametrize("foreign", [False, True])
@pytest.mark.parametrize(
    ("label", "right", "place"),
    [
        ("年度资金总额", 2, "funds/total/initial"),
        ("其中：当年财政拨款", 4, "funds/current_year/executed"),
        ("年度资金总额", 7, "funds/total/score"),
        ("主管部门", 2, "fields/department"),
        ("社会效益指标", 4, "indicators/q5h6/weight"),
        ("社会效益指标", 5, "indicators/q5h6/score"),
        ("总分", 6, "total/weight"),
        ("总分", 7, "total/score"),
    ],
)
def test_every_kind_of_cell_is_found(
    sent: Path, foreign: bool, label: str, right: int, place: str
) -> None:
    def put(sheet: Any) -> None:
        cell(sheet, label, right).comment = Comment("请核实", "")

    assert one(marked(sent, put, foreign=foreign)) == ("请核实", "质量", place)


def test_the_answers_to_a_threaded_comment_are_remarks_too(sent: Path) -> None:
    text = "[Threaded comment]\n\nYour version…\n\nComment:\n    一\nReply:\n    二"
    assert [m.piece.text for m in marked(sent, comment(text))] == ["一", "二"]


def test_a_coloured_cell_is_a_remark_and_a_coloured_row_is_one(sent: Path) -> None:
    def colour(sheet: Any) -> None:
        cell(sheet, "年度资金总额", 3).fill = YELLOW
        for right in range(6):
            cell(sheet, "社会效益指标", right).fill = YELLOW

    found = marked(sent, colour)
    assert [m.place for m in found] == ["funds/total/annual", "indicators/q5h6/tier2"]
    assert "87.65" in found[0].piece.text


@pytest.mark.parametrize("foreign", [False, True])
def test_rows_put_in_above_do_not_lead_astray(sent: Path, foreign: bool) -> None:
    def insert(sheet: Any) -> None:
        comment("请核实")(sheet)
        target = cell(sheet, "及时完成质量监督检查任务", 2)
        kept = target.comment
        target.comment = None
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(4, 3)
        sheet.cell(4, 1).value = "财政局审核说明"
        cell(sheet, "及时完成质量监督检查任务", 2).comment = Comment(kept.text, "")

    assert one(marked(sent, insert, foreign=foreign)) == ("请核实", "质量", ACTUAL)


def test_words_added_to_a_cell_are_the_remark(sent: Path) -> None:
    def write(sheet: Any) -> None:
        cell(sheet, "促进质量提升，保障社会经济发展").value += "（请量化）"
        target = cell(sheet, "不超过年度预算")
        red = InlineFont(color="FFFF0000")
        target.value = CellRichText("不超过年度预算", TextBlock(red, "与批复不符"))

    found = marked(sent, write)
    assert {(m.piece.text, m.place) for m in found} == {
        ("请量化", "indicators/q5h6/tier3"),
        ("与批复不符", "indicators/m7c4/tier3"),
    }


def test_a_value_that_finance_changed_is_told_and_numbers_are_not(sent: Path) -> None:
    def write(sheet: Any) -> None:
        target = cell(sheet, "年度资金总额", 4)
        assert target.value == pytest.approx(86.54)
        target.value = 80

    text, _, place = one(marked(sent, write))
    assert (text, place) == ("财政把“86.54”改写为“80”", "funds/total/executed")


def test_brackets_of_our_own_are_no_remark(tmp_path: Path) -> None:
    record = subject("图书").record
    fields = {**record.fields("fields"), "project_name": "免费开放（请勿删除）【二期】"}
    named = msgspec.structs.replace(record, sections={**record.sections, "fields": fields})
    path = tmp_path / "括号.xlsx"
    export(named, gallery().form(record.form), xlsx=path)
    with pytest.raises(FaultError) as fault:
        read_remarks(path, subjects())
    assert fault.value.code == "RETURN_004"


def test_an_untouched_workbook_holds_no_remark(sent: Path) -> None:
    with pytest.raises(FaultError) as fault:
        read_remarks(sent, subjects())
    assert fault.value.code == "RETURN_004"


def test_the_heads_of_a_foreign_form_may_be_coloured(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目名称", "铁路沿线安全环境整治"])
    sheet.append(["三级指标", "年度指标值", "实际完成值", "得分"])
    sheet.append(["群众满意度", "≥95%", "96", "10"])
    sheet.append(["垃圾清理达标率", "≥95%", "96", "10"])
    for head in sheet[2]:
        head.fill = PatternFill("solid", fgColor="FF4472C4")
    sheet["C3"].fill = YELLOW
    sheet["D4"].font = Font(color="FFFF0000")
    path = tmp_path / "财政自制表.xlsx"
    book.save(path)
    found = match_all(read_remarks(path, subjects()).pieces, subjects())
    assert [(m.record_id, m.place, m.sure) for m in found] == [
        ("铁路", "indicators/m1/actual", CERTAIN),
        ("铁路", "indicators/z1/score", CERTAIN),
    ]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_list_of_remarks_is_read_line_by_line(tmp_path: Path, suffix: str) -> None:
    rows = [
        ["2025年度自评退回意见汇总", "", "", ""],
        ["序号", "项目名称", "三级指标", "存在问题"],
        ["1", "铁路沿线安全环境整治", "群众满意度", "1.完成值无来源；2.分值过高"],
        ["2", "", "", "全年执行数不对"],
        ["3", "农村危房改造补助资金", "完工率", "完成值超过100%"],
    ]
    path = tmp_path / f"意见{suffix}"
    if suffix == ".csv":
        path.write_text("\n".join(",".join(row) for row in rows), encoding="gb18030")
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    found = match_all(read_remarks(path, subjects()).pieces, subjects())
    assert [(m.record_id, m.place) for m in found] == [
        ("铁路", "indicators/m1/actual"),
        ("铁路", "indicators/m1/weight"),
        ("铁路", "funds/total/executed"),
        ("危房", "indicators/n2/actual"),
    ]


def test_a_letter_is_read_with_its_table(tmp_path: Path) -> None:
    document = docx.Document()
    for line in LETTER.split("\n"):
        document.add_paragraph(line)
    table = document.add_table(2, 3)
    texts = ("项目名称", "指标名称", "审核意见", "农村危房改造补助资金", "完工率", "完成值超过100%")
    for at, text in enumerate(texts):
        table.cell(at // 3, at % 3).text = text
    path = tmp_path / "退回函.docx"
    document.save(str(path))
    read = read_remarks(path, subjects())
    assert len(read.pieces) == 6
    assert match_all(read.pieces, subjects())[-1].place == "indicators/n2/actual"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_chat_saved_as_text_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "聊天.txt"
    path.write_text(CHAT, encoding=encoding)
    assert len(read_remarks(path, subjects()).pieces) == 5


def _zip(**files: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name.replace("__", "/").replace("_x", ".x"), data)

    return write


ENTITY = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets>&x;</sheets>
</workbook>"""


@pytest.mark.parametrize(
    ("name", "write", "code"),
    [
        ("空.xlsx", lambda p: p.write_bytes(b""), "IMPORT_001"),
        ("文字.xlsx", lambda p: p.write_text("意见"), "IMPORT_001"),
        ("半截.xlsx", lambda p: p.write_bytes(b"PK\x03\x04123"), "IMPORT_003"),
        ("炸弹.xlsx", _zip(xl__workbook_xml=b"0" * 120 * 2**20), "IMPORT_004"),
        ("实体.xlsx", _zip(xl__workbook_xml=ENTITY), "IMPORT_003"),
        ("旧.docx", lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "REPORT_001"),
        ("图.png", lambda p: p.write_bytes(b"1"), "RETURN_003"),
        ("二进制.txt", lambda p: p.write_bytes(b"\xff\xfe\x00\x81\x00"), "REPORT_005"),
        ("没有.txt", lambda p: None, "FILE_001"),
        ("没有.xlsx", lambda p: None, "IMPORT_006"),
        ("无话.txt", lambda p: p.write_text("收到\n好的", encoding="utf-8"), "RETURN_004"),
    ],
)
def test_a_broken_file_is_one_sentence(
    tmp_path: Path, name: str, write: Callable[[Path], object], code: str
) -> None:
    write(tmp_path / name)
    with pytest.raises(FaultError) as fault:
        read_remarks(tmp_path / name, subjects())
    assert fault.value.code == code


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=40))
def test_a_workbook_damaged_anywhere_never_crashes(sent: Path, at: int, junk: bytes) -> None:
    data = bytearray(sent.read_bytes())
    at %= len(data)
    data[at : at + len(junk)] = junk
    broken = sent.with_name("坏.xlsx")
    broken.write_bytes(bytes(data))
    try:
        read_remarks(broken, subjects())
    except FaultError as fault:
        assert fault.code.split("_")[0] in ("IMPORT", "RETURN")  # noqa: PT017 (either may come)
