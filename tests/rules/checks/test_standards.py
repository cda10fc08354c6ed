"""Weights against the points that their standards name."""

from decimal import Decimal

import pytest

from app.model.loading import parse_definition
from app.model.record import FormRecord, Row
from app.rules.checks.standards import full_points
from tests.rules.records import SMALL_FORM, of, with_section

FORM = parse_definition(
    SMALL_FORM.replace(
        '{ id = "op", label = "性质", span = 1, role = "operator" }',
        '{ id = "op", label = "评分标准", span = 1 }',
    ),
    "small",
)


@pytest.mark.parametrize(
    ("standard", "full"),
    [
        ("指标得分=预算执行率*2分，80%以下不得分", "2"),
        ("得满分2分；每有1项不符合规定，扣减1分，扣完为止", "2"),
        ("符合得满分 1.5 分，反之不得分", "1.5"),
        ("得满分2分，部分得满分1分", None),
        ("每出现一起，扣除 20%权重分，扣完为止", None),
        ("", None),
    ],
)
def test_full_points_are_read_from_a_standard(standard: str, full: str | None) -> None:
    assert full_points(standard) == (None if full is None else Decimal(full))


@pytest.mark.parametrize(("weight", "asked"), [("1", 1), ("2", 0), ("2.0", 0), ("", 0)])
def test_w8_a_weight_is_what_its_standard_names(weight: str, asked: int) -> None:
    cells = {"what": "预算执行率", "op": "指标得分=预算执行率*2分", "points": weight}
    record = FormRecord(form="small", form_version=1, id="x")
    record = with_section(record, "aims", (Row("r", "scored", cells),))
    found = of("W8", record, FORM)
    assert [(f.severity, str(f.place), f.expected) for f in found] == [
        ("warning", "aims/r/points", "2")
    ] * asked
