"""Writing a file in a child process: the command line does it, the window goes on."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from app.desk.exports import record_text
from app.desk.texts import sentence
from app.locate import own_command
from app.model.faults import reason_of
from app.model.record import FormRecord

_OPTIONS = {".xlsx": "--xlsx", ".pdf": "--pdf", ".docx": "--docx", ".json": "--record-file"}
_BAD_INPUT = 2
_PATIENCE = 1000
"""Milliseconds that a stopped process has to end."""


class ExportJob(QObject):
    """One file to make. `finished` carries an error's sentence, empty where all is well."""

    finished = Signal(str)

    def __init__(
        self, record: FormRecord, target: Path, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._record = record
        self.record_id = record.id
        self._target = target
        self._language = language
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process = QProcess(self)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)

    def start(self) -> None:
        """Hand the record over and begin."""
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._folder = tempfile.TemporaryDirectory(prefix="ziping-")
            source = Path(self._folder.name) / "record.json"
            source.write_text(record_text(self._record), encoding="utf-8")
        except OSError as error:
            values = {"file": str(self._target.parent), "reason": reason_of(error)}
            self._finish(sentence("FILE_005", self._language, **values))
            return
        program, *first = own_command()
        option = _OPTIONS[self._target.suffix]
        arguments = ["--language", self._language, "export", str(source)]
        self._process.start(program, [*first, *arguments, option, str(self._target)])

    def stop(self) -> None:
        """Give the file up: the program ends. Half a file never stands under its name."""
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(_PATIENCE)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _ended(self, code: int) -> None:
        error = ""
        if code >= _BAD_INPUT or not self._target.exists():
            raw = bytes(self._process.readAllStandardError().data())
            error = raw.decode("utf-8", "replace").strip().rpartition("\n")[2]
            error = error or self.tr("The file could not be made. Please try again.")
        self._finish(error)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(self.tr("The file could not be made. Please try again."))

    def _finish(self, error: str) -> None:
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()
        self.finished.emit(error)
