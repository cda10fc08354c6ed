"""Beginning a record from the one on the desk: another year's, or another form's (沿用上年)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.desk.form_offers import RECENT, form_offers, picture_of
from app.windows.form_gallery import NewRecordDialog

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


class Carrying(QObject):
    """Asks for year and form, and begins the record."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def carry(self) -> None:
        """Begin next year's record, or another form's, from the one on the desk."""
        window, opened = self._window, self._window.workspace.opened
        if opened is None:
            return
        record, space = opened.document.record, window.workspace
        offers = form_offers(space.setting(RECENT))
        dialog = NewRecordDialog(offers, picture_of, window.paper.ink, window)
        title = self.tr("Carry over: {name}")
        dialog.begin_from(title.replace("{name}", space.names(opened.document)[0]))
        dialog.choose(record.form)
        if record.year is not None:
            dialog.set_year(record.year + 1)
        taken = dialog.exec()
        form_id, year, _name = dialog.answer()
        dialog.deleteLater()
        if taken:
            window.commands.take(lambda: space.carry_over(opened.id, year, form_id))
