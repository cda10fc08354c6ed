"""Places for data: shares and synced folders are warned of, full and locked ones refused."""

import os
import shutil
from collections import namedtuple
from pathlib import Path

import platformdirs
import pytest

from app.desk.datafolder import offers as module
from app.desk.datafolder.offers import MOST, examine, offers, synced_by
from app.desk.drives import Disk
from app.desk.folders import NAME, settled

Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("OneDrive - 云溪县财政局/文档", "OneDrive"),
        ("我的坚果云/绩效", "坚果云"),
        ("BaiduSyncdisk", "百度同步盘"),
        ("百度同步盘/年度", "百度同步盘"),
        ("WPS云盘", "WPS 云盘"),
        ("WPSDrive/12345/WPS云盘", "WPS 云盘"),
        ("Dropbox/a", "Dropbox"),
        ("文档/绩效自评", ""),
        ("坚果采购/2026", ""),
    ],
)
def test_a_synced_folder_is_known_by_its_name(path: str, service: str, tmp_path: Path) -> None:
    folder = tmp_path / path
    assert synced_by(folder) == service
    warnings = examine(folder).warnings
    assert [service in text for text in warnings] == ([True] if service else [])


@pytest.mark.parametrize(
    ("marker", "service"),
    [(".dropbox", "Dropbox"), (".stfolder", "Syncthing"), (".sync_a1b2.db", "Nextcloud")],
)
def test_or_by_what_the_service_leaves_in_it(marker: str, service: str, tmp_path: Path) -> None:
    (tmp_path / "盘").mkdir()
    (tmp_path / "盘" / marker).write_bytes(b"")
    assert synced_by(tmp_path / "盘" / "单位" / "绩效") == service


def test_or_by_what_windows_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "文件"))
    assert synced_by(tmp_path / "文件" / "文档") == "OneDrive"
    assert synced_by(tmp_path / "别处") == ""


def test_a_network_place_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_network", lambda path: True)
    found = examine(tmp_path / "新")
    assert not found.refusal
    assert len(found.warnings) == 1
    assert "网络" in found.warnings[0]


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    found = examine(tmp_path / "一" / "二")
    assert (found.refusal, found.warnings) == ("", ())
    assert found.free is not None
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**9, 10**9, 3 * 2**20))
    refusal = examine(tmp_path).refusal
    assert "只剩 3 MB" in refusal
    assert str(tmp_path) in refusal


def test_a_locked_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", locked)
    assert "只读或写保护" in examine(tmp_path).refusal


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    assert examine(tmp_path / "文件" / "下面").refusal


def test_documents_come_first_then_disks_and_no_place_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "文档")
    monkeypatch.setattr(platformdirs, "user_desktop_path", lambda: tmp_path / "桌面")
    names = ["data", "KINGSTON", "三", "四"]
    disks = tuple(Disk(tmp_path / name, name != "data") for name in names)
    monkeypatch.setattr(module, "disks", lambda: (*disks[:1], *disks[:2]))
    found = offers()
    assert [offer.title for offer in found] == ["文档", "磁盘 data", "U 盘 KINGSTON", "桌面"]
    assert [offer.folder.name for offer in found] == [NAME] * 4
    monkeypatch.setattr(module, "disks", lambda: disks)
    assert len(offers()) == MOST


def test_a_place_that_is_locked_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "posix" and os.geteuid() == 0:
        place = Path("/proc/1")
    else:
        place = tmp_path / "锁"
        place.mkdir()
        place.chmod(0o500)
    monkeypatch.setattr(module, "disks", lambda: (Disk(place, False),))
    assert place / NAME not in [offer.folder for offer in offers()]


def test_a_folder_with_other_files_gets_one_of_ours_in_it(tmp_path: Path) -> None:
    assert settled(tmp_path) == tmp_path
    assert settled(tmp_path / "还没有") == tmp_path / "还没有"
    (tmp_path / "工资.xlsx").write_bytes(b"")
    assert settled(tmp_path) == tmp_path / NAME
    (tmp_path / "ziping.db").write_bytes(b"")
    assert settled(tmp_path) == tmp_path
