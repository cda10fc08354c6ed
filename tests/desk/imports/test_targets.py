"""导入指标清单: a list becomes records, and a corrected list changes only what differs."""

from pathlib import Path

import msgspec
import pytest

from app.desk.batch import Batch, take_back
from app.desk.forms import gallery
from app.desk.imports.mapping import ListMapping, remember
from app.desk.imports.target_cells import form_places, takes_targets
from app.desk.imports.targets import Ticks, carry_out, open_targets, planner, usual_form
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import Place
from app.model.record import PLACEHOLDER
from app.model.states import SIGNED
from tests.desk.imports.target_lists import (
    BATCHES,
    CONTENT,
    HEAD,
    LIST,
    NATIONAL,
    ON_TIME,
    ROADS,
    SCHOOLS,
    YEAR,
    Lists,
    replaced,
    write_book,
    write_list,
)

TARGET = "养护里程 · 年度指标值"
SPLIT = "sichuan2023-project"
"""A form with columns of their own for operator and unit."""


def typed(space: Workspace, record_id: str, place: Place, text: str) -> None:
    """Type a text into a stored record."""
    batch = Batch(space)
    old = space.load(record_id).record.value(place)
    batch.change(record_id, Change("EDIT_SET", (Set(place, old, text),)))
    batch.save()


def row_place(space: Workspace, record_id: str, name: str, field: str) -> Place:
    rows = space.load(record_id).record.rows("indicators")
    return Place("indicators", next(r.id for r in rows if r.text("tier3") == name), field)


def test_an_empty_ledger_gets_a_record_for_each_project(lists: Lists) -> None:
    result = lists.take()
    assert len(result.created) == 2
    assert lists.rows("道路养护") == [BATCHES, ON_TIME, CONTENT]
    record = lists.space.load(lists.id_of("道路养护")).record
    assert (record.year, record.codes["project_code"]) == (YEAR, "0331")
    assert record.text(Place("fields", None, "unit")) == "云溪县公路所"
    assert record.money("funds")["total"] == {"initial": "87.65"}
    assert [row.kind for row in record.rows("indicators")].count(PLACEHOLDER) == 6


def test_the_same_list_again_changes_nothing(lists: Lists) -> None:
    lists.take()
    plan = lists.read().plan
    assert [project.found for project in plan.projects] == ["code", "code"]
    assert all(project.idle for project in plan.projects)
    assert lists.take().id == ""


def test_a_correction_changes_what_nobody_touched_and_keeps_the_rows(lists: Lists) -> None:
    lists.take()
    record_id = lists.id_of("道路养护")
    place = row_place(lists.space, record_id, "养护里程", "actual")
    typed(lists.space, record_id, place, "210公里")
    corrected = replaced(LIST, 0, "年度指标值", "≥220公里")
    items = lists.read(corrected).items("道路养护")
    assert {what: (i.old, i.new, i.ticked) for what, i in items.items()} == {
        TARGET: ("≥200公里", "≥220公里", True)
    }
    assert lists.take(corrected).changed == (record_id,)
    record = lists.space.load(record_id).record
    assert record.text(place) == "210公里"
    assert record.text(Place("indicators", place.row, "target")) == "≥220公里"
    again = lists.read(replaced(LIST, 0, "年度指标值", "≥230公里")).items("道路养护")
    assert again[TARGET].ticked


def test_a_cell_that_somebody_changed_is_asked_for(lists: Lists) -> None:
    lists.take()
    record_id = lists.id_of("道路养护")
    typed(
        lists.space, record_id, row_place(lists.space, record_id, "养护里程", "target"), "≥205公里"
    )
    corrected = replaced(LIST, 0, "年度指标值", "≥220公里")
    plan = lists.read(corrected).plan
    (item,) = plan.projects[0].items
    assert (item.ticked, item.why) == (False, "WHY_FILLED")
    assert lists.take(corrected).id == ""
    lists.tick(plan, item.key)
    assert lists.rows("道路养护")[0] == (*BATCHES[:3], "≥220公里", "20")


