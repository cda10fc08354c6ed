"""What to make of the chosen records: kinds of files, the version, names and folder."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.desk.batch_export.making import KINDS, VERSION_WORDS, Job, Kind, Version
from app.desk.batch_export.names import DEFAULT_PATTERN, KEYS, Naming, example, values_of
from app.desk.texts import fault_sentence, sentence
from app.model.faults import FaultError
from app.windows import theme
from app.windows.small_widgets import plain_label, plain_tool_tip, tint

if TYPE_CHECKING:
    from app.desk.workspace import Loaded


class BatchOptions(QWidget):
    """The choices below the list; `changed` tells whether the files can be made so."""

    changed = Signal()

    def __init__(self, language: str, first: Callable[[], "Loaded | None"]) -> None:
        super().__init__()
        self._language = language
        self._first = first
        self.kinds: dict[Kind, QCheckBox] = {
            "xlsx": QCheckBox(self.tr("Workbook (xlsx)")),
            "pdf": QCheckBox(self.tr("PDF")),
            "docx": QCheckBox(self.tr("Word (docx)")),
        }
        self.kinds["pdf"].setChecked(True)
        self.one_xlsx = QCheckBox(self.tr("All in one workbook"))
        self.one_pdf = QCheckBox(self.tr("All in one PDF"))
        self.version = QComboBox()
        for version, code in VERSION_WORDS.items():
            self.version.addItem(sentence(code, language), version)
        self.version_note = plain_label("", theme.MUTED)
        self.pattern = QLineEdit(DEFAULT_PATTERN)
        names = "  ".join(f"{{{key}}}" for key in KEYS)
        self.pattern.setToolTip(plain_tool_tip(names))
        self.example = plain_label("", theme.MUTED)
        self.example.setWordWrap(True)
        self.folder = QLineEdit()
        self.replace = QCheckBox(self.tr("Replace files of the same name"))
        self._place()
        boxes = (*self.kinds.values(), self.one_xlsx, self.one_pdf, self.replace)
        for box in boxes:
            box.toggled.connect(self.refresh)
        self.version.currentIndexChanged.connect(self.refresh)
        self.pattern.textChanged.connect(self.refresh)
        self.folder.textChanged.connect(self.refresh)

    def _place(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for title, widgets in (
            (self.tr("Version"), (self.version, self.version_note)),
            (self.tr("One file a form"), tuple(self.kinds.values())),
            (self.tr("All together"), (self.one_xlsx, self.one_pdf)),
        ):
            line = QHBoxLayout()
            for widget in widgets:
                line.addWidget(widget)
            line.addStretch(1)
            form.addRow(title, line)
        self.version.setAccessibleName(self.tr("Version"))
        form.addRow(self.tr("File names"), self.pattern)
        form.addRow("", self.example)
        line = QHBoxLayout()
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        for placed in (self.folder, choose, self.replace):
            line.addWidget(placed)
        form.addRow(self.tr("Folder"), line)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def chosen_version(self) -> Version:
        """The version that is chosen."""
        version: Version = self.version.currentData()
        return version

    def filled(self, job: Job) -> Job:
        """The job with what is chosen here."""
        return Job(
            records=job.records,
            forms=job.forms,
            folder=str(Path(self.folder.text()).expanduser()),
            kinds=tuple(kind for kind in KINDS if self.kinds[kind].isChecked()),
            one_xlsx=self.one_xlsx.isChecked(),
            one_pdf=self.one_pdf.isChecked(),
            version=self.chosen_version(),
            pattern=self.pattern.text().strip(),
            replace=self.replace.isChecked(),
            language=self._language,
        )

    def is_ready(self) -> bool:
        """Whether something is chosen, under names that can be."""
        chosen = (*self.kinds.values(), self.one_xlsx, self.one_pdf)
        return (
            any(box.isChecked() for box in chosen)
            and bool(self.folder.text().strip())
            and not self.example.property("wrong")
        )

    def refresh(self) -> None:
        """Show what a file would be called, and what the version means."""
        notes = {
            "work": self.tr("everything, and the record inside: it can be taken in again"),
            "submit": self.tr("values only, with a check code at the foot of every page"),
            "public": self.tr("no names, telephones, remarks, evidence or file properties"),
        }
        self.version_note.setText(notes[self.chosen_version()])
        self._show_example()
        self.changed.emit()

    def _show_example(self) -> None:
        first = self._first()
        wrong, text = False, ""
        if first is not None:
            words = sentence(VERSION_WORDS[self.chosen_version()], self._language)
            naming = Naming(self.pattern.text(), words, date.today(), self._language)
            values = values_of(first.record, first.form.definition, first.state, 1, naming)
            try:
                text = self.tr("Such as: {name}").replace(
                    "{name}", example(self.pattern.text().strip(), values)
                )
            except FaultError as fault:
                wrong, text = True, fault_sentence(fault, self._language)
        self.example.setText(text)
        self.example.setProperty("wrong", wrong)
        tint(self.example, theme.RED if wrong else theme.MUTED)
