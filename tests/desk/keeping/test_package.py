"""数据包: a year moves to a new laptop; colleagues' work is joined; hostile files are refused."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.desk.batch import Batch
from app.desk.evidence.files import keep_file, kept_path
from app.desk.keeping.meeting import look, take
from app.desk.keeping.package import pack
from app.desk.keeping.unpack import Package
from app.desk.stages import set_state, stages_of
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import RECORD, Place
from app.model.record import Evidence
from app.model.states import RETURNED, SUBMITTED
from app.store.store import Store
from tests.desk.desk import NATIONAL

EXECUTED = Place("funds", "total", "executed")
ACTUAL = Place("goals", None, "actual")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    """The colleague's, or the new laptop."""
    space = Workspace(tmp_path / "新 电脑")
    yield space
    space.close()


def typed(space: Workspace, record_id: str, place: Place, text: str) -> None:
    batch = Batch(space)
    old = space.load(record_id).record.value(place)
    batch.change(record_id, Change("EDIT_SET", (Set(place, old, text),)))
    batch.save()


def packed(space: Workspace, path: Path) -> Package:
    assert pack(space, [header.id for header in space.all_headers()], path) is not None
    return Package(path)


def taken_over(space: Workspace, package: Package, **choices: str) -> list[str]:
    meetings = look(space, package)
    take(space, package, meetings, choices)  # type: ignore[arg-type]
    return [meeting.kind for meeting in meetings]


@pytest.fixture
def shared(space: Workspace, other: Workspace, tmp_path: Path) -> str:
    """A record that both have, with a past."""
    record_id = space.sample(NATIONAL).id
    typed(space, record_id, EXECUTED, "60")
    assert taken_over(other, packed(space, tmp_path / "一.ziping")) == ["new"]
    return record_id


def test_a_new_laptop_takes_over_everything(
    space: Workspace, other: Workspace, tmp_path: Path
) -> None:
    record_id = space.sample(NATIONAL).id
    typed(space, record_id, EXECUTED, "60")
    (tmp_path / "验收单.pdf").write_bytes(b"%PDF-1.4 proof")
    kept = keep_file(space.folder, tmp_path / "验收单.pdf")
    proof = Evidence("e1", "", "验收单.pdf", kept.sha256, kept.size, kind="signed")
    place = Place(RECORD, None, "evidence")
    assert space.opened is not None
    space.opened.document.commit(Change("EVIDENCE_ADD", (Set(place, (), (proof,)),)))
    set_state(space, record_id, SUBMITTED)
    set_state(space, record_id, RETURNED, "退回")
    space.put_setting("policy/2019", "x")
    space.put_setting("window/geometry", "y")
    package = packed(space, tmp_path / "2019 年.ziping")
    assert taken_over(other, package) == ["new"]
    assert other.load(record_id) == space.load(record_id)
    assert len(other.history(record_id)) == 2
    assert [s.after for s in stages_of(other, record_id)] == [RETURNED, SUBMITTED]
    assert other.all_headers()[0].rounds == 1
    assert kept_path(other.folder, kept.sha256) is not None
    assert (other.setting("policy/2019"), other.setting("window/geometry")) == ("x", "")
    assert other.store.log_gaps() == []
    assert taken_over(other, package) == ["same"]


def test_what_went_on_here_or_there_is_known(
    space: Workspace, other: Workspace, shared: str, tmp_path: Path
) -> None:
    typed(other, shared, ACTUAL, "已完成。")
    assert taken_over(other, packed(space, tmp_path / "旧.ziping")) == ["older"]
    assert taken_over(space, packed(other, tmp_path / "新.ziping")) == ["newer"]
    assert space.load(shared).record == other.load(shared).record


def test_work_in_different_cells_is_joined(
    space: Workspace, other: Workspace, shared: str, tmp_path: Path
) -> None:
    typed(space, shared, EXECUTED, "61")
    typed(other, shared, ACTUAL, "已完成。")
    assert taken_over(space, packed(other, tmp_path / "x.ziping")) == ["joined"]
    record = space.load(shared).record
    assert (record.text(EXECUTED), record.text(ACTUAL)) == ("61", "已完成。")


