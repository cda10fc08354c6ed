"""What belongs to a record and is not printed: year, codes, section, and the funds note."""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.desk.edits import clean
from app.model.places import CODES, RECORD, Place
from app.model.record import FormRecord, JsonValue
from app.windows.small_widgets import SideScroll
from app.windows.theme import PANEL, WHITE

CONTEXT = "UnprintedPanel"
FIELDS: tuple[tuple[Place, Any, Any], ...] = (
    (Place(RECORD, None, "year"), QT_TRANSLATE_NOOP("UnprintedPanel", "Year"), ""),
    (
        Place(CODES, None, "project_code"),
        QT_TRANSLATE_NOOP("UnprintedPanel", "Code"),
        QT_TRANSLATE_NOOP("UnprintedPanel", "The project's code in the budget system"),
    ),
    (Place(CODES, None, "unit_code"), QT_TRANSLATE_NOOP("UnprintedPanel", "Unit code"), ""),
    (Place(CODES, None, "fund_nature"), QT_TRANSLATE_NOOP("UnprintedPanel", "Nature of funds"), ""),
    (Place(CODES, None, "section"), QT_TRANSLATE_NOOP("UnprintedPanel", "Section"), ""),
)
NOTE = Place(RECORD, None, "funds_note")
_YEARS = range(1990, 2101)


class _Note(QPlainTextEdit):
    """A text field that tells when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class UnprintedPanel(SideScroll):
    """A small form over the record's own fields; it scrolls where the window is low."""

    edited = Signal(object, object)
    """A place and its new value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        content = QWidget()
        super().__init__(content, parent)
        self._lines: dict[Place, QLineEdit] = {}
        self._record: FormRecord | None = None
        self._locked = False
        layout = QVBoxLayout(content)
        layout.setContentsMargins(14, 14, 14, 14)
        for place, label, hint in FIELDS:
            line = QLineEdit()
            line.setPlaceholderText(QCoreApplication.translate(CONTEXT, hint) if hint else "")
            line.editingFinished.connect(lambda place=place: self._finished(place))
            self._add(layout, label, line)
            self._lines[place] = line
        self._note = _Note()
        self._note.setTabChangesFocus(True)
        self._note.setMaximumHeight(140)
        self._note.setPlaceholderText(
            self.tr("Why the budget changed, why little was spent, why the initial budget is blank")
        )
        self._note.left.connect(self.commit)
        self._add(layout, QT_TRANSLATE_NOOP("UnprintedPanel", "Funds note"), self._note)
        layout.addStretch(1)

    def _add(self, layout: QVBoxLayout, label: Any, field: QWidget) -> None:
        text = QCoreApplication.translate(CONTEXT, label)
        caption = QLabel(text)
        caption.setBuddy(field)
        field.setAccessibleName(text)
        layout.addWidget(caption)
        layout.addWidget(field)

    def show_record(self, record: FormRecord | None) -> None:
        """Show a record's values; a field keeps what was typed and not yet sent out."""
        self._record = record
        self._enable()
        for place, line in self._lines.items():
            value = record.value(place) if record is not None else None
            text = "" if value is None else str(value)
            if not (line.hasFocus() and line.isModified()) and line.text() != text:
                line.setText(text)
        note = record.funds_note if record is not None else ""
        typing = self._note.hasFocus() and self._note.document().isModified()
        if not typing and self._note.toPlainText() != note:
            self._note.setPlainText(note)

    def set_locked(self, locked: bool) -> None:
        """Whether the record is locked: then its fields are read, not filled."""
        self._locked = locked
        self._enable()

    def _enable(self) -> None:
        self.setEnabled(self._record is not None)
        fields: list[QLineEdit | _Note] = [*self._lines.values(), self._note]
        for field in fields:
            field.setReadOnly(self._locked)
            palette = field.palette()
            palette.setColor(QPalette.ColorRole.Base, QColor(PANEL if self._locked else WHITE))
            field.setPalette(palette)

    def focus(self, place: Place) -> bool:
        """Stand in the field of a place; false where it is none of these."""
        field = self._note if place == NOTE else self._lines.get(place)
        if field is not None:
            field.setFocus()
            self.ensureWidgetVisible(field)
        return field is not None

    def commit(self) -> None:
        """Send out whatever was typed."""
        for place in self._lines:
            self._finished(place)
        self._note.document().setModified(False)
        if self._record is not None and clean(self._note.toPlainText()) != self._record.funds_note:
            self.edited.emit(NOTE, clean(self._note.toPlainText()))

    def _finished(self, place: Place) -> None:
        if self._record is None:
            return
        line = self._lines[place]
        line.setModified(False)
        text = clean(line.text()).strip()
        value: JsonValue = text
        if place.field == "year":
            value = _year(text)
            if value is None and text:
                line.setText("" if self._record.year is None else str(self._record.year))
                return
        if (value or None) != (self._record.value(place) or None):
            self.edited.emit(place, value)


def _year(text: str) -> int | None:
    digits = text.removesuffix("年").removesuffix("年度")
    if len(digits) == 4 and digits.isdecimal() and int(digits) in _YEARS:
        return int(digits)
    return None
