"""Statistics in the window: choices at the left, chart and table at the right."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QSplitter, QVBoxLayout, QWidget

from app.desk.lists import by_ending
from app.desk.statistics.dimensions import dimension_name, key_name
from app.desk.statistics.entries import Entries, read_entries
from app.desk.statistics.output import (
    chart_of,
    column_name,
    notes_of,
    proposed_name,
    row_name,
    write_statistics,
)
from app.desk.statistics.tables import Row, Statistics, keys_of, statistics
from app.desk.statistics.views import delete_view, save_view, views
from app.desk.texts import sentence
from app.windows import theme
from app.windows.behind_room import show_behind
from app.windows.chart import ChartView
from app.windows.progress import Progress, waiting
from app.windows.room import Room, show_room
from app.windows.small_widgets import tint
from app.windows.statistics_choices import StatisticsChoices
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_VIEW = "statistics/last"
"""The setting that keeps the view that was looked at last."""


def open_statistics(window: "MainWindow") -> None:
    """Open the room of statistics."""
    show_room(window, StatisticsRoom, lambda: StatisticsRoom(window))


class StatisticsRoom(Room):
    """Counts the ledger; a double click on a bar or a line lists the records behind it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Statistics"))
        self._space = window.workspace
        self._entries = Entries((), (), (), whole=True)
        self._found: Statistics | None = None
        self.choices = StatisticsChoices(self._space.language, self._keys)
        self.chart = ChartView(window.paper.ink, self.tr("Chart"))
        self.table: Table | None = None
        self._below = QVBoxLayout()
        self._build()
        self.choices.changed.connect(self._count)
        self.choices.view_chosen.connect(self._count)
        self.choices.save_wanted.connect(self._save)
        self.choices.delete_wanted.connect(self._delete)
        self.chart.chosen.connect(self._choose_bar)
        self.add_button(self.tr("Refresh"), self.refresh)
        self.add_button(self.tr("Export…"), self._export)
        self.add_button(self.tr("Close"), self.close, primary=True)
        self.refresh()
        last = self._space.setting(_VIEW)
        known = views(self._space)
        names = [view.name for view in known]
        self.choices.show_years(self._space.years(), next(iter(self._space.years()), None))
        self.choices.show_views(known, "")
        self.choices.views.setCurrentRow(names.index(last) if last in names else 0)

    def _build(self) -> None:
        below = QWidget()
        below.setLayout(self._below)
        self._below.setContentsMargins(0, 0, 0, 0)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.chart.in_scroll_area())
        both.addWidget(below)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        both.setChildrenCollapsible(False)
        both.setSizes([500, 400])
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.choices)
        sides.addWidget(both)
        sides.setStretchFactor(1, 1)
        sides.setChildrenCollapsible(False)
        self.body.addWidget(sides)
        line, room = self.fontMetrics().height(), self.window_behind.screen().availableSize()
        self.resize(
            min(line * 70, room.width() - 3 * line), min(line * 42, room.height() - 3 * line)
        )

    def refresh(self) -> None:
        """Read the ledger anew and count."""
        with Progress(self, self.tr("Reading the records…")) as progress:
            self._entries = read_entries(self._space, None, progress.go_on)
        if self._found is not None:
            self._count()

    def _keys(self, dimension: str) -> list[tuple[str, str]]:
        language = self._space.language
        keys = keys_of(self._entries, dimension)
        return [(key, key_name(dimension, key, language)) for key in keys]

    def _count(self) -> None:
        found = self.window_behind.commands.attempt(self._counted)
        if found is not None:
            self._show(found)

    def _counted(self) -> Statistics:
        with waiting():
            return statistics(self._entries, self.choices.question())

    def _show(self, found: Statistics) -> None:
        language = self._space.language
        view = self.choices.view()
        if view is not None:
            self._space.put_setting(_VIEW, view.name)
        self._found = found
        self.chart.show_chart(chart_of(found, language))
        self._show_table(found)
        tint(self.note, theme.MUTED)
        self.note.setText("".join(notes_of(found, language)))

    def _show_table(self, found: Statistics) -> None:
        language, question = self._space.language, found.question
        columns = [Column(dimension_name(question.by, language))]
        for column in found.columns:
            columns.append(Column(column_name(column, question, language), number=True))
        if self.table is not None:
            self._below.removeWidget(self.table)
            self.table.deleteLater()
        self.table = Table(columns, self.tr("Statistics"))
        self._below.addWidget(self.table)
        self.table.chosen.connect(self._choose_row)
        lines = [_line(row_name(row, question, language), row) for row in found.rows]
        if lines:
            total = _line(sentence("STATISTICS_TOTAL", language), found.total)
            lines.append(total._replace(colour=theme.ACCENT))
        self.table.show_lines(lines)

    # --- the records behind

    def _choose_row(self, row: object) -> None:
        if isinstance(row, Row):
            self._behind(row, len(row.behind) - 1)

    def _choose_bar(self, label: int, series: int) -> None:
        if self._found is not None:
            row = self._found.rows[label]
            at = series if self._found.question.by2 else len(row.behind) - 1
            self._behind(row, at)

    def _behind(self, row: Row, at: int) -> None:
        found, language = self._found, self._space.language
        if found is None:
            return
        question, column = found.question, found.columns[at]
        parts = [sentence("STATISTICS_TOTAL", language)]
        if row is not found.total:
            parts = [row_name(row, question, language)]
        if column.key is not None:
            parts.append(column_name(column, question, language))
        show_behind(self.window_behind, "　".join(parts), row.behind[at])

    # --- views and files

    def _save(self) -> None:
        title, ask = self.tr("Save view"), self.tr("Name of the view:")
        view = self.choices.view()
        name, taken = QInputDialog.getText(self, title, ask, text=view.name if view else "")
        if taken:
            self.window_behind.commands.attempt(partial(self.save_as, name))

    def save_as(self, name: str) -> None:
        """Keep the question under a name.

        Raises:
            FaultError: STATISTICS_003 the name is blank.
        """
        question = self.choices.question()
        save_view(self._space, name, question, all_years=question.year is None)
        self.choices.show_views(views(self._space), " ".join(name.split()))

    def _delete(self) -> None:
        view = self.choices.view()
        if view is not None and view.own:
            delete_view(self._space, view.name)
            self.choices.show_views(views(self._space), "")

    def _name(self) -> str:
        """What the table is called on paper: its view's name while it shows that view."""
        view, found = self.choices.view(), self._found
        if view is not None and found is not None:
            shown, saved = found.question, view.question
            same = (shown.by, shown.by2) == (saved.by, saved.by2)
            if same and set(shown.measures) == set(saved.measures):
                return view.name
        return ""

    def _export(self) -> None:
        if self._found is None:
            return
        name = proposed_name(self._found, self._name(), self._space.language)
        files = self.tr("Workbook (*.xlsx);;PDF (*.pdf)")
        path = self.ask_target(self.tr("Export"), name, files)
        if path is not None:
            self.window_behind.commands.attempt(partial(self._write, path))

    def _write(self, path: Path) -> None:
        assert self._found is not None
        language = self._space.language
        write_statistics(self._found, **by_ending(path), name=self._name(), language=language)
        tint(self.note, theme.GREEN)
        self.note.setText(self.tr("Made {file}").replace("{file}", str(path)))


def _line(name: str, row: Row) -> Line:
    return Line((name, *(figure.text for figure in row.figures)), row)
