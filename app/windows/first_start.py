"""The first start: where the data shall lie, asked once and in plain words."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.desk.datafolder.offers import Examined, Offer, examine, offers
from app.desk.folders import settled
from app.windows import theme
from app.windows.dialogs import choose
from app.windows.small_widgets import Card, SideScroll, button_text, plain_label

_GB = 2**30


class FirstStart(QDialog):
    """Offers places for the data; `folder` is the choice, 文档 where it is closed."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.setWindowTitle(self.tr("Ziping"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._offers = offers(language)
        self.folder = self._offers[0].folder
        self.group = QButtonGroup(self)
        line = self.fontMetrics().height()
        head = plain_label(self.tr("Where shall the data lie?"))
        head.setFont(theme.scaled_font(self.font(), 1.35, bold=True))
        told = self.tr(
            "Everything you fill in is kept in one folder of your own. Choose where; you can move"
            " it later (Data, Move the data folder)."
        )
        cards = QWidget()
        self._places = QVBoxLayout(cards)
        self._places.setContentsMargins(0, 0, line // 2, 0)
        self._places.setSpacing(line // 2)
        self._scroll = SideScroll(cards)
        self._scroll.setMinimumHeight(line * 8)
        for offer in self._offers:
            self._add(offer)
        other = QPushButton(self.tr("Another folder…"))
        other.setProperty("plain", True)
        other.setAutoDefault(False)
        other.clicked.connect(self._ask)
        note = self.tr("The data stay when the program is removed or brought up to date.")
        begin = QPushButton(self.tr("Begin"))
        begin.setProperty("primary", True)
        begin.setDefault(True)
        begin.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(other)
        foot.addStretch(1)
        foot.addWidget(begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(line * 3 // 2, line, line * 3 // 2, line)
        column.setSpacing(line * 2 // 3)
        column.addWidget(head)
        column.addWidget(_wrapped(told, line))
        column.addWidget(self._scroll, 1)
        column.addWidget(_wrapped(note, line, theme.MUTED))
        column.addLayout(foot)
        self.group.buttons()[0].setChecked(True)
        self.group.buttons()[0].setFocus()

    def _add(self, offer: Offer) -> QRadioButton:
        line = self.fontMetrics().height()
        free = free_text(offer.examined)
        title = button_text("　".join(part for part in (offer.title, free) if part))
        button = QRadioButton(title)
        button.setAccessibleName(f"{offer.title} {offer.folder}")
        button.setEnabled(not offer.examined.refusal)
        button.toggled.connect(partial(self._take, offer.folder))
        self.group.addButton(button)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(line * 2 // 3, line // 2, line * 2 // 3, line // 2)
        inside.setSpacing(line // 4)
        inside.addWidget(button)
        notes = [(str(offer.folder), theme.MUTED)]
        notes += [(text, theme.AMBER) for text in offer.examined.warnings]
        if offer.examined.refusal:
            notes.append((offer.examined.refusal, theme.RED))
        for text, colour in notes:
            label = _wrapped(text, line, colour)
            label.setContentsMargins(line * 5 // 4, 0, 0, 0)
            inside.addWidget(label)
        self._places.addWidget(card)
        return button

    def _take(self, folder: Path, on: bool) -> None:
        if on:
            self.folder = folder

    def _ask(self) -> None:
        found = ask_folder(self, self._language)
        if found is None:
            return
        title = self.tr("The folder you chose")
        button = self._add(Offer(title, found, examine(found, self._language)))
        button.setChecked(True)
        self._fit()
        self._scroll.ensureWidgetVisible(button)

    def showEvent(self, event: QShowEvent) -> None:
        """Make room for all places, as far as the screen has it."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().height()
        room = self.screen().availableSize()
        width = min(line * 38, room.width() - 2 * line)
        self.resize(width, self.height())
        layout = self.layout()
        assert layout is not None
        layout.activate()
        wanted = self._places.totalHeightForWidth(self._scroll.viewport().width())
        rest = self.height() - self._scroll.height()
        self.resize(width, min(rest + wanted + line // 4, room.height() - 3 * line))


def _wrapped(text: str, line: int, colour: str = "") -> QWidget:
    label = plain_label(text, colour)
    label.setWordWrap(True)
    label.setMinimumWidth(line * 20)
    return label


def free_text(examined: Examined) -> str:
    """How much is free, in words; empty where it is not known."""
    if examined.free is None:
        return ""
    text = QCoreApplication.translate("FirstStart", "{free} GB free")
    return text.replace("{free}", f"{examined.free / _GB:.1f}")


def ask_first(language: str) -> Path:
    """Ask where the data shall lie."""
    dialog = FirstStart(language)
    taken = dialog.exec()
    folder = dialog.folder if taken else dialog._offers[0].folder
    dialog.deleteLater()
    return folder


def ask_folder(parent: QWidget | None, language: str) -> Path | None:
    """Let a person point at a folder, until one does or they give up.

    A folder with files of theirs stands for one of ours in it.
    """
    title = QCoreApplication.translate("FirstStart", "A folder for the data")
    while True:
        found = QFileDialog.getExistingDirectory(parent, title)
        if not found:
            return None
        folder = settled(Path(found))
        refusal = examine(folder, language).refusal
        if not refusal:
            return folder
        again = QCoreApplication.translate("FirstStart", "Another folder…")
        cancel = QCoreApplication.translate("FirstStart", "Cancel")
        if choose(parent, refusal, [("again", again), ("cancel", cancel)]) == "cancel":
            return None
