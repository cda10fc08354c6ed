"""一键全量导出: everything to one folder, in a child process over a copy of the data."""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from app.desk.keeping.backups import DATABASE
from app.model.faults import FaultError
from app.windows.child_job import ChildJob

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


def open_export_all(window: "MainWindow") -> None:
    """Ask for a place and begin."""
    title = QCoreApplication.translate("ExportAll", "Where shall the folder with everything go?")
    folder = QFileDialog.getExistingDirectory(window, title)
    if folder:
        ExportAll(window, Path(folder)).start()


class ExportAll(QObject):
    """One export of everything; its progress can be stopped, then no folder is left."""

    def __init__(self, window: "MainWindow", target: Path) -> None:
        super().__init__(window)
        self._window, self._target = window, target
        self._copy = Path(tempfile.mkdtemp(prefix="ziping-"))
        space = window.workspace
        self.job = ChildJob(
            [
                *("--data", str(self._copy), "--language", space.language, "export-all"),
                *("-o", str(target), "--evidence", str(space.folder), "--progress", "--json"),
            ],
            self,
        )
        self.job.progressed.connect(self._show)
        self.job.finished.connect(self._ended)
        text, stop = self.tr("Exporting everything…"), self.tr("Stop")
        self.dialog = QProgressDialog(text, stop, 0, 0, window)
        self.dialog.setWindowModality(Qt.WindowModality.NonModal)
        self.dialog.setAutoClose(False)
        self.dialog.setAutoReset(False)
        self.dialog.canceled.connect(self._stop)

    def start(self) -> None:
        """Copy the data, and begin."""
        try:
            self._window.workspace.save_copy(self._copy / DATABASE)
        except FaultError as fault:
            self._tidy()
            self._window.messages.warn(self._window.workspace.sentence(fault))
            return
        self.dialog.show()
        self.job.start()

    def _show(self, done: int, count: int, title: str) -> None:
        self.dialog.setMaximum(count)
        self.dialog.setValue(done)
        self.dialog.setLabelText(title)

    def _stop(self) -> None:
        self.job.stop()
        for begun in self._target.glob(".ziping-*"):
            shutil.rmtree(begun, ignore_errors=True)
        self._tidy()
        self._window.status.show_note(self.tr("Stopped; nothing was exported."))

    def _ended(self, data: Any, error: str) -> None:
        self._tidy()
        if error:
            self._window.messages.warn(error)
            return
        text = self.tr("Exported {records} forms in {files} files to {folder}")
        for name in ("records", "files", "folder"):
            text = text.replace(f"{{{name}}}", str(data[name]))
        if data["missing"]:
            lacks = self.tr("{count} files of evidence are missing here.")
            text = f"{text}\n{lacks.replace('{count}', str(len(data['missing'])))}"
        self._window.messages.inform(text)
        self._window.open_folder(str(data["folder"]))

    def _tidy(self) -> None:
        shutil.rmtree(self._copy, ignore_errors=True)
        self.dialog.deleteLater()
