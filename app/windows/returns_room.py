"""登记退回: finance's remarks pasted, typed or read from a file, matched, and registered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.desk.returns.files import FILES
from app.desk.returns.intake import (
    Intake,
    from_file,
    from_text,
    headers_of,
    place_name,
    places_of_record,
    subjects_of,
    year_of,
)
from app.desk.returns.log import PASTED, TYPED, NewRemark, register
from app.desk.returns.match import CERTAIN, NONE, SUGGESTED, Matched, Subject, match_all
from app.model.faults import FaultError
from app.windows import theme
from app.windows.progress import Progress
from app.windows.returns_answers import AnswersPage
from app.windows.room import Room, show_room
from app.windows.small_widgets import button_text, offer_years, plain_label, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

FOLDER = "returns/folder"
"""The setting that keeps the folder that remarks were last read from."""
_REST = 300
"""Milliseconds of rest after which a text is taken apart."""
_COLOURS = {CERTAIN: "", SUGGESTED: theme.AMBER, NONE: theme.RED}
_WIDTHS = {1: 10, 2: 13, 3: 4}


def open_returns(window: "MainWindow") -> None:
    """Open the room for logging returns; what waits for an answer is on its second page."""
    show_room(window, ReturnsRoom, lambda: ReturnsRoom(window))


class _Paste(QPlainTextEdit):
    """A field for text that also takes files, and remembers whether something was pasted."""

    file_dropped = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.pasted = False

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take text without its looks; of a file its content."""
        if source.hasUrls() and source.urls()[0].isLocalFile():
            self.file_dropped.emit(Path(source.urls()[0].toLocalFile()))
        else:
            self.pasted = True
            self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasText()


