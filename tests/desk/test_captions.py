"""What places are called."""

import pytest

from app.desk.captions import caption
from app.model.places import parse_place
from tests.desk.desk import NATIONAL
from tests.second import form_of, sample_of


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("funds/total/executed", "年度资金总额 · 全年执行数"),
        ("record/funds_note", "资金情况说明"),
        ("codes/section", "责任股室"),
        ("fields/unit", "实施单位"),
        ("total/weight", "总分 · 分值"),
        ("nowhere/x/y", "nowhere/x/y"),
    ],
)
def test_a_place_is_called_by_the_words_of_its_form(place: str, name: str) -> None:
    definition = form_of(NATIONAL).definition
    assert caption(parse_place(place), definition, sample_of(NATIONAL)) == name


def test_a_cell_of_an_indicator_names_its_row_and_column() -> None:
    definition, record = form_of(NATIONAL).definition, sample_of(NATIONAL)
    row = next(row for row in record.rows("indicators") if row.kind == "scored")
    name = caption(parse_place(f"indicators/{row.id}/actual"), definition, record)
    assert name == f"{''.join(row.text('tier3').split())} · 实际完成值"
