"""The same answer for many records at once."""

from app.desk.batch import take_back
from app.desk.many import Where, choose, degrees_for, fill, is_qualitative, takes_text
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.places import Place
from app.model.states import SIGNED
from tests.desk.desk import NATIONAL

DEPARTMENT = Place("fields", None, "department")


def qualitative(space: Workspace) -> Where:
    """A sample whose first indicator waits for somebody to choose its degree."""
    opened = space.sample(NATIONAL)
    record = opened.document.record
    row = next(row for row in record.rows("indicators") if row.kind == "scored")
    places = {name: Place("indicators", row.id, name) for name in ("target", "actual", "score")}
    steps = [
        Set(places["target"], row.cells.get("target"), "有效提升"),
        Set(places["actual"], row.cells.get("actual"), "有效提升"),
    ]
    opened.document.commit(Change("EDIT_SET", tuple(steps)))
    space.flush(5)
    return Where(opened.id, places["score"])


def test_one_text_fills_the_field_of_many_and_is_taken_back(space: Workspace) -> None:
    cells = [Where(space.sample(NATIONAL).id, DEPARTMENT) for _ in range(3)]
    set_state(space, cells[2].record, SIGNED)
    assert all(takes_text(space, where) for where in cells)
    filled = fill(space, cells, " 云溪县市场监督管理局 ")
    texts = [space.load(where.record).record.text(DEPARTMENT) for where in cells]
    assert texts == [" 云溪县市场监督管理局"] * 2 + [""]
    assert filled.left == (cells[2],)
    take_back(space, filled.result.id)
    assert space.load(cells[0].record).record.text(DEPARTMENT) == ""


def test_one_degree_is_chosen_for_many_rows(space: Workspace) -> None:
    rows = [qualitative(space) for _ in range(2)]
    assert all(is_qualitative(space, where) for where in rows)
    offers = degrees_for(space, rows)
    assert len(offers) >= 3
    before = [header.missing for header in space.all_headers()]
    choose(space, rows, offers[0].key)
    assert before == [1, 1]
    assert [header.missing for header in space.all_headers()] == [0, 0]
    assert space.load(rows[0].record).record.text(
        Place("indicators", rows[0].place.row, "actual")
    ) in ("有效提升", offers[0].label)


def test_money_and_rows_take_no_common_text(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    assert not takes_text(space, Where(record_id, Place("funds", "total", "executed")))
    assert not is_qualitative(space, Where(record_id, DEPARTMENT))
