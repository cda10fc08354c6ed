"""A bug of ours, told to the person: what happened, what is safe, and the ways on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStyle, QVBoxLayout

from app.windows import theme
from app.windows.diagnosis_room import open_diagnosis
from app.windows.help_key import help_key
from app.windows.restart import restart
from app.windows.small_widgets import plain_label

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

GO_ON, RESTART, DIAGNOSE = 0, 1, 2
_PATIENCE = 1.0
"""Seconds that the disk may take before what is safe is told."""


class CrashDialog(QDialog):
    """Its result is GO_ON, RESTART or DIAGNOSE; Esc goes on."""

    def __init__(self, window: "MainWindow", kind: str, saved: bool) -> None:
        super().__init__(window)
        help_key(self)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        line = self.fontMetrics().height()
        head = plain_label(self.tr("The program made a mistake; the last step may be undone."))
        head.setFont(theme.scaled_font(self.font(), 1.2, bold=True))
        safe = self.tr("Everything you entered is saved; a text still being typed is kept as well.")
        if not saved:
            safe = self.tr("Not everything is on disk yet. Go on, and save a copy elsewhere.")
        self.safe = plain_label(safe, "" if saved else theme.RED)
        kind_line = self.tr("If it happens again, restart. What happened is in the log: {kind}")
        more = plain_label(kind_line.replace("{kind}", kind), theme.MUTED)
        icon = plain_label()
        symbol = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        icon.setPixmap(symbol.pixmap(line * 2, line * 2))
        texts = QVBoxLayout()
        texts.setSpacing(line // 2)
        for label in (head, self.safe, more):
            label.setWordWrap(True)
            label.setMinimumWidth(line * 24)
            texts.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(line)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for text, result in (
            (self.tr("Export diagnosis…"), DIAGNOSE),
            (self.tr("Restart"), RESTART),
            (self.tr("Go on"), GO_ON),
        ):
            button = QPushButton(text)
            button.setProperty("primary" if result == GO_ON else "plain", True)
            button.setDefault(result == GO_ON)
            button.clicked.connect(lambda _on=False, result=result: self.done(result))
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(line, line, line, line)
        column.setSpacing(line)
        column.addLayout(row)
        column.addLayout(foot)


def show_crash(window: "MainWindow", kind: str) -> None:
    """Tell of a bug, whose type alone is named, and do what the person chooses."""
    saved = window.workspace.flush(_PATIENCE)
    dialog = CrashDialog(window, kind, saved)
    result = dialog.exec()
    dialog.deleteLater()
    if result == DIAGNOSE:
        open_diagnosis(window)
    elif result == RESTART:
        restart(window)
