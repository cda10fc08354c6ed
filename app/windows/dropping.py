"""Files dropped on the window: records are opened, other files prove the row they fall on."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QDropEvent

from app.desk.evidence.entries import row_place
from app.desk.files import WORKBOOKS, read_record_file
from app.model.faults import FaultError

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_OPENED = (".json", ".ziping")
"""Files that are opened wherever they fall."""
_TABLES = (*WORKBOOKS, ".ods", ".csv")
"""Files that may be a record, a list, or evidence."""


def take_drop(window: "MainWindow", event: QDropEvent) -> None:
    """Open what is a record; add to a row whatever else falls on it."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    row = row_below(window, event.position().toPoint())
    proofs = [path for path in paths if row and _proves(window, path)]
    for path in paths:
        if path not in proofs:
            window.commands.import_file(str(path))
    if proofs:
        window.inspector.tabs.setCurrentWidget(window.evidence)
        window.evidence.panel.add_files(proofs, row)


def row_below(window: "MainWindow", point: QPoint) -> str:
    """The place of the row under a point of the window, empty where there is none."""
    document = window.desk.document
    viewport = window.paper.viewport()
    inside = viewport.mapFrom(window, point)
    if document is None or not viewport.rect().contains(inside):
        return ""
    cell = window.paper.paper.cell(window.paper.indexAt(inside))
    place = cell.place if cell is not None else None
    return row_place(place, document.record, document.definition)


def _proves(window: "MainWindow", path: Path) -> bool:
    """Whether a file is neither a record nor, as the person says, a list to be opened."""
    suffix = path.suffix.lower()
    if suffix in _OPENED:
        return False
    if suffix not in _TABLES:
        return True
    try:
        read_record_file(path)
    except FaultError:
        question = QCoreApplication.translate(
            "Dropping", "{file} is no form of this program. What is it?"
        )
        return window.messages.ask(
            question.replace("{file}", path.name),
            QCoreApplication.translate("Dropping", "Evidence of this row"),
            QCoreApplication.translate("Dropping", "A list to open"),
        )
    return False
