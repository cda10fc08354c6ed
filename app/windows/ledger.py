"""The ledger at the left: year, search, the records with their scores, and the sums below."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.locate import data_dir
from app.model.states import EXEMPT
from app.windows import theme
from app.windows.ledger_filter import FilterButton
from app.windows.ledger_list import LedgerDelegate, LedgerHeader, LedgerModel, SideList
from app.windows.small_widgets import plain_label

_HINT = "Ctrl K"
SEARCH_DELAY = 200
"""Milliseconds of rest after which a search starts."""


class HasFigures(Protocol):
    """What the sums are made of."""

    @property
    def state(self) -> str: ...
    @property
    def total(self) -> str: ...
    @property
    def missing(self) -> int: ...
    @property
    def errors(self) -> int: ...


class LedgerSums(NamedTuple):
    """The line below the list: all records shown, those complete, the average of totals."""

    records: int
    complete: int
    average: Decimal | None


class SearchField(QLineEdit):
    """A field that shows its shortcut while it is empty."""

    left_downwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            return
        metrics = self.fontMetrics()
        margin = metrics.height() * 2 // 3
        if metrics.horizontalAdvance(self.placeholderText() + _HINT) + 3 * margin > self.width():
            return
        painter = QPainter(self)
        painter.setPen(QColor(theme.FAINT))
        area = self.rect().adjusted(0, 0, -margin, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _HINT)
        painter.end()


class Ledger(QWidget):
    """The records of a year: opens, searches, and offers what can be done with one of them."""

    opened = Signal(str)
    year_changed = Signal(object)
    searched = Signal(str)
    sample_wanted = Signal()
    new_wanted = Signal()
    more_wanted = Signal()
    duplicate_wanted = Signal(str)
    delete_wanted = Signal(str)
    filtered = Signal(str, object)
    """A state, empty for any, and a section in charge, none for any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LedgerModel(self)
        self._model.more_wanted.connect(self.more_wanted)
        self._year: int | None = None
        self._years: tuple[int, ...] = ()
        self._searched = ""
        self._shown: tuple[object, ...] | None = None
        self.add_commands: Callable[[QMenu, tuple[str, ...]], None] = lambda menu, ids: None
        """Adds to a menu what can be done with the records chosen."""
        self._sums_given = False
        self.setAccessibleName(self.tr("Ledger"))
        self._build_header()
        self._build_list()
        self._build_empty()
        self._build_footer()
        self._lay_out()
        self._show_page()

    def set_form_title(self, form_title: Callable[[str], str]) -> None:
        """Say how a form's id becomes its title."""
        self._model.form_title = form_title
        self.list.viewport().update()

    def show_headers(
        self,
        headers: Iterable[LedgerHeader],
        years: Sequence[int],
        current_year: int | None,
        more: bool | None = None,
        sums: LedgerSums | None = None,
    ) -> None:
        """Show the first page of records; no year means all years.

        `more` says that further records can be had (`more_wanted`); without it they are asked
        for until a page is empty. Without `sums` those of the records at hand are shown.
        """
        headers = list(headers)
        asked = (current_year, self._searched, self.filter.state, self.filter.section)
        again, self._shown = asked == self._shown, asked
        current = self._current_id()
        scrolled = self.list.verticalScrollBar().value()
        self._fill_years(tuple(years), current_year)
        # Where years stand side by side, last year's record and this one bear the same name.
        self._model.with_year = current_year is None and len(years) > 1
        self._model.show_headers(headers, bool(headers) if more is None else more, again)
        row = self._model.row_of(current)
        if row is not None and row != self.list.currentIndex().row() and not self._several():
            self.list.setCurrentIndex(self._model.index(row))
        self.list.verticalScrollBar().setValue(scrolled if again else 0)
        self._sums_given = sums is not None
        self.show_sums(sums or sums_of(self._model.headers))
        self._show_page()

    def append_headers(self, headers: Iterable[LedgerHeader], more: bool | None = None) -> None:
        """Add the next page of records."""
        headers = list(headers)
        self._model.append(headers, bool(headers) if more is None else more)
        if headers and not self._sums_given:
            self.show_sums(sums_of(self._model.headers))

    def loaded(self) -> Sequence[Any]:
        """The records of the pages loaded so far, as they were given."""
        return self._model.headers

    def mark_departing(self, record_ids: frozenset[str]) -> None:
        """Mark the records that are scored otherwise than their office's policy says."""
        self._model.mark_departing(record_ids)

    def selected_ids(self) -> tuple[str, ...]:
        """The records chosen with Ctrl and Shift, in the order of the list; else the current."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return tuple(self._model.headers[row].id for row in rows)

    def last_header(self) -> Any:
        """The last record that was loaded, as it was given; none where there is none."""
        return self._model.headers[-1] if self._model.headers else None

    def update_header(self, header: LedgerHeader) -> bool:
        """Show another state of one record in its row; false where it is not in the list."""
        return self._model.update_header(header)

    def show_sums(self, sums: LedgerSums) -> None:
        """Show the sums of all records, which may be more than were loaded."""
        texts = self.tr("{count} records · {complete} complete")
        self._count.setText(texts.format(count=sums.records, complete=sums.complete))
        average = "" if sums.average is None else f"{sums.average:.2f}"
        text = self.tr("Average {average}").format(average=average) if average else ""
        self._average.setText(text)

    def footer_texts(self) -> tuple[str, str]:
        """The two texts of the line below the list."""
        return self._count.text(), self._average.text()

    def empty_text(self) -> str:
        """What is said in place of records."""
        return self._empty_text.text()

    def select(self, record_id: str) -> None:
        """Mark a record as the open one, and show its row; opens nothing."""
        self._model.set_open(record_id)
        row = self._model.row_of(record_id)
        if self._several():
            return
        if row is None:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())
        elif row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self._model.index(row))

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # ---- building ----------------------------------------------------------------------------

    def _build_header(self) -> None:
        small = theme.small_font(self.font())
        self._name = plain_label(self.tr("Ledger"), theme.MUTED, small)
        self.year_button = QToolButton()
        self.year_button.setFont(small)
        self.year_button.setProperty("flat", True)
        self.year_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.year_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.year_button.setMenu(QMenu(self.year_button))
        self.filter = FilterButton()
        self.filter.setFont(small)
        self.filter.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filter.changed.connect(self.filtered)
        self.search = SearchField()
        self.search.setPlaceholderText(self.tr("Search project, unit, code"))
        self.search.setAccessibleName(self.tr("Search the ledger"))
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SEARCH_DELAY)
        self._delay.timeout.connect(self._search_now)
        self.search.textChanged.connect(self._delay.start)
        self.search.returnPressed.connect(self._search_now)
        self.search.left_downwards.connect(self._enter_list)
        shortcut = QShortcut(QKeySequence("Ctrl+K"), self)
        shortcut.activated.connect(self.focus_search)

    def _build_list(self) -> None:
        self.list = SideList()
        self.list.setAccessibleName(self.tr("Records"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setModel(self._model)
        self.list.setItemDelegate(LedgerDelegate(self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.chosen.connect(self._open)

    def _build_empty(self) -> None:
        self._mark = plain_label()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_text = plain_label("", theme.MUTED)
        self._empty_text.setWordWrap(True)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new_button = QPushButton(self.tr("New record"))
        self.new_button.setProperty("primary", True)
        self.new_button.clicked.connect(self.new_wanted)
        self.sample_button = QPushButton(self.tr("Open the sample"))
        self.sample_button.setProperty("plain", True)
        self.sample_button.clicked.connect(self.sample_wanted)
        self._empty = QWidget()
        column = QVBoxLayout(self._empty)
        line = self.fontMetrics().height()
        column.setContentsMargins(line, 2 * line, line, line)
        column.setSpacing(line * 2 // 3)
        for widget in (self._mark, self._empty_text, self.new_button, self.sample_button):
            column.addWidget(widget)
        column.addStretch(1)

    def _build_footer(self) -> None:
        small = theme.small_font(self.font())
        self._count = plain_label("", theme.MUTED, small)
        self._average = plain_label("", theme.MUTED, small)

    def _lay_out(self) -> None:
        line = self.fontMetrics().height()
        edge = line * 2 // 3
        header = QHBoxLayout()
        header.setContentsMargins(0, 0, 0, 0)
        header.setSpacing(line // 4)
        header.addWidget(self._name)
        header.addWidget(self.year_button)
        header.addWidget(self.filter)
        header.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(edge, line // 3, edge, line // 3)
        top.setSpacing(line // 4)
        top.addLayout(header)
        top.addWidget(self.search)
        self._footer = _Footer()
        footer = QHBoxLayout(self._footer)
        footer.setContentsMargins(edge, line * 2 // 3, edge, line * 2 // 3)
        footer.addWidget(self._count)
        footer.addStretch(1)
        footer.addWidget(self._average)
        self._pages = QStackedWidget()
        # The empty page's picture must not make the window taller than a small screen.
        self._pages.setMinimumHeight(self.fontMetrics().height() * 6)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self._footer)
        self.setMinimumWidth(line * 9)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 16, line * 30)

    # ---- what happens ------------------------------------------------------------------------

    def _fill_years(self, years: tuple[int, ...], current: int | None) -> None:
        if (years, current) == (self._years, self._year) and self.year_button.text():
            return
        self._years, self._year = years, current
        menu = self.year_button.menu()
        menu.clear()
        for group in menu.findChildren(QActionGroup):
            group.deleteLater()
        group = QActionGroup(menu)
        for year in (*years, None):
            action = QAction(self._year_name(year), group)
            action.setCheckable(True)
            action.setChecked(year == current)
            action.setData(year)
            menu.addAction(action)
        group.triggered.connect(self._choose_year)
        self.year_button.setText(self._year_name(current) + " ▾")
        self.year_button.setAccessibleName(self._year_name(current))

    def _year_name(self, year: int | None) -> str:
        if year is None:
            return self.tr("All years")
        return self.tr("Year {year}").format(year=year)

    def _choose_year(self, action: QAction) -> None:
        year = action.data()
        if year != self._year:
            self.year_changed.emit(year)

    def _search_now(self) -> None:
        self._delay.stop()
        text = self.search.text().strip()
        if text != self._searched:
            self._searched = text
            self.searched.emit(text)

    def _enter_list(self) -> None:
        if self._model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current_id(self) -> str:
        header = self._model.header(self.list.currentIndex())
        return header.id if header else ""

    def _open(self, index: QModelIndex) -> None:
        header = self._model.header(index)
        if header is not None:
            self.opened.emit(header.id)

    def _several(self) -> bool:
        return len(self.list.selectionModel().selectedRows()) > 1

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        header = self._model.header(index if index.isValid() else self.list.currentIndex())
        if header is None:
            return
        chosen = self.selected_ids()
        menu = self.record_menu(*(chosen if header.id in chosen else (header.id,)))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def record_menu(self, *record_ids: str) -> QMenu:
        """The commands for the records chosen; some are for one alone."""
        menu = QMenu(self)
        if len(record_ids) > 1:
            head = menu.addAction(self.tr("{count} records").format(count=len(record_ids)))
            head.setEnabled(False)
            menu.addSeparator()
            self.add_commands(menu, record_ids)
            return menu
        (record_id,) = record_ids
        own = (
            (self.tr("Open"), self.opened),
            (self.tr("Duplicate"), self.duplicate_wanted),
            (self.tr("Delete"), self.delete_wanted),
        )
        for text, signal in own:
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, s=signal: s.emit(record_id))
        self.add_commands(menu, record_ids)
        return menu

    def _show_page(self) -> None:
        if self._model.rowCount():
            self._pages.setCurrentWidget(self.list)
            self._footer.setVisible(True)
            return
        narrowed = bool(self._searched) or self.filter.is_on
        first = not narrowed and not self._years
        if self._searched:
            text = self.tr("Nothing found for “{text}”. Try fewer characters, or another year.")
            text = text.format(text=self._searched)
        elif self.filter.is_on:
            text = self.tr("No records in this state or section.")
        elif first:
            text = self.tr(
                "No records yet. Start with one of your own, or look at a filled sample."
            )
        else:
            text = self.tr("No records in this year yet.")
        if first and self._mark.pixmap().isNull():
            side = self.fontMetrics().height() * 4
            icon = QIcon(str(data_dir("resources") / "icons" / "empty-ledger.svg"))
            self._mark.setPixmap(icon.pixmap(QSize(side, side), self.devicePixelRatioF()))
        self._mark.setVisible(first)
        self._empty_text.setText(text)
        self.new_button.setVisible(not narrowed)
        self.sample_button.setVisible(first)
        self._footer.setVisible(not first)
        self._pages.setCurrentWidget(self._empty)


class _Footer(QWidget):
    """The line below the list, with a rule above it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), 1), QColor(theme.LINE))
        painter.end()


def sums_of(records: Iterable[HasFigures]) -> LedgerSums:
    """The sums of records: complete are those scored in full without a 必改.

    Those not assessed (不参评) have no score to be averaged.
    """
    records = list(records)
    scored = [r for r in records if r.total and not r.missing and r.state != EXEMPT]
    totals = [Decimal(record.total) for record in scored]
    average = sum(totals, Decimal()) / len(totals) if totals else None
    return LedgerSums(len(records), sum(not r.errors for r in scored), average)