class ReturnsRoom(Room):
    """Remarks above, what they were matched to below; nothing is registered before it is asked."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Log return"))
        self.setAcceptDrops(True)
        self._space = window.workspace
        self._subjects: tuple[Subject, ...] = ()
        self._intake = Intake((), 0, TYPED)
        self._found: list[Matched] = []
        self._chosen: dict[tuple[str, str], Matched] = {}
        self._places: dict[str, list[tuple[str, str]]] = {}
        self.year = self._year_box()
        self.text, self.table = _Paste(), self._remarks_table()
        self.record, self.place = self._picker(self.tr("Project")), self._picker(self.tr("Cell"))
        self.answers = AnswersPage(self)
        self.pages = QTabWidget()
        self.pages.addTab(self._log_page(), self.tr("Log return"))
        self.pages.addTab(self.answers, "")
        self.body.addWidget(self.pages)
        self.register_button = self.add_button(
            self.tr("Log return"), partial(self._attempt, self.register), primary=True
        )
        self.add_button(self.tr("Close"), self.close)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_REST)
        self._delay.timeout.connect(self.read_text)
        self._connect()
        self._attempt(self.refresh)

    # ---- placing -----------------------------------------------------------------------------

    def _year_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Year"))
        offer_years(box, self._space.years(), year_of(self._space), self.tr("Year {year}"))
        self.add_to_bar(box, stretch=True)
        return box

    def _remarks_table(self) -> Table:
        columns = (
            *(Column(self.tr("Remark"), wide=True), Column(self.tr("Project"))),
            *(Column(self.tr("Cell")), Column(self.tr("How sure"))),
        )
        return Table(columns, self.tr("Remarks of finance"))

    def _picker(self, name: str) -> QComboBox:
        """A list to choose from, found by any part of a name."""
        box = QComboBox()
        box.setAccessibleName(name)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        completer = box.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        return box

    def _log_page(self) -> QWidget:
        line = self.fontMetrics().height()
        self.text.setPlaceholderText(
            self.tr(
                "Paste finance's remarks here: a letter, a chat, or one remark a line.\n"
                "Or drop a workbook with comments or coloured cells, a list, or a docx letter."
            )
        )
        self.text.setAccessibleName(self.tr("Text of the remarks"))
        self.text.setTabChangesFocus(True)
        self.file_button = QPushButton(button_text(self.tr("From a file…")))
        self.file_button.setAutoDefault(False)
        self.bar.addWidget(self.file_button)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        chooser = QHBoxLayout()
        chooser.addWidget(plain_label(self.tr("Selected remarks mean:"), theme.MUTED))
        chooser.addWidget(self.record, 2)
        chooser.addWidget(self.place, 3)
        column.addLayout(chooser)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.text)
        split.addWidget(below)
        split.setChildrenCollapsible(False)
        split.setSizes([line * 9, line * 20])
        return split

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _at: self._attempt(self.refresh))
        self.text.textChanged.connect(self._delay.start)
        self.text.file_dropped.connect(self._take_file)
        self.file_button.clicked.connect(self._ask_file)
        self.table.selectionModel().selectionChanged.connect(self._show_choice)
        self.table.ticked.connect(self._count)
        self.table.chosen.connect(self._go)
        self.record.activated.connect(lambda _at: self._choose_record())
        self.place.activated.connect(lambda _at: self._choose_place())
        self.pages.currentChanged.connect(self._turn)

    def _attempt(self, action: Callable[[], object]) -> None:
        self.window_behind.commands.attempt(action)

    # ---- reading -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the records of the year anew, and match the remarks to them.

        Raises:
            FaultError: a record cannot be read.
        """
        headers = headers_of(self._space, self.year.currentData())
        self._subjects = subjects_of(self._space, [header.id for header in headers])
        self._places.clear()
        self.record.clear()
        self.record.addItem(self.tr("(not chosen)"), "")
        for subject in self._subjects:
            name = subject.title or self.tr("Unnamed form")
            self.record.addItem(f"{name}　{subject.code}".strip(), subject.id)
        self.read_text()
        self.show_waiting()

    def read_text(self) -> None:
        """Take the text apart and match it."""
        self._delay.stop()
        text = self.text.toPlainText()
        if text.strip() or not self._intake.found:
            source = PASTED if self.text.pasted else TYPED
            self._show(from_text(text, self._subjects, source))

    def read_file(self, path: Path) -> None:
        """Read the remarks of a file in place of the text.

        Raises:
            FaultError: what is wrong with the file, or that there are none in it.
        """
        intake = from_file(path, self._subjects, self._space.language)
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self._show(intake)

    def _take_file(self, path: Path) -> None:
        self._attempt(partial(self.read_file, path))

    def _ask_file(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in FILES)
        kinds = self.tr("Remarks ({patterns})").replace("{patterns}", patterns)
        folder = self._space.setting(FOLDER)
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Read remarks"), folder, kinds)
        if path:
            self._space.put_setting(FOLDER, str(Path(path).parent))
            self._take_file(Path(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls:
            self._take_file(Path(urls[0].toLocalFile()))

    # ---- showing -----------------------------------------------------------------------------

    def _show(self, intake: Intake) -> None:
        self._intake = intake
        # What a person chose stays chosen while the text goes on.
        self._found = [self._chosen.get((m.piece.project, m.piece.text), m) for m in intake.found]
        self._show_lines(range(len(self._found)))

    def _show_lines(self, ticked: Any) -> None:
        self.table.show_lines(
            Line(self._texts(m), at, _COLOURS[m.sure], checked=bool(m.record_id) and at in ticked)
            for at, m in enumerate(self._found)
        )
        self.narrow(self.table, _WIDTHS)
        if self._found:
            self.table.selectRow(0)
        self._show_choice()
        self._count()

    def _texts(self, m: Matched) -> tuple[str, ...]:
        subject = self._subject(m.record_id)
        words = {CERTAIN: self.tr("Certain"), SUGGESTED: self.tr("Suggested")}
        sure = words.get(m.sure, self.tr("Not found"))
        if subject is None:
            return m.piece.text, m.piece.project, "", sure
        name = place_name(subject, m.place, self._space.language)
        return m.piece.text, subject.title or self.tr("Unnamed form"), name, sure

    def _subject(self, record_id: str) -> Subject | None:
        return next((s for s in self._subjects if s.id == record_id), None)

    def _count(self) -> None:
        ticked = len(self.table.checked_keys())
        lost = sum(not m.record_id for m in self._found)
        told = self.tr("{ticked} of {count} remarks will be logged.")
        if not self._found:
            told = self.tr("No remark yet.")
        elif lost:
            told += self.tr(" {lost} belong to no project yet: choose one below.")
        if self._intake.dropped and self._found:
            told += self.tr(" {dropped} lines were left out (names, dates, salutations).")
        counts = {"ticked": ticked, "count": len(self._found), "lost": lost}
        for name, number in (counts | {"dropped": self._intake.dropped}).items():
            told = told.replace(f"{{{name}}}", str(number))
        self.note.setText(told)
        tint(self.note, theme.MUTED)
        self.register_button.setEnabled(bool(ticked))

    # ---- choosing ----------------------------------------------------------------------------

    def _show_choice(self) -> None:
        """Show in the lists what the first selected remark means."""
        keys = self.table.keys()
        for box in (self.record, self.place):
            box.setEnabled(bool(keys))
        if not keys:
            return
        chosen = self._found[keys[0]]
        self.record.setCurrentIndex(max(0, self.record.findData(chosen.record_id)))
        self._fill_places(chosen.record_id)
        self.place.setCurrentIndex(max(0, self.place.findData(chosen.place)))
        self.place.setEnabled(bool(chosen.record_id))
        for box in (self.record, self.place):
            line = box.lineEdit()
            if line is not None:
                line.setCursorPosition(0)  # a long name is read from its beginning

    def _fill_places(self, record_id: str) -> None:
        subject = self._subject(record_id)
        self.place.clear()
        if subject is not None:
            if record_id not in self._places:
                self._places[record_id] = places_of_record(subject, self._space.language)
            for place, name in self._places[record_id]:
                self.place.addItem(name, place)

    def _choose_record(self) -> None:
        """The selected remarks belong to another record: there their cells are looked for anew."""
        subject = self._subject(self.record.currentData() or "")
        selected: list[int] = self.table.keys()
        for at in selected:
            piece = self._found[at].piece
            if subject is None:
                self._choose(at, Matched(piece, "", "", NONE))
            else:
                (found,) = match_all([piece._replace(record_id=subject.id)], [subject])
                self._choose(at, found._replace(piece=piece))
        self._show_chosen()

    def _choose_place(self) -> None:
        selected: list[int] = self.table.keys()
        for at in selected:
            found = self._found[at]
            if found.record_id == self.record.currentData():
                place = str(self.place.currentData() or "")
                self._choose(at, found._replace(place=place, sure=CERTAIN))
        self._show_chosen()

    def _choose(self, at: int, found: Matched) -> None:
        self._found[at] = found
        self._chosen[found.piece.project, found.piece.text] = found

    def _show_chosen(self) -> None:
        keys, ticked = self.table.keys(), {*self.table.checked_keys(), *self.table.keys()}
        self._show_lines(ticked)
        self.table.select(keys)

    # ---- registering -------------------------------------------------------------------------

    def register(self) -> None:
        """Register the ticked remarks, all of them or none.

        Raises:
            FaultError: RETURN_NNN, or the disk does not take it.
        """
        self.window_behind.paper.commit_open()
        chosen = [self._found[at] for at in self.table.checked_keys()]
        news = [NewRemark(m.record_id, m.place, m.piece.text) for m in chosen]
        with Progress(self, self.tr("Logging the return…")) as progress:
            done = register(self._space, news, self._intake.source, progress.go_on)
        if not done.id:
            self.note.setText(self.tr("Stopped; nothing was logged."))
            return
        self.window_behind.commands.records_changed()
        # What belongs to no project yet still waits for somebody to choose one.
        left = tuple(m for m in self._found if not m.record_id)
        self._intake, self._found = Intake(left, 0, self._intake.source), []
        self._chosen.clear()
        self.text.clear()
        self.text.pasted = False
        self.refresh()
        self._show(self._intake)
        told = self.tr("Logged {count} remarks on {records} forms, which are now returned.")
        counts = {"count": len(news), "records": len(done.changed)}
        for name, number in counts.items():
            told = told.replace(f"{{{name}}}", str(number))
        self.note.setText(told)
        tint(self.note, theme.GREEN)

    def _go(self, key: object) -> None:
        """Look at the cell that a remark is matched to."""
        if isinstance(key, int) and self._found[key].record_id:
            self.answers.look_at(self._found[key].record_id, self._found[key].place)

    def _turn(self) -> None:
        logging = self.pages.currentIndex() == 0
        self.register_button.setVisible(logging)
        self.file_button.setVisible(logging)
        if logging:
            self._count()
        else:
            self.show_waiting()
            self.answers.say()

    def show_waiting(self) -> None:
        try:
            self.answers.refresh()
        except FaultError as fault:
            self.note.setText(self._space.sentence(fault))
        text = self.tr("To answer {count}").replace("{count}", str(self.answers.waiting))
        self.pages.setTabText(1, text)
