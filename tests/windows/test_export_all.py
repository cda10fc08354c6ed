"""Exporting everything from the window, in a child process."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.windows.export_all import ExportAll
from tests.windows.stage import Stage


def test_everything_lands_in_one_folder(
    stage: Stage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.save()
    target = tmp_path / "出 口"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    opened: list[str] = []
    monkeypatch.setattr(stage.window, "open_folder", opened.append)
    stage.window.commands.run("export-all")
    export = stage.window.findChildren(ExportAll)[0]
    with qtbot.waitSignal(export.job.finished, timeout=60_000):
        pass
    (folder,) = target.iterdir()
    assert opened == [str(folder)]
    assert (folder / "操作日志.xlsx").is_file()
    assert "已导出 1 份表" in stage.answers.said[-1]


def test_stopped_nothing_is_left(stage: Stage, tmp_path: Path, qtbot: QtBot) -> None:
    stage.save()
    export = ExportAll(stage.window, tmp_path)
    before = set(tmp_path.iterdir())
    export.start()
    with qtbot.waitSignal(export.job.progressed, timeout=60_000):
        pass
    export.dialog.findChildren(QPushButton)[0].click()
    assert set(tmp_path.iterdir()) == before
