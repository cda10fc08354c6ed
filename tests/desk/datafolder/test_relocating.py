"""Moving the data folder: everything arrives, or the old folder stays in use, also after a kill."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.desk.datafolder import relocating
from app.desk.datafolder.commands import relocate
from app.desk.datafolder.relocating import UNDER_WAY, move_data, use_data
from app.desk.datafolder.remembered import remember, remembered
from app.desk.evidence.files import is_intact, keep_file
from app.desk.folders import DATABASE, data_choice
from app.desk.texts import fault_sentence
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.store.diagnosis import contents_of
from tests.desk.desk import NATIONAL

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def free_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZIPING_DATA")


def fill(space: Workspace) -> str:
    """A record, a file of evidence, a form of the bureau's own, a backup; returns the sum."""
    space.sample(NATIONAL)
    picture = space.folder.parent / "照片.jpg"
    picture.write_bytes(b"jpeg" * 1000)
    kept = keep_file(space.folder, picture)
    (space.folder / "forms" / "云溪").mkdir(parents=True)
    (space.folder / "forms" / "云溪" / "form.toml").write_text("坏的", encoding="utf-8")
    (space.folder / "backups").mkdir(exist_ok=True)
    space.put_setting("backup/folder", "E:\\备份")
    assert space.flush(5)
    return kept.sha256


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the lock."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_everything_arrives_and_the_old_folder_stays_as_it_was(
    space: Workspace, tmp_path: Path
) -> None:
    evidence = fill(space)
    before = everything(space.folder)
    target = tmp_path / "D 盘" / "绩效 自评"
    steps: list[tuple[int, int]] = []

    def go_on(done: int, count: int) -> bool:
        steps.append((done, count))
        return True

    moved = move_data(space, target, go_on)
    assert moved is not None
    assert (moved.records, moved.files) == (1, len(before) - 1)
    assert steps[-1] == (moved.files, moved.files + 1)
    assert remembered() == target
    after = everything(space.folder)
    (note,) = set(after) - set(before)
    assert str(target) in after[note].decode("utf-8-sig")
    assert {name: after[name] for name in before} == before
    assert not (target / UNDER_WAY).exists()
    space.close()
    there = Workspace(target)
    try:
        assert [h.title for h in there.all_headers()] == ["质量技术监督专项经费"]
        assert there.setting("backup/folder") == "E:\\备份"
        assert is_intact(target, evidence)
        assert (target / "forms" / "云溪" / "form.toml").read_text("utf-8") == "坏的"
        assert there.store.log_gaps() == []
        assert there.store.check() == []
    finally:
        there.close()


def test_the_move_stands_in_the_log_of_the_copy(space: Workspace, tmp_path: Path) -> None:
    space.sample(NATIONAL)
    move_data(space, tmp_path / "新")
    lines = contents_of(space.folder / "ziping.db").lines["operations"]
    assert contents_of(tmp_path / "新" / "ziping.db").lines["operations"] == lines + 1


