"""Progress that shows only when somebody would have to wait."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.windows import progress
from app.windows.progress import Progress, waiting


def test_short_work_shows_nothing(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    with Progress(parent, "…") as shown:
        assert all(shown.go_on(done, 3) for done in range(3))
        assert shown.dialog is None


def test_long_work_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.setWindowTitle("全部检查")
    parent.show()
    with Progress(parent, "…") as shown:
        assert shown.go_on(0, 10)
        assert shown.go_on(4, 10)
        dialog = shown.dialog
        assert dialog is not None
        assert (dialog.value(), dialog.maximum(), dialog.isVisible()) == (4, 10, True)
        assert dialog.windowTitle() == "全部检查"
        dialog.cancel()
        assert not shown.go_on(5, 10)
    assert not dialog.isVisible()


def test_waiting_shows_in_the_cursor_and_ends_even_with_a_fault(qtbot: QtBot) -> None:
    def work() -> None:
        with waiting():
            assert QGuiApplication.overrideCursor() is not None
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        work()
    assert QGuiApplication.overrideCursor() is None
