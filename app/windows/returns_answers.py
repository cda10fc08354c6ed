"""What finance remarked on all forms: what waits for an answer, and answering many at once."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.desk.returns.answers import Answer, RemarkLine, all_remarks, answer_all, remove_all
from app.model.remarks import meant_place
from app.windows import theme
from app.windows.changes_room import open_changes
from app.windows.small_widgets import button_text, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.returns_room import ReturnsRoom

_WIDTHS = {0: 8, 1: 3, 2: 9, 4: 5, 5: 5, 6: 7}


class AnswersPage(QWidget):
    """The remarks of all forms; a double click goes to the cell."""

    def __init__(self, room: "ReturnsRoom") -> None:
        super().__init__(room)
        self._room = room
        self._space = room.window_behind.workspace
        self.waiting = 0
        self.which = QComboBox()
        self.which.setAccessibleName(self.tr("Which remarks"))
        self.which.addItem(self.tr("Waiting for an answer"), True)
        self.which.addItem(self.tr("All remarks"), False)
        columns = (
            *(Column(self.tr("Project")), Column(self.tr("Round"), number=True)),
            *(Column(self.tr("Cell")), Column(self.tr("Remark"), wide=True)),
            *(Column(self.tr("On return")), Column(self.tr("Now")), Column(self.tr("Answer"))),
        )
        self.table = Table(columns, self.tr("Remarks of all forms"))
        self.answer = QLineEdit()
        self.answer.setPlaceholderText(self.tr("Answer to the selected remarks"))
        self.answer.setAccessibleName(self.tr("Answer"))
        self._place()
        self.which.currentIndexChanged.connect(self._again)
        self.table.chosen.connect(self._go)
        self.answer.returnPressed.connect(self._give)

    def _place(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.which)
        above.addStretch(1)
        self.changes = self._button(self.tr("Change list…"), self._changes)
        above.addWidget(self.changes)
        below.addWidget(self.answer, 1)
        self.give = self._button(self.tr("Answer"), self._give)
        self.done = self._button(self.tr("Changed as asked"), self._done)
        self.remove = self._button(self.tr("Remove…"), self._remove)
        for button in (self.give, self.done, self.remove):
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self.table)
        column.addLayout(below)

    def _button(self, text: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(button_text(text))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: action())
        return button

    def refresh(self) -> None:
        """Read the remarks of the room's year anew."""
        year = self._room.year.currentData()
        lines = all_remarks(self._space, year, only_open=False)
        self.waiting = sum(not line.answered for line in lines)
        only_open = bool(self.which.currentData())
        self.table.show_lines(
            Line(self._texts(line), line, self._colour(line))
            for line in lines
            if not (only_open and line.answered)
        )
        self._room.narrow(self.table, _WIDTHS)

    def say(self) -> None:
        """Say below how many wait."""
        told = self.tr("{count} remarks wait for an answer.") if self.waiting else ""
        told = told or self.tr("Every remark is answered.")
        self._room.note.setText(told.replace("{count}", str(self.waiting)))
        tint(self._room.note, theme.MUTED)

    def _texts(self, line: RemarkLine) -> tuple[str, ...]:
        remark = line.remark
        title = line.title or self.tr("Unnamed form")
        values = (line.remark.before, line.now if line.changed else "")
        return title, str(remark.round), line.cell, remark.text, *values, remark.answer

    def _colour(self, line: RemarkLine) -> str:
        if line.answered:
            return theme.GREEN
        return theme.AMBER if line.changed else ""

    def _selected(self) -> list[RemarkLine]:
        keys: list[RemarkLine] = self.table.keys()
        return keys

    def _give(self) -> None:
        text = self.answer.text().strip()
        if text:
            self._answer([Answer(x.record_id, x.remark.id, text) for x in self._selected()])

    def _done(self) -> None:
        self._answer([Answer(x.record_id, x.remark.id) for x in self._selected()])

    def _answer(self, answers: list[Answer]) -> None:
        self._room.window_behind.paper.commit_open()
        commands = self._room.window_behind.commands
        if answers and commands.attempt(partial(answer_all, self._space, answers)) is not None:
            self.answer.clear()
            self._changed()

    def _remove(self) -> None:
        chosen = [Answer(x.record_id, x.remark.id) for x in self._selected()]
        question = self.tr("Remove {count} remarks that were logged by mistake?")
        window = self._room.window_behind
        yes, no = self.tr("Remove"), self.tr("Keep")
        if chosen and window.messages.ask(question.replace("{count}", str(len(chosen))), yes, no):
            window.paper.commit_open()
            window.commands.attempt(partial(remove_all, self._space, chosen))
            self._changed()

    def _changed(self) -> None:
        self._room.window_behind.commands.records_changed()
        self._room.show_waiting()
        self.say()

    def _again(self) -> None:
        self._room.window_behind.commands.attempt(self.refresh)

    def _changes(self) -> None:
        ids = dict.fromkeys(line.record_id for line in self._selected())
        open_changes(self._room.window_behind, tuple(ids))

    def _go(self, key: object) -> None:
        if isinstance(key, RemarkLine):
            self.look_at(key.record_id, key.remark.place)

    def look_at(self, record_id: str, place: str) -> None:
        """Show a cell of a record in the window behind."""
        window = self._room.window_behind
        if self._space.holds(record_id):
            window.commands.open_record(record_id)
            opened = self._space.opened
            if opened is not None and opened.id == record_id:
                window.jump(meant_place(opened.document.record, place))
            window.activateWindow()
