"""The commands of the window as data: name, wording, keys, and where they are offered."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton

CONTEXT = "Actions"

ACTIONS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("new", QT_TRANSLATE_NOOP("Actions", "New"), ("Ctrl+N",)),
    ("open", QT_TRANSLATE_NOOP("Actions", "Open file…"), ("Ctrl+O",)),
    ("duplicate", QT_TRANSLATE_NOOP("Actions", "Duplicate this form"), ()),
    ("move", QT_TRANSLATE_NOOP("Actions", "Another form…"), ()),
    ("carry", QT_TRANSLATE_NOOP("Actions", "Carry over…"), ()),
    ("delete", QT_TRANSLATE_NOOP("Actions", "Delete this form"), ()),
    ("save", QT_TRANSLATE_NOOP("Actions", "Save now"), ("Ctrl+S",)),
    ("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",)),
    ("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
    ("check", QT_TRANSLATE_NOOP("Actions", "Check"), ("F7",)),
    ("review", QT_TRANSLATE_NOOP("Actions", "Review beforehand"), ("Shift+F7",)),
    ("policy", QT_TRANSLATE_NOOP("Actions", "Year's policy…"), ()),
    ("draft", QT_TRANSLATE_NOOP("Actions", "Draft the report"), ()),
    ("print", QT_TRANSLATE_NOOP("Actions", "Print"), ("Ctrl+P",)),
    ("export-xlsx", QT_TRANSLATE_NOOP("Actions", "Workbook (xlsx)…"), ("Ctrl+E",)),
    ("export-pdf", QT_TRANSLATE_NOOP("Actions", "PDF…"), ()),
    ("export-docx", QT_TRANSLATE_NOOP("Actions", "Word (docx)…"), ()),
    ("export-json", QT_TRANSLATE_NOOP("Actions", "Record file (json)…"), ()),
    ("cut", QT_TRANSLATE_NOOP("Actions", "Cut"), ("Ctrl+X",)),
    ("copy", QT_TRANSLATE_NOOP("Actions", "Copy"), ("Ctrl+C",)),
    ("paste", QT_TRANSLATE_NOOP("Actions", "Paste"), ("Ctrl+V",)),
    ("paste-yuan", QT_TRANSLATE_NOOP("Actions", "Paste as yuan"), ("Ctrl+Shift+V",)),
    ("find", QT_TRANSLATE_NOOP("Actions", "Find"), ("Ctrl+F",)),
    ("fill", QT_TRANSLATE_NOOP("Actions", "Fill down"), ("Ctrl+D",)),
    ("insert", QT_TRANSLATE_NOOP("Actions", "Insert indicator"), ("Ctrl+Ins", "Ctrl+=")),
    ("delete-rows", QT_TRANSLATE_NOOP("Actions", "Delete rows"), ("Ctrl+-",)),
    ("row-up", QT_TRANSLATE_NOOP("Actions", "Move row up"), ()),
    ("row-down", QT_TRANSLATE_NOOP("Actions", "Move row down"), ()),
    ("portrait", QT_TRANSLATE_NOOP("Actions", "Portrait"), ()),
    ("landscape", QT_TRANSLATE_NOOP("Actions", "Landscape"), ()),
    ("hide-empty", QT_TRANSLATE_NOOP("Actions", "Hide empty indicator rows"), ()),
    ("reset-widths", QT_TRANSLATE_NOOP("Actions", "Reset column widths"), ()),
    ("zoom-in", QT_TRANSLATE_NOOP("Actions", "Larger"), ("Ctrl++",)),
    ("zoom-out", QT_TRANSLATE_NOOP("Actions", "Smaller"), ()),
    ("zoom-fit", QT_TRANSLATE_NOOP("Actions", "Fit width"), ("Ctrl+0",)),
    ("import-targets", QT_TRANSLATE_NOOP("Actions", "Import targets…"), ("Ctrl+Shift+I",)),
    ("carry-all", QT_TRANSLATE_NOOP("Actions", "Carry all over…"), ()),
    ("import-funds", QT_TRANSLATE_NOOP("Actions", "Import funds…"), ()),
    ("send-sections", QT_TRANSLATE_NOOP("Actions", "Send to sections…"), ()),
    ("take-sections", QT_TRANSLATE_NOOP("Actions", "Take back from sections…"), ()),
    ("pack", QT_TRANSLATE_NOOP("Actions", "Make a data package…"), ()),
    ("take-package", QT_TRANSLATE_NOOP("Actions", "Take over a data package…"), ()),
    ("backups", QT_TRANSLATE_NOOP("Actions", "Back up and restore…"), ()),
    ("export-all", QT_TRANSLATE_NOOP("Actions", "Export everything…"), ()),
    ("log", QT_TRANSLATE_NOOP("Actions", "Operation log…"), ()),
    ("check-all", QT_TRANSLATE_NOOP("Actions", "Check all…"), ("Ctrl+F7",)),
    ("log-return", QT_TRANSLATE_NOOP("Actions", "Log return…"), ("Ctrl+R",)),
    ("change-list", QT_TRANSLATE_NOOP("Actions", "Change list…"), ()),
    ("statistics", QT_TRANSLATE_NOOP("Actions", "Statistics…"), ()),
    ("summary", QT_TRANSLATE_NOOP("Actions", "Year's summary…"), ()),
    ("batch-export", QT_TRANSLATE_NOOP("Actions", "Batch print and export…"), ("Ctrl+Shift+P",)),
    ("export-submit", QT_TRANSLATE_NOOP("Actions", "Submission copy…"), ()),
    ("export-public", QT_TRANSLATE_NOOP("Actions", "Public copy…"), ()),
    ("move-data", QT_TRANSLATE_NOOP("Actions", "Move the data folder…"), ()),
    ("verify-file", QT_TRANSLATE_NOOP("Actions", "Verify an exported file…"), ()),
    ("help", QT_TRANSLATE_NOOP("Actions", "Help"), ("F1",)),
    ("diagnose", QT_TRANSLATE_NOOP("Actions", "Export diagnosis…"), ()),
    ("about", QT_TRANSLATE_NOOP("Actions", "About Ziping"), ()),
)

EDITING = (
    *("cut", "copy", "paste", "paste-yuan", "", "fill", "find", ""),
    *("insert", "delete-rows", "row-up", "row-down", "", "policy", "draft", ""),
    *("carry", "move", "duplicate", "delete"),
)
YEAR: tuple[str, ...] = (
    *("import-targets", "carry-all", "import-funds", "", "send-sections", "take-sections", ""),
    *("check-all", "", "batch-export", "", "log-return", "change-list", ""),
    *("statistics", "summary"),
)
"""What is done with all tables of a year, in the order of the year; an empty name separates."""
DATA: tuple[str, ...] = (
    "pack",
    "take-package",
    "",
    "backups",
    "move-data",
    "",
    "export-all",
    "log",
    "verify-file",
)
"""What is done with the data as a whole."""
EXPORTS = (
    *("export-xlsx", "export-pdf", "export-docx", "export-json", ""),
    *("export-submit", "export-public"),
)
NEEDS_DOCUMENT = frozenset(
    (
        *("carry", "move", "duplicate", "delete", "save", "check", "review", "policy", "print"),
        *("portrait", "landscape", "hide-empty", "reset-widths"),
        *("zoom-in", "zoom-out", "zoom-fit"),
        *(name for name in EXPORTS if name),
        *(name for name in EDITING if name),
    )
)
CHECKABLE = ("review", "portrait", "landscape", "hide-empty")


class Actions:
    """The window's actions by name; each calls `run(name)`."""

    def __init__(self, parent: QObject, run: Callable[[str], None]) -> None:
        self._actions: dict[str, QAction] = {}
        for name, text, keys in ACTIONS:
            action = QAction(QCoreApplication.translate(CONTEXT, text), parent)
            action.setShortcuts([QKeySequence(key) for key in keys])
            everywhere = name == "help"  # the rooms beside the window have F1 too
            contexts = Qt.ShortcutContext
            reach = contexts.ApplicationShortcut if everywhere else contexts.WindowShortcut
            action.setShortcutContext(reach)
            action.setCheckable(name in CHECKABLE)
            action.triggered.connect(lambda _checked=False, name=name: run(name))
            self._actions[name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> Mapping[str, QAction]:
        """Every action by its name."""
        return self._actions

    def fill_menu(self, menu: QMenu, names: tuple[str, ...]) -> None:
        """Put actions into a menu; an empty name is a separator."""
        for name in names:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()

    def fill_bar(self, bar: QToolBar, names: tuple[str, ...]) -> None:
        """Put actions into a tool bar with their keys in the tool tip."""
        for name in names:
            if not name:
                bar.addSeparator()
                continue
            action = self._actions[name]
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text()}  {keys}".strip())
            bar.addAction(action)
            button = bar.widgetForAction(action)
            if name == "new" and isinstance(button, QToolButton):
                button.setProperty("primary", True)

    def enable(self, has_document: bool, undo: bool, redo: bool) -> None:
        """Enable what can be done now."""
        for name in NEEDS_DOCUMENT:
            self._actions[name].setEnabled(has_document)
        self._actions["undo"].setEnabled(undo)
        self._actions["redo"].setEnabled(redo)


def menu_button(text: str, menu: QMenu) -> QToolButton:
    """A tool button that opens a menu."""
    button = QToolButton()
    button.setText(f"{text} ▾")
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
