"""Kill the program at random moments: nothing that was shown as saved may be missing."""

import contextlib
import hashlib
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from app.model.change import apply
from app.model.codec import decode_change, encode_record, read_record
from app.store.database import find_damage, open_database

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 200
SLOW_FSYNC = """
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>
int fsync(int fd) { usleep(20000); return syscall(SYS_fsync, fd); }
int fdatasync(int fd) { usleep(20000); return syscall(SYS_fdatasync, fd); }
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a matter of POSIX")


def run_and_kill(
    path: Path, record_id: str, seed: int, shim: Path | None
) -> tuple[dict[int, str], list[float]]:
    """Start the program, kill it after a random while, and return what it said was saved."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    if shim is not None:
        environment["LD_PRELOAD"] = str(shim)
    command = [sys.executable, str(ROOT / "tests/store/kill_child.py")]
    with subprocess.Popen(
        [*command, str(path), record_id, str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        time.sleep(random.Random(seed).uniform(0.05, 0.45 if shim is None else 0.65))
        assert child.poll() is None, "the program ended by itself"
        child.kill()
        said, _ = child.communicate()
    lines = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    saved = {int(line[1]): line[2] for line in lines if line[0] == "saved"}
    return saved, [float(line[1]) for line in lines if line[0] == "time"]


def verify(connection: sqlite3.Connection, record_id: str, saved: dict[int, str]) -> int:
    """Check one record against its journal and what was shown; returns its revision."""
    sql = "SELECT json FROM snapshots WHERE record = ? AND revision = 0"
    first = connection.execute(sql, [record_id]).fetchone()
    if first is None:
        assert saved == {}
        return -1
    record = read_record(zlib.decompress(first[0]))
    found = {0: digest(encode_record(record))}
    sql = "SELECT revision, change FROM changes WHERE record = ? ORDER BY revision"
    for number, (revision, line) in enumerate(connection.execute(sql, [record_id]), start=1):
        assert revision == number
        record = apply(record, decode_change(line))
        if revision in saved:
            found[revision] = digest(encode_record(record))
    sql = "SELECT json, revision FROM payloads JOIN records ON id = record WHERE id = ?"
    payload, revision = connection.execute(sql, [record_id]).fetchone()
    assert (payload.encode(), revision) == (
        encode_record(record),
        number_of_changes(connection, record_id),
    )
    assert {key: found.get(key) for key in saved} == saved
    return int(revision)


def number_of_changes(connection: sqlite3.Connection, record_id: str) -> int:
    sql = "SELECT count(*) FROM changes WHERE record = ?"
    return int(connection.execute(sql, [record_id]).fetchone()[0])


def digest(payload: bytes) -> str:
    return hashlib.sha256(payload).hexdigest()


def kill_again_and_again(path: Path, rounds: int, shim: Path | None = None) -> None:
    times: list[float] = []
    shown = hot = 0
    path.parent.mkdir(parents=True)
    for number in range(rounds):
        saved, took = run_and_kill(path, f"r{number}", number, shim)
        times += took
        shown += len(saved)
        hot += path.with_name(path.name + "-journal").exists()
        with contextlib.closing(open_database(path)) as connection:
            assert find_damage(connection) == []
            verify(connection, f"r{number}", saved)
    assert shown > 0
    print(
        f"\n{rounds} kills, {hot} in the middle of a transaction, {shown} times shown as saved; "
        f"from change to saved: median {statistics.median(times):.1f} ms, max {max(times):.1f} ms"
    )


@pytest.fixture
def slow_disk(tmp_path: Path) -> Path:
    """A library that makes every fsync 20 ms slower."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        print("no C compiler: the run with a slow fsync is left out")
        pytest.skip("no C compiler for the fsync shim")
    source, library = tmp_path / "slow_fsync.c", tmp_path / "slow_fsync.so"
    source.write_text(SLOW_FSYNC)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source], check=True)
    return library


def test_nothing_saved_is_lost_when_the_program_is_killed(path: Path) -> None:
    kill_again_and_again(path, 10)


def test_nothing_saved_is_lost_on_a_slow_disk(path: Path, slow_disk: Path) -> None:
    kill_again_and_again(path, 5, slow_disk)


@pytest.mark.slow
def test_nothing_saved_is_lost_in_200_kills(path: Path) -> None:
    kill_again_and_again(path, ROUNDS)


@pytest.mark.slow
def test_nothing_saved_is_lost_in_200_kills_on_a_slow_disk(path: Path, slow_disk: Path) -> None:
    kill_again_and_again(path, ROUNDS, slow_disk)
