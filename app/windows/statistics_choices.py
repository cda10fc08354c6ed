"""The choices of statistics: saved views, dimensions, measures, the year and a filter."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.desk.statistics.dimensions import DIMENSIONS, dimension_name
from app.desk.statistics.measures import MEASURES, measure_name
from app.desk.statistics.tables import Question
from app.desk.statistics.views import SavedView
from app.windows.small_widgets import offer_years, plain_label

_KEY = Qt.ItemDataRole.UserRole


class StatisticsChoices(QWidget):
    """What is counted; `changed` tells another question."""

    changed = Signal()
    view_chosen = Signal()
    save_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, language: str, keys: Callable[[str], Sequence[tuple[str, str]]]) -> None:
        """`keys` gives the groups of a dimension with their names."""
        super().__init__()
        self._language, self._keys = language, keys
        self._base = Question("section")
        self._filling = False
        self._saved: tuple[SavedView, ...] = ()
        self.views = QListWidget()
        self.views.setAccessibleName(self.tr("Views"))
        self.measures = QListWidget()
        self.measures.setAccessibleName(self.tr("What is counted"))
        names = ("year", "by", "by2", "chart", "kept_by", "kept")
        self.year, self.by, self.by2, self.chart, self.kept_by, self.kept = (
            QComboBox() for _ in names
        )
        self._build()
        self._fill()
        self.views.currentRowChanged.connect(self._view_changed)
        self.measures.itemChanged.connect(self._edited)
        self.kept_by.currentIndexChanged.connect(self._fill_kept)
        for box in (self.year, self.by, self.by2, self.chart, self.kept):
            box.currentIndexChanged.connect(self._edited)

    def _build(self) -> None:
        line = self.fontMetrics().height()
        rows = QFormLayout()
        rows.setHorizontalSpacing(line // 2)
        for box, text in (
            (self.year, self.tr("Year")),
            (self.by, self.tr("Rows by")),
            (self.by2, self.tr("Columns by")),
            (self.chart, self.tr("Chart")),
            (self.kept_by, self.tr("Only")),
        ):
            box.setAccessibleName(text)
            box.setMinimumContentsLength(6)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            rows.addRow(text, box)
        self.kept.setAccessibleName(self.tr("Value"))
        self.kept.setSizeAdjustPolicy(policy)
        self.kept.setMinimumContentsLength(6)
        rows.addRow("", self.kept)
        buttons = QHBoxLayout()
        self.save = QPushButton(self.tr("Save view…"))
        self.delete = QPushButton(self.tr("Delete view"))
        for button, wanted in ((self.save, self.save_wanted), (self.delete, self.delete_wanted)):
            button.setProperty("plain", True)
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(plain_label(self.tr("Views")))
        column.addWidget(self.views, 4)
        column.addLayout(buttons)
        column.addLayout(rows)
        column.addWidget(plain_label(self.tr("What is counted")))
        column.addWidget(self.measures, 4)
        self.setFixedWidth(line * 15)

    def _fill(self) -> None:
        language = self._language
        self.by2.addItem(self.tr("(none)"), "")
        self.kept_by.addItem(self.tr("(all)"), "")
        for name in DIMENSIONS:
            for box in (self.by, self.by2, self.kept_by):
                box.addItem(dimension_name(name, language), name)
        for name in MEASURES:
            item = QListWidgetItem(measure_name(name, language))
            item.setData(_KEY, name)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.measures.addItem(item)
        for kind, text in (
            ("bar", self.tr("Bars")),
            ("stacked", self.tr("Stacked bars")),
            ("line", self.tr("Lines")),
            ("", self.tr("No chart")),
        ):
            self.chart.addItem(text, kind)
        self.kept.setEnabled(False)

    # --- views and years

    def show_years(self, years: Sequence[int], chosen: int | None) -> None:
        """Offer the years of the ledger, and all of them."""
        self._filling = True
        self.year.clear()
        self.year.addItem(self.tr("All years"), None)
        offer_years(self.year, years, chosen)
        self._filling = False

    def show_views(self, views: Sequence[SavedView], chosen: str) -> None:
        """Offer the saved views, with one of them chosen."""
        self._filling = True
        self.views.clear()
        self._saved = tuple(views)
        self.views.addItems([view.name for view in views])
        names = [view.name for view in views]
        self.views.setCurrentRow(names.index(chosen) if chosen in names else -1)
        self._filling = False
        self._show_deletable()

    def view(self) -> SavedView | None:
        """The view that is chosen."""
        at = self.views.currentRow()
        return self._saved[at] if at >= 0 else None

    def _view_changed(self) -> None:
        self._show_deletable()
        view = self.view()
        if not self._filling and view is not None:
            year = None if view.all_years else self.year.currentData() or self._latest()
            self.show_question(msgspec.structs.replace(view.question, year=year))
            self.view_chosen.emit()

    def _latest(self) -> int | None:
        return self.year.itemData(1) if self.year.count() > 1 else None

    def _show_deletable(self) -> None:
        view = self.view()
        self.delete.setEnabled(view is not None and view.own)

    # --- the question

    def show_question(self, question: Question) -> None:
        """Show a question in the fields."""
        self._filling = True
        self._base = question
        for box, data in (
            (self.year, question.year),
            (self.by, question.by),
            (self.by2, question.by2),
            (self.chart, question.chart),
            (self.kept_by, next(iter(question.filters), "")),
        ):
            box.setCurrentIndex(max(0, box.findData(data)))
        self._fill_kept()
        for item in self._items():
            on = item.data(_KEY) in question.measures
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._filling = False
        self._restrict()

    def question(self) -> Question:
        """The question as the fields ask it."""
        self._restrict()
        chosen = tuple(i.data(_KEY) for i in self._items() if self._counts(i))
        by, by2 = self.by.currentData(), self.by2.currentData()
        measures = chosen or ("records",)
        # In a cross table the measure of the view stays first.
        first = [name for name in self._base.measures if name in measures]
        measures = (*first, *(name for name in measures if name not in first))
        filters: dict[str, tuple[str, ...]] = {}
        if self.kept_by.currentData() and self.kept.currentIndex() >= 0:
            filters = {self.kept_by.currentData(): (self.kept.currentData(),)}
        return Question(
            by=by,
            by2="" if by2 == by else by2,
            measures=measures,
            plot=tuple(name for name in self._base.plot if name in measures),
            chart=self.chart.currentData(),
            year=self.year.currentData(),
            filters=filters,
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self.measures.item(at) for at in range(self.measures.count())]

    def _counts(self, item: QListWidgetItem) -> bool:
        enabled = bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
        return enabled and item.checkState() == Qt.CheckState.Checked

    def _restrict(self) -> None:
        """Grey the measures that do not suit a dimension of parts."""
        names = (self.by.currentData(), self.by2.currentData())
        parts = any(DIMENSIONS[name].parts for name in names if name)
        self._filling, before = True, self._filling
        for item in self._items():
            fits = not parts or MEASURES[item.data(_KEY)].of_parts
            flags = item.flags() | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(flags if fits else flags & ~Qt.ItemFlag.ItemIsEnabled)
        self._filling = before

    def _fill_kept(self) -> None:
        """Offer the values of the dimension that is filtered by."""
        filling, self._filling = self._filling, True
        name = self.kept_by.currentData()
        self.kept.clear()
        for key, text in self._keys(name) if name else ():
            self.kept.addItem(text, key)
        wanted = self._base.filters.get(name, ("",))[0] if name else ""
        self.kept.setCurrentIndex(max(0, self.kept.findData(wanted)) if name else -1)
        self.kept.setEnabled(bool(name))
        self._filling = filling
        self._edited()

    def _edited(self) -> None:
        if not self._filling:
            self.changed.emit()
