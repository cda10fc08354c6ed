"""导入指标清单: a file, its columns, what it would make and change, done."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QSpinBox, QStackedWidget

from app.desk.batch import take_back
from app.desk.form_offers import RECENT, form_offers
from app.desk.forms import gallery
from app.desk.imports.mapping import choices
from app.desk.imports.target_cells import takes_targets
from app.desk.imports.target_commands import done_text
from app.desk.imports.target_fields import FIELDS
from app.desk.imports.target_words import field_name
from app.desk.imports.targets import (
    FILES,
    TargetFile,
    carry_out,
    is_target_list,
    keep,
    open_targets,
    planner,
    usual_form,
)
from app.windows import theme
from app.windows.import_columns import ColumnsPage
from app.windows.import_preview import PreviewPage
from app.windows.progress import Progress, waiting
from app.windows.room import Room
from app.windows.small_widgets import tint

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def open_import(window: "MainWindow") -> None:
    """Ask for a list and show its columns."""
    title = QCoreApplication.translate("ImportTargets", "Import targets")
    kinds = QCoreApplication.translate("ImportTargets", "Lists ({suffixes});;All files (*)")
    suffixes = " ".join(f"*{suffix}" for suffix in FILES)
    path, _ = QFileDialog.getOpenFileName(window, title, "", kinds.replace("{suffixes}", suffixes))
    if path:
        window.commands.attempt(lambda: look_at_list(window, Path(path)))


def offer_list(window: "MainWindow", path: Path) -> bool:
    """Ask whether a file that looks like a list of targets is to be imported; true where it is."""
    if not is_target_list(window.workspace, path):
        return False
    text = QCoreApplication.translate(
        "ImportTargets", "“{file}” looks like a list of targets. Import the targets?"
    )
    yes = QCoreApplication.translate("ImportTargets", "Import targets")
    no = QCoreApplication.translate("ImportTargets", "No")
    if not window.messages.ask(text.replace("{file}", path.name), yes, no):
        return False
    window.commands.attempt(lambda: look_at_list(window, path))
    return True


def look_at_list(window: "MainWindow", path: Path) -> "ImportTargets":
    """Show what a file holds.

    Raises:
        FaultError: it cannot be read, or holds no list.
    """
    with waiting():
        file = open_targets(window.workspace, path)
    room = ImportTargets(window, file)
    room.show()
    return room


class ImportTargets(Room):
    """Two pages: what the columns hold, and what would be made and changed."""

    def __init__(self, window: "MainWindow", file: TargetFile) -> None:
        super().__init__(window, "")
        title = self.tr("Import targets: {file}").replace("{file}", file.path.name)
        self.setWindowTitle(title)
        # The ledger must not change under the plan.
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._space = window.workspace
        self._file = file
        self.form, self.year, self.unit = QComboBox(), QSpinBox(), QComboBox()
        self._unit_label = QLabel(self.tr("Unit of money"))
        names = {field: field_name(field, self._space.language) for field in FIELDS}
        found = choices(file.tables, file.mapping, file.kept)
        self.columns = ColumnsPage(found, file.mapping, names, self._space.language)
        self.preview: PreviewPage | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self.columns)
        self.body.addWidget(self.pages)
        self._fill_bar()
        self.back_button = self.add_button(self.tr("Back"), self._back)
        self.next_button = self.add_button(self.tr("Next"), self._next, primary=True)
        self.add_button(self.tr("Cancel"), self.close)
        self.columns.changed.connect(self._show_state)
        self._show_state()
        if file.kept is not None and not self.columns.unclear():
            self._next()

    def _fill_bar(self) -> None:
        chosen = usual_form(self._space)
        for offer in form_offers(self._space.setting(RECENT)):
            if (offer.daily or offer.recent or offer.id == chosen) and takes_targets(
                gallery().form(offer.id).definition
            ):
                self.form.addItem(f"{offer.title}　{offer.basis}", offer.id)
        self.form.setCurrentIndex(max(0, self.form.findData(chosen)))
        self.form.setAccessibleName(self.tr("Form"))
        self.form.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.form.setMinimumContentsLength(30)
        self.year.setRange(_FIRST_YEAR, _LAST_YEAR)
        self.year.setValue(self._file.year)
        self.year.setAccessibleName(self.tr("Year"))
        for unit in ("", "元", "万元"):
            self.unit.addItem(unit or self.tr("Please choose"), unit)
        self.unit.setCurrentIndex(max(0, self.unit.findData(self._file.mapping.money_unit)))
        self.unit.setAccessibleName(self.tr("Unit of money"))
        self.unit.activated.connect(lambda _at: self._show_state())
        self.add_to_bar(QLabel(self.tr("Form")), self.form, QLabel(self.tr("Year")), self.year)
        self.add_to_bar(self._unit_label, self.unit, stretch=True)

    # --- going on

    def _back(self) -> None:
        self.pages.setCurrentWidget(self.columns)
        self._show_state()

    def _next(self) -> None:
        attempt = self.window_behind.commands.attempt
        attempt(self._plan if self.pages.currentWidget() is self.columns else self._import)

    def _plan(self) -> None:
        """Find out what the list would make and change."""
        form = gallery().form(self.form.currentData())
        mapping = self.columns.mapping(self.unit.currentData())
        with waiting():
            found = planner(self._space, self._file.tables, mapping, form, self.year.value())
        with Progress(self, self.tr("Comparing with the ledger…")) as progress:
            plan = found.plan(progress.go_on)
        if plan is None:
            return
        if self.preview is not None:
            self.pages.removeWidget(self.preview)
            self.preview.deleteLater()
        self.preview = PreviewPage(found, plan, self._space.language)
        self.preview.ticked.connect(self._show_state)
        self.pages.addWidget(self.preview)
        self.pages.setCurrentWidget(self.preview)
        self._show_state()

    def _import(self) -> None:
        """Do what is ticked, all of it or nothing."""
        preview, window = self.preview, self.window_behind
        if preview is None:
            return
        name, form = self._file.path.name, preview.plan.form
        with Progress(self, self.tr("Importing…")) as progress:
            result = carry_out(self._space, preview.plan, preview.ticks(), name, progress.go_on)
        if not result.id:
            self._say(self.tr("Stopped; nothing was changed."), theme.AMBER)
            return
        keep(self._space, self._file, self.columns.mapping(self.unit.currentData()), form)
        self.close()
        window.commands.records_changed()
        text = done_text(name, result, self._space.language)
        window.status.offer_undo(text, lambda: undo_import(window, result.id))

    # --- what is said

    def _show_state(self) -> None:
        at_columns = self.pages.currentWidget() is self.columns
        self.back_button.setVisible(not at_columns)
        for widget in (self.form, self.year, self.unit):
            widget.setEnabled(at_columns)
        if at_columns:
            self._show_columns()
        elif self.preview is not None:
            count = self.preview.count()
            self.next_button.setText(self.tr("Import {count} forms").replace("{count}", str(count)))
            self.next_button.setEnabled(bool(count))
            nothing = self.tr("Nothing is ticked, or the ledger says what the list says.")
            self._say("" if count else nothing, theme.MUTED)

    def _show_columns(self) -> None:
        stated = all(
            column.unit
            for table in self._file.tables
            for column in table.columns
            if column.field == "initial"
        )
        needed = self.columns.holds("initial") and not stated
        self.unit.setVisible(needed)
        self._unit_label.setVisible(needed)
        missing = needed and not self.unit.currentData()
        tint(self._unit_label, theme.AMBER if missing else theme.INK)
        self.next_button.setText(self.tr("Next"))
        self.next_button.setEnabled(not missing)
        unclear = self.columns.unclear()
        if missing:
            self._say(self.tr("Please choose the unit of money: 元 or 万元."), theme.AMBER)
        elif unclear:
            text = self.tr("{count} columns were not recognised; left so, they are not imported.")
            self._say(text.replace("{count}", str(unclear)), theme.AMBER)
        else:
            self._say("", theme.MUTED)

    def _say(self, text: str, colour: str) -> None:
        self.note.setText(text)
        tint(self.note, colour)


def undo_import(window: "MainWindow", batch: str) -> None:
    """Take back what an import did, but for what was changed since."""
    done = window.commands.attempt(lambda: take_back(window.workspace, batch))
    if done is None:
        return
    count, left = done
    window.commands.records_changed()
    text = QCoreApplication.translate("ImportTargets", "Taken back in {count} forms.")
    text = text.replace("{count}", str(count))
    if left:
        kept = QCoreApplication.translate("ImportTargets", "Changed since and left: {names}")
        window.messages.inform("\n".join([text, kept.replace("{names}", "、".join(left))]))
    window.status.show_note(text)