def test_what_is_not_saved_yet_is_no_reason_to_lose_it(space: Workspace, tmp_path: Path) -> None:
    space.sample(NATIONAL)  # queued this moment
    moved = move_data(space, tmp_path / "新")
    assert moved is not None
    assert moved.records == 1


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("same", "FOLDER_005"),
        ("inside", "FOLDER_005"),
        ("around", "FOLDER_005"),
        ("data", "FOLDER_006"),
        ("files", "FOLDER_007"),
        ("file", "FILE_006"),
        ("full", "FOLDER_008"),
    ],
)
def test_a_target_that_does_not_do_is_refused_in_one_sentence(
    kind: str, code: str, space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "目标"
    match kind:
        case "same":
            target = tmp_path / "别名"
            target.symlink_to(space.folder)
        case "inside":
            target = space.folder / "里面"
        case "around":
            target = tmp_path
        case "data" | "files":
            target.mkdir()
            (target / {"data": "ziping.db", "files": "工资.xlsx"}[kind]).write_bytes(b"x")
        case "file":
            target.write_bytes(b"x")
        case _:
            monkeypatch.setattr(relocating, "NEEDED", 2**60)
    before = everything(target) if target != tmp_path else {}
    with pytest.raises(FaultError) as caught:
        move_data(space, target)
    assert caught.value.code == code
    assert fault_sentence(caught.value).endswith("。")
    assert remembered() is None
    assert before == (everything(target) if target != tmp_path else {})


def test_a_fixed_place_cannot_be_moved(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZIPING_DATA", str(space.folder))
    with pytest.raises(FaultError, match="FOLDER_004"):
        move_data(space, tmp_path / "新")
    with pytest.raises(FaultError, match="FOLDER_004"):
        use_data(tmp_path)
    assert not (tmp_path / "新").exists()


def test_the_data_of_another_person_are_not_chosen(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = space.folder / DATABASE

    def may(path: Path, mode: int) -> bool:
        return path != theirs or not mode & os.W_OK

    monkeypatch.setattr(os, "access", may)
    with pytest.raises(FaultError, match="STORE_004"):
        use_data(space.folder)
    assert remembered() is None
    monkeypatch.undo()
    monkeypatch.delenv("ZIPING_DATA", raising=False)
    use_data(space.folder)
    assert remembered() == space.folder


def test_a_copy_that_differs_is_not_used(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(space)

    def bad_stick(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1] + b"?")

    monkeypatch.setattr(relocating, "_fill", bad_stick)
    with pytest.raises(FaultError, match="FOLDER_009"):
        move_data(space, tmp_path / "新")
    assert remembered() is None
    monkeypatch.undo()
    monkeypatch.delenv("ZIPING_DATA", raising=False)
    shutil.rmtree(tmp_path / "新")


def test_a_database_that_differs_is_not_used(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space.sample(NATIONAL)
    monkeypatch.setattr(
        relocating, "contents_of", lambda path: contents_of(path)._replace(seal="0")
    )
    with pytest.raises(FaultError, match="FOLDER_009"):
        move_data(space, tmp_path / "新")
    assert remembered() is None


def test_stopped_half_way_it_can_be_begun_again(space: Workspace, tmp_path: Path) -> None:
    fill(space)
    assert move_data(space, tmp_path / "新", lambda done, count: done < 1) is None
    assert remembered() is None
    assert move_data(space, tmp_path / "新") is not None
    assert remembered() == tmp_path / "新"


def test_a_folder_with_data_is_used_when_that_is_wanted(space: Workspace, tmp_path: Path) -> None:
    space.close()
    with pytest.raises(FaultError, match="FOLDER_010"):
        relocate(None, tmp_path, "zh", use=True)
    outcome = relocate(None, space.folder, "zh", use=True)
    assert str(space.folder) in outcome.text
    assert data_choice(None) == (space.folder, "remembered")


KILLED = """
import os, signal, sys
from pathlib import Path
from app.desk.datafolder.relocating import move_data
from app.desk.workspace import Workspace

left, replace, unlink = int(sys.argv[3]), os.replace, os.unlink

def dying(act):
    def counted(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*arguments, **options)
    return counted

space = Workspace(Path(sys.argv[1]))
os.replace, os.unlink = dying(replace), dying(unlink)
move_data(space, Path(sys.argv[2]))
print("moved")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_anywhere_the_old_folder_stays_in_use(space: Workspace, tmp_path: Path) -> None:
    fill(space)
    space.close()
    old, target = space.folder, tmp_path / "新 家"
    remember(old)
    before = contents_of(old / "ziping.db")
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    killed = 0
    for left in range(40):
        done = subprocess.run(
            [sys.executable, str(script), str(old), str(target), str(left)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        if remembered() == target:
            break
        killed += 1
        assert done.returncode == -signal.SIGKILL, done.stderr
        assert remembered() == old
        assert contents_of(old / "ziping.db") == before
    assert killed >= 5
    assert contents_of(target / "ziping.db").lines["records"] == 1
