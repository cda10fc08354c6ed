"""The program as a person starts it, watched until the form and the ledger are painted.

`python -m tests.bench.program_window DATA [RECORDS]` opens the window over a data folder whose
last record is to be shown, prints the moment of the first paint and the memory, and ends.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.cli import main as start
from app.windows.main_window import MainWindow
from tests.bench.watch import FirstPaint

_PATIENCE = 60_000
"""Milliseconds after which a window that shows no form is given up."""


def watch(records: int) -> None:
    """Watch the paper of the window that was just made."""
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))

    def ready() -> bool:
        listed = window.ledger.list.model().rowCount()
        return window.desk.document is not None and listed >= records

    FirstPaint(window.paper.viewport(), ready)
    QTimer.singleShot(_PATIENCE, window.close)


def main(arguments: list[str]) -> int:
    """Run the program itself; the watch begins when its event loop does."""
    folder, records = arguments[0], int(arguments[1]) if len(arguments) > 1 else 0
    application = QApplication(sys.argv[:1])
    # Before the program's own first timer, in which it opens the record.
    QTimer.singleShot(0, application, lambda: watch(records))
    return start(["--data", folder])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
