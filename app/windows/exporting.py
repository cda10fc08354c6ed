"""Exporting and printing what is open: asks for a name, makes the file, tells how it went."""

import contextlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.desk.exports import RECORD_ENDING, file_name
from app.windows.export_job import ExportJob

if TYPE_CHECKING:
    from app.windows.batch_job import BatchJob
    from app.windows.main_window import MainWindow

_PDF_FOLDER = "print"
_LAST_FOLDER = "export/folder"


class Exporting(QObject):
    """The files that are being made from the window's records."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._jobs: list[ExportJob] = []
        self._batches: list[BatchJob] = []

    def export(self, ending: str) -> None:
        """Ask for a name and write what is open, as `xlsx`, `pdf`, `docx` or `json`."""
        space = self._window.workspace
        if space.opened is None:
            return
        end = RECORD_ENDING if ending == "json" else f".{ending}"
        name = file_name(space.opened.document.record, space.opened.form, end)
        folder = space.setting(_LAST_FOLDER) or str(Path.home())
        path, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export"), str(Path(folder) / name), f"*.{ending}"
        )
        if path:
            target = self._with_ending(Path(path), end)
            if target is not None:
                space.put_setting(_LAST_FOLDER, str(target.parent))
                self._make(target, show=False)

    def _with_ending(self, path: Path, end: str) -> Path | None:
        """The path with its ending; none where that name is taken and shall stay."""
        if path.suffix.lower() == end[end.rindex(".") :]:
            return path
        target = path.with_name(path.name + end)
        # The dialog asked about the name without the ending.
        taken = target.exists() and not self._window.messages.ask(
            self.tr("{file} is there already. Replace it?").replace("{file}", target.name),
            self.tr("Replace"),
            self.tr("Keep it"),
        )
        return None if taken else target

    def print(self) -> None:
        """Show what is open as PDF in the system's viewer, which prints it."""
        space = self._window.workspace
        if space.opened is not None:
            # A viewer may hold the last print: on Windows a held file cannot be written again.
            ending = datetime.now().strftime("_%H%M%S.pdf")
            name = file_name(space.opened.document.record, space.opened.form, ending)
            self._make(print_target(space.folder, name), show=True)

    def adopt(self, job: "BatchJob") -> None:
        """Look after a job of many files: it is given up when the window closes."""
        self._batches.append(job)

    def release(self, job: "BatchJob") -> None:
        """Look no longer after a job: it has ended."""
        if job in self._batches:
            self._batches.remove(job)

    def is_working(self) -> bool:
        """Whether a file is being made."""
        return bool(self._jobs or self._batches)

    def stop(self) -> None:
        """Give up what is being made: the window closes."""
        for job in self._jobs:
            job.stop()
        for batch in self._batches:
            batch.stop()
        self._jobs.clear()
        self._batches.clear()

    def _make(self, target: Path, *, show: bool) -> None:
        """Write a file in a child process: the window goes on meanwhile."""
        space = self._window.workspace
        if space.opened is None:
            return
        job = ExportJob(space.opened.document.record, target, space.language, self)
        job.finished.connect(lambda error: self._made(job, target, error, show=show))
        self._jobs.append(job)
        self._window.status.show_note(self.tr("Making {file} …").replace("{file}", target.name))
        job.start()

    def _made(self, job: ExportJob, target: Path, error: str, *, show: bool) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        if error:
            self._window.status.clearMessage()
            self._window.messages.warn(error)
            return
        self._window.status.show_note(self.tr("Made {file}").replace("{file}", str(target)))
        space = self._window.workspace
        if space.holds(job.record_id):
            space.store.note("exported", job.record_id, target.name, space.who)
        if show:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))


def print_target(folder: Path, name: str) -> Path:
    """Where a print is made in the data folder; earlier prints are removed."""
    prints = folder / _PDF_FOLDER
    _tidy(prints)
    return prints / name


def _tidy(folder: Path) -> None:
    """Remove earlier prints, but for those that a viewer holds."""
    for old in folder.glob("*.pdf"):
        with contextlib.suppress(OSError):
            old.unlink()
