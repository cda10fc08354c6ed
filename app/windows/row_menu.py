"""What belongs to an indicator row in the context menu of the paper."""

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QMenu

from app.desk.edits import clean
from app.model.definition import column_with_role
from app.model.places import Place
from app.model.record import INDICATOR_KINDS, PLACEHOLDER

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


class RowMenu(QObject):
    """Offers the kind of the row one stands in, and the reason of a typed score."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def fill(self, menu: QMenu) -> None:
        """Offer what belongs to an indicator row in its context menu."""
        document = self._window.desk.document
        cell = self._window.paper.current_cell()
        if (
            document is None
            or document.locked
            or cell is None
            or cell.place is None
            or cell.place.row is None
        ):
            return
        row = Place(cell.place.section, cell.place.row, "")
        for section in document.definition.indicators():
            if section.id == row.section:
                self._fill_kinds(menu, msgspec.structs.replace(row, field="kind"))
                score = column_with_role(section, "score")
                place = msgspec.structs.replace(row, field=score.id if score else "")
                if document.record.text(place):
                    reason = msgspec.structs.replace(row, field="score_reason")
                    action = menu.addAction(self.tr("Why the score was typed…"))
                    action.triggered.connect(partial(self._ask_reason, reason))

    def _fill_kinds(self, menu: QMenu, place: Place) -> None:
        document = self._window.desk.document
        names = {
            "scored": self.tr("Scored"),
            "part": self.tr("Part of the row above (not added)"),
            "not_applicable": self.tr("Not applicable"),
        }
        kinds = menu.addMenu(self.tr("Kind of row"))
        for kind in (k for k in INDICATOR_KINDS if k != PLACEHOLDER):
            action = kinds.addAction(names[kind])
            action.setCheckable(True)
            action.setChecked(document is not None and document.record.value(place) == kind)
            action.triggered.connect(
                lambda _on=False, kind=kind: self._window.commands.set_value(
                    place, kind, "EDIT_KIND"
                )
            )

    def _ask_reason(self, place: Place, _checked: bool = False) -> None:
        document = self._window.desk.document
        if document is None:
            return
        text, taken = QInputDialog.getMultiLineText(
            self._window,
            self.tr("Score typed by hand"),
            self.tr("Reason (not printed):"),
            document.record.text(place),
        )
        if taken:
            self._window.commands.set_value(place, clean(text) or None, "EDIT_SET")
