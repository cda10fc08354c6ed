"""发股室填报 in the window: sending workbooks to sections, and taking back what they filled in."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QTabWidget

from app.desk.sections.commands import DOUBTS, sent_lines
from app.desk.sections.returned import CONFLICT, TWICE, Comparison, Difference, compare
from app.desk.sections.sending import sections_of, send, year_of
from app.desk.sections.taking import take
from app.desk.texts import sentence
from app.windows import theme
from app.windows.batch_undo import BatchUndo
from app.windows.progress import Progress
from app.windows.room import Room, show_room
from app.windows.small_widgets import offer_years, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

FOLDER = "sections/folder"
"""The setting that keeps the folder that workbooks were last put into or taken from."""
_WIDTHS = {0: 10, 1: 10, 2: 6, 3: 7, 5: 8, 6: 6}
"""What the columns of the differences may take at first, in heights of a line."""


def open_send(window: "MainWindow") -> None:
    """Open the room where workbooks for sections are made."""
    year = window.commands.attempt(partial(year_of, window.workspace, None))
    if year is not None:
        show_room(window, SendRoom, lambda: SendRoom(window, year))


def open_take_back(window: "MainWindow") -> None:
    """Ask for workbooks that came back, and show what differs."""
    title = QCoreApplication.translate("SendRoom", "Take back from sections")
    kinds = QCoreApplication.translate("SendRoom", "Workbooks (*.xlsx *.xlsm *.xls *.et *.ods)")
    space = window.workspace
    paths, _ = QFileDialog.getOpenFileNames(window, title, space.setting(FOLDER), kinds)
    if paths:
        space.put_setting(FOLDER, str(Path(paths[0]).parent))
        window.commands.attempt(lambda: look_at(window, [Path(path) for path in paths]))


def look_at(window: "MainWindow", paths: Sequence[Path]) -> "TakeBackRoom":
    """Show what differs in workbooks that came back.

    Raises:
        FaultError: IMPORT_NNN a file cannot be read; SECTION_001 there are no records.
    """
    room = TakeBackRoom(window, paths, year_of(window.workspace, None))
    room.show()
    return room


class SendRoom(Room):
    """The sections of a year with ticks; what is ticked is written into a folder."""

    def __init__(self, window: "MainWindow", year: int) -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Send to sections"))
        self._space = window.workspace
        self.year = _years(self, year)
        self.year.currentIndexChanged.connect(self.refresh)
        columns = (
            Column(self.tr("Section"), wide=True),
            *(Column(self.tr("Projects"), number=True),),
            *(Column(self.tr("Indicators"), number=True),),
            *(Column(self.tr("Not yet scored"), number=True),),
            *(Column(self.tr("Locked"), number=True),),
        )
        self.table = Table(columns, self.tr("Sections"))
        self.table.ticked.connect(self._count)
        self.body.addWidget(self.table)
        self.send_button = self.add_button(self.tr("Write workbooks…"), self._ask, primary=True)
        self.open_button = self.add_button(self.tr("Show the folder"), self._show_folder)
        self.open_button.hide()
        self.add_button(self.tr("Close"), self.close)
        self._folder = ""
        self.refresh()

    def refresh(self) -> None:
        """Show the sections of the chosen year; those with something open are ticked."""
        counts = sections_of(self._space, self.year.currentData())
        self.table.show_lines(
            Line(
                (
                    *(count.name, str(count.projects), str(count.indicators)),
                    *(str(count.missing), str(count.locked or "")),
                ),
                count.name,
                checked=count.locked < count.projects,
            )
            for count in counts
        )
        self._count()

    def _count(self) -> None:
        count = len(self.table.checked_keys())
        text = self.tr(
            "{count} sections: a workbook each, open only for actual values and reasons."
        )
        self.note.setText(text.replace("{count}", str(count)))
        tint(self.note, theme.MUTED)
        self.send_button.setEnabled(bool(count))

    def _ask(self) -> None:
        title = self.tr("Folder for the workbooks")
        folder = QFileDialog.getExistingDirectory(self, title, self._space.setting(FOLDER))
        if folder:
            self._space.put_setting(FOLDER, folder)
            self.window_behind.commands.attempt(partial(self.send_to, Path(folder)))

    def send_to(self, folder: Path) -> None:
        """Write the workbooks of the ticked sections into a folder."""
        names = self.table.checked_keys()
        with Progress(self, self.tr("Writing…")) as progress:
            sent = send(self._space, self.year.currentData(), names, folder, progress.go_on)
        lines = [line for one in sent for line in sent_lines(one, self._space.language)]
        if len(sent) < len(names):
            lines.append(self.tr("Stopped."))
        self.note.setText("\n".join(lines))
        tint(self.note, theme.GREEN)
        self._folder = str(folder)
        self.open_button.setVisible(any(one.path is not None for one in sent))

    def _show_folder(self) -> None:
        self.window_behind.open_folder(self._folder)


class TakeBackRoom(Room):
    """What came back: the cells that differ with ticks, and everything that is not taken."""

    def __init__(self, window: "MainWindow", paths: Sequence[Path], year: int) -> None:
        super().__init__(window, "")
        title = self.tr("Take back from sections: {count} files")
        self.setWindowTitle(title.replace("{count}", str(len(paths))))
        self._space, self._paths = window.workspace, tuple(paths)
        self._comparison = Comparison(year, (), ())
        self.year = _years(self, year)
        self.year.currentIndexChanged.connect(self._compare_anew)
        columns = (
            *(Column(self.tr("Project")), Column(self.tr("Indicator"))),
            *(Column(self.tr("Cell")), Column(self.tr("Now"))),
            *(Column(self.tr("From the section"), wide=True), Column(self.tr("Remark"))),
            Column(self.tr("File")),
        )
        self.table = Table(columns, self.tr("What differs"))
        self.notes = Table((Column(self.tr("Not taken"), wide=True),), self.tr("Not taken"))
        self.pages = QTabWidget()
        self.pages.addTab(self.table, "")
        self.pages.addTab(self.notes, "")
        self.body.addWidget(self.pages)
        self.table.ticked.connect(self._count)
        self.take_button = self.add_button(self.tr("Take what is ticked"), self._take, primary=True)
        self.undo = BatchUndo(self)
        self.undo.undone.connect(self._compare_anew)
        self.add_button(self.tr("Close"), self.close)
        self.refresh()

    def _compare_anew(self) -> None:
        self.window_behind.commands.attempt(self.refresh)

    def refresh(self) -> None:
        """Compare the files anew.

        Raises:
            FaultError: IMPORT_NNN a file cannot be read.
        """
        with Progress(self, self.tr("Comparing…")) as progress:
            year = self.year.currentData()
            self._comparison = compare(self._space, year, self._paths, progress.go_on)
        language = self._space.language
        blank = sentence("TAKE_BLANK", language)
        self.table.show_lines(
            Line(
                (
                    *(d.project, d.indicator, d.column, d.old or blank, d.new or blank),
                    *(sentence(DOUBTS[d.doubt], language) if d.doubt else "", d.file),
                ),
                d,
                {CONFLICT: theme.RED, TWICE: theme.RED, "": ""}.get(d.doubt, theme.AMBER),
                checked=not d.doubt,
            )
            for d in self._comparison.differences
        )
        self.narrow(self.table, _WIDTHS)
        notes = self._comparison.notes
        self.notes.show_lines(Line((note.text(language),)) for note in notes)
        for page, text, count in (
            (self.table, self.tr("What differs ({count})"), len(self._comparison.differences)),
            (self.notes, self.tr("Not taken ({count})"), len(notes)),
        ):
            title = text.replace("{count}", str(count))
            self.pages.setTabText(self.pages.indexOf(page), title)
        self._count()

    def _count(self) -> None:
        ticked, count = len(self.table.checked_keys()), len(self.table.lines())
        text = self.tr("{ticked} of {count} differences are taken.")
        if not count:
            text = sentence("TAKE_NONE", self._space.language)
        told = text.replace("{ticked}", str(ticked)).replace("{count}", str(count))
        if self._comparison.notes:
            more = self.tr("See “Not taken” for {count} more remarks.")
            told = f"{told} {more.replace('{count}', str(len(self._comparison.notes)))}"
        self.note.setText(told)
        tint(self.note, theme.MUTED)
        self.take_button.setEnabled(bool(ticked))

    def _take(self) -> None:
        self.window_behind.commands.attempt(self.take)

    def take(self) -> None:
        """Write what is ticked, all or none; of two answers to one cell only one may be ticked."""
        chosen: list[Difference] = self.table.checked_keys()
        if len({(d.record, d.place) for d in chosen}) < len(chosen):
            self.window_behind.messages.warn(
                self.tr("Two values are ticked for the same cell. Please tick one of them.")
            )
            return
        with Progress(self, self.tr("Taking back…")) as progress:
            done = take(self._space, chosen, progress.go_on)
        if not done.id:
            self.note.setText(self.tr("Stopped; nothing was changed."))
            return
        self.window_behind.commands.records_changed()
        self.refresh()
        counts = {"count": str(len(chosen)), "records": str(len(done.changed))}
        left = str(len(self._comparison.differences))
        self.note.setText(sentence("TAKE_TAKEN", self._space.language, **counts, left=left))
        tint(self.note, theme.GREEN)
        self.undo.offer(done.id)


def _years(room: Room, year: int) -> QComboBox:
    """The years that have records, in the room's bar."""
    box = QComboBox()
    text = QCoreApplication.translate("SendRoom", "Year {year}")
    box.setAccessibleName(QCoreApplication.translate("SendRoom", "Year"))
    offer_years(box, room.window_behind.workspace.years(), year, text)
    room.add_to_bar(box, stretch=True)
    return box
