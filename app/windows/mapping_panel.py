"""What the columns of a list hold: each head with its first values, and a choice beside it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.windows import theme
from app.windows.small_widgets import plain_label, plain_tool_tip

_LONGEST = 32


class MappingLine(NamedTuple):
    """A head or another word of the file: what stands under it, what it holds, what to look at."""

    key: str
    text: str
    samples: str
    chosen: str
    note: str = ""


class _Choice(QComboBox):
    """A choice that the wheel does not change: it scrolls the lines."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MappingPanel(QScrollArea):
    """Lines of choices; `changed` when a person chose another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._boxes: dict[str, dict[str, QComboBox]] = {}
        self._page = QWidget()
        self.setWidget(self._page)

    def clear(self) -> None:
        """Show no line."""
        self._boxes = {}
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        self.setWidget(self._page)

    def add_group(
        self,
        group: str,
        heads: tuple[str, str, str],
        lines: Sequence[MappingLine],
        choices: Mapping[str, str],
    ) -> None:
        """Lines under three heads (in the file, its values, what it holds), with equal choices.

        `choices` are what may be chosen, by key, with their names.
        """
        page = QWidget()
        grid = QGridLayout(page)
        line = self.fontMetrics().height()
        grid.setHorizontalSpacing(line)
        grid.setVerticalSpacing(line // 3)
        for at, text in enumerate(heads):
            grid.addWidget(plain_label(text, theme.MUTED), 0, at)
        self._boxes[group] = {}
        for row, given in enumerate(lines, start=1):
            self._add_line(grid, row, group, given, choices)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        layout = self._page.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, page)

    def _add_line(
        self,
        grid: QGridLayout,
        row: int,
        group: str,
        given: MappingLine,
        choices: Mapping[str, str],
    ) -> None:
        box = _Choice()
        box.setAccessibleName(given.text)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for key, name in choices.items():
            box.addItem(name, key)
        box.setCurrentIndex(max(0, box.findData(given.chosen)))
        box.setMinimumWidth(self.fontMetrics().height() * 11)
        box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._boxes[group][given.key] = box
        for at, (text, colour) in enumerate(((given.text, ""), (given.samples, theme.MUTED))):
            label = plain_label(_cut(text), colour)
            label.setToolTip(plain_tool_tip(text))
            grid.addWidget(label, row, at)
        grid.addWidget(box, row, 2)
        note = plain_label(given.note, theme.AMBER)
        note.setWordWrap(True)
        grid.addWidget(note, row, 3)

    def chosen(self, group: str) -> dict[str, str]:
        """What is chosen in a group, by the lines' keys."""
        return {key: str(box.currentData()) for key, box in self._boxes.get(group, {}).items()}

    def choose(self, group: str, key: str, value: str) -> None:
        """Choose for a line, as a person would."""
        box = self._boxes[group][key]
        box.setCurrentIndex(box.findData(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
