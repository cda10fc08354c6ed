"""The guides: their menus are the window's, and their pictures can be taken again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QToolButton

from docs.pictures import FOLDER, MOST
from docs.studio import PICTURES
from tests.test_guides import BOLD, SPOKEN, bare
from tests.windows.stage import Stage

ROOT = Path(__file__).resolve().parents[2]
TAKE = """
import os, sys
from pathlib import Path
from docs import pictures
pictures.FOLDER = Path(sys.argv[1])
code = pictures.main(sys.argv[2:])
sys.stdout.flush()
os._exit(code)
"""


def take(folder: Path, *names: str) -> "subprocess.CompletedProcess[str]":
    """Take pictures into a folder, in a process of their own."""
    return subprocess.run(
        [sys.executable, "-c", TAKE, str(folder), *names],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def offered(menu: QMenu) -> set[str]:
    """What a menu offers."""
    return {bare(action.text()) for action in menu.actions() if action.text()}


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.stem)
def test_every_way_through_a_menu_is_there(stage: Stage, path: Path) -> None:
    buttons = stage.window.findChildren(QToolButton)
    menus = {b.accessibleName(): offered(b.menu()) for b in buttons if b.menu() is not None}
    ways = [word for word in BOLD.findall(path.read_text(encoding="utf-8")) if " › " in word]
    assert ways
    wrong = [
        way for way in ways for menu, name in [way.split(" › ")] if name not in menus.get(menu, ())
    ]
    assert wrong == []


def test_every_picture_is_taken_by_the_script() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)


@pytest.mark.slow
def test_the_pictures_can_be_taken_again(tmp_path: Path) -> None:
    done = take(tmp_path)
    assert done.returncode == 0, done.stderr
    taken = {path.stem: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(taken) == set(PICTURES)
    assert len(set(taken.values())) == len(taken)
    assert all(len(data) <= MOST and data.startswith(b"\x89PNG") for data in taken.values())


def test_a_picture_that_does_not_exist_is_named(tmp_path: Path) -> None:
    done = take(tmp_path, "没有")
    assert done.returncode == 2
    assert "没有这些图：没有" in done.stdout
