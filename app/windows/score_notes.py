"""How each row earned its points: the worked sums in sentences (得分说明)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.desk.captions import row_title
from app.desk.policies import policy_of
from app.desk.rules import degrees_for
from app.model.definition import (
    FormDefinition,
    FundsSection,
    IndicatorsSection,
    column_with_role,
)
from app.model.places import Place
from app.model.policy import Degree, Policy
from app.model.record import FormRecord, Row
from app.model.results import Score, Scores, Step
from app.sheet.view import points_text
from app.windows import theme
from app.windows.small_widgets import Card, Paragraph, added_together, button_text

_QUALITATIVE = "qualitative"
"""The rule of rows that wait for a degree."""


_TOLD = ("RULE_OWN", "RULE_POLICY")
"""What stands among the inferences and is none: a person or the policy said so."""


class StepTexts(Protocol):
    """The sentences of worked sums."""

    def step_text(self, step: Step) -> str:
        """One step as a sentence."""


class Note(NamedTuple):
    """What is said of one row: its name, its points, and lines in their colours.

    `jump` is the cell that a click goes to; `degrees` can be chosen, `chosen` is.
    """

    place: Place
    jump: Place
    name: str
    figures: str
    colour: str
    lines: tuple[tuple[str, str], ...]
    degrees: tuple[Degree, ...] = ()
    chosen: str = ""


class NoteRow(QWidget):
    """One row's worked sum, painted; a click goes to its cell."""

    jump_wanted = Signal(Place)
    choose_degree = Signal(Place, str)

    def __init__(self, note: Note, parent: QWidget) -> None:
        super().__init__(parent)
        self.note = note
        self._current = False
        self._head = Paragraph()
        self._lines: list[Paragraph] = []
        self.buttons: list[QPushButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._fill()

    def show_note(self, note: Note) -> None:
        """Show another state of the row; nothing happens where it is the same."""
        if note != self.note:
            old, self.note = self.note, note
            self._fill(buttons=(old.degrees, old.chosen) != (note.degrees, note.chosen))

    def set_current(self, current: bool) -> None:
        """Mark the row that the current cell stands in."""
        if current != self._current:
            self._current = current
            self.update()

    def is_current(self) -> bool:
        """Whether the current cell stands in this row."""
        return self._current

    def _fill(self, buttons: bool = True) -> None:
        note, small = self.note, theme.small_font(self.font())
        height = self.heightForWidth(self.width())
        if buttons:
            self._make_buttons()
        self._head.set_text(note.name, self.font())
        while len(self._lines) < len(note.lines):
            self._lines.append(Paragraph())
        del self._lines[len(note.lines) :]
        for paragraph, (text, _colour) in zip(self._lines, note.lines, strict=True):
            paragraph.set_text(text, small)
        self.setAccessibleName(f"{note.name} {note.figures}")
        self.setAccessibleDescription("\n".join(text for text, _colour in note.lines))
        if self.heightForWidth(self.width()) != height:
            self.updateGeometry()
        self._place_buttons()
        self.update()

    def _make_buttons(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for degree in self.note.degrees:
            button = QPushButton(button_text(degree.label), self)
            button.setProperty("plain", True)
            button.setFont(theme.small_font(self.font()))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setChecked(degree.key == self.note.chosen)
            button.setAccessibleDescription(self.note.name)
            button.clicked.connect(lambda _on=False, key=degree.key: self._choose(key))
            button.show()
            self.buttons.append(button)

    def _choose(self, key: str) -> None:
        for button, degree in zip(self.buttons, self.note.degrees, strict=True):
            button.setChecked(degree.key == self.note.chosen)
        self.choose_degree.emit(self.note.place, key)

    # ---- geometry and paint ------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        line = self.fontMetrics().height()
        bottom = self._text_bottom(width)
        if self.buttons:
            bottom = self._button_places(width, bottom)[-1].bottom() + line // 4
        return bottom + line // 2

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 8, line * 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 6, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def _margin(self) -> int:
        return self.fontMetrics().height() * 2 // 3

    def _name_width(self, width: int) -> int:
        metrics = self.fontMetrics()
        taken = metrics.horizontalAdvance(self.note.figures) + metrics.height() // 2
        return width - 2 * self._margin() - taken

    def _text_bottom(self, width: int) -> int:
        line = self.fontMetrics().height()
        height = line // 2 + self._head.height(self._name_width(width))
        inner = width - 2 * self._margin()
        return height + sum(known.height(inner) + line // 8 for known in self._lines)

    def _button_places(self, width: int, top: int) -> list[QRect]:
        left, gap = self._margin(), self.fontMetrics().height() // 3
        x, y, places = left, top + gap, list[QRect]()
        for button in self.buttons:
            size = button.sizeHint()
            wide = min(size.width(), width - 2 * left)
            if x > left and x + wide > width - left:
                x, y = left, y + size.height() + gap
            places.append(QRect(x, y, wide, size.height()))
            x += wide + gap
        return places

    def _place_buttons(self) -> None:
        places = self._button_places(self.width(), self._text_bottom(self.width()))
        for button, place in zip(self.buttons, places, strict=True):
            button.setGeometry(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, margin, width = self.fontMetrics().height(), self._margin(), self.width()
        if self._current:
            painter.fillRect(self.rect(), QColor(theme.SELECTED))
            painter.fillRect(0, 0, max(3, line // 6), self.height(), QColor(theme.ACCENT))
        y = line // 2
        painter.setPen(QColor(self.note.colour))
        figures = QRect(margin, y, width - 2 * margin, line)
        painter.drawText(figures, Qt.AlignmentFlag.AlignRight, self.note.figures)
        name_width, inner = self._name_width(width), width - 2 * margin
        self._head.draw(painter, QPointF(margin, y), name_width, theme.INK)
        y += self._head.height(name_width)
        for paragraph, (_text, colour) in zip(self._lines, self.note.lines, strict=True):
            paragraph.draw(painter, QPointF(margin, y + line // 8), inner, colour)
            y += paragraph.height(inner) + line // 8
        if self.y() > margin and not self._current:
            painter.fillRect(margin, 0, width - 2 * margin, 1, QColor(theme.SOFT_LINE))
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.jump_wanted.emit(self.note.jump)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.jump_wanted.emit(self.note.jump)
        else:
            super().keyPressEvent(event)


class ScoreNotes(Card):
    """The worked sums of all scored rows, that of the current cell marked."""

    jump_wanted = Signal(Place)
    choose_degree = Signal(Place, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("How scored"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._rows: list[NoteRow] = []
        self._known: dict[tuple[str, str], _Known] = {}

    def rows(self) -> list[NoteRow]:
        """The rows from top to bottom."""
        return list(self._rows)

    def show_scores(
        self, record: FormRecord, scores: Scores, definition: FormDefinition, texts: StepTexts
    ) -> None:
        """Show how the points of a record came about."""
        policy = policy_of(record, definition)
        known = self._known
        self._known = {
            (line.section.id, line.row): self._known_or_made(line, score, policy, texts, known)
            for line, score in _scored_lines(record, scores, definition)
        }
        kept = [made.note for made in self._known.values()]
        for row, note in zip(self._rows, kept, strict=False):
            row.show_note(note)
        new = kept[len(self._rows) :]
        with added_together(self, len(new)):
            for note in new:
                row = NoteRow(note, self)
                row.jump_wanted.connect(self.jump_wanted)
                row.choose_degree.connect(self.choose_degree)
                self._column.addWidget(row)
                row.show()
                self._rows.append(row)
        for row in self._rows[len(kept) :]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self._rows[len(kept) :]

    def mark(self, place: Place | None) -> NoteRow | None:
        """Mark the row of a cell; that row, or none."""
        marked = None
        for row in self._rows:
            known = row.note.place
            current = place is not None and (known.section, known.row) == (place.section, place.row)
            row.set_current(current)
            marked = row if current else marked
        return marked

    def _known_or_made(
        self,
        line: "_Line",
        score: Score,
        policy: Policy,
        texts: StepTexts,
        known: Mapping[tuple[str, str], "_Known"],
    ) -> "_Known":
        """What is said of a row; said again only where something differs that it follows from."""
        given = (line, score, policy, texts)
        hit = known.get((line.section.id, line.row))
        if hit is not None and hit.given == given:
            return hit
        return _Known(given, self._note(_scored(line), score, policy, texts))

    def _note(self, row: "_Scored", score: Score, policy: Policy, texts: StepTexts) -> Note:
        degrees, chosen = _degrees(row, score, policy)
        waiting = score.points is None and score.counted
        return Note(
            place=Place(row.section, row.row, ""),
            jump=row.jump,
            name=row.name or self._unnamed(row),
            figures=self._figures(score),
            colour=theme.AMBER if waiting or score.entered is not None else theme.INK,
            lines=tuple(self._lines(score, texts)),
            degrees=degrees,
            chosen=chosen,
        )

    def _unnamed(self, row: "_Scored") -> str:
        return self.tr("Budget execution") if row.filled is None else self.tr("(no name)")

    def _figures(self, score: Score) -> str:
        points = points_text(score.points)
        if score.points is None:
            points = self.tr("Not scored") if score.counted else "—"
        return f"{points} / {points_text(score.weight)}" if score.weight is not None else points

    def _lines(self, score: Score, texts: StepTexts) -> Iterator[tuple[str, str]]:
        for step in score.steps:
            yield texts.step_text(step), theme.MUTED
        for step in score.inferred:
            text = texts.step_text(step)
            if step.code not in _TOLD:
                text = self.tr("Inferred: {text}").format(text=text)
            yield text, theme.MUTED
        if score.entered is not None and score.computed is not None:
            text = self.tr("Score typed; difference from the computed one: {difference}")
            line = text.format(difference=_signed(score.entered - score.computed))
            yield line, theme.AMBER


class _Scored(NamedTuple):
    """A row that may carry points; `filled` is an indicator's row, `actual` what it reached."""

    section: str
    row: str
    name: str
    jump: Place
    filled: Row | None = None
    actual: str = ""


class _Line(NamedTuple):
    """A row of a table; `filled` is an indicator's row, `named` says that money bears a name."""

    section: FundsSection | IndicatorsSection
    row: str
    filled: Row | None = None
    named: bool = False


class _Known(NamedTuple):
    """A note and all that it follows from."""

    given: tuple[_Line, Score, Policy, StepTexts]
    note: Note


def _scored_lines(
    record: FormRecord, scores: Scores, definition: FormDefinition
) -> Iterator[tuple[_Line, Score]]:
    """The rows that points are told of, in the order of the form."""
    for line in _lines(record, definition):
        score = scores.rows.get(f"{line.section.id}/{line.row}")
        if score is not None and (
            score.weight is not None or score.points is not None or score.steps
        ):
            yield line, score


def _lines(record: FormRecord, definition: FormDefinition) -> Iterator[_Line]:
    named = len(definition.funds()) > 1
    for section in definition.sections():
        if isinstance(section, FundsSection) and section.scored:
            yield _Line(section, section.scored, named=named)
        elif isinstance(section, IndicatorsSection):
            for row in record.rows(section.id):
                yield _Line(section, row.id, row)


def _scored(line: _Line) -> _Scored:
    section, row = line.section, line.filled
    score = next((c.id for c in section.columns if c.role == "score"), "")
    if isinstance(section, FundsSection):
        name = " ".join(section.label.split()) if line.named else ""
        return _Scored(
            section.id, line.row, name, Place(section.id, line.row, score or section.numerator)
        )
    jump = Place(section.id, line.row, score or section.columns[-1].id)
    actual = column_with_role(section, "actual")
    if row is None:
        return _Scored(section.id, line.row, "", jump)
    reached = row.text(actual.id).strip() if actual else ""
    return _Scored(section.id, line.row, row_title(section, row), jump, row, reached)


def _degrees(row: _Scored, score: Score, policy: Policy) -> tuple[tuple[Degree, ...], str]:
    """The degrees that a person can choose for a row, and the one chosen.

    A row waits for one when no rule could turn what was reached into points; a qualitative row
    also before anything was written, for the degree gives the wording.
    """
    if row.filled is None or score.entered is not None:
        return (), ""
    rule = row.filled.rule
    own = rule if isinstance(rule, dict) else {}
    chosen = str(own.get("degree", ""))
    if own.get("family", _QUALITATIVE) != _QUALITATIVE:
        return (), ""
    waiting = score.points is None and score.counted and score.weight is not None
    can_choose = waiting and (row.actual or score.rule == _QUALITATIVE)
    return (degrees_for(policy, rule) if chosen or can_choose else ()), chosen


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + points_text(abs(value))
