"""An accounting export: recognised, summed, matched by code, shown, taken, and taken again."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.batch import Batch, take_back
from app.desk.imports.fund_commands import import_funds
from app.desk.imports.fund_fields import fund_fields, row_meant
from app.desk.imports.fund_lines import is_destroyed
from app.desk.imports.fund_words import doubt_text, fund_field_name, plan_lines
from app.desk.imports.funds import (
    FundFile,
    FundPlan,
    keep_mapping,
    open_funds,
    plan_funds,
    take_funds,
    usual_ticks,
)
from app.desk.imports.mapping import ListMapping, mapping_text
from app.desk.imports.orders import ListOrder
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import Place
from app.model.states import SIGNED
from tests.desk.desk import NATIONAL
from tests.second import form_of, sample_of

YEAR = 2025
ROAD, BRIDGE = "51000021R000000019951", "510000210000000020001"
HEADS = ["项目编码", "项目名称", "全年预算数（元）", "全年执行数（元）"]
Rows = list[list[Any]]


def project(space: Workspace, name: str, code: str = "", year: int = YEAR) -> str:
    """A record of a project with an empty money table."""
    sample = sample_of(NATIONAL)
    sections = dict(sample.sections)
    place = next(s for s in sections if "project_name" in sample.fields(s))
    sections |= {place: {**sample.fields(place), "project_name": name}, "funds": {}}
    record = msgspec.structs.replace(
        sample,
        id=f"{crc32(f'{name}{year}'.encode()):08x}-2222",
        year=year,
        codes={**sample.codes, "project_code": code},
        sections=sections,
    )
    batch = Batch(space)
    made = batch.create(record, form_of(NATIONAL))
    batch.save()
    return made


def type_in(space: Workspace, record_id: str, place: str, text: str) -> None:
    section, row, field = place.split("/")
    at = Place(section, row, field)
    batch = Batch(space)
    old = space.load(record_id).record.value(at)
    batch.change(record_id, Change("EDIT_SET", (Set(at, old, text),)))
    batch.save()


def export(folder: Path, rows: Rows, *merged: str, name: str = "账务 导出.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(folder / name)
    return folder / name


def plan_of(space: Workspace, path: Path, **changed: Any) -> tuple[FundFile, FundPlan]:
    file = open_funds(space, path)
    mapping = msgspec.structs.replace(file.mapping, **changed)
    plan = plan_funds(space, file, mapping)
    assert plan is not None
    return file, plan


def cells(plan: FundPlan) -> list[tuple[str, str, str, str, str]]:
    return [(c.title, str(c.place), c.old, c.new, c.doubt) for c in plan.cells]


def codes(plan: FundPlan) -> list[str]:
    return [problem.code for problem in plan.problems]


def amount(space: Workspace, record_id: str, place: str) -> str:
    section, row, field = place.split("/")
    return space.load(record_id).record.text(Place(section, row, field))


def test_exact_values_are_kept_and_shown_with_two_decimals(
    space: Workspace, tmp_path: Path
) -> None:
    road = project(space, "道路养护", ROAD)
    path = export(tmp_path, [HEADS, [ROAD, "道路养护项目", 876543.21, "865,400.00"]])
    _, plan = plan_of(space, path)
    assert [(c.new, c.new_shown) for c in plan.cells] == [
        ("87.654321", "87.65"),
        ("86.54", "86.54"),
    ]
    result = take_funds(space, plan.cells, usual_ticks(plan), path.name)
    assert amount(space, road, "funds/total/annual") == "87.654321"
    (entry, *_) = space.history(road)
    assert (entry.change.name, entry.change.how) == ("IMPORT_FUNDS", "imported")
    assert plan_of(space, path)[1].agreeing == 2
    take_back(space, result.id)
    assert amount(space, road, "funds/total/annual") == ""


def test_a_later_export_changes_what_nobody_touched(space: Workspace, tmp_path: Path) -> None:
    road = project(space, "道路养护", ROAD)
    first = export(tmp_path, [HEADS, [ROAD, "道路养护", 876500, 400000]])
    _, plan = plan_of(space, first)
    take_funds(space, plan.cells, usual_ticks(plan), first.name)
    type_in(space, road, "funds/total/annual", "90")
    later = export(tmp_path, [HEADS, [ROAD, "道路养护", 880000, 865400]])
    _, plan = plan_of(space, later)
    assert cells(plan) == [
        ("道路养护", "funds/total/annual", "90", "88", "filled"),
        ("道路养护", "funds/total/executed", "40", "86.54", ""),
    ]


def test_what_was_typed_rounded_is_no_difference(space: Workspace, tmp_path: Path) -> None:
    road = project(space, "道路养护", ROAD)
    type_in(space, road, "funds/total/annual", "87.65")
    type_in(space, road, "funds/total/executed", "86.50万元")
    path = export(tmp_path, [HEADS, [ROAD, "", 876543.21, 865400]])
    _, plan = plan_of(space, path)
    assert [c.new for c in plan.cells] == ["86.54"]
    assert (plan.agreeing, plan.cells[0].doubt) == (1, "filled")


@pytest.mark.parametrize(
    ("annual", "executed", "typed", "doubts"),
    [
        (876500, 865400, "", ["", ""]),
        (876500, 86.54, "", ["factor", "factor"]),
        (876500, 865400, "876500", ["factor", ""]),
        (876500, 0, "", ["", ""]),
        (0, 0, "876500", ["filled", ""]),
        (876500, 8654, "", ["", ""]),
        (-876500, 865400, "", ["negative", ""]),
    ],
)
def test_a_factor_of_ten_thousand_and_a_minus_are_told(
    space: Workspace, tmp_path: Path, annual: float, executed: float, typed: str, doubts: list[str]
) -> None:
    road = project(space, "道路养护", ROAD)
    if typed:
        type_in(space, road, "funds/total/annual", typed)
    _, plan = plan_of(space, export(tmp_path, [HEADS, [ROAD, "道路养护", annual, executed]]))
    assert [cell.doubt for cell in plan.cells] == doubts


LINES: Rows = [
    ["2025年度支出明细表（单位：元）"],
    ["项目编码", "项目名称", "经济分类", "资金性质", "执行数"],
]


@pytest.mark.parametrize(
    ("rows", "total", "part", "noted"),
    [
        (
            [
                [ROAD, "道路养护", "30201 办公费", "财政拨款", 100.5],
                [ROAD, "道路养护", "30213 维修", "上年结转", 200],
                ["合计", "", "", "", 300.5],
            ],
            "0.03005",
            "0.01005",
            [],
        ),
        (
            [
                [ROAD, "道路养护", "", "", 300.5],
                ["", "", "办公费", "财政拨款", 100.5],
                ["", "", "维修", "其他", 200],
            ],
            "0.03005",
            "0.01005",
            [],
        ),
        (
            [
                [ROAD, "道路养护", "", "", 300],
                ["", "", "办公费", "财政拨款", 100.5],
                ["", "", "项目小计", "", 100.5],
            ],
            "0.04005",
            "0.01005",
            ["FUNDS_TWICE"],
        ),
        (
            [[ROAD, "道路养护", "甲", "财政拨款", 1e6], [ROAD, "", "冲销", "财政拨款", -1]],
            *("99.9999",) * 2,
            [],
        ),
        (
            [[ROAD, "道路养护", "甲", "", 1e6], [ROAD, "", "乙", "", "待定"]],
            "",
            "",
            ["FUNDS_AMOUNT"],
        ),
        ([["", "", "甲", "", 5], [ROAD, "道路养护", "乙", "", 1e6]], "100", "", ["FUNDS_NAMELESS"]),
    ],
    ids=("lines", "subtotal above", "may be twice", "reversal", "no amount", "nameless"),
)
def test_the_lines_of_a_project_are_summed(
    space: Workspace, tmp_path: Path, rows: Rows, total: str, part: str, noted: list[str]
) -> None:
    project(space, "道路养护", ROAD)
    _, plan = plan_of(space, export(tmp_path, [*LINES, *rows]))
    found = {str(cell.place): cell.new for cell in plan.cells}
    assert found.get("funds/total/executed", "") == total
    assert found.get("funds/current_year/executed", "") == part
    assert codes(plan) == noted


def test_a_project_on_several_sheets_waits_for_a_person(space: Workspace, tmp_path: Path) -> None:
    project(space, "道路养护", ROAD)
    path = export(tmp_path, [HEADS, [ROAD, "道路养护", 876500, 865400]])
    book = openpyxl.load_workbook(path)
    for row in (HEADS, [ROAD, "道路养护", 876500, 865400]):
        again = book["汇总"] if "汇总" in book.sheetnames else book.create_sheet("汇总")
        again.append(row)
    book.save(path)
    _, plan = plan_of(space, path)
    assert {(cell.new, cell.doubt) for cell in plan.cells} == {
        ("175.3", "summed"),
        ("173.08", "summed"),
    }
    assert codes(plan) == ["FUNDS_SHEETS"]


def test_a_fund_source_feeds_the_row_that_a_person_says(space: Workspace, tmp_path: Path) -> None:
    project(space, "道路养护", ROAD)
    path = export(
        tmp_path,
        [*LINES, [ROAD, "甲", "a", "政府性基金", 100], [ROAD, "甲", "b", "单位资金", 50]],
    )
    file, plan = plan_of(space, path)
    assert [str(cell.place) for cell in plan.cells] == ["funds/total/executed"]
    rows = {"政府性基金": "当年财政拨款"}
    mapping = msgspec.structs.replace(file.mapping, rows=rows)
    keep_mapping(space, file, mapping)
    again, plan = plan_of(space, path)
    assert again.mapping.rows == rows
    assert {str(c.place): c.new for c in plan.cells} == {
        "funds/total/executed": "0.015",
        "funds/current_year/executed": "0.01",
    }


def test_columns_below_a_wider_head_feed_their_rows(space: Workspace, tmp_path: Path) -> None:
    project(space, "道路养护", ROAD)
    rows: Rows = [
        ["项目编码", "项目名称", "全年预算数（万元）", "", "全年执行数（万元）", ""],
        ["", "", "合计", "财政拨款", "合计", "财政拨款"],
        [ROAD, "道路养护", 87.65, 80, 86.54, 79],
    ]
    merged = ("A1:A2", "B1:B2", "C1:D1", "E1:F1")
    _, plan = plan_of(space, export(tmp_path, rows, *merged))
    assert {str(c.place): c.new for c in plan.cells} == {
        "funds/total/annual": "87.65",
        "funds/current_year/annual": "80",
        "funds/total/executed": "86.54",
        "funds/current_year/executed": "79",
    }


@pytest.mark.parametrize(
    ("code", "destroyed"),
    [
        *(("1.23E+19", True), ("5.1e20", True), ("51000021000000000000", True), ("", False)),
        *((ROAD, False), (BRIDGE, False), ("510000210000000", False), ("12E", False)),
    ],
)
def test_a_code_that_became_a_number_is_known(code: str, destroyed: bool) -> None:
    assert is_destroyed(code) is destroyed


def test_a_text_file_of_an_accounting_system_is_read(space: Workspace, tmp_path: Path) -> None:
    project(space, "道路养护", ROAD)
    lines = (
        "2025年支出情况表,,,,单位：元",
        "项目代码,项目名称,部门经济分类,预算指标数,实际支出",
        f'="{ROAD}",道路养护,,"1,234,567.89","１００００"',
        f"'{ROAD},道路养护,,(34567.89),（100）",
        "合　计,,,1,2",
    )
    path = tmp_path / "支出 情况.csv"
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    _, plan = plan_of(space, path)
    assert [cell.new for cell in plan.cells] == ["120", "0.99"]
    assert plan.listed.left_out == 1


def test_a_destroyed_code_joins_no_two_projects(space: Workspace, tmp_path: Path) -> None:
    project(space, "危桥改造", BRIDGE)
    project(space, "道路养护", "510000210000000030002")
    number = 510000210000000020001
    path = export(
        tmp_path, [HEADS, [float(number), "危桥改造", 10000, 0], [float(number), "丙", 1, 1]]
    )
    _, plan = plan_of(space, path)
    assert codes(plan) == ["FUNDS_DESTROYED", "FUNDS_DESTROYED"]
    assert {(c.title, c.doubt) for c in plan.cells} == {("危桥改造", "named")}
    assert [u.project.name for u in plan.unmatched] == ["丙"]
    assert usual_ticks(plan) == frozenset()


def test_without_a_code_a_name_is_suggested_and_never_decided(
    space: Workspace, tmp_path: Path
) -> None:
    road, bridge = project(space, "道路养护"), project(space, "危桥改造资金", BRIDGE)
    project(space, "往年项目", year=YEAR - 1)
    rows: Rows = [HEADS, [ROAD, "道路养护", 10000, 5000], ["", "危桥改造专项", 20000, 0]]
    file, plan = plan_of(space, export(tmp_path, rows))
    assert {(c.title, str(c.place), c.doubt) for c in plan.cells} == {
        ("道路养护", "funds/total/annual", "named"),
        ("道路养护", "funds/total/executed", "named"),
        ("道路养护", "codes/project_code", "named"),
    }
    (unmatched,) = plan.unmatched
    assert [header.id for header in unmatched.alike] == [bridge]
    assert [header.id for header in plan.without] == [bridge]
    mapping = msgspec.structs.replace(file.mapping, same={unmatched.project.key: bridge})
    decided = plan_funds(space, file, mapping)
    assert decided is not None
    assert (decided.unmatched, decided.without) == ((), ())
    assert {c.doubt for c in decided.cells if c.record == bridge} == {""}
    take_funds(space, plan.cells, {cell.key for cell in plan.cells}, "表")
    assert space.load(road).record.codes["project_code"] == ROAD
    assert plan_of(space, file.path)[1].cells == ()


def test_locked_records_and_other_years_stay_as_they_are(space: Workspace, tmp_path: Path) -> None:
    road = project(space, "道路养护", ROAD)
    project(space, "道路养护", ROAD, YEAR - 1)
    set_state(space, road, SIGNED)
    rows: Rows = [
        ["年度", *HEADS],
        [2025, ROAD, "道路养护", 10000, 5000],
        ["2024年", ROAD, "道路养护", 7, 7],
    ]
    _, plan = plan_of(space, export(tmp_path, rows))
    assert {(c.record, c.doubt) for c in plan.cells} == {(road, "locked")}
    assert plan.listed.other_years == 1
    with pytest.raises(FaultError) as fault:
        take_funds(space, plan.cells, {plan.cells[0].key}, "表")
    assert fault.value.code == "STATE_002"


@pytest.mark.parametrize(
    ("rows", "changed", "code"),
    [
        ([["项目编码", "全年执行数"], [ROAD, 5]], {}, "LIST_006"),
        ([["项目编码", "经济科目"], [ROAD, 5]], {}, "FUNDS_001"),
        ([HEADS, [ROAD, "甲", 5, 5]], {"columns": {"全年执行数（元）": "executed"}}, "LIST_002"),
    ],
)
def test_an_export_that_cannot_be_used_says_why(
    space: Workspace, tmp_path: Path, rows: Rows, changed: dict[str, Any], code: str
) -> None:
    project(space, "道路养护", ROAD)
    with pytest.raises(FaultError) as fault:
        plan_of(space, export(tmp_path, rows), **changed)
    assert fault.value.code == code


def test_without_records_there_is_nothing_to_import_into(space: Workspace, tmp_path: Path) -> None:
    with pytest.raises(FaultError) as fault:
        open_funds(space, export(tmp_path, [HEADS, [ROAD, "甲", 5, 5]]))
    assert fault.value.code == "FUNDS_002"


yuan = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@given(amounts=st.lists(yuan, min_size=1, max_size=6))
def test_the_sum_is_exact_whatever_the_amounts(amounts: list[Decimal]) -> None:
    from app.desk.imports.fund_fields import Feed
    from app.desk.imports.fund_lines import FundLine, FundProject
    from app.model.money import exact_quotient

    executed = Feed("executed")
    lines = tuple(FundLine("表", n, "科目", "", {executed: a}) for n, a in enumerate(amounts))
    sums = FundProject("k", "k", "甲", False, lines).sums({})
    whole = exact_quotient(sums[executed], Decimal(10_000))
    assert whole * 10_000 == sum(amounts)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        *(
            ("财政拨款", "当年财政拨款"),
            ("其中：当年财政拨款", "当年财政拨款"),
            ("上年结转", "上年结转资金"),
        ),
        *(("财政专户管理资金", ""), ("", ""), ("资金", "")),
    ],
)
def test_a_source_feeds_a_row_only_where_it_names_it(text: str, row: str) -> None:
    assert row_meant(text, ("当年财政拨款", "上年结转资金", "其他资金")) == row


def test_the_command_line_shows_takes_and_remembers(tmp_path: Path) -> None:
    data = tmp_path / "资料"
    data.mkdir()
    space = Workspace(data)
    project(space, "道路养护", ROAD)
    project(space, "没有的项目", BRIDGE)
    space.close()
    path = export(tmp_path, [["代码", "名称", "钱"], [ROAD, "道路养护", 865400]])
    mapping = tmp_path / "对应.json"
    columns = {"代码": "project_code", "名称": "project_name", "钱": "executed@当年财政拨款"}
    mapping.write_text(mapping_text(ListMapping(columns)), encoding="utf-8")
    order = ListOrder(path, mapping=mapping, money_unit="元")
    shown = import_funds(data, order, "zh")
    assert (shown.code, shown.data["done"]) == (1, False)
    assert "86.54万元" in shown.text
    assert "文件里没有：510000210000000020001 没有的项目" in shown.text
    done = import_funds(data, msgspec.structs.replace(order, yes=True), "zh")
    assert len(done.data["changed"]) == 1
    again = import_funds(data, ListOrder(path), "en")
    assert (again.data["cells"], again.data["agreeing"]) == ([], 1)
    with pytest.raises(FaultError):
        import_funds(data, ListOrder(path, money_unit="美元"), "zh")


def test_everything_of_a_plan_has_words(space: Workspace, tmp_path: Path) -> None:
    project(space, "道路养护", ROAD)
    project(space, "别的", BRIDGE)
    rows: Rows = [["合计"], *LINES, [ROAD, "道路养护", "甲", "财政拨款", 7], ["", "丁", "", "", 1]]
    rows += [["1.2E+20", "戊", "", "", 1], ["合计", "", "", "", 9]]
    _, plan = plan_of(space, export(tmp_path, rows))
    (cell, *_) = plan.cells
    for language in ("zh", "en"):
        lines = plan_lines(plan, usual_ticks(plan), language)
        assert not any("{" in line for line in lines)
        doubts = {
            doubt_text(cell._replace(doubt=d), language)
            for d in ("", "locked", "named", "summed", "negative", "factor", "filled")
        }
        assert len(doubts) == 7
        fields = ("", *fund_fields(("当年财政拨款",)))
        assert len({fund_field_name(field, language) for field in fields}) == len(fields)
