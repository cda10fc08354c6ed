"""What the window tests get: the program's look, and no box that waits for a person."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMessageBox

from app.desk.view import font_files
from app.windows.theme import apply_theme
from app.windows.translation import install_translators
from tests.windows.stage import Answers, Stage


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answer every box at once, and keep what it said."""
    kept = Answers()

    def message(box: QMessageBox) -> int:
        return kept.message(box)

    def dialog(asked: QDialog) -> int:
        return kept.dialog(asked)

    monkeypatch.setattr(QMessageBox, "exec", message)
    monkeypatch.setattr(QDialog, "exec", dialog)
    monkeypatch.setattr(QInputDialog, "getText", kept.text)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", kept.file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", kept.file)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", kept.files)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", kept.folder)
    monkeypatch.setattr(QDesktopServices, "openUrl", kept.shown_outside)
    return kept


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> None:
    """The program's fonts and colours, for good: Qt does not survive many changes of style."""
    for path in font_files().values():
        QFontDatabase.addApplicationFont(str(path))
    apply_theme(qapp)


@pytest.fixture
def look(qapp: QApplication, themed: None) -> Iterator[QApplication]:
    """The program's look, and its language for the time of one test."""
    installed = install_translators(qapp)
    yield qapp
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture
def open_stage(look: QApplication, answers: Answers) -> Iterator[Callable[[Path], Stage]]:
    """Open the window over a data folder; all are closed at the end."""
    stages: list[Stage] = []

    def make(folder: Path) -> Stage:
        stage = Stage(folder, answers)
        stages.append(stage)
        return stage

    yield make
    for stage in stages:
        stage.close()
    assert not answers.unexpected


@pytest.fixture
def empty(open_stage: Callable[[Path], Stage], tmp_path: Path) -> Stage:
    """The window over an empty data folder."""
    return open_stage(tmp_path / "data")


@pytest.fixture
def stage(empty: Stage) -> Stage:
    """The window with the filled sample on the paper."""
    empty.window.commands.open_sample()
    empty.settle()
    return empty
