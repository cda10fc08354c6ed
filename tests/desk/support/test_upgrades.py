"""An upgrade keeps everything, makes a backup first, and is told once; a downgrade is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.desk.support.upgrades import untold_upgrade
from app.desk.texts import fault_sentence
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.store.copies import look_into
from app.store.schema import SCHEMA_VERSION, migrate


def older(folder: Path) -> None:
    """A database as an older program left it."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "ziping.db", isolation_level=None)) as connection:
        migrate(connection, SCHEMA_VERSION - 1)
        connection.execute("INSERT INTO settings VALUES ('区县', '云溪县')")


def test_new_data_were_never_upgraded(space: Workspace) -> None:
    assert untold_upgrade(space) is None


def test_who_went_back_to_an_older_program_is_told_of_no_upgrade(space: Workspace) -> None:
    folder = space.folder / "backups"
    folder.mkdir(exist_ok=True)
    (folder / f"ziping-version{SCHEMA_VERSION}-20260101-000000.db").write_bytes(b"")
    assert untold_upgrade(space) is None


def test_an_upgrade_is_told_once_and_everything_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "旧 数据"
    older(folder)
    space = Workspace(folder)
    try:
        backup = untold_upgrade(space)
        assert backup is not None
        assert backup.parent == folder / "backups"
        assert look_into(backup).whole
        assert space.setting("区县") == "云溪县"
        assert untold_upgrade(space) is None
    finally:
        space.close()
    again = Workspace(folder)
    assert untold_upgrade(again) is None
    again.close()


def test_a_newer_file_is_refused_in_one_sentence_and_left_alone(tmp_path: Path) -> None:
    older(tmp_path / "新")
    path = tmp_path / "新" / "ziping.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(FaultError) as caught:
        Workspace(tmp_path / "新")
    assert caught.value.code == "STORE_001"
    assert "请升级程序" in fault_sentence(caught.value)
    assert path.read_bytes() == before
