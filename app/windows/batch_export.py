"""批量打印与导出: many records as files, in the version that is wanted, and the list of them."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QProgressBar, QTabWidget

from app.desk.batch_export.commands import PATTERN, job_record, note_exports
from app.desk.batch_export.made_list import write_made_list
from app.desk.batch_export.making import PUBLIC, WORK, Job, JobRecord, Report, Version
from app.desk.batch_export.names import DEFAULT_PATTERN
from app.desk.stages import STATE_WORDS
from app.desk.texts import sentence
from app.desk.workspace import Loaded
from app.windows import theme
from app.windows.batch_job import BatchJob
from app.windows.batch_options import BatchOptions
from app.windows.exporting import print_target
from app.windows.progress import Progress
from app.windows.room import Room, show_room
from app.windows.small_widgets import offer_years, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_FOLDER = "export/folder"


def open_batch(window: "MainWindow", version: Version = WORK, *, only_open: bool = False) -> None:
    """Open the room; with `only_open` the open record alone is ticked."""
    room = show_room(window, BatchRoom, lambda: BatchRoom(window))
    room.choose(version, only_open=only_open)


class BatchRoom(Room):
    """Records with ticks, what to make of them, and what was made."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Batch print and export"))
        self._space = window.workspace
        self._job: BatchJob | None = None
        self._work: Job | None = None
        self._show_file = False
        self.report: Report | None = None
        self.year, self.section, self.state = QComboBox(), QComboBox(), QComboBox()
        self.all = QCheckBox(self.tr("Tick all"))
        self._fill_filters()
        self.add_to_bar(self.year, self.section, self.state, self.all, stretch=True)
        columns = (
            Column(self.tr("Project"), wide=True),
            *(Column(self.tr("Year")), Column(self.tr("Section in charge"))),
            *(Column(self.tr("State")), Column(self.tr("Total"), number=True)),
        )
        self.table = Table(columns, self.tr("Records"))
        self.made = Table(
            (
                *(Column(self.tr("File"), wide=True), Column(self.tr("Project"))),
                *(Column(self.tr("Pages"), number=True), Column(self.tr("Check code"))),
                Column(self.tr("Checksum")),
            ),
            self.tr("Files made"),
        )
        self.covered = Table(
            (
                *(Column(self.tr("Project")), Column(self.tr("Cell"), wide=True)),
                *(Column(self.tr("Stood there")), Column(self.tr("Stands there now"))),
            ),
            self.tr("Left out or covered"),
        )
        self.tabs = QTabWidget()
        self.tabs.addTab(self.table, self.tr("Forms"))
        self.tabs.addTab(self.made, self.tr("Files made"))
        self.tabs.addTab(self.covered, self.tr("Left out or covered"))
        self.options = BatchOptions(self._space.language, self._first)
        self.options.pattern.setText(self._space.setting(PATTERN) or DEFAULT_PATTERN)
        self.options.folder.setText(self._space.setting(_FOLDER) or str(Path.home()))
        self.progress = QProgressBar()
        self.progress.hide()
        self.foot.removeWidget(self.note)  # five buttons leave it no room
        self.foot.addStretch(1)
        for widget, stretch in ((self.tabs, 1), (self.options, 0), (self.progress, 0)):
            self.body.addWidget(widget, stretch)
        self.body.addWidget(self.note)
        self._add_buttons()
        self.refresh()

    def _add_buttons(self) -> None:
        attempt = self.window_behind.commands.attempt
        self.print_button = self.add_button(self.tr("Print"), lambda: attempt(self.print_all))
        self.export_button = self.add_button(
            self.tr("Export"), lambda: attempt(self.export_all), primary=True
        )
        self.list_button = self.add_button(self.tr("Save the list"), self._save_list)
        self.folder_button = self.add_button(self.tr("Open folder"), self._open_folder)
        self.stop_button = self.add_button(self.tr("Stop"), self.stop)
        self.add_button(self.tr("Close"), self.close)
        self.year.currentIndexChanged.connect(self.refresh)
        self.section.currentIndexChanged.connect(self.refresh)
        self.state.currentIndexChanged.connect(self.refresh)
        self.all.clicked.connect(self.table.tick)
        self.table.ticked.connect(self._ticked)
        self.options.changed.connect(self._enable)
        self.made.chosen.connect(self._open_file)

    def _fill_filters(self) -> None:
        for box, name, every in (
            (self.year, self.tr("Year"), self.tr("All years")),
            (self.section, self.tr("Section in charge"), self.tr("All sections")),
            (self.state, self.tr("State"), self.tr("All states")),
        ):
            box.setAccessibleName(name)
            box.addItem(every, None)
        offer_years(self.year, self._space.years())
        headers = self._space.all_headers()
        for section in sorted({header.section for header in headers}):
            self.section.addItem(section or self.tr("(no section)"), section)
        found = {header.state for header in headers}
        for state, code in STATE_WORDS.items():
            if state in found:
                self.state.addItem(sentence(code, self._space.language), state)

    # ---- choosing ----------------------------------------------------------------------------

    def choose(self, version: Version, *, only_open: bool) -> None:
        """Choose a version; with `only_open` tick the open record alone."""
        self.options.version.setCurrentIndex(self.options.version.findData(version))
        opened = self._space.opened
        if only_open and opened is not None:
            for box in (self.year, self.section, self.state):
                box.setCurrentIndex(0)
            self.table.show_lines(
                line._replace(checked=line.key == opened.id) for line in self.table.lines()
            )
            self.all.setChecked(False)
            self._ticked()

    def refresh(self) -> None:
        """Show the records of the chosen year, section and state, all ticked."""
        language = self._space.language
        section, state = self.section.currentData(), self.state.currentData()
        self.table.show_lines(
            Line(
                (
                    *(header.title, str(header.year or ""), header.section),
                    *(sentence(STATE_WORDS[header.state], language), header.total),
                ),
                header.id,
                checked=True,
            )
            for header in self._space.all_headers(self.year.currentData())
            if section in (None, header.section) and state in (None, header.state)
        )
        self.all.setChecked(True)
        self._ticked()

    def _first(self) -> Loaded | None:
        ticked = self.table.checked_keys()
        return self._space.load(ticked[0]) if ticked else None

    def _ticked(self) -> None:
        count = len(self.table.checked_keys())
        self._say(self.tr("{count} forms chosen").replace("{count}", str(count)))
        self.options.refresh()

    def _enable(self) -> None:
        idle, some = self._job is None, bool(self.table.checked_keys())
        self.print_button.setEnabled(idle and some)
        self.export_button.setEnabled(idle and some and self.options.is_ready())
        self.stop_button.setVisible(not idle)
        self.progress.setVisible(not idle)
        made = idle and self.report is not None
        for button in (self.list_button, self.folder_button):
            button.setVisible(made)
        self.options.setEnabled(idle)

    # ---- making ------------------------------------------------------------------------------

    def export_all(self) -> None:
        """Make the files of the ticked records."""
        work = self.options.filled(Job((), {}, ""))
        self._space.put_setting(PATTERN, work.pattern)
        self._space.put_setting(_FOLDER, work.folder)
        self._start(work, show=False)

    def print_all(self) -> None:
        """Show the ticked records as one PDF in the system's viewer, which prints it."""
        folder = print_target(self._space.folder, "")
        version, language = self.options.chosen_version(), self._space.language
        work = Job((), {}, str(folder), one_pdf=True, version=version, pattern=DEFAULT_PATTERN)
        self._start(msgspec.structs.replace(work, language=language), show=True)

    def _start(self, work: Job, *, show: bool) -> None:
        records: list[JobRecord] = []
        forms: dict[str, str] = {}
        chosen = self.table.checked_keys()
        with Progress(self, self.tr("Gathering the forms…")) as progress:
            for record_id in chosen:
                if not progress.go_on(len(records), len(chosen)):
                    return
                entry, form = job_record(self._space, record_id)
                records.append(entry)
                forms |= form
        work = msgspec.structs.replace(work, records=tuple(records), forms=forms)
        job = BatchJob(work, self)
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)
        job.start()
        self.window_behind.commands.exporting.adopt(job)
        self._job, self._work, self._show_file = job, work, show
        self.progress.setRange(0, len(records))
        self.progress.setValue(0)
        self._enable()

    def stop(self) -> None:
        """Give up what is being made; nothing of it is left."""
        job = self._forget()
        if job is not None:
            job.stop()
            self._say(sentence("BATCH_STOPPED", self._space.language))
            self._enable()

    def _forget(self) -> BatchJob | None:
        job, self._job = self._job, None
        if job is not None:
            self.window_behind.commands.exporting.release(job)
            job.deleteLater()
        return job

    def _progressed(self, done: int, _count: int, title: str) -> None:
        self.progress.setValue(done)
        self._say(self.tr("Making {title} …").replace("{title}", title) if title else "")

    def _finished(self, report: Report | None, error: str) -> None:
        self._forget()
        if report is None or self._work is None:
            self._enable()
            self._say("")
            self.window_behind.messages.warn(error)
            return
        note_exports(self._space, report, self._work.version)
        if self._show_file:
            self._say(self.tr("The PDF is shown in the viewer."))
            self._open(Path(report.folder) / report.files[0].file)
        else:
            self.report = report
            self._show_report(report)
        self._enable()

    def _show_report(self, report: Report) -> None:
        self.made.show_lines(
            Line((made.file, made.title, str(made.pages), made.code, made.sha256), made.file)
            for made in report.files
        )
        self.covered.show_lines(
            Line((cover.title, cover.place, cover.before, cover.after or "—"))
            for cover in report.covered
        )
        text = self.tr("{count} files made in {folder}")
        text = text.replace("{count}", str(len(report.files))).replace("{folder}", report.folder)
        covered = bool(report.covered)
        if covered:
            count = str(len(report.covered))
            told = self.tr("{count} personal data left out or covered: please look at them.")
            text = f"{text}\n{told.replace('{count}', count)}"
        elif self._work is not None and self._work.version == PUBLIC:
            text = f"{text}\n{self.tr('No personal data were found.')}"
        if report.missing:
            text += "\n" + sentence(
                "CLI_NO_GLYPH", self._space.language, characters="、".join(report.missing)
            )
        self._say(text, theme.AMBER if covered or report.missing else theme.GREEN)
        self.tabs.setCurrentWidget(self.covered if covered else self.made)

    # ---- what was made -----------------------------------------------------------------------

    def _save_list(self) -> None:
        self.window_behind.commands.attempt(self.save_list)

    def save_list(self) -> tuple[Path, ...]:
        """Write the list of what was made beside it, as workbook and PDF."""
        if self.report is None or self._work is None:
            return ()
        language, version = self._space.language, self._work.version
        paths = write_made_list(self.report, version, language, (".xlsx", ".pdf"))
        text = self.tr("Made {file}").replace("{file}", "、".join(path.name for path in paths))
        self._say(text, theme.GREEN)
        return paths

    def _open_folder(self) -> None:
        if self.report is not None:
            self._open(Path(self.report.folder))

    def _open_file(self, name: str) -> None:
        if self.report is not None:
            self._open(Path(self.report.folder) / name)

    def _open(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _say(self, text: str, colour: str = theme.MUTED) -> None:
        self.note.setText(text)
        tint(self.note, colour)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give up what is being made."""
        self.stop()
        super().closeEvent(event)
