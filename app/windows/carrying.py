"""Beginning a record from the one on the desk: another year's, or another form's (沿用上年)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.desk.form_offers import RECENT, form_offers, picture_of
from app.desk.moving import left_out
from app.windows.form_gallery import NewRecordDialog

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


_LISTED = 12
"""How many texts without a place are named; the record holds them all."""


class Carrying(QObject):
    """Asks for year and form, and begins the record."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def move(self) -> None:
        """Put a copy of the record on the desk into another form; nothing of it is lost."""
        window, opened = self._window, self._window.workspace.opened
        if opened is None:
            return
        space = window.workspace
        dialog = self._dialog(self.tr("Another form: {name}"))
        dialog.hide_year()
        taken = dialog.exec()
        form_id, _year, _name = dialog.answer()
        dialog.deleteLater()
        if not taken:
            return
        window.commands.take(lambda: space.move(opened.id, form_id))
        made = space.opened
        left = left_out(made.document.record) if made is not None else ()
        if left:
            text = self.tr("{count} texts have no place in this form. They are kept:")
            lines = [f"{item.place}：{' '.join(item.text.split())[:40]}" for item in left[:_LISTED]]
            more = ["…"] if len(left) > _LISTED else []
            head = text.replace("{count}", str(len(left)))
            window.messages.inform("\n".join([head, *lines, *more]))

    def _dialog(self, title: str) -> NewRecordDialog:
        """The forms to choose from, with the record's name and its own form chosen."""
        window, opened = self._window, self._window.workspace.opened
        space = window.workspace
        offers = form_offers(space.setting(RECENT))
        dialog = NewRecordDialog(offers, picture_of, window.paper.ink, window)
        if opened is not None:
            name = space.names(opened.document)[0]
            dialog.begin_from(title.replace("{name}", name))
            dialog.choose(opened.document.record.form)
        return dialog

    def carry(self) -> None:
        """Begin next year's record, or another form's, from the one on the desk."""
        window, opened = self._window, self._window.workspace.opened
        if opened is None:
            return
        record, space = opened.document.record, window.workspace
        dialog = self._dialog(self.tr("Carry over: {name}"))
        if record.year is not None:
            dialog.propose_year(record.form, record.year)
        taken = dialog.exec()
        form_id, year, _name = dialog.answer()
        dialog.deleteLater()
        if taken:
            window.commands.take(lambda: space.carry_over(opened.id, year, form_id))
