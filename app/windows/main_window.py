"""The main window: ledger, paper, inspector, and the commands over them."""

from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QColor,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QPalette,
)
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QSplitter,
    QTabBar,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from app.desk.forms import gallery
from app.desk.limits import text_length, text_limit
from app.desk.policies import policy_of
from app.desk.view import View, font_files, shipped_metrics
from app.desk.workspace import OpenRecord, Workspace
from app.model.places import Place
from app.model.remarks import WHOLE
from app.model.results import Finding
from app.windows.actions import DATA, EDITING, EXPORTS, YEAR, Actions, menu_button
from app.windows.commands import Commands
from app.windows.dialogs import Messages
from app.windows.draft_bar import DraftBar
from app.windows.evidence_tab import EvidenceTab
from app.windows.find_bar import FindBar
from app.windows.inspector import Inspector
from app.windows.ledger import Ledger
from app.windows.paper_desk import PaperDesk
from app.windows.paper_painter import OperationPainter
from app.windows.paper_view import PaperView
from app.windows.row_menu import RowMenu
from app.windows.score_card import PolicyLine
from app.windows.small_widgets import plain_tool_tip
from app.windows.stages import Stages
from app.windows.status import StatusBar
from app.windows.theme import DESK
from app.windows.unprinted_panel import UnprintedPanel

_GEOMETRY = "window/geometry"
_SPLIT = "window/split"
_UNIT_LINES = 9
"""Room for the unit's name on the bar, in heights of a line."""
_FRAME = QSize(8, 40)
"""Room for the frame that the system draws round a window."""


