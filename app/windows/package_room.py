"""数据包: choosing what to pack, and looking at a package before it is taken over."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog

from app.desk.keeping.commands import MEETINGS
from app.desk.keeping.meeting import CHOICES, Choice, Meeting, look, take
from app.desk.keeping.package import SUFFIX, pack
from app.desk.keeping.unpack import Package
from app.desk.stages import STATE_WORDS, local_time
from app.desk.texts import sentence
from app.model.faults import FaultError
from app.windows import theme
from app.windows.progress import Progress
from app.windows.room import Room, show_room
from app.windows.small_widgets import offer_years, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


def open_pack(window: "MainWindow") -> None:
    """Open the room where a package is made."""
    show_room(window, PackRoom, lambda: PackRoom(window))


def open_take(window: "MainWindow") -> None:
    """Ask for a package, and show what it would bring."""
    title = QCoreApplication.translate("PackRoom", "Data package")
    files = QCoreApplication.translate("PackRoom", "Data packages (*{suffix})").replace(
        "{suffix}", SUFFIX
    )
    path, _ = QFileDialog.getOpenFileName(window, title, "", files)
    if path:
        window.commands.attempt(lambda: look_at(window, Path(path)))


def look_at(window: "MainWindow", path: Path) -> "TakeRoom | None":
    """Show what a package would bring; none where it was stopped.

    Raises:
        FaultError: PACKAGE_NNN it is no whole package.
    """
    package = Package(path)
    text = QCoreApplication.translate("PackRoom", "Reading the package…")
    try:
        with Progress(window, text) as progress:
            meetings = look(window.workspace, package, progress.go_on)
    except FaultError:
        package.close()
        raise
    if len(meetings) < len(package.manifest.records):
        package.close()
        return None
    room = TakeRoom(window, package, meetings)
    room.finished.connect(lambda _result: package.close())
    room.show()
    return room


class PackRoom(Room):
    """Records with ticks: a year, a section, or all."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Make a data package"))
        self._space = window.workspace
        self.year = QComboBox()
        self.year.setAccessibleName(self.tr("Year"))
        self.year.addItem(self.tr("All years"), None)
        offer_years(self.year, self._space.years())
        self.section = QComboBox()
        self.section.setAccessibleName(self.tr("Section in charge"))
        self.all = QCheckBox(self.tr("Tick all"))
        self.all.setChecked(True)
        self.add_to_bar(self.year, self.section, self.all, stretch=True)
        columns = (
            Column(self.tr("Project"), wide=True),
            *(Column(self.tr("Year")), Column(self.tr("Section in charge"))),
            *(Column(self.tr("State")), Column(self.tr("Total"), number=True)),
        )
        self.table = Table(columns, self.tr("Records"))
        self.body.addWidget(self.table)
        self._fill_sections()
        self.pack_button = self.add_button(self.tr("Pack…"), self._ask, primary=True)
        self.add_button(self.tr("Close"), self.close)
        self.year.currentIndexChanged.connect(self.refresh)
        self.section.currentIndexChanged.connect(self.refresh)
        self.all.clicked.connect(self.table.tick)
        self.table.ticked.connect(self._count)
        self.refresh()

    def _fill_sections(self) -> None:
        self.section.addItem(self.tr("All sections"), None)
        names = {header.section for header in self._space.all_headers()}
        for name in sorted(names):
            self.section.addItem(name or self.tr("(no section)"), name)

    def refresh(self) -> None:
        """Show the records of the chosen year and section, all ticked."""
        year, section = self.year.currentData(), self.section.currentData()
        language = self._space.language
        self.table.show_lines(
            Line(
                (
                    *(header.title, str(header.year or ""), header.section),
                    *(sentence(STATE_WORDS[header.state], language), header.total),
                ),
                header.id,
                checked=True,
            )
            for header in self._space.all_headers(year)
            if section is None or header.section == section
        )
        self.all.setChecked(True)
        self._count()

    def _count(self) -> None:
        count = len(self.table.checked_keys())
        text = self.tr("{count} forms with their history, evidence and the office's settings.")
        self.note.setText(text.replace("{count}", str(count)))
        self.pack_button.setEnabled(bool(count))

    def _ask(self) -> None:
        year = self.year.currentData()
        name = self.tr("Data package {year}").replace("{year}", str(year or "")).strip()
        files = self.tr("Data packages (*{suffix})").replace("{suffix}", SUFFIX)
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Make a data package"), name.replace(" ", "_") + SUFFIX, files
        )
        if path:
            self.window_behind.commands.attempt(partial(self.pack_to, Path(path)))

    def pack_to(self, path: Path) -> None:
        """Pack what is ticked."""
        path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
        with Progress(self.window_behind, self.tr("Packing…")) as progress:
            report = pack(self._space, self.table.checked_keys(), path, progress.go_on)
        if report is None:
            self.note.setText(self.tr("Stopped; no file was made."))
            return
        language = self._space.language
        counts = {"records": str(report.records), "evidence": str(report.evidence)}
        told = [sentence("PACKAGE_MADE", language, file=str(path), **counts)]
        if report.missing:
            told.append(sentence("PACKAGE_LACKS", language, count=str(len(report.missing))))
        self.note.setText("\n".join(told))
        tint(self.note, theme.AMBER if report.missing else theme.GREEN)


