"""A command of the program in a child process: it tells what it does, and can be stopped."""

import contextlib
import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from app.locate import own_command

_PATIENCE = 1000
"""Milliseconds that a stopped process has to end."""


class ChildJob(QObject):
    """One command with `--json`; `finished` carries its data, or none and an error's sentence."""

    progressed = Signal(int, int, str)
    finished = Signal(object, str)

    def __init__(self, arguments: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arguments = list(arguments)
        self._told: list[str] = []
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)

    def start(self) -> None:
        """Begin."""
        program, *first = own_command()
        self._process.start(program, [*first, *self._arguments])

    def stop(self) -> None:
        """Give the command up: the process ends."""
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(_PATIENCE)

    def _read(self) -> None:
        """Take what the process has told: lines of progress, then the data over many lines."""
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode("utf-8", "replace")
            if line.startswith('{"done":'):
                told = json.loads(line)
                self.progressed.emit(told["done"], told["count"], told["title"])
            else:
                self._told.append(line)

    def _ended(self, code: int) -> None:
        self._read()
        rest = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        error, data = "", None
        if code:
            raw = bytes(self._process.readAllStandardError().data())
            error = raw.decode("utf-8", "replace").strip().rpartition("\n")[2]
        else:
            with contextlib.suppress(ValueError):
                data = json.loads("".join((*self._told, rest)))
        self._finish(data, error)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(None, "")

    def _finish(self, data: Any, error: str) -> None:
        if data is None and not error:
            error = self.tr("The files could not be made. Please try again.")
        self.finished.emit(data, error)
