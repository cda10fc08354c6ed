"""Sum rows of tables without points."""

import pytest

from app.model.loading import parse_definition
from app.model.record import FormRecord, Row
from tests.rules.records import SMALL_FORM, of

TABLE = """
[[parts.sections]]
kind = "rows"
id = "costs"
columns = [
  { id = "what", label = "项目", span = 4 },
  { id = "sum", label = "金额", span = 2, role = "number" },
  { id = "rate", label = "完成率", span = 2, role = "number" },
]
"""
FORM = parse_definition(SMALL_FORM + TABLE, "small")


def record(*lines: tuple[str, str]) -> FormRecord:
    rows = tuple(
        Row(f"r{n}", "", {"what": what, "sum": amount, "rate": "50"})
        for n, (what, amount) in enumerate(lines)
    )
    return FormRecord(form="small", form_version=1, id="x", sections={"costs": rows})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("甲", "66,061.29"), ("乙", "576,700"), ("合计", "642,761.29")], []),
        ([("甲", "1"), ("乙", "2"), ("合计：", "4")], [("error", "costs/r2/sum", "3")]),
        ([("甲", "1"), ("乙", "2.01"), ("合 计", "3")], [("info", "costs/r2/sum", "3.01")]),
        ([("甲", "1"), ("其中：丙", "1"), ("乙", "2"), ("合计", "3")], []),
        ([("甲", "1"), ("乙", "2"), ("小计", "3"), ("丙", "4"), ("合计", "7")], []),
        (
            [("甲", "1"), ("乙", "2"), ("小计", "4"), ("丙", "4"), ("合计", "7")],
            [("error", "costs/r2/sum", "3")],
        ),
        ([("甲", "1"), ("乙", "约2"), ("合计", "9")], []),
        ([("甲", "1元"), ("乙", "2"), ("合计", "9")], []),
        ([("甲", "1"), ("乙", "2"), ("合计", "—")], []),
        ([("甲", "1"), ("合计", "9")], []),
    ],
)
def test_m1_a_sum_row_adds_up_the_rows_above(
    lines: list[tuple[str, str]], expected: list[tuple[str, str, str]]
) -> None:
    found = of("M1", record(*lines), FORM)
    assert [(f.severity, str(f.place), f.expected) for f in found] == expected