class MainWindow(QMainWindow):
    """Places the rooms of the window and connects them; the work is done in `Commands`."""

    closing = Signal()
    """The window is left: what stands beside it closes with it."""

    def __init__(self, workspace: Workspace, *, safe: bool = False) -> None:
        super().__init__()
        self.workspace = workspace
        self.safe = safe
        """Whether nothing of the last time is restored."""
        self.messages = Messages(self)
        self._left = False
        self.paper = PaperView(OperationPainter(font_files()), shipped_metrics())
        self.desk = PaperDesk(self.paper, self._describe)
        self.ledger = Ledger()
        self.inspector = Inspector()
        self.inspector.language = workspace.language
        self.evidence = EvidenceTab(self)
        self.unprinted = UnprintedPanel()
        self.parts = QTabBar()
        self.draft_bar = DraftBar()
        self.find_bar = FindBar()
        self.status = StatusBar()
        self.stages = Stages(self)
        self.commands = Commands(self)
        self.row_menu = RowMenu(self)
        self.actions_by_name = Actions(self, self.commands.run)
        self._optional = QMenu(self.tr("Optional lines"), self)
        self._build()
        self._connect()
        self._restore()
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("Ziping"))

    # --- placing

    def _build(self) -> None:
        self.addToolBar(self._tool_bar())
        centre = QWidget()
        self._column = column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.draft_bar)
        column.addWidget(self.stages.bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.parts)
        column.addWidget(self.paper)
        centre.setAutoFillBackground(True)
        palette = centre.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(DESK))
        centre.setPalette(palette)
        self.parts.setVisible(False)
        self.parts.setDocumentMode(True)
        self.inspector.add_panel(self.evidence, self.tr("Evidence"))
        self.inspector.add_panel(self.unprinted, self.tr("Not printed"))
        self.ledger.set_form_title(gallery().title)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.ledger, centre, self.inspector):
            self._split.addWidget(widget)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self.ledger.setMinimumWidth(200)
        self.inspector.setMinimumWidth(256)
        # As much as an upright page needs at the least zoom.
        self.paper.setMinimumWidth(450)
        self.setCentralWidget(self._split)
        self.setStatusBar(self.status)
        self.status.addPermanentWidget(self.stages.button)
        for action in self.actions_by_name.all().values():
            self.addAction(action)
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(room.boundedTo(QSize(1440, 900)) - _FRAME)

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar over the paper."""
        self._column.insertWidget(0, bar)

    def _tool_bar(self) -> QToolBar:
        bar = QToolBar(self.tr("Commands"))
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        actions = self.actions_by_name
        actions.fill_bar(bar, ("new", "open", "", "undo", "redo", ""))
        edit = QMenu(self)
        actions.fill_menu(edit, EDITING)
        bar.addWidget(menu_button(self.tr("Edit"), edit))
        layout = QMenu(self)
        actions.fill_menu(layout, ("portrait", "landscape", "", "hide-empty", "reset-widths", ""))
        layout.addMenu(self._optional)
        bar.addWidget(menu_button(self.tr("Layout"), layout))
        bar.addSeparator()
        actions.fill_bar(bar, ("check", "review", "print"))
        exports = QMenu(self)
        actions.fill_menu(exports, EXPORTS)
        bar.addWidget(menu_button(self.tr("Export"), exports))
        bar.addSeparator()
        for text, names in ((self.tr("Year's work"), YEAR), (self.tr("Data"), DATA)):
            if names:
                menu = QMenu(self)
                actions.fill_menu(menu, names)
                if names == YEAR:
                    menu.addMenu(self.stages.menu)
                bar.addWidget(menu_button(text, menu))
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spring)
        self._unit = QLabel()
        self._unit.setTextFormat(Qt.TextFormat.PlainText)
        bar.addWidget(self._unit)
        more = QMenu(self)
        actions.fill_menu(more, ("help", "", "diagnose", "about"))
        bar.addWidget(menu_button(self.tr("Help"), more))
        return bar

    def _connect(self) -> None:
        desk, commands = self.desk, self.commands
        desk.view_changed.connect(self._show_view)
        desk.committed.connect(commands.committed)
        desk.place_changed.connect(self._show_place)
        desk.draft_wanted.connect(commands.keep_draft)
        desk.draft_over.connect(commands.forget_draft)
        desk.refused.connect(commands.refused)
        self.parts.currentChanged.connect(desk.show_part)
        self.inspector.history_wanted.connect(commands.show_history)
        self.inspector.jump_wanted.connect(self.jump)
        self.inspector.fix_wanted.connect(commands.fix)
        self.inspector.explain_wanted.connect(commands.explain)
        self.inspector.done_wanted.connect(commands.answer_done)
        self.inspector.choose_degree.connect(desk.choose_degree)
        self.inspector.policy_wanted.connect(lambda: commands.run("policy"))
        self.inspector.family_chosen.connect(desk.choose_family)
        self.inspector.rule_taken.connect(desk.take_rule)
        self.inspector.setting_chosen.connect(desk.set_rule)
        self.inspector.text_chosen.connect(partial(desk.set_value, name="EDIT_SET"))
        self.unprinted.edited.connect(commands.set_unprinted)
        self.ledger.opened.connect(commands.open_record)
        self.ledger.sample_wanted.connect(commands.open_sample)
        self.ledger.new_wanted.connect(lambda: commands.run("new"))
        self.ledger.duplicate_wanted.connect(commands.duplicate)
        self.ledger.delete_wanted.connect(commands.delete)
        self.find_bar.wanted.connect(self._find)
        self.find_bar.closed.connect(self.paper.setFocus)
        self.draft_bar.answered.connect(commands.answer_draft)
        self.status.zoom_wanted.connect(self.paper.zoom_by)
        self.status.copy_wanted.connect(commands.save_elsewhere)
        self.status.undelete_wanted.connect(commands.restore)
        self.paper.zoomed.connect(self.status.show_zoom)
        self.paper.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.paper.customContextMenuRequested.connect(self._context_menu)
        self.workspace.listen(commands.store_event)

    # --- showing

    def show_record(self, opened: OpenRecord | None) -> None:
        """Put a record on the paper, or clear the desk."""
        self.status.show_project("", 0)  # the changes counted were those of another record
        self.desk.show_document(opened.document if opened else None)
        self.paper.setVisible(opened is not None)
        self.unprinted.show_record(opened.document.record if opened else None)
        self.stages.show(opened)
        self._show_parts()
        self._fill_optional()
        cell = self.paper.current_cell() if opened is not None else None
        self._show_place(cell.place if cell is not None else None)
        if opened is None:
            self.inspector.clear()
            self.setWindowTitle(self.tr("Ziping"))
            self._unit.clear()
        self.enable()

    def _show_parts(self) -> None:
        self.parts.blockSignals(True)
        while self.parts.count():
            self.parts.removeTab(0)
        document = self.desk.document
        if document is not None:
            for part in document.definition.parts:
                self.parts.addTab(part.title)
        self.parts.setVisible(self.parts.count() > 1)
        self.parts.blockSignals(False)

    def _fill_optional(self) -> None:
        self._optional.clear()
        document = self.desk.document
        if document is None:
            return
        chosen = document.record.layout.get("sections", ())
        for section in document.definition.sections():
            if section.optional:
                action = QAction(self.commands.optional_name(section), self._optional)
                action.setCheckable(True)
                action.setChecked(section.id in chosen)
                action.triggered.connect(
                    lambda on, name=section.id: self.commands.show_section(name, on)
                )
                self._optional.addAction(action)
        self._optional.setEnabled(not self._optional.isEmpty() and not document.locked)

    def _show_view(self, view: View) -> None:
        document = self.desk.document
        if document is None:
            return
        self.inspector.show_view(view, document.definition, self.workspace.texts)
        self.evidence.refresh()
        policy = policy_of(view.record, document.definition)
        departs = self.workspace.policies.departs(view.record)
        self.inspector.card.show_policy(PolicyLine(policy.title or policy.source, departs))
        self._show_count()
        name, unit = self.workspace.names(document)
        self.setWindowTitle(f"{name or self.tr('Unnamed form')} — {self.tr('Ziping')}")
        self._show_unit(unit)
        self.status.show_project(name)
        part = self.desk.part
        if self.parts.currentIndex() != part:
            self.parts.blockSignals(True)
            self.parts.setCurrentIndex(part)
            self.parts.blockSignals(False)

    def _show_count(self) -> None:
        """Count the text of the cell that one stands in, where its length has a limit."""
        document, cell = self.desk.document, self.paper.current_cell()
        place = cell.place if cell is not None else None
        if document is None or place is None:
            self.status.show_count(0, 0)
            return
        record = document.shown.record
        limit = text_limit(record, document.definition, place)
        self.status.show_count(text_length(record.text(place)) if limit else 0, limit)

    def _show_unit(self, unit: str) -> None:
        """Name the unit; a long name must not push the commands off the bar."""
        metrics = self._unit.fontMetrics()
        room = metrics.height() * _UNIT_LINES
        self._unit.setText(metrics.elidedText(unit, Qt.TextElideMode.ElideRight, room))
        text = self.tr("Unit: {unit}").replace("{unit}", unit) if unit else ""
        self._unit.setToolTip(plain_tool_tip(text))

    def _show_place(self, place: Place | None) -> None:
        self.inspector.show_place(place)
        self.evidence.show_place(place)
        self._show_count()
        if self.inspector.only_current():
            self.commands.show_history()
        caption = self.paper.paper.caption(self.paper.currentIndex())
        cell = self.paper.current_cell()
        self.status.show_cell(caption, cell, locked=self.paper.locked)

    def enable(self) -> None:
        """Enable the commands that can be given now, and name what undo takes back."""
        document = self.desk.document
        undo = document.undo_name if document else ""
        redo = document.redo_name if document else ""
        self.actions_by_name.enable(document is not None, bool(undo), bool(redo))
        layout = document.record.layout if document else {}
        turned = bool(document and document.view.pages and document.view.pages[0].setup.landscape)
        self.actions_by_name["landscape"].setChecked(turned)
        self.actions_by_name["portrait"].setChecked(document is not None and not turned)
        self.actions_by_name["review"].setChecked(document is not None and document.review)
        self.actions_by_name["hide-empty"].setChecked(bool(layout.get("hide_empty")))

    def jump(self, place: Place) -> None:
        """Go to the cell of a place, or to the field that is not printed."""
        if place == WHOLE:
            self.paper.setFocus()
        elif not self.desk.go_to(place):
            self.inspector.tabs.setCurrentWidget(self.unprinted)
            self.unprinted.focus(place)

    def _find(self, text: str, by: int) -> None:
        self.find_bar.show_count(*self.desk.find(text, by))

    def _describe(self, finding: Finding) -> str:
        texts = self.workspace.texts
        return f"{texts.finding_title(finding)}：{texts.finding_text(finding)}"

    def _context_menu(self, point: object) -> None:
        menu = QMenu(self)
        self.actions_by_name.fill_menu(menu, EDITING)
        self.row_menu.fill(menu)
        menu.exec(self.paper.viewport().mapToGlobal(point))  # type: ignore[call-overload]
        menu.deleteLater()

    # --- the window itself

    def open_folder(self, path: str) -> None:
        """Show a file in the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take record files and workbooks."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the records that were dropped; other files prove the row they fall on."""
        from app.windows.dropping import take_drop  # the window starts sooner without

        take_drop(self, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit, flush, and ask only where something cannot be saved."""
        if self._left:
            event.accept()
        elif self.commands.may_close():
            self.leave()
            event.accept()
        else:
            event.ignore()

    def leave(self) -> None:
        """Keep how the window stands, make the day's backup, and close the data folder."""
        from app.desk.keeping.backups import back_up_if_due  # the window starts sooner without

        self._left = True
        self.closing.emit()
        self.workspace.put_setting(_GEOMETRY, self.saveGeometry().toBase64().toStdString())
        sizes = ",".join(str(size) for size in self._split.sizes())
        self.workspace.put_setting(_SPLIT, sizes)
        self.commands.stop()
        back_up_if_due(self.workspace)
        self.workspace.close()

    def _restore(self) -> None:
        geometry = "" if self.safe else self.workspace.setting(_GEOMETRY)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        sizes = "" if self.safe else self.workspace.setting(_SPLIT)
        if sizes and all(part.isdecimal() for part in sizes.split(",")):
            self._split.setSizes([int(part) for part in sizes.split(",")])
        else:
            # The five tabs at the right need their room; the ledger's names can be cut.
            ledger, inspector = min(self.width() // 5, 268), min(self.width() // 4 + 10, 350)
            self._split.setSizes([ledger, self.width() - ledger - inspector, inspector])
