"""A first text for the goal: every filled indicator, in words that can be read."""

import pytest

from app.desk.batch import take_back
from app.desk.forms import gallery
from app.desk.goal_texts import fill_goals, goal_text, takes_goal
from app.desk.many import Where
from app.desk.records import complete
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.model.states import SIGNED
from tests.desk.desk import NATIONAL

EXPECTED, ACTUAL = Place("goals", None, "expected"), Place("goals", None, "actual")


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([("抽检批次", "50批次", "")], "抽检批次50批次。"),
        (
            [("抽检批次", "５０", ""), ("群众\n意识", "有效提升", "")],
            "抽检批次５０；群众意识：有效提升。",
        ),
        ([("抽检批次", "", ""), ("合格率", "95%", "")], "合格率95%。"),
        ([("", "95%", ""), ("不涉及", "/", "not_applicable")], ""),
        ([], ""),
    ],
)
def test_each_filled_indicator_is_told_with_its_actual(
    rows: list[tuple[str, str, str]], text: str
) -> None:
    definition = gallery().form(NATIONAL).definition
    made = tuple(
        Row(f"r{at}", kind or "scored", {"tier3": name, "actual": actual, "target": "1"})
        for at, (name, actual, kind) in enumerate(rows)
    )
    record = FormRecord(NATIONAL, 1, "a", sections={"indicators": made})
    assert goal_text(complete(record, definition), definition) == text


def test_each_record_gets_its_own_text_and_all_are_taken_back(space: Workspace) -> None:
    cells = [Where(space.sample(NATIONAL).id, ACTUAL) for _ in range(3)]
    set_state(space, cells[2].record, SIGNED)
    assert takes_goal(space, cells[0])
    assert not takes_goal(space, Where(cells[0].record, EXPECTED))
    filled = fill_goals(space, cells)
    texts = [space.load(where.record).record.text(ACTUAL) for where in cells]
    loaded = space.load(cells[0].record)
    assert texts == [goal_text(loaded.record, loaded.form.definition)] * 2 + [""]
    assert "100%" in texts[0]
    assert filled.left == (cells[2],)
    take_back(space, filled.result.id)
    assert space.load(cells[0].record).record.text(ACTUAL) == ""
