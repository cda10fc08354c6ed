"""导入资金数 in the window: the columns, the amounts that differ, and what was not matched."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QTabWidget, QVBoxLayout, QWidget

from app.desk.imports.fund_fields import fund_fields
from app.desk.imports.fund_words import (
    doubt_text,
    fund_field_name,
    fund_problem_text,
    summary_text,
    what_text,
)
from app.desk.imports.funds import (
    FACTOR,
    FILES,
    LOCKED,
    FundFile,
    FundPlan,
    Unmatched,
    keep_mapping,
    open_funds,
    plan_funds,
    take_funds,
    usual_ticks,
)
from app.desk.imports.mapping import ListMapping, choices
from app.desk.texts import sentence
from app.model.faults import FaultError
from app.windows import theme
from app.windows.batch_undo import BatchUndo
from app.windows.import_columns import ColumnsPage
from app.windows.match_dialog import MatchDialog
from app.windows.progress import Progress
from app.windows.room import Room
from app.windows.small_widgets import offer_years, tint
from app.windows.source_rows import SourceRows
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

FOLDER = "imports/folder"
"""The setting that keeps the folder a list was last taken from."""
_UNITS = ("元", "万元")
_WIDTHS = {0: 12, 1: 11, 2: 6, 3: 6, 4: 4, 5: 7}
"""What the columns of the differences may take at first, in heights of a line."""


def open_import_funds(window: "MainWindow") -> None:
    """Ask for an accounting export, and show what it would change."""
    title = QCoreApplication.translate("FundsRoom", "Import funds")
    kinds = QCoreApplication.translate("FundsRoom", "Lists ({suffixes})")
    filters = kinds.replace("{suffixes}", " ".join(f"*{suffix}" for suffix in FILES))
    space = window.workspace
    path, _ = QFileDialog.getOpenFileName(window, title, space.setting(FOLDER), filters)
    if path:
        space.put_setting(FOLDER, str(Path(path).parent))
        window.commands.attempt(lambda: look_at(window, Path(path)))


def look_at(window: "MainWindow", path: Path) -> "FundsRoom":
    """Show what an export would change.

    Raises:
        FaultError: it cannot be read, is no list, or there are no records.
    """
    room = FundsRoom(window, open_funds(window.workspace, path))
    room.show()
    return room


class FundsRoom(Room):
    """Three pages: what differs, what was not matched, and what the columns hold."""

    def __init__(self, window: "MainWindow", file: FundFile) -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Import funds: {file}").replace("{file}", file.path.name))
        self._space = window.workspace
        self._file, self._mapping = file, file.mapping
        self._plan: FundPlan | None = None
        self._build_bar()
        self._build_pages()
        self.take_button = self.add_button(self.tr("Import"), self._take, primary=True)
        self.undo = BatchUndo(self)
        self.undo.undone.connect(self.refresh)
        self.add_button(self.tr("Close"), self.close)
        if not self.refresh() or self.columns.unclear():
            self.pages.setCurrentIndex(self.pages.count() - 1)

    def _build_bar(self) -> None:
        self.year = QComboBox()
        self.year.setAccessibleName(self.tr("Year"))
        offer_years(self.year, self._space.years(), self._file.year, self.tr("Year {year}"))
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Money unit"))
        self.unit.addItem(self.tr("Unit: as the file says"), "")
        for unit in _UNITS:
            text = self.tr("Unit where the file says none: {unit}")
            self.unit.addItem(text.replace("{unit}", unit), unit)
        self.unit.setCurrentIndex(max(0, self.unit.findData(self._mapping.money_unit)))
        self.add_to_bar(self.year, self.unit, stretch=True)
        self.year.currentIndexChanged.connect(self._change_year)
        self.unit.currentIndexChanged.connect(self._remap)

    def _build_pages(self) -> None:
        self.pages = QTabWidget()
        self.cells = Table(
            (
                *(Column(self.tr("Project")), Column(self.tr("Cell"))),
                *(Column(self.tr("Now"), number=True), Column(self.tr("In the file"), number=True)),
                Column(self.tr("Unit")),
                Column(self.tr("Exact value"), number=True),
                Column(self.tr("Remark"), wide=True),
            ),
            self.tr("What differs"),
        )
        self.rest = Table(
            (
                *(Column(self.tr("What")), Column(self.tr("Code"))),
                *(Column(self.tr("Name")), Column(self.tr("Remark"), wide=True)),
            ),
            self.tr("Not matched"),
        )
        page = QWidget()
        self._column_page = QVBoxLayout(page)
        self._column_page.setContentsMargins(0, 0, 0, 0)
        self.columns, self.sources = self._new_columns(), SourceRows()
        self._column_page.addWidget(self.columns, 1)
        self._column_page.addWidget(self.sources)
        self.pages.addTab(self.cells, "")
        self.pages.addTab(self.rest, "")
        self.pages.addTab(page, self.tr("Columns of the file"))
        self.body.addWidget(self.pages)
        self.cells.ticked.connect(self._count)
        self.rest.chosen.connect(self._match)
        self.sources.changed.connect(self._remap)

    # --- the columns

    def _new_columns(self) -> ColumnsPage:
        """The columns with what they may hold: another year's forms may have other rows."""
        language = self._space.language
        names = {field: fund_field_name(field, language) for field in fund_fields(self._file.rows)}
        found = choices(self._file.tables, self._mapping, self._file.kept)
        page = ColumnsPage(found, self._mapping, names, language)
        page.changed.connect(self._remap)
        return page

    def _remap(self) -> None:
        mapping = self.columns.mapping(self.unit.currentData())
        rows = self._mapping.rows | self.sources.chosen()
        self._mapping = msgspec.structs.replace(mapping, rows=rows, same=self._mapping.same)
        self.refresh()

    def _change_year(self) -> None:
        year = self.year.currentData()
        opened = self.window_behind.commands.attempt(
            partial(open_funds, self._space, self._file.path, year)
        )
        if opened is not None:
            self._file = opened
            self._mapping = msgspec.structs.replace(self._mapping, same={})
            old, self.columns = self.columns, self._new_columns()
            self._column_page.replaceWidget(old, self.columns)
            old.deleteLater()
            self.refresh()

    # --- what differs

    def refresh(self) -> bool:
        """Compare anew, and show everything; whether the columns allow it."""
        try:
            with Progress(self, self.tr("Comparing…")) as progress:
                self._plan = plan_funds(self._space, self._file, self._mapping, progress.go_on)
        except FaultError as fault:
            self._plan = None
            self.note.setText(self._space.sentence(fault))
            tint(self.note, theme.RED)
        self._show_cells()
        self._show_rest()
        if self._plan is not None:
            rows = self._plan.rows
            self.sources.show_sources(self._plan.listed.sources, self._file.rows, rows)
            self._count()
        self.take_button.setEnabled(bool(self._plan is not None and self.cells.checked_keys()))
        return self._plan is not None

    def _show_cells(self) -> None:
        plan, language = self._plan, self._space.language
        ticked = usual_ticks(plan) if plan is not None else frozenset()
        lines: list[Line] = []
        for cell in plan.cells if plan is not None else ():
            exact = cell.new if cell.new != cell.new_shown else ""
            texts = (cell.title, what_text(cell, language), cell.old_shown, cell.new_shown)
            whole = (*texts, cell.unit, exact, doubt_text(cell, language))
            colour = {FACTOR: theme.RED, LOCKED: theme.MUTED}.get(cell.doubt, "")
            checked = None if cell.doubt == LOCKED else cell.key in ticked
            lines.append(Line(whole, cell.key, colour or _amber(cell.doubt), checked))
        self.cells.show_lines(lines)
        self.narrow(self.cells, _WIDTHS)
        text = self.tr("What differs ({count})").replace("{count}", str(len(lines)))
        self.pages.setTabText(self.pages.indexOf(self.cells), text)

    def _show_rest(self) -> None:
        plan, language = self._plan, self._space.language
        lines: list[Line] = []
        if plan is not None:
            kinds = self.tr("In the file only"), self.tr("Not in the file"), self.tr("Line")
            for unmatched in plan.unmatched:
                project = unmatched.project
                alike = (sentence("FUNDS_ALIKE", language, title=h.title) for h in unmatched.alike)
                told = "；".join(alike) or self.tr("Double click to choose its form")
                lines.append(Line((kinds[0], project.code, project.name, told), unmatched))
            for header in plan.without:
                lines.append(Line((kinds[1], header.project_code, header.title, "")))
            for problem in plan.problems:
                text = fund_problem_text(problem, language)
                lines.append(Line((kinds[2], "", "", text), colour=theme.AMBER))
        self.rest.show_lines(lines)
        text = self.tr("Not matched ({count})").replace("{count}", str(len(lines)))
        self.pages.setTabText(self.pages.indexOf(self.rest), text)

    def _count(self) -> None:
        if self._plan is None:
            return
        ticked = self.cells.checked_keys()
        self.note.setText(summary_text(self._plan, ticked, self._space.language))
        tint(self.note, theme.MUTED)
        self.take_button.setEnabled(bool(ticked))

    # --- what a person does

    def _match(self, unmatched: object) -> None:
        if not isinstance(unmatched, Unmatched):
            return
        dialog = MatchDialog(
            self, unmatched.project.name or unmatched.project.code, unmatched.alike, self._records()
        )
        chosen = dialog.record() if dialog.exec() else ""
        dialog.deleteLater()
        if chosen:
            self.decide(unmatched.project.key, chosen)

    def _records(self) -> list[tuple[str, str, str]]:
        headers = self._space.all_headers(self._file.year)
        return [(header.id, header.project_code, header.title) for header in headers]

    def decide(self, key: str, record_id: str) -> None:
        """Take a project of the file for a record, and compare anew."""
        same = self._mapping.same | {key: record_id}
        self._mapping = msgspec.structs.replace(self._mapping, same=same)
        self.refresh()

    @property
    def mapping(self) -> ListMapping:
        """What the columns hold, as chosen."""
        return self._mapping

    def _take(self) -> None:
        self.window_behind.commands.attempt(self.take)

    def take(self) -> None:
        """Write what is ticked, all or none, and remember the columns."""
        plan = self._plan
        if plan is None:
            return
        ticked = frozenset(self.cells.checked_keys())
        with Progress(self, self.tr("Importing…")) as progress:
            done = take_funds(self._space, plan.cells, ticked, self._file.path.name, progress.go_on)
        if not done.id:
            self.note.setText(self.tr("Stopped; nothing was changed."))
            return
        keep_mapping(self._space, self._file, self._mapping)
        self.window_behind.commands.records_changed()
        self.refresh()
        counts = {"cells": str(len(ticked)), "records": str(len(done.changed))}
        language, name = self._space.language, self._file.path.name
        self.note.setText(sentence("FUNDS_DONE", language, file=name, **counts))
        tint(self.note, theme.GREEN)
        self.undo.offer(done.id)


def _amber(doubt: str) -> str:
    return theme.AMBER if doubt else ""
