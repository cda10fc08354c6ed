"""The year's summary in the window: table, grades, paragraph, and the sum of every figure."""

import html
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.desk.forms import gallery
from app.desk.lists import by_ending
from app.desk.statistics.entries import Entries, read_entries
from app.desk.statistics.measures import NOTHING, measure_name
from app.desk.summary.figures import Traced
from app.desk.summary.output import cells_of, grades_of, title_of, write_summary
from app.desk.summary.table import (
    AMOUNT_COLUMNS,
    COLUMNS,
    GradeLine,
    Summary,
    column_title,
    foot_texts,
    project_texts,
    summarise,
)
from app.desk.summary.words import Piece, paragraph, plain_text, warnings
from app.desk.texts import sentence
from app.windows import theme
from app.windows.behind_room import show_behind
from app.windows.progress import Progress, waiting
from app.windows.room import Room, show_room
from app.windows.small_widgets import LinkButton, offer_years, plain_label, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_NUMBERS = frozenset(("number", *AMOUNT_COLUMNS, "rate", "total", "unfinished"))


_WIDTHS = {"project": 11, "code": 8, "office": 6, "section": 5, "nature": 5}
"""The widest that columns of names are at first, in heights of a line."""

_MEASURED = 100
"""Rows whose texts decide how wide the columns are: measuring thousands takes seconds."""


def open_summary(window: "MainWindow") -> None:
    """Open the room of the summary."""
    show_room(window, SummaryRoom, lambda: SummaryRoom(window))


