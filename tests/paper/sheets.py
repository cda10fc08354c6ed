"""Sheets and metrics for the tests of `paper`."""

from functools import cache
from pathlib import Path

from app.model.definition import Align, Margins
from app.model.places import Place
from app.paper.metrics import Metrics
from app.sheet.sheet import Cell, Heading, PageSetup, Sheet, SheetRow

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
PORTRAIT = PageSetup(210.0, 297.0, Margins(20.0, 15.0, 20.0, 15.0), 10.0, 22.0, False)
LANDSCAPE = PageSetup(297.0, 210.0, Margins(15.0, 20.0, 15.0, 20.0), 10.0, 22.0, True)
COLUMNS = (13.0, 19.0, 23.0, 31.0, 23.0, 23.0, 12.0, 12.0, 24.0)
LONG = "因上级资金下达较晚（2019年10月），项目于第四季度开工，完成200组抽检后仍有12%未结算。"
HEADINGS = (
    Heading("附件1", "annex"),
    Heading("项目支出绩效自评表", "title"),
    Heading("（2019年度）", "subtitle"),
)


@cache
def shipped() -> Metrics:
    """The metrics of the shipped faces."""
    names = ("song", "hei", "kai")
    return Metrics.from_json((FONTS / f"{name}.metrics.json").read_bytes() for name in names)


def label(column: int, colspan: int, text: str, rowspan: int = 1) -> Cell:
    """A cell of fixed wording."""
    return Cell(column, colspan, text, rowspan=rowspan, style="label")


def value(
    column: int, colspan: int, text: str, rowspan: int = 1, covers: tuple[Place, ...] = ()
) -> Cell:
    """A cell that a person fills."""
    align: Align = "left" if len(text) > 12 else "center"
    return Cell(column, colspan, text, "input", rowspan, covers=covers, align=align)


def money_rows() -> list[SheetRow]:
    """The five money rows of the national form."""
    heads = ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    spans = (2, 1, 1, 1, 1, 1, 1)
    lines = [
        heads,
        ("年度资金总额", "", "87.65", "86.54", "10", "98.73%", "9.87"),
        ("其中：当年财政拨款", "", "87.65", "86.54", "—", "98.73%", "—"),
        ("上年结转资金", "", "", "", "—", "", "—"),
        ("其他资金", "", "", "", "—", "", "—"),
    ]
    rows = []
    for number, texts in enumerate(lines):
        cells = [] if number else [label(0, 1, "项目资金（万元）", rowspan=len(lines))]
        column = 1
        for text, span in zip(texts, spans, strict=True):
            cells.append(label(column, span, text) if not number else value(column, span, text))
            column += span
        rows.append(SheetRow("funds", tuple(cells), head=number == 0, keep=number == 0))
    return rows


def indicator_rows(count: int, note: str = "") -> list[SheetRow]:
    """A head and `count` indicators in groups: tiers of eight and of two rows."""
    heads = ("一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值", "分值", "得分")
    cells = [label(0, 1, "绩效指标", rowspan=count + 1)]
    cells += [label(index + 1, 1, text) for index, text in enumerate(heads)]
    cells.append(label(8, 1, "偏差原因分析及改进措施"))
    rows = [SheetRow("indicators", tuple(cells), head=True, keep=True)]
    for index in range(count):
        cells = []
        for column, text, size in ((1, "产出指标", 8), (2, "经济效益指标", 2)):
            if index % size == 0:
                span = min(size, count - index)
                covers = tuple(Place("indicators", f"r{index + k}", text) for k in range(span))
                cells.append(value(column, 1, text, span, covers))
        name = f"完成质量技术监督抽检任务{index}"
        cells += [value(3, 1, name), value(4, 1, "≥200组"), value(5, 1, "86.54万元")]
        cells += [value(6, 1, "25"), value(7, 1, "25")]
        cells.append(value(8, 1, note if index == count // 2 else ""))
        rows.append(SheetRow("indicators", tuple(cells), row_id=f"r{index}"))
    return rows


def full_sheet(count: int, note: str = "", page: PageSetup = PORTRAIT) -> Sheet:
    """A sheet in the shape of the national form with `count` indicators."""
    scale = (page.width - page.margins.left - page.margins.right) / sum(COLUMNS)
    goals = (
        SheetRow(
            "goals",
            (label(0, 1, "年度总体目标", 2), label(1, 4, "预期目标"), label(5, 4, "实际完成情况")),
            head=True,
            keep=True,
        ),
        SheetRow("goals", (value(1, 4, "　　" + LONG), value(5, 4, LONG)), min_height=10.0),
    )
    total = SheetRow(
        "total",
        (
            label(0, 6, "总分"),
            Cell(6, 1, "100", "computed", style="strong"),
            Cell(7, 1, "99.87", "computed", style="strong"),
            Cell(8, 1, "", "blank"),
        ),
    )
    signatures = SheetRow(
        "signatures",
        (
            Cell(0, 4, "填表人：", align="left", border=False),
            Cell(4, 5, "单位负责人（签章）：", align="left", border=False),
        ),
        min_height=15.0,
    )
    names = (
        SheetRow("fields", (label(0, 2, "项目名称"), value(2, 7, "质量技术监督专项经费"))),
        SheetRow(
            "fields",
            (
                label(0, 2, "主管部门"),
                value(2, 2, "云溪县市场监督管理局"),
                label(4, 2, "实施单位"),
                value(6, 3, "云溪县质量检验所"),
            ),
        ),
    )
    rows = (*names, *money_rows(), *goals, *indicator_rows(count, note), total, signatures)
    return Sheet("main", "自评表", HEADINGS, tuple(w * scale for w in COLUMNS), rows, page)
