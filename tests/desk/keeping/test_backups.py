"""Backups: thinned by the calendar, verified, restored, and asked for when they are missing."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.evidence.files import keep_file, kept_path
from app.desk.keeping import backups
from app.desk.keeping.backups import (
    ELSEWHERE,
    PLACE,
    back_up,
    days_without_copy,
    is_due,
    listed,
    restore,
    thinned,
)
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.store.copies import look_into
from tests.desk.desk import NATIONAL

NOW = datetime(2026, 3, 5, 14, 2, 33)
times = st.lists(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 3, 5, 14, 0)).map(
        lambda time: time.replace(microsecond=0)
    ),
    max_size=60,
    unique=True,
)


@given(times)
def test_all_of_today_one_a_day_one_a_month_are_kept(made: list[datetime]) -> None:
    kept = set(made) - thinned(made, NOW)
    days = {time.date() for time in made}
    today = {time for time in made if time.date() == NOW.date()}
    assert today <= kept
    for time in kept - today:
        later = [t for t in made if t > time and t.date() == time.date()]
        assert later == []
    near = {day for day in days if NOW.date() - timedelta(days=30) <= day}
    assert near <= {time.date() for time in kept}
    assert {(day.year, day.month) for day in days} <= {(t.year, t.month) for t in kept}
    far = [time for time in kept if time.date() < NOW.date() - timedelta(days=30)]
    assert len({(time.year, time.month) for time in far}) == len(far)


def test_a_backup_is_verified_listed_and_noted(space: Workspace) -> None:
    space.sample(NATIONAL)
    (path,), complete = back_up(space, NOW)
    assert complete
    assert look_into(path) == (1, True)
    assert [(b.path, b.time) for b in listed(path.parent)] == [(path, NOW)]
    assert path.name == "ziping-20260305-140233.db"


def test_older_backups_are_thinned_when_a_new_one_is_made(space: Workspace) -> None:
    space.sample(NATIONAL)
    for hours in (50, 49, 26, 25, 1):
        back_up(space, NOW - timedelta(hours=hours))
    (path,), _ = back_up(space, NOW)
    found = [backup.time for backup in listed(path.parent)]
    assert found == [NOW - timedelta(hours=h) for h in (0, 1, 25, 49)]


def test_a_copy_goes_to_the_chosen_place_too_and_evidence_with_it(
    space: Workspace, tmp_path: Path
) -> None:
    space.sample(NATIONAL)
    (tmp_path / "照片.jpg").write_bytes(b"jpeg")
    kept = keep_file(space.folder, tmp_path / "照片.jpg")
    stick = tmp_path / "U 盘"
    stick.mkdir()
    space.put_setting(PLACE, str(stick))
    made, complete = back_up(space, NOW)
    assert ([path.parent for path in made], complete) == ([space.folder / "backups", stick], True)
    assert kept_path(stick, kept.sha256) is not None


def test_a_stick_that_is_gone_does_not_stop_the_other_copy(
    space: Workspace, tmp_path: Path
) -> None:
    space.put_setting(PLACE, str(tmp_path / "没插" / "备份"))
    made, complete = back_up(space, NOW)
    assert (len(made), complete) == (1, False)
    assert not (tmp_path / "没插").exists()


def test_a_backup_is_restored_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "数据 夹"
    space = Workspace(folder)
    first = space.sample(NATIONAL).id
    (path,), _ = back_up(space, NOW)
    second = space.sample(NATIONAL).id
    with pytest.raises(FaultError) as fault:
        restore(folder, path)
    assert fault.value.code == "STORE_008"
    space.close()
    aside = restore(folder, path)
    again = Workspace(folder)
    assert (again.holds(first), again.holds(second)) == (True, False)
    again.close()
    restore(folder, aside)
    back = Workspace(folder)
    assert back.holds(second)
    back.close()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"x" * 5000, b"text"])
def test_a_damaged_copy_is_refused_and_nothing_changes(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "数据 夹"
    space = Workspace(folder)
    record_id = space.sample(NATIONAL).id
    space.close()
    (tmp_path / "坏.db").write_bytes(content)
    with pytest.raises(FaultError) as fault:
        restore(folder, tmp_path / "坏.db")
    again = Workspace(folder)
    assert (fault.value.code, again.holds(record_id)) == ("STORE_003", True)
    again.close()


def test_a_hot_journal_of_the_former_database_is_not_played_into_the_copy(tmp_path: Path) -> None:
    folder = tmp_path / "数据"
    space = Workspace(folder)
    record_id = space.sample(NATIONAL).id
    (path,), _ = back_up(space, NOW)
    space.close()
    (folder / "ziping.db-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + b"\0" * 600)
    restore(folder, path)
    again = Workspace(folder)
    assert again.holds(record_id)
    again.close()


def test_a_backup_is_due_only_after_a_change(space: Workspace) -> None:
    assert not is_due(space)
    space.sample(NATIONAL)
    assert is_due(space)
    back_up(space, datetime.now() + timedelta(seconds=2))
    assert not is_due(space)


@pytest.mark.parametrize(
    ("last", "later", "days"),
    [
        *(("", 0, None), ("", 6, None), ("", 8, 8), ("x", 8, 8)),
        ("2999-01-01T10:00", 9, None),
    ],
)
def test_a_missing_copy_on_another_disk_is_told_after_a_week(
    space: Workspace, last: str, later: int, days: int | None
) -> None:
    now = datetime.now() + timedelta(days=later, minutes=1)
    assert days_without_copy(space, now) is None
    space.sample(NATIONAL)
    space.put_setting(ELSEWHERE, last)
    assert days_without_copy(space, now) == days


def test_a_copy_on_another_disk_is_remembered(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "is_elsewhere", lambda folder, place: True)
    space.sample(NATIONAL)
    back_up(space, NOW)
    assert days_without_copy(space, NOW + timedelta(days=1)) is None
    assert days_without_copy(space, NOW + timedelta(days=8)) == 8


def test_evidence_comes_back_from_the_second_place(tmp_path: Path) -> None:
    folder, stick = tmp_path / "数据", tmp_path / "U 盘"
    stick.mkdir()
    space = Workspace(folder)
    space.sample(NATIONAL)
    (tmp_path / "证明.pdf").write_bytes(b"%PDF")
    kept = keep_file(folder, tmp_path / "证明.pdf")
    space.put_setting(PLACE, str(stick))
    made, _ = back_up(space, NOW)
    space.close()
    lost = kept_path(folder, kept.sha256)
    assert lost is not None
    lost.unlink()
    restore(folder, made[1])
    assert kept_path(folder, kept.sha256) == lost
