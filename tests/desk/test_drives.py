"""Sticks are told from disks, on either system."""

import sys
from pathlib import Path

import pytest

from app.desk.drives import is_removable

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
