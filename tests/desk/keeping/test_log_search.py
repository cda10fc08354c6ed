"""The log is searched by the names of cells, as a clerk knows them."""

import pytest

from app.desk.keeping.log import LogReader
from app.desk.keeping.log_search import ANY_ROW, cells_named
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.places import Place
from tests.desk.desk import NATIONAL

EXECUTED = Place("funds", "total", "executed")


@pytest.fixture
def changed(space: Workspace) -> Workspace:
    """A sample whose executed amount and one of whose actuals were changed."""
    document = space.sample(NATIONAL).document
    document.commit(Change("EDIT_SET", (Set(EXECUTED, "86.54", "60"),)))
    row = next(r for r in document.record.rows("indicators") if r.text("actual"))
    actual = Place("indicators", row.id, "actual")
    document.commit(Change("EDIT_SET", (Set(actual, row.text("actual"), "3次"),)))
    assert space.flush(5)
    return space


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("全年执行数", ["60"]),
        ("年度资金总额 · 全年执行数", ["60"]),
        ("实际完成值", ["3次"]),
        ("上年结转资金", []),
        ("执", []),
        ('%"*_', []),
        ("3次", ["3次"]),
    ],
)
def test_a_change_is_found_by_the_name_of_its_cell(
    changed: Workspace, words: str, after: list[str]
) -> None:
    assert [line.after for line in LogReader(changed).read(words)] == after


def test_a_column_of_a_table_stands_for_any_row(changed: Workspace) -> None:
    assert cells_named(changed, "实际完成值") == (Place("indicators", ANY_ROW, "actual"),)
    assert cells_named(changed, "") == ()
