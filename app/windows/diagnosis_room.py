"""导出诊断信息: what would be sent, part by part, before anything is saved."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QSplitter

from app.desk.support.diagnosis import gather, write_diagnosis
from app.desk.texts import sentence
from app.windows.room import Room, show_room
from app.windows.small_widgets import plain_label
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


def open_diagnosis(window: "MainWindow") -> None:
    """Show what a diagnosis would hold."""
    show_room(window, DiagnosisRoom, lambda: DiagnosisRoom(window))


def display_facts() -> dict[str, Any]:
    """Screens, scale, fonts and input method as Qt sees them; nothing of a person's."""
    font = QApplication.font()
    return {
        "platform": QGuiApplication.platformName(),
        "qt_build": QLibraryInfo.build(),
        "locale": QLocale.system().name(),
        "style": QApplication.style().objectName(),
        "font_wanted": font.families()[:1],
        "font_found": QFontInfo(font).family(),
        "font_points": font.pointSizeF(),
        "screens": [
            {
                "size": [screen.size().width(), screen.size().height()],
                "scale": screen.devicePixelRatio(),
                "dpi": round(screen.logicalDotsPerInch()),
            }
            for screen in QGuiApplication.screens()
        ],
    }


class DiagnosisRoom(Room):
    """Lists the parts with their texts; saves them as one zip, and shows that where it lies."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Export diagnosis"))
        space = window.workspace
        told = self.tr(
            "This goes into one zip file. It holds nothing that was typed, no names and no folders."
            " Look into each part here before you send it."
        )
        head = plain_label(told)
        head.setWordWrap(True)
        self.add_to_bar(head)
        self.parts = gather(space.folder, space.language, display_facts())
        columns = (
            *(Column(self.tr("File")), Column(self.tr("What it holds"), wide=True)),
            Column(self.tr("Characters"), True),
        )
        self.table = Table(columns, self.tr("Parts of the diagnosis"))
        self.table.show_lines(
            [
                Line((p.name, sentence(p.title, space.language), f"{len(p.text):,}"), p.name)
                for p in self.parts
            ]
        )
        self.page = QPlainTextEdit()
        self.page.setReadOnly(True)
        self.page.setAccessibleName(self.tr("Text of the part"))
        self.page.setPlaceholderText(self.tr("This part is empty."))
        both = QSplitter()
        both.setHandleWidth(1)
        both.addWidget(self.table)
        both.addWidget(self.page)
        both.setSizes([6000, 5000])
        self.body.addWidget(both)
        self.table.selectionModel().selectionChanged.connect(self._show)
        self.table.selectRow(0)
        self.look_button = self.add_button(self.tr("Have a look"), self._look)
        self.look_button.setEnabled(False)
        self.add_button(self.tr("Save as zip…"), self._save, primary=True)
        self.add_button(self.tr("Close"), self.close)
        self._saved: Path | None = None

    def _show(self) -> None:
        chosen = self.table.keys()
        text = next((part.text for part in self.parts if part.name in chosen), "")
        self.page.setPlainText(text)

    def _save(self) -> None:
        name = str(Path.home() / "ziping-diagnosis.zip")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save as zip"), name, "*.zip")
        if path:
            self.window_behind.commands.attempt(lambda: self.save(Path(path)))

    def save(self, path: Path) -> None:
        """Save the parts that are shown.

        Raises:
            FaultError: EXPORT_NNN the file is not taken.
        """
        write_diagnosis(path, self.parts)
        self._saved = path
        self.look_button.setEnabled(True)
        self.note.setText(self.tr("Made {file}").replace("{file}", str(path)))

    def _look(self) -> None:
        if self._saved is not None:
            self.window_behind.open_folder(str(self._saved))