class TakeRoom(Room):
    """What a package would bring, record by record, and the choice where both changed a cell."""

    def __init__(self, window: "MainWindow", package: Package, meetings: list[Meeting]) -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Take over a data package"))
        self._space, self._package, self._meetings = window.workspace, package, meetings
        manifest = package.manifest
        about = self.tr("Packed {time} by {who}, version {version}")
        about = about.replace("{time}", local_time(manifest.made)).replace("{who}", manifest.who)
        self.note.setText(about.replace("{version}", manifest.program))
        columns = (
            Column(self.tr("Project"), wide=True),
            *(Column(self.tr("Year")), Column(self.tr("What happens"))),
            *(Column(self.tr("Here")), Column(self.tr("In the package"))),
        )
        self.table = Table(columns, self.tr("Records of the package"))
        self.body.addWidget(self.table)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Where both changed the same cell"))
        texts = {
            "mine": self.tr("Where both changed a cell: keep what is here"),
            "theirs": self.tr("Where both changed a cell: take the package's"),
            "both": self.tr("Where both changed a cell: keep both as two forms"),
        }
        for choice in CHOICES:
            self.choice.addItem(texts[choice], choice)
        self.choice.setVisible(any(meeting.conflicts for meeting in meetings))
        self.add_to_bar(self.choice, stretch=True)
        wanted = any(m.changes_something or m.kind == "conflict" for m in meetings)
        self.take_button = self.add_button(self.tr("Take over"), self._take, primary=True)
        self.take_button.setEnabled(wanted)
        self.add_button(self.tr("Close"), self.close)
        self._fill()

    def _fill(self) -> None:
        language = self._space.language
        lines: list[Line] = []
        for meeting in self._meetings:
            packed = meeting.packed
            told = sentence(MEETINGS[meeting.kind], language, count=str(len(meeting.conflicts)))
            colour = {"conflict": theme.RED, "same": theme.MUTED, "older": theme.MUTED}
            head = (packed.title, str(packed.year or ""), told, "", "")
            lines.append(Line(head, packed.id, colour.get(meeting.kind, "")))
            for conflict in meeting.conflicts:
                texts = (_shown(conflict.mine), _shown(conflict.theirs))
                lines.append(Line((f"    {conflict.place}", "", "", *texts), packed.id, theme.RED))
        self.table.show_lines(lines)

    def _take(self) -> None:
        self.window_behind.commands.attempt(self.take_over)

    def take_over(self) -> None:
        """Take the package over as it was shown."""
        choice: Choice = self.choice.currentData()
        choices = {meeting.packed.id: choice for meeting in self._meetings}
        with Progress(self.window_behind, self.tr("Taking over…")) as progress:
            done = take(self._space, self._package, self._meetings, choices, progress.go_on)
        values = {name: str(value) for name, value in done._asdict().items()}
        self.note.setText(sentence("PACKAGE_TAKEN", self._space.language, **values))
        tint(self.note, theme.GREEN)
        self.take_button.setEnabled(False)
        self.window_behind.commands.records_changed()


def _shown(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else "…"
