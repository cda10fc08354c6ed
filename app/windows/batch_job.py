"""Making the files of many records in a child process: the window goes on, and can stop it."""

import secrets
import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from app.desk.batch_export.making import Job, Report
from app.model.faults import FaultError, reason_of
from app.windows.child_job import ChildJob


class BatchJob(QObject):
    """One job. `finished` carries what was made, or an error's sentence and none."""

    progressed = Signal(int, int, str)
    finished = Signal(object, str)

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._scratch = Path(job.folder) / f".ziping-{secrets.token_hex(4)}"
        self._child: ChildJob | None = None

    def start(self) -> None:
        """Hand the job over and begin.

        Raises:
            FaultError: FILE_005 there is no room for it.
        """
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="ziping-")
            source = Path(self._folder.name) / "job.json"
            source.write_bytes(msgspec.json.encode(self._job))
        except OSError as error:
            values = {"file": tempfile.gettempdir(), "reason": reason_of(error)}
            raise FaultError("FILE_005", **values) from error
        arguments = ["--language", self._job.language, "batch", "--json", "--job", str(source)]
        self._child = ChildJob([*arguments, "--scratch", str(self._scratch)], self)
        self._child.progressed.connect(self.progressed)
        self._child.finished.connect(self._ended)
        self._child.start()

    def stop(self) -> None:
        """Give the job up: the process ends, and nothing of what it made is left."""
        if self._child is not None:
            self._child.stop()
        self._tidy()

    def _ended(self, data: Any, error: str) -> None:
        self._tidy()
        self.finished.emit(msgspec.convert(data, Report) if data is not None else None, error)

    def _tidy(self) -> None:
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()
        shutil.rmtree(self._scratch, ignore_errors=True)
