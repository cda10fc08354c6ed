"""The summary: one line for each first tier, and the total."""

from decimal import Decimal

import msgspec
import pytest

from app.model.definition import SummarySection
from app.model.results import Block, Scores
from app.sheet.summary import summary_rows
from app.sheet.view import LayoutView
from tests.seeds import national_form, seed_001

COLUMNS = [
    {"label": "得分率", "span": 2, "value": "rate"},
    {"label": "指标", "span": 1, "value": "name"},
    {"label": "权重", "span": 1, "value": "weight"},
    {"label": "得分", "span": 1, "value": "score", "align": "right"},
]
BLOCKS = (
    Block("funds", "execution", Decimal(10), Decimal("9.87")),
    Block("产出指标", "tier", Decimal(30), Decimal(10)),
    Block("效益指标", "tier", Decimal(60), Decimal(20), missing=1),
)


def lines(
    blocks: tuple[Block, ...] = BLOCKS, missing: int = 1, **keys: str
) -> list[list[tuple[str, str]]]:
    """The texts of the lines, each with its style."""
    section = msgspec.convert({"id": "s", "columns": COLUMNS, **keys}, SummarySection)
    weight = sum((block.weight for block in blocks), Decimal(0))
    total = sum((block.points or Decimal(0) for block in blocks), Decimal(0))
    scores = Scores({}, {}, blocks, weight, total, missing, "")
    view = LayoutView(national_form(), seed_001(), scores, 7.5)
    rows = list(summary_rows(section, view, 5))
    assert [[(c.column, c.colspan) for c in row.cells] for row in rows] == [
        [(0, 2), (2, 1), (3, 1), (4, 1)]
    ] * len(rows)
    assert [row.head for row in rows] == [True] + [False] * (len(rows) - 1)
    return [[(cell.text, cell.style) for cell in row.cells] for row in rows]


def texts(execution: str = "", total: str = "合计") -> list[list[str]]:
    return [[text for text, _ in line] for line in lines(execution=execution, total=total)]


def test_a_line_for_each_tier_and_nothing_for_what_is_not_scored() -> None:
    assert texts() == [
        ["得分率", "指标", "权重", "得分"],
        ["33.33%", "产出指标", "30", "10"],
        ["", "效益指标", "60", ""],
        ["", "合计", "100", ""],
    ]


def test_the_execution_rate_has_a_line_where_it_is_named() -> None:
    assert texts(execution="预算执行", total="总计")[1:2] == [["98.7%", "预算执行", "10", "9.87"]]
    assert texts(execution="预算执行", total="总计")[-1][1] == "总计"


@pytest.mark.parametrize(
    ("blocks", "total"),
    [(BLOCKS[:2], ["49.68%", "合计", "40", "19.87"]), ((), ["", "合计", "", ""])],
)
def test_the_total_is_strong(blocks: tuple[Block, ...], total: list[str]) -> None:
    last = lines(blocks, missing=0)[-1]
    assert [text for text, _ in last] == total
    assert [style for _, style in last] == ["body", "label", "body", "strong"]
