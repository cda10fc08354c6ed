"""帮助: the guide beside the work, open at what one is doing."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from app.desk.help import START, Chapter, chapter_for, chapters, matching
from app.model.definition import FormDefinition, IndicatorsSection, RowsSection
from app.model.places import CODES, Place
from app.windows import theme
from app.windows.notes_tab import NotesTab
from app.windows.room import Room, show_room

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

SCORE = "score"
"""The place in the guide of the columns that hold weights and points."""
FIELDS = "fields"
"""The place in the guide of cells in no section: titles, the year."""


def show_help(window: "MainWindow") -> None:
    """Show the guide beside the window at the chapter of where one stands."""
    _open(window, window).show_place(where(window))


def show_help_for(dialog: QDialog) -> None:
    """Show the guide over a dialog that stops everything else, at its chapter."""
    top: QWidget = dialog
    while (above := top.parentWidget()) is not None:
        top = above
    if top is not dialog:
        _open(cast("MainWindow", top), dialog).show_place(type(dialog).__name__)


def _open(window: "MainWindow", over: QWidget) -> "HelpRoom":
    for room in window.findChildren(HelpRoom):
        if room.parentWidget() is not over:
            room.close()  # a dialog that stops everything stops this one as well
    return show_room(window, HelpRoom, lambda: HelpRoom(window, over))


def where(window: "MainWindow") -> str:
    """The place in the guide of what has the keyboard: a room, a panel, a kind of cell."""
    front = QApplication.activeWindow()
    if isinstance(front, QDialog) and not isinstance(front, HelpRoom):
        return type(front).__name__
    focus = window.focusWidget()
    if window.ledger.isAncestorOf(focus):
        return "ledger"
    if window.find_bar.isAncestorOf(focus):
        return "find"
    if window.inspector.isAncestorOf(focus):
        return _panel(window)
    document = window.desk.document
    cell = window.paper.current_cell()
    if document is None or cell is None:
        return START
    return kind_of(cell.place, document.definition)


def _panel(window: "MainWindow") -> str:
    """What the guide calls the page at the right that is in view."""
    page = window.inspector.tabs.currentWidget()
    if isinstance(page, NotesTab):
        return "notes-tab"
    others = {
        window.evidence: "evidence",
        window.unprinted: "unprinted",
        window.inspector.history: "history",
    }
    return others.get(page, "findings")


def kind_of(place: Place | None, definition: FormDefinition) -> str:
    """What the guide calls the cells that a place lies among."""
    if place is None:
        return FIELDS
    if place.section == CODES:
        return "unprinted"
    section = definition.section(place.section)
    if section is None:
        return FIELDS
    if isinstance(section, IndicatorsSection | RowsSection):
        roles = {column.role for column in section.columns if column.id == place.field}
        if roles & {"weight", "score"}:
            return SCORE
    return str(section.__struct_config__.tag)


class HelpRoom(Room):
    """Contents at the left, a chapter at the right, a search above both."""

    def __init__(self, window: "MainWindow", over: QWidget) -> None:
        super().__init__(window, "")
        if over is not window:
            self.setParent(over, self.windowFlags())
        self.setWindowTitle(self.tr("Help"))
        self._guide = chapters(window.workspace.language)
        self._shown = self._guide[0]
        line = self.fontMetrics().height()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the help"))
        self.search.setAccessibleName(self.tr("Search the help"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._next_hit)
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.currentItemChanged.connect(self._chosen)
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.tr("Chapter"))
        self.page.document().setDocumentMargin(line * 0.8)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.contents)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([line * 12, line * 26])
        self.add_to_bar(self.search)
        self.body.addWidget(split)
        self.add_button(self.tr("Close"), self.close)
        screen = window.screen().availableGeometry()
        self.resize(min(line * 38, screen.width()), min(line * 32, screen.height() - 4 * line))
        # At the right edge the ledger and most of the paper stay in view.
        self.move(screen.right() - self.width() - line // 2, screen.top() + line * 3)
        self._list(self._guide)

    def show_place(self, place: str) -> None:
        """Show the chapter of a place, whatever is being searched."""
        self.search.clear()
        self._select(chapter_for(self._guide, place))
        self.contents.setFocus()

    def chapter(self) -> Chapter:
        """The chapter that is shown."""
        return self._shown

    def listed(self) -> tuple[str, ...]:
        """The titles that stand in the contents."""
        items = (self.contents.item(at) for at in range(self.contents.count()))
        return tuple(item.text() for item in items if item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F goes to the search."""
        if event.key() == Qt.Key.Key_F and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
            self.search.selectAll()
        else:
            super().keyPressEvent(event)

    # ---- contents ----------------------------------------------------------------------------

    def _list(self, found: tuple[Chapter, ...]) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        group = ""
        for chapter in found:
            if chapter.group != group and not self.search.text().strip():
                group = chapter.group
                head = QListWidgetItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setFont(theme.scaled_font(self.font(), 0.88, bold=True))
                head.setForeground(QColor(theme.MUTED))
                self.contents.addItem(head)
            item = QListWidgetItem(chapter.title)
            item.setData(Qt.ItemDataRole.UserRole, self._guide.index(chapter) + 1)
            self.contents.addItem(item)
        self.contents.blockSignals(False)

    def _search(self, text: str) -> None:
        found = matching(self._guide, text)
        self._list(found)
        self.note.setText("" if found else self.tr("Nothing found. Try fewer words."))
        if found:
            self._select(self._shown if self._shown in found and not text.strip() else found[0])

    def _select(self, chapter: Chapter) -> None:
        wanted = self._guide.index(chapter) + 1
        for at in range(self.contents.count()):
            if self.contents.item(at).data(Qt.ItemDataRole.UserRole) == wanted:
                self.contents.setCurrentRow(at)
                self._show(chapter)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        number = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if number:
            self._show(self._guide[number - 1])

    # ---- the chapter -------------------------------------------------------------------------

    def _show(self, chapter: Chapter) -> None:
        self._shown = chapter
        self.page.setMarkdown(f"## {chapter.title}\n\n{chapter.text}")
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        self.page.setExtraSelections(self._marks())

    def _marks(self) -> list[QTextEdit.ExtraSelection]:
        """Where the words searched for stand in the chapter."""
        look = QTextCharFormat()
        look.setBackground(QColor(theme.AMBER_SOFT))
        marks: list[QTextEdit.ExtraSelection] = []
        document = self.page.document()
        for word in self.search.text().split():
            cursor = document.find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                # PySide's stubs know neither.
                mark.cursor, mark.format = cursor, look  # type: ignore[attr-defined]
                marks.append(mark)
                cursor = document.find(word, cursor)
        return marks

    def _next_hit(self) -> None:
        """Enter in the search: the next chapter found, after the last the first."""
        count = self.contents.count()
        if count:
            self.contents.setCurrentRow((self.contents.currentRow() + 1) % count)
