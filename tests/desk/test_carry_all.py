"""全部沿用上年: who goes on, who ended, who is there already, and who is new."""

import msgspec
import pytest

from app.desk.carry_all import carry_out, carry_plan
from app.desk.forms import gallery
from app.desk.records import duplicate
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.model.places import Place
from app.model.record import Evidence, FormRecord, Remark
from app.model.states import EMPTY, EXEMPT, FILLING, SIGNED
from tests.desk.desk import NATIONAL
from tests.second import sample_of

FROM, YEAR = 2024, 2025
NAME = Place("fields", None, "project_name")


def record(code: str, name: str, year: int = FROM, form: str = NATIONAL) -> FormRecord:
    made = sample_of(NATIONAL) if form == NATIONAL else gallery().sample(form)
    fields = {**made.fields("fields"), "project_name": name}
    return msgspec.structs.replace(
        duplicate(made),
        year=year,
        codes={"project_code": code},
        sections={**made.sections, "fields": fields},
        returns=(Remark("1", 1, "", "数字不符"),),
        evidence=(Evidence("1", "", "合同.pdf", "0" * 64),),
    )


def put(space: Workspace, made: FormRecord) -> str:
    form = gallery().form(made.form)
    return space._take_in(made, form).id


def found(space: Workspace) -> dict[str, str]:
    return {line.title: line.found for line in carry_plan(space, FROM, YEAR).lines}


def test_all_projects_begin_anew_with_what_was_planned(space: Workspace) -> None:
    ids = [put(space, record(code, f"项目{code}")) for code in ("1", "2")]
    set_state(space, ids[0], SIGNED)
    plan = carry_plan(space, FROM, YEAR)
    assert [line.code for line in plan.lines] == ["1", "2"]
    result = carry_out(space, plan, plan.proposed())
    assert len(result.created) == 2
    headers = {header.title: header for header in space.all_headers(YEAR)}
    assert {header.state for header in headers.values()} <= {EMPTY, FILLING}
    made = space.load(headers["项目1"].id).record
    assert (made.returns, made.evidence, made.codes["project_code"]) == ((), (), "1")
    rows = made.rows("indicators")
    assert any(row.text("target") for row in rows)
    assert not any(row.text("actual") or row.text("score") for row in rows)
    assert made.money("funds")["total"] == {}


@pytest.mark.parametrize(
    ("code", "name", "is_there"),
    [
        ("1", "改了名的项目", True),
        ("", "道路养护", True),
        ("2", "道路养护", False),
        ("", "道路 养护", True),
        ("", "桥梁养护", False),
    ],
)
def test_what_the_new_year_has_already_is_left(
    space: Workspace, code: str, name: str, is_there: bool
) -> None:
    put(space, record("1", "道路养护"))
    put(space, record(code, name, YEAR))
    plan = carry_plan(space, FROM, YEAR)
    assert [line.found == "there" for line in plan.lines] == [is_there]
    assert bool(plan.proposed()) != is_there


def test_another_forms_record_is_another_table(space: Workspace) -> None:
    put(space, record("1", "道路养护"))
    put(space, record("1", "道路养护", YEAR, "hubei2020-project"))
    assert found(space) == {"道路养护": "goes_on"}


def test_what_took_no_part_is_asked_for(space: Workspace) -> None:
    record_id = put(space, record("1", "道路养护"))
    set_state(space, record_id, EXEMPT, "预算全部收回")
    plan = carry_plan(space, FROM, YEAR)
    assert (plan.lines[0].found, plan.proposed()) == ("ended", frozenset())
    assert len(carry_out(space, plan, {record_id}).created) == 1


def test_new_projects_begin_as_empty_names(space: Workspace) -> None:
    put(space, record("1", "道路养护"))
    plan = carry_plan(space, FROM, YEAR)
    carry_out(space, plan, (), ("校舍维修 ", " ", "农村饮水"), gallery().form(NATIONAL))
    assert sorted(h.title for h in space.all_headers(YEAR)) == ["农村饮水", "校舍维修"]


def test_a_stopped_carrying_makes_nothing(space: Workspace) -> None:
    for code in ("1", "2"):
        put(space, record(code, f"项目{code}"))
    plan = carry_plan(space, FROM, YEAR)
    for stop_at in range(4):

        def go_on(done: int, _count: int, stop_at: int = stop_at) -> bool:
            return done < stop_at

        assert carry_out(space, plan, plan.proposed(), go_on=go_on).created == ()
    assert not space.all_headers(YEAR)


@pytest.mark.parametrize(("year", "code"), [(FROM, "CARRY_002"), (YEAR, "CARRY_001")])
def test_a_year_without_records_is_refused(space: Workspace, year: int, code: str) -> None:
    with pytest.raises(FaultError) as fault:
        carry_plan(space, FROM, year)
    assert fault.value.code == code


def test_a_record_whose_form_is_gone_is_told(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(space, record("1", "道路养护"))
    monkeypatch.setattr(type(gallery()), "ids", lambda _self: ())
    assert found(space) == {"道路养护": "no_form"}
