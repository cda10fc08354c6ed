"""The window's part of the self-test: a painted window passes, a blank one fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from app.model.faults import FaultError
from app.windows.main_window import MainWindow
from app.windows.selftest import colours, seen
from tests.windows.stage import Stage


def test_the_window_passes_in_a_process_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app.cli", "selftest", "--json", "--only", "window"]
    done = subprocess.run(
        command,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (result,) = json.loads(done.stdout)["checks"]
    assert result["passed"]
    assert "offscreen" in result["text"]
    assert list(tmp_path.iterdir()) == []


def test_a_blank_window_fails(
    stage: Stage, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = QPixmap(300, 200)
    blank.fill(QColor("white"))
    monkeypatch.setattr(MainWindow, "grab", lambda self: blank)
    with pytest.raises(FaultError) as caught:
        seen(stage.window, qapp)
    assert caught.value.code == "SELFTEST_006"


def test_colours_are_counted() -> None:
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    assert colours(picture) == 1
    picture.setPixelColor(3, 6, QColor("red"))
    assert colours(picture) == 2
