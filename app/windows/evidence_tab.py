"""The tab of the evidence: an empty place until somebody looks at it."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.places import Place

if TYPE_CHECKING:
    from app.windows.evidence_panel import EvidencePanel
    from app.windows.main_window import MainWindow


class EvidenceTab(QWidget):
    """Holds the panel, which is made when it is first needed."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._panel: EvidencePanel | None = None
        self._place: Place | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def panel(self) -> "EvidencePanel":
        """The panel."""
        if self._panel is None:
            from app.windows.evidence_panel import EvidencePanel  # the window starts sooner without

            self._panel = EvidencePanel(self._window)
            self._column.addWidget(self._panel)
            self._panel.show_place(self._place)
        return self._panel

    def show_place(self, place: Place | None) -> None:
        """Stand in another cell."""
        self._place = place
        if self._panel is not None:
            self._panel.show_place(place)

    def refresh(self) -> None:
        """Show the record that is open as it is now."""
        if self._panel is not None and self.isVisible():
            self._panel.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.panel.refresh()
