"""佐证材料: the files that prove the rows of the open record, added, opened, named and packed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.desk.evidence.entries import (
    Entry,
    attach,
    detach,
    entries_of,
    move,
    put_smaller,
    rename,
    row_numbers,
    row_place,
    set_pages,
)
from app.desk.evidence.files import KeptFile, kept_path
from app.desk.evidence.packing import (
    evidence_listing,
    losses,
    pack,
    shrunk,
    take_files,
)
from app.desk.exports import file_name
from app.desk.lists import write_list_file
from app.desk.texts import sentence
from app.model.faults import FaultError
from app.model.places import Place
from app.model.record import SIGNED_SCAN, Evidence
from app.windows import theme
from app.windows.progress import Progress
from app.windows.small_widgets import button_text, plain_label, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_SHRINK = "evidence/shrink"
_FOLDER = "evidence/folder"
_MEGABYTE = 1024 * 1024
_MOST_PAGES = 9999
_PAGES_LINES = 3
"""The width of the column of the pages, in heights of a line."""


class EvidencePanel(QWidget):
    """The whole list; what is dropped or added belongs to the row that one stands in."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._space = window.workspace
        self._place: Place | None = None
        self._row = ""
        self._entries: tuple[Entry, ...] = ()
        self.here = plain_label("")
        self.here.setWordWrap(True)
        self.add = self._button(self.tr("Add files…"), self._ask_files)
        self.shrink = QCheckBox(self.tr("Shrink photos"))
        self.shrink.setToolTip(
            self.tr("Photos become small enough for mail; place and device are taken out of them")
        )
        self.shrink.setChecked(self._space.setting(_SHRINK) != "no")
        self.shrink.toggled.connect(
            lambda on: self._space.put_setting(_SHRINK, "yes" if on else "no")
        )
        # Beside the paper there is room for two columns only.
        columns = (Column(self.tr("Document"), wide=True), Column(self.tr("Pages"), number=True))
        self.table = Table(columns, self.tr("Evidence"))
        self.table.horizontalHeader().setMinimumSectionSize(0)
        self.table.chosen.connect(self._open)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._context_menu)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.more = self._button(self.tr("With the chosen ▾"), self._show_menu)
        self.whole = self._button(self.tr("List and zip ▾"), self._show_whole_menu)
        self.note = plain_label("", theme.MUTED)
        self.note.setWordWrap(True)
        self._place_widgets()
        self.setAcceptDrops(True)

    def _button(self, text: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(button_text(text))
        button.setProperty("plain", True)
        button.clicked.connect(lambda _checked=False: action())
        return button

    def _place_widgets(self) -> None:
        line = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(line * 2 // 3, line * 2 // 3, line * 2 // 3, line * 2 // 3)
        column.setSpacing(line // 2)
        column.addWidget(self.here)
        for widgets in ((self.add, self.shrink), (self.more, self.whole)):
            row = QHBoxLayout()
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            if widgets[0] is self.more:
                column.addWidget(self.table, 1)
            column.addLayout(row)
        column.addWidget(self.note)

    # ---- showing -----------------------------------------------------------------------------

    def show_place(self, place: Place | None) -> None:
        """Stand in another cell: what is added now belongs to its row."""
        if place != self._place:
            self._place = place
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Show the evidence of the open record, that of the row one stands in emphasised."""
        document = self._window.desk.document
        self.setEnabled(document is not None)
        if document is None:
            self.table.show_lines(())
            self.here.setText("")
            return
        record, definition = document.record, document.definition
        self._row = row_place(self._place, record, definition)
        self._entries = entries_of(record, definition)
        scans = [item for item in record.evidence if item.kind == SIGNED_SCAN]
        signed = self.tr("Signed")
        lines = [self._line(item, signed) for item in scans]
        lines += [self._line(entry.evidence, entry.number) for entry in self._entries]
        chosen = set(self.table.keys())
        self.table.show_lines(lines)
        self.table.setColumnWidth(1, self.fontMetrics().height() * _PAGES_LINES)
        self._choose(chosen)
        rows = {row.place: f"{row.number}　{row.name}" for row in row_numbers(record, definition)}
        here = rows.get(self._row, "") or self.tr("the form as a whole")
        count = sum(entry.evidence.place == self._row for entry in self._entries)
        told = self.tr("Files dropped here belong to: {row} ({count} so far)")
        self.here.setText(told.replace("{row}", here).replace("{count}", str(count)))
        self._enable()

    def _line(self, item: Evidence, number: str) -> Line:
        gone = kept_path(self._space.folder, item.sha256) is None
        name = f"{item.name}　{self.tr('(missing)')}" if gone else item.name
        here = item.place == self._row and item.kind != SIGNED_SCAN
        colour = theme.RED if gone else theme.ACCENT if here else ""
        return Line((f"{number} {name}", str(item.pages or "—")), item.id, colour)

    def _choose(self, ids: set[str]) -> None:
        for row, line in enumerate(self.table.lines()):
            if line.key in ids:
                self.table.selectRow(row)

    def _enable(self) -> None:
        self.more.setEnabled(bool(self.table.keys()))
        self.whole.setEnabled(bool(self._entries))

    def _say(self, text: str, colour: str = theme.MUTED) -> None:
        self.note.setText(text)
        tint(self.note, colour)

    # ---- adding ------------------------------------------------------------------------------

    def _ask_files(self) -> None:
        folder = self._space.setting(_FOLDER) or str(Path.home())
        paths, _ = QFileDialog.getOpenFileNames(self, self.tr("Add files…"), folder, "")
        if paths:
            self._space.put_setting(_FOLDER, str(Path(paths[0]).parent))
            self.add_files([Path(path) for path in paths])

    def add_files(self, paths: Sequence[Path], row: str | None = None) -> None:
        """Keep files and add them to a row, or to the one that one stands in."""
        self._window.commands.attempt(partial(self._add, paths, row))

    def _add(self, paths: Sequence[Path], row: str | None) -> None:
        document = self._window.desk.document
        if document is None:
            return
        place = self._row if row is None else row
        self._window.paper.commit_open()
        with Progress(self._window, self.tr("Taking the files…")) as progress:
            files = take_files(
                self._space.folder, paths, shrink=self.shrink.isChecked(), go_on=progress.go_on
            )
        before = len(document.record.evidence)
        self._window.desk.commit(attach(document.record, place, files))
        added = len(document.record.evidence) - before
        self.refresh()
        text = self.tr("{count} files added") if added else self.tr("These files are there already")
        self._say(text.replace("{count}", str(added)), theme.GREEN if added else theme.MUTED)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls() and self._window.desk.document is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.add_files([Path(url.toLocalFile()) for url in urls])

    # ---- with the chosen ones ----------------------------------------------------------------

    def _context_menu(self, point: QPoint) -> None:
        if self.table.keys():
            self._menu().exec(self.table.viewport().mapToGlobal(point))

    def _show_menu(self) -> None:
        self._menu().exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _menu(self) -> QMenu:
        menu, chosen = QMenu(self), self._chosen()
        one = len(chosen) == 1
        proving = [item for item in chosen if item.kind != SIGNED_SCAN]
        for text, action, fits in (
            (self.tr("Open"), lambda: self._open(chosen[0].id), one),
            (self.tr("Rename…"), lambda: self._rename(chosen[0]), one),
            (self.tr("Pages…"), lambda: self._set_pages(chosen[0]), one),
            (self.tr("Move to the current row"), lambda: self.move_here(proving), bool(proving)),
            (self.tr("Shrink photos"), lambda: self.make_smaller(chosen), True),
            (self.tr("Remove"), lambda: self.remove(chosen), True),
        ):
            made = menu.addAction(text)
            made.setEnabled(fits)
            made.triggered.connect(lambda _checked=False, action=action: action())
        return menu

    def _chosen(self) -> list[Evidence]:
        document, ids = self._window.desk.document, set(self.table.keys())
        return [i for i in document.record.evidence if i.id in ids] if document else []

    def _open(self, evidence_id: str) -> None:
        item = next((i for i in self._all() if i.id == evidence_id), None)
        path = kept_path(self._space.folder, item.sha256) if item is not None else None
        if item is not None and path is None:
            fault = FaultError("EVIDENCE_008", file=item.name)
            self._window.messages.warn(self._space.sentence(fault))
        elif path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _all(self) -> Sequence[Evidence]:
        document = self._window.desk.document
        return document.record.evidence if document is not None else ()

    def _rename(self, item: Evidence) -> None:
        name, taken = QInputDialog.getText(
            self, self.tr("Rename…"), self.tr("Name"), text=item.name
        )
        document = self._window.desk.document
        if taken and document is not None:
            self._window.desk.commit(rename(document.record, item.id, name))
            self.refresh()

    def _set_pages(self, item: Evidence) -> None:
        pages, taken = QInputDialog.getInt(
            self, self.tr("Pages…"), self.tr("Pages"), item.pages, 0, _MOST_PAGES
        )
        document = self._window.desk.document
        if taken and document is not None:
            self._window.desk.commit(set_pages(document.record, item.id, pages))
            self.refresh()

    def move_here(self, items: Sequence[Evidence]) -> None:
        """Let files prove the row that one stands in."""
        document = self._window.desk.document
        if document is not None:
            ids = [item.id for item in items]
            self._window.desk.commit(move(document.record, ids, self._row))
            self.refresh()

    def remove(self, items: Sequence[Evidence]) -> None:
        """Take files off the record; undo brings them back."""
        document = self._window.desk.document
        if document is not None:
            self._window.desk.commit(detach(document.record, [item.id for item in items]))
            self.refresh()
            self._say(self.tr("{count} removed").replace("{count}", str(len(items))))

    def make_smaller(self, items: Sequence[Evidence]) -> None:
        """Put smaller pictures in the place of large ones."""
        self._window.commands.attempt(partial(self._make_smaller, items))

    def _make_smaller(self, items: Sequence[Evidence]) -> None:
        document = self._window.desk.document
        if document is None:
            return
        smaller: dict[str, KeptFile] = {}
        saved = 0
        with Progress(self._window, self.tr("Shrinking photos…")) as progress:
            for done, item in enumerate(items):
                if not progress.go_on(done, len(items)):
                    return
                kept = shrunk(self._space.folder, item)
                if kept is not None:
                    smaller[item.id] = kept
                    saved += item.size - kept.size
        self._window.desk.commit(put_smaller(document.record, smaller))
        self.refresh()
        text = self.tr("{count} photos shrunk, {size} MB saved")
        size = f"{saved / _MEGABYTE:.1f}"
        self._say(text.replace("{count}", str(len(smaller))).replace("{size}", size))

    # ---- the whole list ----------------------------------------------------------------------

    def _show_whole_menu(self) -> None:
        menu = QMenu(self)
        for text, action in (
            (self.tr("List as workbook…"), partial(self._ask_target, ".xlsx")),
            (self.tr("List as PDF…"), partial(self._ask_target, ".pdf")),
            (self.tr("Zip for handing over…"), partial(self._ask_target, ".zip")),
            (self.tr("Verify the files"), self.verify),
        ):
            made = menu.addAction(text)
            made.triggered.connect(lambda _checked=False, action=action: action())
        menu.exec(self.whole.mapToGlobal(self.whole.rect().bottomLeft()))

    def _ask_target(self, suffix: str) -> None:
        opened = self._space.opened
        if opened is None:
            return
        name = file_name(opened.document.record, opened.form, "")
        title = sentence("EVIDENCE_TITLE", self._space.language)
        folder = Path(self._space.setting("export/folder") or Path.home())
        path, _ = QFileDialog.getSaveFileName(
            self, title, str(folder / f"{name}_{title}{suffix}"), f"*{suffix}"
        )
        if path:
            target = Path(path) if path.lower().endswith(suffix) else Path(path + suffix)
            self._window.commands.attempt(partial(self.write, target))

    def write(self, target: Path) -> None:
        """Write the list as `.xlsx` or `.pdf`, or the files with their list as `.zip`."""
        document = self._window.desk.document
        if document is None:
            return
        record, definition = document.record, document.definition
        entries = entries_of(record, definition)
        listing = evidence_listing(entries, record, definition, self._space.language)
        suffix = target.suffix.lower()
        if suffix == ".zip":
            with Progress(self._window, self.tr("Packing…")) as progress:
                if not pack(self._space.folder, entries, target, listing, progress.go_on):
                    self._say(sentence("BATCH_STOPPED", self._space.language))
                    return
        else:
            write_list_file(listing, target)
        self._say(self.tr("Made {file}").replace("{file}", str(target)), theme.GREEN)

    def verify(self) -> None:
        """Tell which files are missing or altered."""
        language, items = self._space.language, self._all()
        found = losses(self._space.folder, items)
        told = [
            sentence(
                "EVIDENCE_MISSING" if loss.missing else "EVIDENCE_ALTERED",
                language,
                file=loss.evidence.name,
            )
            for loss in found
        ]
        intact = sentence("EVIDENCE_INTACT", language, count=str(len(items)))
        self._say("\n".join(told) or intact, theme.RED if told else theme.GREEN)
