import contextlib
import errno
import sqlite3
import time
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.locate import data_dir
from app.store import database, errors, schema
from app.store.database import BACKUPS, open_database, set_aside_damaged
from app.store.errors import StoreError
from app.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrate
from tests.store.helpers import HEADER, open_store, small_record

KEPT = Path(__file__).parent / "data" / "version-1.db"


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_database(path)
    return caught.value


def make(path: Path, *statements: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return path


def kept_copy(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(KEPT.read_bytes())
    return path


def test_a_new_database_has_strict_tables_and_our_mark(path: Path) -> None:
    with contextlib.closing(open_database(path)) as connection:
        tables = connection.execute("PRAGMA table_list").fetchall()
        marks = [connection.execute(f"PRAGMA {n}").fetchone()[0] for n in ("application_id",)]
    ours = {row[1]: row[5] for row in tables if not row[1].startswith(("sqlite_", "_sqlite_"))}
    assert set(ours) == {
        *("records", "payloads", "changes", "snapshots", "definitions"),
        *("drafts", "settings", "operations", "verdicts"),
    }
    assert (set(ours.values()), marks) == ({1}, [APPLICATION_ID])
    assert not (path.parent / BACKUPS).exists()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        *(("foreign_keys", 1), ("journal_mode", "delete"), ("synchronous", 2)),
        *(("trusted_schema", 0), ("busy_timeout", 2000), ("user_version", SCHEMA_VERSION)),
    ],
)
def test_the_safeguards_hold_on_every_opening(path: Path, pragma: str, value: object) -> None:
    open_database(path).close()
    make(path, "PRAGMA journal_mode = WAL")
    with contextlib.closing(open_database(path)) as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_an_older_database_is_migrated_after_a_backup(path: Path) -> None:
    kept_copy(path)
    store = open_store(path)
    assert store.load("a1").record == small_record()
    store.put_setting("new", "table").wait(5)
    assert store.close(5)
    (backup,) = (path.parent / BACKUPS).iterdir()
    with contextlib.closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
        assert connection.execute("SELECT id FROM records").fetchall() == [("a1",)]
    assert backup.name.startswith("ziping-version1-")


def test_a_migration_that_fails_leaves_the_old_version(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_copy(path)
    name, statements = schema.STEPS[1]
    broken = (schema.STEPS[0], (name, (*statements, "CREATE TABLE records (x)")))
    monkeypatch.setattr(schema, "STEPS", broken)
    with pytest.raises(sqlite3.OperationalError):
        open_database(path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema")]
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    assert "drafts" not in names


@pytest.mark.parametrize("step", [0, 1])
def test_a_new_database_that_was_cut_off_is_finished_later(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    steps = list(schema.STEPS)
    steps[step] = (steps[step][0], (*steps[step][1], "CREATE TABLE broken"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", tuple(steps))
        with pytest.raises(sqlite3.OperationalError):
            open_database(path)
    with contextlib.closing(open_database(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_no_migration_without_its_backup(path: Path) -> None:
    kept_copy(path)
    (path.parent / BACKUPS).write_text("a file where the folder should be")
    before = path.read_bytes()
    assert refusal(path).code == "STORE_009"
    assert path.read_bytes() == before


def test_a_newer_database_is_refused_untouched(path: Path) -> None:
    open_database(path).close()
    make(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    fault = refusal(path)
    assert (fault.code, fault.values["version"]) == ("STORE_001", str(SCHEMA_VERSION + 1))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [("CREATE TABLE t (x)",), ("PRAGMA application_id = 7",), ("PRAGMA user_version = 1",)],
)
def test_somebody_elses_database_is_refused(path: Path, statements: tuple[str, ...]) -> None:
    make(path, *statements)
    assert refusal(path).code == "STORE_002"


def test_what_is_no_database_is_called_damaged(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes("不是数据库。".encode() * 500)
    assert refusal(path).code == "STORE_003"


def test_a_database_with_a_torn_page_is_found_out(path: Path) -> None:
    store = open_store(path)
    store.create(small_record(), "{}", HEADER).wait(5)
    assert store.check() == []
    assert store.close(5)
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 2 + 2000] = b"\xff" * 2000
    path.write_bytes(content)
    again = open_store(path)
    problems = again.check()
    again.abandon()
    assert problems != []


def test_a_damaged_database_is_moved_aside_never_deleted(path: Path) -> None:
    path.parent.mkdir(parents=True)
    journal = path.with_name(path.name + "-journal")
    moved = []
    for content in (b"first", b"second"):
        path.write_bytes(content)
        journal.write_bytes(content)
        moved.append(set_aside_damaged(path))
    assert [file.read_bytes() for file in moved] == [b"first", b"second"]
    assert [Path(f"{file}-journal").read_bytes() for file in moved] == [b"first", b"second"]
    assert not path.exists()
    open_database(path).close()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="no time zone to set here")
def test_a_file_is_named_by_the_clock_on_the_wall(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    try:
        monkeypatch.setenv("TZ", "CST-8")
        time.tzset()
        stamp = set_aside_damaged(path).name.partition("damaged-")[2]
    finally:
        monkeypatch.undo()
        time.tzset()
    ahead = datetime.strptime(stamp, "%Y%m%d-%H%M%S") - datetime.now(UTC).replace(tzinfo=None)
    assert timedelta(hours=7) < ahead < timedelta(hours=9)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        *((errno.EACCES, "STORE_004"), (errno.EPERM, "STORE_004"), (errno.ENOSPC, "STORE_005")),
        *((errno.EROFS, "STORE_006"), (errno.EIO, "STORE_009"), (errno.ENOTDIR, "STORE_009")),
    ],
)
def test_a_folder_that_cannot_be_used_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "told by the system")

    monkeypatch.setattr(Path, "mkdir", fail)
    fault = refusal(path)
    assert (fault.code, fault.values["folder"]) == (code, str(path.parent))


def test_a_database_that_cannot_be_opened_is_named(path: Path) -> None:
    path.mkdir(parents=True)
    assert refusal(path).code == "STORE_004"


def test_a_safeguard_that_does_not_hold_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database._SAFEGUARDS, "journal_mode", "elsewhere")
    assert refusal(path).code == "STORE_009"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_a_sentence(language: str) -> None:
    text = (data_dir("i18n") / f"faults.{language}.toml").read_text(encoding="utf-8")
    codes = {value for value in vars(errors).values() if str(value).startswith("STORE_")}
    assert codes <= tomllib.loads(text).keys()


def test_the_kept_file_is_what_version_1_was(path: Path) -> None:
    with contextlib.closing(make_version_1(path)) as connection:
        made = set(connection.execute("SELECT sql FROM sqlite_schema").fetchall())
    with contextlib.closing(sqlite3.connect(f"file:{KEPT}?mode=ro", uri=True)) as connection:
        assert set(connection.execute("SELECT sql FROM sqlite_schema").fetchall()) == made


def make_version_1(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, upto=1)
    return connection
