"""The ledger and the open record on a real store, with both forms."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.desk.edits import set_value
from app.desk.headers import is_begun
from app.desk.workspace import OpenRecord, Workspace
from app.model.change import Change, Set
from app.model.codec import write_record
from app.model.faults import FaultError
from app.model.places import Place
from app.store.values import Header
from tests.second import FOLDER, FORM_IDS, form_of, offer_only, sample_of
from tests.seeds import seed_001

NATIONAL, SECOND = FORM_IDS
ANNUAL = Place("funds", "total", "annual")


def again(space: Workspace) -> Workspace:
    """The same folder after closing and starting the program."""
    space.close()
    return Workspace(space.folder)


def put(opened: OpenRecord, place: Place, text: str) -> None:
    old = opened.document.record.value(place)
    opened.document.commit(Change("EDIT_SET", (Set(place, old, text),)))


def only(space: Workspace) -> Header:
    (header,) = space.headers(None, "")
    return header


def test_a_new_record_stands_in_the_ledger_under_its_name(space: Workspace) -> None:
    opened = space.create(NATIONAL, 2023, "  排水管网维护 ")
    header = only(space)
    assert (header.id, header.title, header.year) == (opened.id, "排水管网维护", 2023)
    assert (header.state, header.total, header.form) == ("empty", "", NATIONAL)
    assert space.years() == [2023]
    assert space.names(opened.document) == ("排水管网维护", "")


def test_what_is_committed_is_there_after_a_new_start(space: Workspace) -> None:
    opened = space.create(NATIONAL, 2023, "甲")
    put(opened, ANNUAL, "87.65")
    opened.document.undo()
    put(opened, ANNUAL, "90")
    new = again(space)
    try:
        assert new.open(opened.id).document.record == opened.document.record
        assert [entry.change.how for entry in new.history(opened.id)] == [
            "typed",
            "undone",
            "typed",
        ]
        assert len(new.history(opened.id, ANNUAL)) == 3
        assert only(new).state == "filling"
    finally:
        new.close()


@pytest.mark.parametrize(
    ("form_id", "title", "unit", "total", "grade"),
    [
        (NATIONAL, "质量技术监督专项经费", "云溪县应急管理局", "99.87", "优"),
        (SECOND, "村内道路硬化", "云溪县石桥镇柳湾村", "96.9", "甲"),
    ],
)
def test_the_ledger_shows_what_a_form_says_of_itself(
    form_id: str,
    title: str,
    unit: str,
    total: str,
    grade: str,
    space: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if form_id == SECOND:
        offer_only(FOLDER, monkeypatch)
    opened = space.sample(form_id)
    header = only(space)
    assert (header.title, header.unit, header.total, header.grade) == (title, unit, total, grade)
    assert (header.state, header.missing) == ("filling", 0)
    assert space.title_of(opened.id) == title
    assert space.headers(None, title[:2]) == [header]
    assert opened.document.record.form_hash == form_of(form_id).hash


def test_a_duplicate_and_an_import_are_records_of_their_own(
    space: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "r.json"
    path.write_text(write_record(seed_001()), encoding="utf-8")
    one, two = space.import_file(path), space.import_file(path)
    three = space.duplicate(one.id)
    assert len({one.id, two.id, three.id, seed_001().id}) == 4
    assert len(space.headers(2019, "")) == 3
    put(three, ANNUAL, "1")
    assert space.open(one.id).document.record.text(ANNUAL) == "87.65万元"


def test_an_imported_record_is_filled_under_the_form_at_hand(
    space: Workspace, tmp_path: Path
) -> None:
    tree = json.loads(write_record(seed_001())) | {"form_hash": "0" * 64, "form_version": 0}
    path = tmp_path / "old.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    record = space.open(space.import_file(path).id).document.record
    assert (record.form_version, record.form_hash) == (1, form_of(NATIONAL).hash)


def test_a_deleted_record_comes_back(space: Workspace) -> None:
    opened = space.create(NATIONAL, 2023, "甲")
    space.delete(opened.id)
    assert (space.opened, list(space.headers(None, ""))) == (None, [])
    assert not space.holds(opened.id)
    space.restore(opened.id)
    assert space.holds(opened.id)
    assert only(space).id == opened.id


def test_what_is_not_there_is_refused(space: Workspace, tmp_path: Path) -> None:
    actions: list[Callable[[], OpenRecord]] = [
        lambda: space.open("gone"),
        lambda: space.create("mof2035", 2023, ""),
        lambda: space.import_file(tmp_path / "gone.json"),
    ]
    for action in actions:
        with pytest.raises(FaultError) as caught:
            action()
        assert "{" not in space.sentence(caught.value)
    assert not space.holds("gone")
    assert space.opened is None


def test_a_record_opens_without_its_form_and_under_the_one_it_was_filled_with(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(FOLDER, forms)
    offer_only(forms, monkeypatch)
    opened = space.sample(SECOND)
    toml = forms / SECOND / "form.toml"
    toml.write_text(toml.read_text("utf-8").replace("等次", "级别"), "utf-8")
    offer_only(forms, monkeypatch)
    changed = space.open(opened.id).form.definition
    shutil.rmtree(forms)
    offer_only(forms, monkeypatch)
    assert changed == space.open(opened.id).form.definition == form_of(SECOND).definition


def test_a_draft_is_kept_until_it_is_answered(space: Workspace) -> None:
    opened = space.create(NATIONAL, 2023, "甲")
    space.put_draft(opened.id, ANNUAL, "87.")
    new = again(space)
    try:
        assert new.draft(opened.id) == (ANNUAL, "87.")
        new.clear_draft(opened.id, ANNUAL)
        assert new.draft(opened.id) is None
        new.put_setting("zoom", "1.5")
        assert (new.setting("zoom"), new.setting("other")) == ("1.5", "")
    finally:
        new.close()


def test_the_ledger_comes_in_pages(space: Workspace) -> None:
    record = seed_001()
    path = space.folder / "r.json"
    path.write_text(write_record(record), encoding="utf-8")
    for _ in range(101):
        space.import_file(path)
    first, rest = space.headers(None, ""), space.more_headers()
    assert (len(first), len(rest), len(space.more_headers())) == (100, 1, 0)
    assert not {header.id for header in first} & {header.id for header in rest}


@pytest.mark.parametrize(
    ("place", "new"),
    [
        (Place("fields", None, "unit"), "某局"),
        (ANNUAL, "1"),
        (Place("goals", None, "expected"), "目标"),
    ],
)
def test_a_record_is_begun_with_its_first_value_beyond_the_name(
    place: Place, new: str, space: Workspace
) -> None:
    opened = space.create(NATIONAL, 2023, "甲")
    definition = form_of(NATIONAL).definition
    assert not is_begun(opened.document.record, definition)
    opened.document.commit(set_value(opened.document.record, place, new, "EDIT_SET"))
    assert is_begun(opened.document.record, definition)


def test_a_copy_holds_everything(space: Workspace, tmp_path: Path) -> None:
    opened = space.create(NATIONAL, 2023, "甲")
    (tmp_path / "备份").mkdir()
    space.save_copy(tmp_path / "备份" / "ziping.db")
    copy = Workspace(tmp_path / "备份")
    try:
        assert copy.open(opened.id).document.record == opened.document.record
    finally:
        copy.close()
    assert space.flush(5.0)
    assert space.pending() == []


def test_samples_of_both_forms_are_begun() -> None:
    for form_id in FORM_IDS:
        assert is_begun(sample_of(form_id), form_of(form_id).definition)
