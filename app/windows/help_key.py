"""F1 in a dialog that stops everything else: the window's own key does not reach it."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

KEY = "F1"


def help_key(dialog: QDialog) -> None:
    """Have F1 open the guide over a dialog, at the dialog's own chapter."""
    shortcut = QShortcut(QKeySequence(KEY), dialog)
    shortcut.activated.connect(lambda: _show(dialog))


def _show(dialog: QDialog) -> None:
    from app.windows.help_room import show_help_for  # the window starts sooner without

    show_help_for(dialog)
