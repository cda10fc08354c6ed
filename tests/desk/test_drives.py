"""Sticks are told from disks, on either system."""

import sys
from pathlib import Path

import pytest

from app.desk.drives import Disk, disks, is_network, is_removable

UNKNOWN, NO_ROOT, REMOVABLE, FIXED, REMOTE, CD, RAM = range(7)


@pytest.mark.parametrize("kind", range(7))
def test_windows_says_what_a_drive_is(kind: int, tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(root: str) -> int:
        asked.append(root)
        return kind

    assert is_removable(tmp_path / "优 盘", answer) is (kind == REMOVABLE)
    assert asked == [tmp_path.anchor]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no /media")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/media/zhang/优盘/Ziping", True),
        ("/run/media/zhang/KINGSTON/Ziping", True),
        ("/media", True),
        ("/mediathek/Ziping", False),
        ("/mnt/share/Ziping", False),
        ("/home/zhang/media/Ziping", False),
        ("/opt/apps/Ziping", False),
    ],
)
def test_linux_shows_a_stick_by_where_it_hangs(path: str, expected: bool) -> None:
    assert is_removable(Path(path)) is expected


MOUNTS = """\
/dev/sda2 / ext4 rw 0 0
proc /proc proc rw 0 0
/dev/sda3 /data ext4 rw 0 0
//fs/caiwu /mnt/财务\\040共享 cifs rw 0 0
server:/x /home/zhang/share nfs4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
/dev/sdb1 /media/zhang/我的\\040优盘 vfat rw 0 0
//fs/x /media/zhang/共享 cifs rw 0 0
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the paths of Linux")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/mnt/财务 共享/绩效", True),
        ("/mnt/财务", False),
        ("/home/zhang/share/a", True),
        ("/home/zhang/shared", False),
        ("/run/user/1000/gvfs/smb-share:server=fs", True),
        ("/data/绩效", False),
    ],
)
def test_linux_tells_shares_by_their_file_system(path: str, expected: bool) -> None:
    assert is_network(Path(path), mounts=MOUNTS) is expected


@pytest.mark.parametrize("kind", range(7))
def test_windows_tells_a_drive_that_stands_for_a_share(kind: int, tmp_path: Path) -> None:
    assert is_network(tmp_path, lambda root: kind) is (kind == REMOTE)


def test_a_share_named_by_its_server_is_one_whatever_windows_says() -> None:
    assert is_network(Path(r"\\server\财务\绩效"), lambda root: NO_ROOT)


def test_windows_disks_are_those_that_take_files() -> None:
    kinds = {"C:\\": FIXED, "D:\\": FIXED, "E:\\": REMOVABLE, "F:\\": CD, "Z:\\": REMOTE}
    found = disks(lambda root: kinds.get(root, NO_ROOT))
    assert found == tuple(Disk(Path(root), root[0] == "E") for root in list(kinds)[:3])


@pytest.mark.skipif(sys.platform == "win32", reason="the paths of Linux")
def test_linux_disks_are_the_data_partition_and_what_is_plugged_in() -> None:
    found = disks(mounts=MOUNTS)
    assert found == (Disk(Path("/data"), False), Disk(Path("/media/zhang/我的 优盘"), True))


def test_an_account_that_cannot_be_read_is_no_share(tmp_path: Path) -> None:
    assert not is_network(tmp_path, mounts="")
    assert not is_network(tmp_path, mounts="\n\nx y\n")
