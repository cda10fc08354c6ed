"""Progress of work that goes record by record in the window's own thread."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget

_PATIENCE = 0.1
"""Seconds that nobody waits for in vain; after them the progress is shown."""


@contextmanager
def waiting() -> Iterator[None]:
    """Show that one has to wait, during work that is over within a second and cannot be parted."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


class Progress:
    """Shows how far a work is once it takes long, and lets a person stop it."""

    def __init__(self, parent: QWidget, text: str) -> None:
        self._parent = parent
        self._text = text
        self._started = time.monotonic()
        self.dialog: QProgressDialog | None = None

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()

    def go_on(self, done: int, count: int) -> bool:
        """Tell how far the work is; false where a person stopped it."""
        if self.dialog is None and time.monotonic() - self._started > _PATIENCE:
            self._show(count)
        if self.dialog is None:
            return True
        self.dialog.setValue(done)
        QApplication.processEvents()
        return not self.dialog.wasCanceled()

    def _show(self, count: int) -> None:
        stop = QApplication.translate("Progress", "Stop")
        self.dialog = QProgressDialog(self._text, stop, 0, count, self._parent)
        self.dialog.setWindowTitle(self._parent.window().windowTitle())
        self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.dialog.setMinimumDuration(0)
        self.dialog.setAutoClose(False)
        self.dialog.show()