@pytest.mark.parametrize(
    ("choice", "texts"), [("mine", ["61"]), ("theirs", ["62"]), ("both", ["61", "62"])]
)
def test_work_in_the_same_cell_is_asked(
    space: Workspace, other: Workspace, shared: str, tmp_path: Path, choice: str, texts: list[str]
) -> None:
    typed(space, shared, EXECUTED, "61")
    typed(other, shared, EXECUTED, "62")
    package = packed(other, tmp_path / "x.ziping")
    (meeting,) = look(space, package)
    assert [(c.place, c.mine, c.theirs) for c in meeting.conflicts] == [(EXECUTED, "61", "62")]
    assert taken_over(space, package, **{shared: choice}) == ["conflict"]
    ids = [header.id for header in space.all_headers()]
    assert sorted(space.load(i).record.text(EXECUTED) for i in ids) == texts


def test_a_record_put_aside_here_stays_so(
    space: Workspace, other: Workspace, shared: str, tmp_path: Path
) -> None:
    other.delete(shared)
    assert taken_over(other, packed(space, tmp_path / "x.ziping")) == ["deleted"]
    assert not other.holds(shared)


def test_a_stopped_package_leaves_no_file(space: Workspace, tmp_path: Path) -> None:
    ids = [space.sample(NATIONAL).id for _ in range(3)]
    target = tmp_path / "出" / "x.ziping"
    target.parent.mkdir()
    assert pack(space, ids, target, lambda done, count: done < 1) is None
    assert list(target.parent.iterdir()) == []


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The package with entries changed or left out."""
    target = path.with_name("改 " + path.name)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                archive.writestr(name, data)
    return target


def manifest(**values: object) -> Callable[[str, bytes], bytes]:
    def change(name: str, data: bytes) -> bytes:
        if name != "manifest.json":
            return data
        return json.dumps({**json.loads(data), **values}).encode()

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda n, d: None if n == "manifest.json" else d, "PACKAGE_002"),
        (lambda n, d: b"[]" if n == "manifest.json" else d, "PACKAGE_002"),
        (manifest(schema="ziping.package/2"), "PACKAGE_004"),
        (manifest(schema="other"), "PACKAGE_002"),
        (manifest(records=3), "PACKAGE_002"),
        (manifest(evidence=["../../x"]), "PACKAGE_002"),
        (lambda n, d: d.replace(b"60", b"61") if n.startswith("records") else d, "PACKAGE_003"),
        (lambda n, d: None if n.startswith("records") else d, "PACKAGE_003"),
        (lambda n, d: d + b" " if n.startswith("definitions") else d, "PACKAGE_003"),
    ],
)
def test_a_package_that_was_altered_is_refused_and_nothing_happens(
    space: Workspace,
    other: Workspace,
    tmp_path: Path,
    change: Callable[[str, bytes], bytes | None],
    code: str,
) -> None:
    typed(space, space.sample(NATIONAL).id, EXECUTED, "60")
    packed(space, tmp_path / "x.ziping")
    with pytest.raises(FaultError) as fault:
        taken_over(other, Package(rewritten(tmp_path / "x.ziping", change)))
    assert (fault.value.code, other.all_headers()) == (code, [])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff" * 999])
def test_what_is_no_package_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.ziping").write_bytes(content)
    with pytest.raises(FaultError) as fault:
        Package(tmp_path / "x.ziping")
    assert fault.value.code == "PACKAGE_002"
    with pytest.raises(FaultError) as gone:
        Package(tmp_path / "没有.ziping")
    assert gone.value.code == "PACKAGE_001"


def test_a_full_disk_while_taking_leaves_the_store_as_it_was(
    space: Workspace, other: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space.sample(NATIONAL)
    package = packed(space, tmp_path / "x.ziping")

    def full(*_: object) -> None:
        raise FaultError("STORE_005", file="", folder="")

    monkeypatch.setattr(Store, "adopt", full)
    with pytest.raises(FaultError):
        taken_over(other, package)
    assert other.all_headers() == []