class SummaryRoom(Room):
    """All projects of a year with their sums; a click on a figure tells how it was worked out."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Year's summary"))
        self._space = window.workspace
        self._entries = Entries((), (), (), whole=True)
        self._summary = summarise(self._entries, None)
        self._traced: Traced | None = None
        self.year, self.form = QComboBox(), QComboBox()
        for box, name in ((self.year, self.tr("Year")), (self.form, self.tr("Form"))):
            box.setAccessibleName(name)
            self.add_to_bar(plain_label(name), box)
        self.form.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        unit = sentence("STATISTICS_UNIT_MONEY", self._space.language)
        told = sentence("STATISTICS_UNIT", self._space.language, unit=unit)
        self.bar.addStretch(1)
        self.add_to_bar(plain_label(told, theme.MUTED))
        self.table = self._project_table()
        self.grades = self._grade_table()
        self.words = QLabel()
        self.source = plain_label()
        self.behind = LinkButton(self.tr("Records behind it…"))
        self._build()
        self.add_button(self.tr("Refresh"), self.refresh)
        self.add_button(self.tr("Export…"), self._export)
        self.add_button(self.tr("Close"), self.close, primary=True)
        offer_years(self.year, self._space.years())
        self.year.currentIndexChanged.connect(self._offer_forms)
        self.form.currentIndexChanged.connect(self._show)
        self.refresh()

    def _project_table(self) -> Table:
        language = self._space.language
        columns = [Column(_head(name, language), name in _NUMBERS) for name in COLUMNS]
        table = Table(columns, self.tr("Projects"))
        table.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        table.chosen.connect(self._open)
        table.clicked.connect(self._clicked_sum)
        return table

    def _grade_table(self) -> Table:
        heads = grades_of(self._summary, self._space.language).columns
        columns = [Column(h.title.split("\n")[0], h.number) for h in heads]
        table = Table(columns, self.tr("Grades"))
        table.clicked.connect(self._clicked_grade)
        return table

    def _build(self) -> None:
        line = self.fontMetrics().height()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setAccessibleName(self.tr("Paragraph for publication"))
        self.words.linkActivated.connect(self.trace)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        copy = QPushButton(self.tr("Copy the paragraph"))
        copy.setProperty("plain", True)
        copy.setAutoDefault(False)
        copy.clicked.connect(self._copy)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(line // 2, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(plain_label(self.tr("Paragraph for publication"), theme.MUTED), 1)
        head.addWidget(copy)
        column.addLayout(head)
        column.addWidget(self.words, 1)
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.grades)
        below.addWidget(right)
        below.setStretchFactor(0, 1)
        below.setStretchFactor(1, 1)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.table)
        both.addWidget(below)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        for splitter, sizes in ((below, [500, 450]), (both, [550, 400])):
            splitter.setChildrenCollapsible(False)
            splitter.setSizes(sizes)
        self.body.addWidget(both, 1)
        self.source.setWordWrap(True)
        self.source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told = QHBoxLayout()
        told.addWidget(self.source, 1)
        told.addWidget(self.behind)
        self.body.addLayout(told)
        self.behind.clicked.connect(self._show_behind)
        room = self.window_behind.screen().availableSize()
        self.resize(
            min(line * 74, room.width() - 2 * line), min(line * 44, room.height() - 2 * line)
        )

    # --- showing

    def refresh(self) -> None:
        """Read the ledger anew and sum up."""
        with Progress(self, self.tr("Reading the records…")) as progress:
            self._entries = read_entries(self._space, None, progress.go_on)
        self._offer_forms()

    def _offer_forms(self) -> None:
        known = self._entries.of_year(self.year.currentData()).scored
        forms = list(dict.fromkeys(entry.header.form for entry in known))
        wanted = self.form.currentData()
        self.form.blockSignals(True)
        self.form.clear()
        self.form.addItem(self.tr("All forms"), "")
        for form in forms:
            self.form.addItem(gallery().title(form), form)
        self.form.setCurrentIndex(max(0, self.form.findData(wanted)))
        self.form.blockSignals(False)
        self._show()

    def _show(self) -> None:
        with waiting():
            self._sum_up()

    def _sum_up(self) -> None:
        language = self._space.language
        form = self.form.currentData() or ""
        found = summarise(self._entries, self.year.currentData(), form, language)
        self._summary = found
        lines = [
            Line(project_texts(entry, number, language), entry.id)
            for number, entry in enumerate(found.projects, 1)
        ]
        for foot in foot_texts(found, language) if found.projects else ():
            keys = tuple(key for _, key in foot)
            lines.append(Line(tuple(text for text, _ in foot), keys, theme.ACCENT))
        first = len(found.projects) + 1
        lines += [
            Line(project_texts(entry, number, language), entry.id, theme.FAINT)
            for number, entry in enumerate(found.exempt, first)
        ]
        self.table.show_lines(lines)
        self._narrow()
        self._show_grades(found)
        self.words.setText(_as_links(paragraph(found, language)))
        self._tell("", None)
        told = warnings(found, language)
        self.note.setText("".join(told))
        tint(self.note, theme.AMBER)

    def _narrow(self) -> None:
        """Keep long names short enough for the figures to be in sight; a tip shows them whole."""
        line = self.fontMetrics().height()
        for name, lines in _WIDTHS.items():
            at = COLUMNS.index(name)
            self.table.setColumnWidth(at, min(self.table.columnWidth(at), lines * line))

    def _show_grades(self, found: Summary) -> None:
        rows = grades_of(found, self._space.language).rows
        keys: list[GradeLine | None] = [*found.grades, None]
        self.grades.show_lines(
            Line(row.texts, key, "" if key is not None else theme.ACCENT)
            for row, key in zip(rows, keys, strict=False)
        )

    # --- tracing

    def trace(self, key: str) -> None:
        """Tell how a figure was worked out."""
        figure = next((f for f in self._summary.figures() if f.key == key), None)
        if figure is not None:
            how = figure.how if figure.how != NOTHING else ""
            self._tell(f"{figure.name} {figure.text}　{how}".rstrip(), figure)

    def _tell(self, text: str, figure: Traced | None) -> None:
        hint = self.tr("Click a sum, a grade or a number of the paragraph to see its source.")
        self.source.setText(text or hint)
        tint(self.source, theme.INK if text else theme.MUTED)
        self._traced = figure
        self.behind.setVisible(figure is not None and bool(figure.entries))

    def _clicked_sum(self, index: QModelIndex) -> None:
        (key,) = self.table.keys()[:1] or ("",)
        if isinstance(key, tuple) and key[index.column()]:
            self.trace(key[index.column()])

    def _clicked_grade(self, index: QModelIndex) -> None:
        if not self.grades.keys():
            return
        line, at = self.grades.keys()[0], max(0, index.column() - 1)
        figures = cells_of(line) if line is not None else self._whole()
        figure = figures[at]
        if figure is not None:
            self.trace(figure.key)

    def _whole(self) -> tuple[Traced | None, ...]:
        sums = self._summary.sums
        named = ("count", "", "annual", "executed", "rate", "average")
        return tuple(sums[key] if key else None for key in named)

    def _show_behind(self) -> None:
        figure = self._traced
        if figure is not None:
            title = f"{figure.name} {figure.text}"
            show_behind(self.window_behind, title, figure.entries, figure.how)

    def _open(self, key: object) -> None:
        if isinstance(key, str) and self._space.holds(key):
            self.window_behind.commands.open_record(key)
            self.window_behind.activateWindow()

    # --- taking along

    def _copy(self) -> None:
        text = plain_text(paragraph(self._summary, self._space.language))
        QGuiApplication.clipboard().setText(text)
        self._say(self.tr("The paragraph is on the clipboard."))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        tint(self.note, theme.GREEN)

    def _export(self) -> None:
        name = title_of(self._summary, self._space.language)
        files = self.tr("Workbook (*.xlsx);;PDF (*.pdf);;Word (*.docx)")
        path = self.ask_target(self.tr("Export"), name, files)
        if path is not None:
            self.window_behind.commands.attempt(partial(self._write, path))

    def _write(self, path: Path) -> None:
        files = by_ending(path, ("xlsx", "pdf", "docx"))
        write_summary(self._summary, **files, language=self._space.language)
        self._say(self.tr("Made {file}").replace("{file}", str(path)))


def _head(name: str, language: str) -> str:
    """The head of a column; the bar tells the unit of all amounts."""
    return measure_name(name, language) if name in AMOUNT_COLUMNS else column_title(name, language)


def _as_links(pieces: tuple[Piece, ...]) -> str:
    """The paragraph with its numbers as links; names of offices are no markup."""
    parts = [
        f'<a style="color: {theme.ACCENT}" href="{html.escape(piece.key)}">{piece.text}</a>'
        if piece.key
        else html.escape(piece.text)
        for piece in pieces
    ]
    return f'<p style="line-height: 150%">{"".join(parts)}</p>'
