"""Which row of the money table each fund source of an accounting export counts towards."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.windows import theme
from app.windows.small_widgets import plain_label, plain_tool_tip

_ABREAST = 2
"""How many fund sources stand beside each other."""


class SourceRows(QWidget):
    """A choice for each fund source; hidden where a file names none."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        line = self.fontMetrics().height()
        self._grid.setHorizontalSpacing(line)
        self._grid.setColumnStretch(2 * _ABREAST, 1)
        about = plain_label(self.tr("Which row each fund source counts towards:"), theme.MUTED)
        self._grid.addWidget(about, 0, 0, 1, 2 * _ABREAST)
        self.hide()

    def show_sources(
        self, sources: Sequence[str], rows: Sequence[str], chosen: Mapping[str, str]
    ) -> None:
        """Show the sources that are not shown yet, with what is chosen for them."""
        for source in sources:
            if source not in self._boxes:
                self._add(source, rows, chosen.get(source, ""))
        self.setVisible(bool(self._boxes))

    def _add(self, source: str, rows: Sequence[str], chosen: str) -> None:
        box = QComboBox()
        box.setAccessibleName(source)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addItem(self.tr("the total only"), "")
        for row in rows:
            box.addItem(row, row)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.activated.connect(lambda _at: self.changed.emit())
        at = len(self._boxes)
        line, column = 1 + at // _ABREAST, 2 * (at % _ABREAST)
        label = plain_label(self.fontMetrics().elidedText(source, Qt.TextElideMode.ElideRight, 220))
        label.setToolTip(plain_tool_tip(source))
        self._grid.addWidget(label, line, column)
        self._grid.addWidget(box, line, column + 1)
        self._boxes[source] = box

    def choose(self, source: str, row: str) -> None:
        """Choose as a person does."""
        box = self._boxes[source]
        box.setCurrentIndex(box.findData(row))
        self.changed.emit()

    def chosen(self) -> dict[str, str]:
        """The rows by fund source, empty for the total only."""
        return {source: str(box.currentData()) for source, box in self._boxes.items()}
