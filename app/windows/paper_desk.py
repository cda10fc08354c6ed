"""Between the paper view and the document: typing, committing, pasting, rows."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.desk import edits, rules
from app.desk.block import copied_block, yuan_block
from app.desk.clipboard import format_block, parse_block
from app.desk.document import Document
from app.desk.drafting import first_draft
from app.desk.paste import paste, paste_lines
from app.desk.policies import policy_of
from app.desk.search import Match, matches, next_match
from app.desk.view import View
from app.model.carried import carried_of
from app.model.change import Change
from app.model.definition import IndicatorsSection, RowsSection
from app.model.faults import FaultError
from app.model.places import RECORD, Place
from app.model.record import JsonValue
from app.model.results import Finding
from app.sheet.sheet import Cell
from app.windows.paper_view import PaperView

_REST = 500
"""Milliseconds of rest after which the open cell's text is kept as a draft."""
_HEAD_CELLS = 8
"""How many cells are looked at for an empty one to begin with."""
LOCKED = "STATE_001"
"""The message code of what a locked form refuses."""
_SEVERITIES = ("error", "warning", "info")


class PaperDesk(QObject):
    """Turns what happens on the paper into changes of one document."""

    view_changed = Signal(object)
    """The view as shown, after every keystroke."""
    committed = Signal(object)
    """The view after a committed change."""
    place_changed = Signal(object)
    """The place that one stands in, or none."""
    draft_wanted = Signal(object, str)
    """The open cell's place and text, to be kept."""
    draft_over = Signal(object)
    """The place of the cell that was open: its draft is done with."""
    refused = Signal(str)
    """A command that does not fit where one stands: a message code."""

    def __init__(self, paper: PaperView, describe: Callable[[Finding], str]) -> None:
        super().__init__(paper)
        self.paper = paper
        self.document: Document | None = None
        self.part = 0
        self._describe = describe
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._keep_draft)
        self._open: tuple[Cell, str] | None = None
        self._findings: dict[str, list[Finding]] = {}
        paper.source_text = self._source
        paper.tips = self._tips
        paper.typed.connect(self._typed)
        paper.committed.connect(self._committed)
        paper.dropped.connect(self._dropped)
        paper.current_changed.connect(self._current)
        paper.command.connect(self.run)
        paper.columns_dragged.connect(self._columns)
        paper.locked_out.connect(lambda: self.refused.emit(LOCKED))

    # --- showing

    def show_document(self, document: Document | None) -> None:
        """Put another document on the paper."""
        self.paper.commit_open()
        self.document = document
        self.part = 0
        self.paper.locked = document is not None and document.locked
        if document is not None:
            self.refresh()
            self._stand_at_start()

    def _stand_at_start(self) -> None:
        """Stand in the first cell that waits to be filled, at the top of the paper."""
        grid = self.paper.paper.grid
        if grid is None:
            return
        inputs = [(row, cell) for row, cell in grid.cells() if cell.kind == "input"]
        empty = (found for found in inputs[:_HEAD_CELLS] if not found[1].text)
        row, cell = next(empty, inputs[0] if inputs else (0, None))
        if cell is not None:
            self.paper.go_to(self.paper.paper.index(row, cell.column))
        self.paper.verticalScrollBar().setValue(0)

    def show_part(self, part: int) -> None:
        """Show another part of the form."""
        self.paper.commit_open()
        if self.document is not None and 0 <= part < len(self.document.shown.pages):
            self.part = part
            self.refresh()

    def refresh(self) -> None:
        """Show the document as it stands, with the open cell's text."""
        if self.document is None:
            return
        view = self.document.shown
        self.paper.show_pages(view.pages[self.part])
        self._sort_findings(view)
        self.view_changed.emit(view)

    def go_to(self, place: Place) -> bool:
        """Stand in the cell of a place, in whichever part it lies; false where none shows it."""
        if self.document is None:
            return False
        self.paper.commit_open()
        order = [self.part, *range(len(self.document.shown.pages))]
        for part in order:
            self.show_part(part)
            index = self.paper.paper.index_of(place)
            if index.isValid():
                self.paper.go_to(index)
                self.paper.setFocus()
                return True
        self.show_part(order[0])
        return False

    def find(self, text: str, by: int) -> tuple[int, int]:
        """Stand in the next cell that shows a text; which match that is, and how many there are.

        `by` is 1 to go on, -1 to go back, 0 to stay where one stands on a match already.
        """
        self.paper.commit_open()
        found = matches(self.document.shown, text) if self.document is not None else []
        if not found:
            return 0, 0
        here = Match(self.part, *self.paper.current_position())
        at = found.index(here) if by == 0 and here in found else next_match(found, here, by or 1)
        if found[at].part != self.part:
            self.show_part(found[at].part)
        self.paper.go_to(self.paper.paper.index(found[at].row, found[at].column))
        return at, len(found)

    def _sort_findings(self, view: View) -> None:
        grid = self.paper.paper.grid
        self._findings = {}
        marks: dict[str, str] = {}
        for finding in view.findings:
            if finding.explained or grid is None:
                continue
            key = str(finding.place)
            if not finding.place.field:
                position = grid.find(finding.place)
                found = grid.at(*position) if position else None
                key = str(found[1].place) if found else key
            self._findings.setdefault(key, []).append(finding)
            known = marks.get(key, "info")
            if _SEVERITIES.index(finding.severity) <= _SEVERITIES.index(known):
                marks[key] = finding.severity
        self.paper.marks = marks

    def _tips(self, cell: Cell) -> str:
        places = cell.covers or ((cell.place,) if cell.place else ())
        found = [f for place in places for f in self._findings.get(str(place), ())]
        lines = [self._describe(finding) for finding in found]
        carried = carried_of(self.document.record) if self.document is not None else None
        if carried is not None and carried.text(cell.place):
            text = self.tr("{year}: {text}").replace("{text}", carried.text(cell.place))
            lines.append(text.replace("{year}", str(carried.year or self.tr("Last year"))))
        return "\n".join(lines)

    # --- the open cell

    def _source(self, cell: Cell) -> str:
        return edits.edited_text(self.document.record, cell) if self.document else ""

    def _typed(self, cell: Cell, text: str) -> None:
        if self.document is not None:
            self._open = (cell, text)
            self.document.preview(edits.places_of(cell), text)
            self.refresh()
            self._rest.start()

    def _committed(self, cell: Cell, text: str) -> None:
        self._forget_draft()
        if self.document is None:
            return
        self.document.drop_preview()
        change = edits.set_cell(self.document.record, cell, text)
        if not self.commit(change):
            self.refresh()

    def _dropped(self) -> None:
        self._forget_draft()
        if self.document is not None:
            self.document.drop_preview()
            self.refresh()

    def _keep_draft(self) -> None:
        if self._open is not None:
            cell, text = self._open
            self.draft_wanted.emit(cell.place, text)

    def _forget_draft(self) -> None:
        self._rest.stop()
        if self._open is not None:
            cell, _ = self._open
            self._open = None
            self.draft_over.emit(cell.place)

    def _current(self, cell: Cell | None) -> None:
        self.place_changed.emit(cell.place if cell is not None else None)

    # --- commands; each first commits the open cell

    def commit(self, change: Change | None) -> bool:
        """Commit a change and show it; false where there was nothing to do, or it is locked."""
        try:
            if self.document is None or not self.document.commit(change):
                return False
        except FaultError as fault:
            if fault.code != LOCKED:
                raise
            self.refused.emit(LOCKED)
            return False
        self._after()
        return True

    def undo(self) -> None:
        """Take back typing in the open cell, else the last change."""
        if self.paper.is_open and self.paper.undo_in_editor():
            return
        self.paper.commit_open()
        if self.document is not None:
            self._follow(self.document.undo())

    def redo(self) -> None:
        """Repeat what was taken back."""
        self.paper.commit_open()
        if self.document is not None:
            self._follow(self.document.redo())

    def _follow(self, change: Change | None) -> None:
        if change is None:
            return
        self._after()
        step = change.steps[0]
        place = getattr(step, "place", None)
        row = getattr(step, "row_id", None) or getattr(getattr(step, "row", None), "id", None)
        if place is None and row is not None:
            place = Place(getattr(step, "section", ""), row, "")
        if isinstance(place, Place) and place.section != RECORD:
            index = self.paper.paper.index_of(place)
            if index.isValid():
                self.paper.go_to(index)

    def show_changed(self) -> None:
        """Show a document that was changed elsewhere than on the paper."""
        self._after()

    def _after(self) -> None:
        self.refresh()
        if self.document is not None:
            self.committed.emit(self.document.view)

    def set_value(self, place: Place, value: JsonValue, name: str) -> None:
        """Set a value that no cell shows (year, codes, layout, row kind, explanations)."""
        self.paper.commit_open()
        if self.document is not None:
            self.commit(edits.set_value(self.document.record, place, value, name))

    def run(self, command: str) -> None:
        """Run one of the paper's commands by its name, such as `paste` or `row-up`."""
        self.paper.commit_open()
        if self.document is None:
            return
        if self.document.locked and command != "copy":
            self.refused.emit(LOCKED)
            return
        if command.startswith("degree-"):
            self._degree(int(command.removeprefix("degree-")))
            return
        commands: dict[str, Callable[[], None]] = {
            "clear": self._clear,
            "fill": self._fill,
            "copy": self._copy,
            "cut": self._cut,
            "paste": self._paste,
            "paste-yuan": self._paste_yuan,
            "insert": self._insert,
            "delete": self._delete,
            "draft": self._draft,
            "row-up": lambda: self._move(-1),
            "row-down": lambda: self._move(1),
        }
        commands[command]()

    def _selected(self) -> list[Cell]:
        return [cell for _, cell in self.paper.selected_cells()]

    def _clear(self) -> None:
        assert self.document is not None
        self.commit(edits.clear_cells(self.document.record, self._selected()))

    def _fill(self) -> None:
        assert self.document is not None
        columns: dict[int, list[Cell]] = {}
        for _, cell in self.paper.selected_cells():
            columns.setdefault(cell.column, []).append(cell)
        self.commit(edits.fill_down(self.document.record, list(columns.values())))

    def _copy(self) -> None:
        assert self.document is not None
        block = copied_block(self.document.record, self.paper.selected_cells())
        QApplication.clipboard().setText(format_block(block))

    def _cut(self) -> None:
        self._copy()
        self._clear()

    def _paste(self) -> None:
        assert self.document is not None
        cell = self.paper.current_cell()
        # Qt gives no mime data at all while nothing has ever been copied.
        mime: QMimeData | None = QApplication.clipboard().mimeData()
        text = mime.text() if mime is not None else ""
        if cell is None or mime is None or not text.strip():
            return
        if "\t" not in text and cell.top_aligned and not _is_table(mime):
            self.commit(paste_lines(self.document.record, cell, text))
            return
        self._paste_block(parse_block(text))

    def _paste_yuan(self) -> None:
        text = QApplication.clipboard().text()
        block = yuan_block(parse_block(text)) if text.strip() else None
        if block is None:
            self.refused.emit("COMMAND_002")
        else:
            self._paste_block(block)

    def _paste_block(self, block: tuple[tuple[str, ...], ...]) -> None:
        assert self.document is not None
        sheet = self.document.view.pages[self.part].sheet
        at = self.paper.current_position()
        change = paste(self.document.record, self.document.definition, sheet, at, block)
        if not self.commit(change):
            self.refused.emit("COMMAND_003")

    def _table_row(self) -> tuple[IndicatorsSection | RowsSection, str | None] | None:
        """The table and the row that one stands in."""
        assert self.document is not None
        row = self.document.view.pages[self.part].sheet.rows[self.paper.currentIndex().row()]
        section = self.document.definition.section(row.section)
        if isinstance(section, IndicatorsSection | RowsSection):
            return section, row.row_id
        self.refused.emit("COMMAND_001")
        return None

    def _draft(self) -> None:
        """Fill the empty chapters of a report from its table, in one step (生成初稿)."""
        assert self.document is not None
        drafted = first_draft(self.document.record, self.document.definition)
        if self.commit(drafted.change):
            self.go_to(drafted.chapters[0])
        else:
            self.refused.emit("COMMAND_010")

    def _insert(self) -> None:
        assert self.document is not None
        found = self._table_row()
        if found is not None:
            change = edits.insert_row(self.document.record, *found)
            self.commit(change)
            step = change.steps[0]
            self.go_to(Place(found[0].id, getattr(step, "row").id, ""))  # noqa: B009

    def _delete(self) -> None:
        assert self.document is not None
        found = self._table_row()
        if found is None:
            return
        rows = self.document.view.pages[self.part].sheet.rows
        chosen = [
            rows[index].row_id
            for index in sorted({i.row() for i in self.paper.selectedIndexes()})
            if rows[index].section == found[0].id and rows[index].row_id
        ]
        ids = [row_id for row_id in chosen or [found[1]] if row_id]
        self.commit(edits.delete_rows(self.document.record, found[0].id, ids))

    def _move(self, by: int) -> None:
        assert self.document is not None
        found = self._table_row()
        if found is None or found[1] is None:
            return
        cell = self.paper.current_cell()
        if self.commit(edits.move_row(self.document.record, found[0], found[1], by)):
            field = cell.place.field if cell is not None and cell.place is not None else ""
            self.go_to(Place(found[0].id, found[1], field))

    def _degree(self, number: int) -> None:
        assert self.document is not None
        found = self._table_row()
        row = self.document.record.row(found[0].id, found[1] or "") if found else None
        if found is None or row is None:
            return
        policy = policy_of(self.document.record, self.document.definition)
        degrees = rules.degrees_for(policy, row.rule)
        if number >= len(degrees):
            return
        self.choose_degree(Place(found[0].id, row.id, ""), degrees[number].key)

    def choose_degree(self, place: Place, key: str) -> None:
        """Choose the degree that a qualitative row reached."""
        self.paper.commit_open()
        if self.document is not None:
            self.commit(
                edits.choose_degree(self.document.record, self.document.definition, place, key)
            )

    def choose_family(self, place: Place, family: str) -> None:
        """Choose the rule of a row; an empty family leaves it to the program."""
        self.paper.commit_open()
        if self.document is not None:
            self.commit(rules.with_family(self.document.record, place, family))

    def take_rule(self, place: Place, rule: JsonValue) -> None:
        """Take the rule that the row's rule text states."""
        self.paper.commit_open()
        if self.document is not None:
            self.commit(rules.with_offered(self.document.record, place, rule))

    def set_rule(self, place: Place, name: str, value: JsonValue) -> None:
        """Set a parameter of a row's rule; none leaves the usual value."""
        self.paper.commit_open()
        if self.document is not None:
            self.commit(rules.with_setting(self.document.record, place, name, value))

    def _columns(self, widths: tuple[float, ...]) -> None:
        if self.document is None:
            return
        pages = self.document.view.pages[self.part]
        turned = "landscape" if pages.setup.landscape else "portrait"
        layout = dict(self.document.record.layout)
        own = dict(layout.get("widths", {}))
        own[f"{pages.sheet.part}/{turned}"] = list(widths)
        layout["widths"] = own
        self.set_value(Place(RECORD, None, "layout"), layout, "EDIT_LAYOUT")


def _is_table(mime: QMimeData) -> bool:
    return mime.hasHtml() and "<table" in mime.html().lower()
