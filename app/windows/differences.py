"""What this version of the program finds otherwise in a signed form than when it was signed."""

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.desk.captions import caption
from app.desk.stages import FrozenDifference
from app.model.definition import FormDefinition
from app.model.places import Place
from app.model.record import FormRecord
from app.windows.help_key import help_key
from app.windows.small_widgets import plain_label
from app.windows.tables import Column, Line, Table


class DifferencesDialog(QDialog):
    """Lists them; nothing of it is applied."""

    def __init__(
        self,
        found: Iterable[FrozenDifference],
        record: FormRecord,
        definition: FormDefinition,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        help_key(self)
        self.setWindowTitle(self.tr("Found otherwise by this version"))
        line = self.fontMetrics().height()
        about = plain_label(
            self.tr("The signed form stands as it is: nothing of this was changed in it.")
        )
        about.setWordWrap(True)
        columns = (
            Column(self.tr("Where"), wide=True),
            Column(self.tr("When it was signed")),
            Column(self.tr("Now")),
        )
        self.table = Table(columns, self.windowTitle())
        self.table.show_lines(
            Line((self._name(entry.place, record, definition), entry.then, entry.now))
            for entry in found
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (about, self.table, buttons):
            column.addWidget(widget)
        self.resize(line * 36, line * 20)

    def _name(self, place: str, record: FormRecord, definition: FormDefinition) -> str:
        own = {
            "total": self.tr("Total"),
            "grade": self.tr("Grade"),
            "findings": self.tr("Findings"),
        }
        if place in own:
            return own[place]
        section, _, row = place.partition("/")
        return caption(Place(section, row or None, ""), definition, record)