def test_a_cell_is_touched_though_it_was_typed_back_from_what_stood_there(lists: Lists) -> None:
    record_id = lists.space.create(NATIONAL, YEAR, "道路养护").id
    typed(lists.space, record_id, Place("fields", None, "unit"), "公路局")
    (project, _) = lists.read().plan.projects
    ticked = {item.what: item.ticked for item in project.items}
    assert (project.found, ticked["实施单位"], ticked["项目编码"]) == ("name", False, True)


def test_indicators_that_are_new_gone_or_renamed_are_told(lists: Lists) -> None:
    lists.take()
    renamed = replaced(LIST, 0, "三级指标", "年养护里程")
    rows = [renamed[0], LIST[2], ("", "", "", "", *BATCHES[:2], "养护桥梁", "3座", "30"), LIST[3]]
    plan = lists.read(rows).plan
    items = plan.projects[0].items
    kinds = [(item.kind, item.ticked) for item in items]
    assert kinds == [("rename", False), ("add", False), ("add", True), ("gone", False)]
    row_id = row_place(lists.space, lists.id_of("道路养护"), "养护里程", "tier3").row
    lists.tick(plan, *(item.key for item in items))
    assert lists.rows("道路养护") == [
        (*BATCHES[:2], "年养护里程", *BATCHES[3:]),
        (*BATCHES[:2], "养护桥梁", "3座", "30"),
        CONTENT,
    ]
    kept = row_place(lists.space, lists.id_of("道路养护"), "年养护里程", "tier3").row
    assert kept == row_id
    record = lists.space.load(lists.id_of("道路养护")).record
    assert [r.text("tier2") for r in record.rows("indicators")].count(ON_TIME[1]) == 1


def test_an_indicator_that_moved_goes_to_its_tier(lists: Lists) -> None:
    lists.take()
    moved = replaced(replaced(LIST, 0, "一级指标", "效益指标"), 0, "二级指标", "社会效益指标")
    rows = [moved[0], (*("",) * 4, *ON_TIME), *LIST[2:]]
    lists.take(rows)
    assert lists.rows("道路养护")[1] == ("效益指标", "社会效益指标", *BATCHES[2:])


def test_a_locked_record_is_told_and_left(lists: Lists) -> None:
    lists.take()
    set_state(lists.space, lists.id_of("道路养护"), SIGNED)
    assert all(project.idle for project in lists.read().plan.projects)
    corrected = replaced(LIST, 0, "年度指标值", "≥220公里")
    project = lists.read(corrected).project("道路养护")
    assert project.found == "locked"
    assert project.fault is not None
    assert lists.take(corrected).id == ""


def test_a_similar_name_is_suggested_and_the_person_decides(lists: Lists) -> None:
    record_id = lists.space.create(NATIONAL, YEAR, "农村道路养护项目").id
    rows = replaced(LIST, 0, "项目名称", "农村道路养护工程项目")
    made = lists.read(rows)
    project = made.plan.projects[0]
    assert (project.found, project.candidates[0].record) == ("open", record_id)
    assert made.planner.decide(project.listed, record_id).record == record_id
    assert made.planner.decide(project.listed, "new").found == "make"
    assert len(lists.take(rows).created) == 1


def test_another_forms_record_of_the_project_is_never_filled_unasked(lists: Lists) -> None:
    lists.take(form=SPLIT)
    assert [p.found for p in lists.read().plan.projects] == ["open", "open"]


def test_two_records_with_one_code_are_both_shown(lists: Lists) -> None:
    lists.take()
    lists.space.duplicate(lists.id_of("道路养护"))
    project = lists.read().project("道路养护")
    assert (project.found, len(project.candidates)) == ("open", 2)


def test_what_a_list_did_is_taken_back_at_once(lists: Lists) -> None:
    result = lists.take()
    assert take_back(lists.space, result.id) == (2, ())
    assert not lists.space.all_headers()


