"""修改对照表 in the window: which forms, between which states, seen and then written to files."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox

from app.desk.lists import write_list_file
from app.desk.returns.changes import RecordChanges, changes_listing, changes_of
from app.desk.returns.versions import NOW, Version, base_of, versions
from app.desk.texts import sentence
from app.windows import theme
from app.windows.progress import Progress
from app.windows.room import Room, show_room
from app.windows.small_widgets import plain_label, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_WIDTHS = {0: 8, 1: 11, 2: 7, 3: 8}


def open_changes(window: "MainWindow", record_ids: tuple[str, ...] = ()) -> None:
    """Open the list of changes for some records; without, for all that were returned."""
    for room in window.findChildren(ChangesRoom):
        room.close()
    show_room(window, ChangesRoom, lambda: ChangesRoom(window, record_ids))


class ChangesRoom(Room):
    """The list as it will be printed; one record's states can be chosen."""

    def __init__(self, window: "MainWindow", record_ids: tuple[str, ...]) -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Change list"))
        self._space = window.workspace
        self._made: list[RecordChanges] = []
        self._versions: list[Version] = []
        self._choices: list[tuple[str, ...]] = []
        self.record = QComboBox()
        self.record.setAccessibleName(self.tr("Which forms"))
        self.since, self.until = QComboBox(), QComboBox()
        self.since.setAccessibleName(self.tr("From"))
        self.until.setAccessibleName(self.tr("To"))
        self.who = QCheckBox(self.tr("By whom and when"))
        self.add_to_bar(self.record, self.since, plain_label("→"), self.until, self.who)
        self.bar.addStretch(1)
        columns = (
            *(Column(self.tr("Project")), Column(self.tr("Cell"))),
            *(Column(self.tr("Before")), Column(self.tr("After"))),
            Column(self.tr("Reason"), wide=True),
        )
        self.table = Table(columns, self.tr("Change list"))
        self.table.chosen.connect(self._go)
        self.body.addWidget(self.table)
        self.export_button = self.add_button(self.tr("Export…"), self._ask, primary=True)
        self.add_button(self.tr("Close"), self.close)
        self._ids = record_ids
        self._fill_records()
        self.record.currentIndexChanged.connect(lambda _at: self._attempt_versions())
        for box in (self.since, self.until):
            box.activated.connect(lambda _at: self._attempt_refresh())
        self._attempt_versions()

    def _fill_records(self) -> None:
        headers = [h for h in self._space.all_headers() if h.rounds]
        opened = self._space.opened
        wanted = self._ids or ((opened.id,) if opened is not None else ())
        known = {header.id for header in headers}
        others = [self._space.store.header(i) for i in wanted if i not in known]
        every = self.tr("All returned forms ({count})").replace("{count}", str(len(headers)))
        if headers:
            self._offer(every, tuple(header.id for header in headers))
        if len(self._ids) > 1:
            chosen = self.tr("The {count} chosen forms").replace("{count}", str(len(self._ids)))
            self._offer(chosen, self._ids)
        for header in [*headers, *(h for h in others if h is not None)]:
            self._offer(header.title or self.tr("Unnamed form"), (header.id,))
        self.choose(wanted)

    def _offer(self, text: str, record_ids: tuple[str, ...]) -> None:
        self._choices.append(record_ids)
        self.record.addItem(text)

    def choose(self, record_ids: tuple[str, ...]) -> None:
        """Show the changes of these records, where they are on offer; one record by its name."""
        found = [at for at, choice in enumerate(self._choices) if choice == record_ids]
        self.record.setCurrentIndex(found[-1] if found else 0)

    def record_ids(self) -> tuple[str, ...]:
        """The records whose changes are shown."""
        at = self.record.currentIndex()
        return self._choices[at] if at >= 0 else ()

    def _attempt_versions(self) -> None:
        self.window_behind.commands.attempt(self._show_versions)

    def _attempt_refresh(self) -> None:
        self.window_behind.commands.attempt(self.refresh)

    def _show_versions(self) -> None:
        """One record's states can be chosen; of several each is taken as finance saw it last."""
        ids, language = self.record_ids(), self._space.language
        for box in (self.since, self.until):
            box.clear()
            box.setEnabled(len(ids) == 1)
        self._versions = list(versions(self._space, ids[0])) if len(ids) == 1 else []
        for version in self._versions:
            self.since.addItem(version.words(language))
            self.until.addItem(version.words(language))
        if self._versions:
            self.since.setCurrentIndex(self._versions.index(base_of(self._space, ids[0])))
        else:
            self.since.addItem(self.tr("As finance saw it last"))
        self.until.addItem(NOW.words(language))
        self.until.setCurrentIndex(self.until.count() - 1)
        self.refresh()

    def refresh(self) -> None:
        """Compare anew.

        Raises:
            FaultError: a record or its state of then is gone.
        """
        chosen = [*self._versions, NOW]
        since = chosen[self.since.currentIndex()] if self._versions else None
        until = chosen[self.until.currentIndex()]
        ids, made = self.record_ids(), list[RecordChanges]()
        with Progress(self, self.tr("Comparing…")) as progress:
            for at, record_id in enumerate(ids):
                if not progress.go_on(at, len(ids)):
                    break
                made.append(changes_of(self._space, record_id, since, until))
        self._made = made
        self.table.show_lines(
            Line(
                (one.title, line.cell, line.old, line.new, line.reason),
                (one.record_id, line.place),
                theme.MUTED if line.computed or line.same else "",
            )
            for one in made
            for line in one.lines
        )
        self.narrow(self.table, _WIDTHS)
        waiting = sum(one.unanswered for one in made)
        told = self.tr("{count} lines.")
        if waiting:
            told += self.tr(" {waiting} remarks wait for an answer.")
        count = str(len(self.table.lines()))
        self.note.setText(told.replace("{count}", count).replace("{waiting}", str(waiting)))
        tint(self.note, theme.AMBER if waiting else theme.MUTED)
        self.export_button.setEnabled(bool(made))

    def _ask(self) -> None:
        title = sentence("CHANGES_TITLE", self._space.language)
        files = self.tr("Workbook (*.xlsx);;PDF (*.pdf)")
        path = self.ask_target(self.tr("Export"), title, files)
        if path is not None:
            self.window_behind.commands.attempt(partial(self.write, path))

    def write(self, path: Path) -> None:
        """Write the list as a workbook or a PDF, by its ending.

        Raises:
            FaultError: EXPORT_NNN it cannot be written.
        """
        language, who = self._space.language, self.who.isChecked()
        listing = changes_listing(self._made, language, who=who)
        write_list_file(listing, path)
        self.note.setText(self.tr("Made {file}").replace("{file}", str(path)))
        tint(self.note, theme.GREEN)

    def _go(self, key: object) -> None:
        assert isinstance(key, tuple)
        record_id, place = key
        if self._space.holds(record_id):
            self.window_behind.commands.open_record(record_id)
            self.window_behind.jump(place)
            self.window_behind.activateWindow()
