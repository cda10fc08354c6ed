"""全部沿用上年: last year's projects with ticks, and new ones as names."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPlainTextEdit, QSpinBox

from app.desk.carry_all import (
    ENDED,
    GOES_ON,
    NO_FORM,
    CarryLine,
    CarryPlan,
    carried_text,
    carry_out,
    carry_plan,
    found_word,
)
from app.desk.form_offers import RECENT, form_offers
from app.desk.forms import gallery
from app.desk.imports.targets import usual_form
from app.model.faults import FaultError
from app.windows import theme
from app.windows.import_targets import undo_import
from app.windows.progress import Progress
from app.windows.room import Room, show_room
from app.windows.small_widgets import offer_years, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_NEW_LINES = 4


def open_carrying(window: "MainWindow") -> None:
    """Open the room where all projects are carried over."""
    show_room(window, CarryRoom, lambda: CarryRoom(window))


class CarryRoom(Room):
    """The records of one year; ticked ones begin anew in another."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Carry all over"))
        # The ledger must not change under the list.
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._space = window.workspace
        self._plan: CarryPlan | None = None
        self.from_year, self.year = QComboBox(), QSpinBox()
        self.all = QCheckBox(self.tr("Tick all"))
        self.table = Table(self._columns(), self.tr("Projects of last year"))
        self.names, self.form = QPlainTextEdit(), QComboBox()
        self._fill()
        self.carry_button = self.add_button(self.tr("Carry over"), self._carry, primary=True)
        self.add_button(self.tr("Cancel"), self.close)
        self.from_year.currentIndexChanged.connect(self._propose_year)
        self.year.valueChanged.connect(lambda _year: self.refresh())
        self.all.clicked.connect(self.table.tick)
        self.table.ticked.connect(self._recount)
        self.names.textChanged.connect(self._recount)
        self._propose_year()

    def _columns(self) -> tuple[Column, ...]:
        return (
            *(Column(self.tr("Project"), wide=True), Column(self.tr("Code"))),
            *(Column(self.tr("Section in charge")), Column(self.tr("Form"))),
            Column(self.tr("What is done")),
        )

    def _fill(self) -> None:
        offer_years(self.from_year, self._space.years())
        self.from_year.setAccessibleName(self.tr("From year"))
        self.year.setRange(1990, 2100)
        self.year.setAccessibleName(self.tr("Into year"))
        self.add_to_bar(QLabel(self.tr("From year")), self.from_year)
        self.add_to_bar(QLabel(self.tr("Into year")), self.year, self.all, stretch=True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(
            QLabel(self.tr("New projects, a name a line; they begin empty as this form:"))
        )
        for offer in form_offers(self._space.setting(RECENT)):
            if offer.daily or offer.recent:
                self.form.addItem(f"{offer.title}　{offer.basis}", offer.id)
        self.form.setCurrentIndex(max(0, self.form.findData(usual_form(self._space))))
        self.form.setAccessibleName(self.tr("Form of the new projects"))
        self.names.setAccessibleName(self.tr("New projects"))
        self.names.setFixedHeight(self.fontMetrics().height() * _NEW_LINES)
        self.body.addWidget(self.form)
        self.body.addWidget(self.names)

    def _propose_year(self) -> None:
        year = self.from_year.currentData()
        changed = year is not None and self.year.value() != year + 1
        if changed:
            self.year.setValue(year + 1)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show the records of the year that is carried from, with what is proposed for each."""
        year = self.from_year.currentData()
        try:
            self._plan = carry_plan(self._space, year or self.year.value() - 1, self.year.value())
        except FaultError as fault:
            self._plan = None
            self.table.show_lines(())
            self._count(self._space.sentence(fault))
            return
        self.table.show_lines(map(self._line, self._plan.lines))
        self.all.setChecked(True)
        self._count()

    def _line(self, line: CarryLine) -> Line:
        word = found_word(line.found, self._space.language)
        ticked = line.found == GOES_ON if line.found in (GOES_ON, ENDED) else None
        colour = {ENDED: theme.AMBER, NO_FORM: theme.RED}.get(line.found, theme.MUTED)
        texts = (line.title, line.code, line.section, line.form_title, word)
        return Line(texts, line.record, "" if line.found == GOES_ON else colour, ticked)

    def _new_names(self) -> list[str]:
        return [name.strip() for name in self.names.toPlainText().splitlines() if name.strip()]

    def _recount(self) -> None:
        self._count()

    def _count(self, fault: str = "") -> None:
        carried, new = len(self.table.checked_keys()), len(self._new_names())
        text = self.tr("{carried} are carried over, {new} are new. Unticked ones have ended.")
        text = text.replace("{carried}", str(carried)).replace("{new}", str(new))
        self.note.setText(fault or text)
        tint(self.note, theme.AMBER if fault else theme.MUTED)
        self.carry_button.setEnabled(self._plan is not None and bool(carried + new))

    def _carry(self) -> None:
        self.window_behind.commands.attempt(self._carry_ticked)

    def _carry_ticked(self) -> None:
        """Begin all of them, or none."""
        window, plan = self.window_behind, self._plan
        if plan is None:
            return
        form = gallery().form(self.form.currentData())
        ticked = self.table.checked_keys()
        with Progress(self, self.tr("Carrying over…")) as progress:
            result = carry_out(self._space, plan, ticked, self._new_names(), form, progress.go_on)
        if not result.id:
            self.note.setText(self.tr("Stopped; nothing was changed."))
            return
        self.close()
        window.commands.records_changed()
        text = carried_text(plan, result, self._space.language)
        window.status.offer_undo(text, lambda: undo_import(window, result.id))