def test_a_stopped_import_writes_nothing(lists: Lists) -> None:
    made = lists.read()
    for stop_at in range(4):
        told: list[int] = []

        def go_on(done: int, _count: int, stop_at: int = stop_at, told: list[int] = told) -> bool:
            told.append(done)
            return done < stop_at

        ticks = Ticks({p.key for p in made.plan.projects}, {})
        assert carry_out(lists.space, made.plan, ticks, "清单", go_on).id == ""
        assert told[-1] == stop_at
    assert not lists.space.all_headers()


def test_a_mapping_is_kept_for_the_next_file_whatever_the_order(lists: Lists) -> None:
    head = ("编号甲", "名目", "第三级", "数", "分值")
    rows = [("0331", "道路养护", "养护里程", "≥200公里", "20")]
    file = open_targets(lists.space, write_list(lists.folder / "一.csv", rows, head))
    assert set(file.mapping.columns.values()) <= {"", "weight"}
    fields = ("project_code", "project_name", "tier3", "target", "weight")
    remember(lists.space, file.tables, ListMapping(dict(zip(head, fields, strict=True))))
    turned = write_list(lists.folder / "二.csv", [rows[0][::-1]], head[::-1])
    project = lists.open(turned).plan.projects[0].listed
    assert (project.code, project.name) == ("0331", "道路养护")
    assert project.indicators[0].texts == {
        "tier3": "养护里程",
        "target": "≥200公里",
        "weight": "20",
    }


def test_merged_cells_and_several_sheets_are_one_list(lists: Lists) -> None:
    first = [HEAD, *LIST[:3]]
    second = [HEAD, (*ROADS, "效益指标", "社会效益指标", "投诉下降", "10%", "10"), LIST[3]]
    path = lists.folder / "多 表.xlsx"
    write_book(path, {"说明": [("填表说明",)], "甲": first, "乙": second})
    plan = lists.open(path).plan
    assert [len(p.listed.indicators) for p in plan.projects] == [4, 1]
    merged = [f"{column}2:{column}4" for column in "ABCD"]
    write_book(path, {"甲": first}, merged)
    assert [len(p.listed.indicators) for p in lists.open(path).plan.projects] == [3]


def test_the_form_that_was_used_last_is_proposed_if_it_takes_targets(space: Workspace) -> None:
    assert usual_form(space) == NATIONAL
    space.put_setting("forms/recent", f"gone {SPLIT}")
    assert usual_form(space) == SPLIT


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (("年度", "三级指标", "指标值", "分值"), "LIST_002"),
        (("项目编码", "项目名称", "指标值", "分值"), "LIST_007"),
        (("项目编码", "年初预算数", "三级指标", "分值"), "LIST_006"),
    ],
)
def test_a_list_that_lacks_what_it_needs_is_refused(
    lists: Lists, head: tuple[str, ...], code: str
) -> None:
    with pytest.raises(FaultError) as fault:
        lists.read([("1", "2", "3", "4")], head)
    assert fault.value.code == code


def test_two_columns_for_one_field_are_refused(lists: Lists) -> None:
    file = open_targets(lists.space, write_list(lists.folder / "一.csv", LIST))
    columns = file.mapping.columns | {"分值": "target"}
    with pytest.raises(FaultError) as fault:
        planner(lists.space, file.tables, ListMapping(columns), gallery().form(NATIONAL), YEAR)
    assert fault.value.code == "LIST_003"


def test_a_form_without_targets_is_refused() -> None:
    empty = msgspec.structs.replace(gallery().form(NATIONAL).definition, parts=())
    assert not takes_targets(empty)
    with pytest.raises(FaultError) as fault:
        form_places(empty)
    assert fault.value.code == "LIST_008"


def test_a_file_without_any_list_is_refused(space: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "空.csv"
    path.write_text("只有一行\n", encoding="utf-8")
    with pytest.raises(FaultError) as fault:
        open_targets(space, path)
    assert fault.value.code == "LIST_001"
    assert SCHOOLS[0] not in str(fault.value)
