import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.store import lock
from app.store.errors import StoreError
from app.store.lock import StoreLock
from tests.store.helpers import open_store

OTHER_MACHINE = {"pid": 1, "machine": "财务室-2", "user": "乙", "time": "2026-03-02 09:00"}


@pytest.fixture
def held(path: Path) -> StoreLock:
    return StoreLock(path)


def leave(held: StoreLock, **changed: object) -> None:
    held.path.parent.mkdir(parents=True, exist_ok=True)
    held.path.write_text(json.dumps(OTHER_MACHINE | changed), encoding="utf-8")


def test_a_second_start_is_refused_and_names_the_owner(path: Path) -> None:
    store = open_store(path)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    values = caught.value.values
    assert (caught.value.code, values["pid"]) == ("STORE_008", str(os.getpid()))
    assert values["machine"]
    assert values["user"]
    store.abandon()
    open_store(path).abandon()


def test_another_process_is_refused_until_the_owner_is_gone(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from app.store.lock import StoreLock\n"
        f"StoreLock(Path({str(path)!r})).acquire(); print('held', flush=True); sys.stdin.read()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as owner:  # type: ignore[call-overload]
        owner.stdout.readline()
        with pytest.raises(StoreError, match=f"STORE_008.*'pid': '{owner.pid}'"):
            StoreLock(path).acquire()
        owner.kill()
        owner.wait()
    taken = StoreLock(path)
    taken.acquire()
    taken.release()


def test_another_machine_that_left_it_is_asked_about_first(held: StoreLock) -> None:
    leave(held)
    with pytest.raises(StoreError) as caught:
        held.acquire()
    assert (caught.value.values["user"], caught.value.values["machine"]) == ("乙", "财务室-2")
    held.acquire(take_over=True)
    assert json.loads(held.path.read_text(encoding="utf-8"))["pid"] == os.getpid()
    held.release()
    held.acquire()
    held.release()


@pytest.mark.parametrize(("pid", "refused"), [(os.getppid(), True), (2**22 + 5, False)])
def test_a_folder_without_locks_goes_by_the_process(
    held: StoreLock, monkeypatch: pytest.MonkeyPatch, pid: int, refused: bool
) -> None:
    monkeypatch.setattr(lock, "_try_lock", lambda _: None)
    leave(held, machine=lock._machine(), pid=pid)
    if refused:
        with pytest.raises(StoreError, match="STORE_008"):
            held.acquire()
    else:
        held.acquire()
        held.release()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}', "\ufffd"])
def test_an_unreadable_owner_does_not_keep_anybody_out(held: StoreLock, content: str) -> None:
    held.path.parent.mkdir(parents=True)
    held.path.write_text(content, encoding="utf-8")
    held.acquire()
    held.release()


def test_a_folder_that_refuses_the_lock_file_is_named(held: StoreLock) -> None:
    held.path.parent.parent.mkdir(exist_ok=True)
    held.path.parent.write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="STORE_009"):
        held.acquire()


def test_the_database_is_not_touched_when_it_is_in_use(path: Path) -> None:
    leave(StoreLock(path))
    with pytest.raises(StoreError, match="STORE_008"):
        open_store(path)
    assert not path.exists()


def test_the_lock_is_given_back_when_the_database_cannot_be_opened(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="STORE_004"):
        open_store(path)
    path.rmdir()
    open_store(path).abandon()
