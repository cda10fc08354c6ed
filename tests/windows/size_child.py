"""Shows the window in a size of choice and tells how it lies; run as a process of its own.

`python -m tests.windows.size_child WIDTH HEIGHT FOLDER` (in dots of the screen); QT_SCALE_FACTOR
says how many dots a pixel has. Pictures of the window are put into the folder.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QToolBar, QToolButton, QWidget

from app.desk.exports import record_text
from app.desk.workspace import Workspace
from app.model.places import Place
from app.windows.app import make_application
from app.windows.main_window import MainWindow
from tests.windows.long_form import LONG_ROW, long_record


def main(arguments: list[str]) -> int:
    """Show the sample, then a long form with an open cell; print the figures."""
    width, height, folder = int(arguments[0]), int(arguments[1]), Path(arguments[2])
    application = make_application("zh")
    window = MainWindow(Workspace(folder))
    ratio = window.devicePixelRatio()
    window.resize(round(width / ratio), round(height / ratio))
    window.show()
    window.commands.start()
    _picture(application, window, folder / "empty.png")
    window.commands.open_sample()
    _picture(application, window, folder / "sample.png")
    told = {"sample": _figures(window)}
    source = folder / "long.json"
    source.write_text(record_text(long_record()), encoding="utf-8")
    window.commands.import_file(str(source))
    window.desk.go_to(Place("indicators", LONG_ROW, "deviation"))
    window.paper.edit(window.paper.currentIndex())
    _picture(application, window, folder / "long.png")
    told["long"] = _figures(window)
    for number in range(window.inspector.tabs.count()):
        window.inspector.tabs.setCurrentIndex(number)
        _picture(application, window, folder / f"tab{number}.png")
    window.close()
    print(json.dumps(told))
    return 0


def _picture(application: QApplication, window: MainWindow, path: Path) -> None:
    for _ in range(5):
        application.processEvents()
    window.grab().save(str(path))


def _figures(window: MainWindow) -> dict[str, object]:
    paper = window.paper
    bar = window.findChildren(QToolBar)[0]
    more = bar.findChildren(QToolButton, "qt_toolbar_ext_button")
    return {
        "window": [window.width(), window.height()],
        "zoom": round(paper.zoom, 2),
        "sideways": paper.horizontalScrollBar().maximum(),
        "more": any(button.isVisible() for button in more),
        "outside": [
            type(w).__name__
            for w in (window.ledger, paper, window.inspector, window.statusBar())
            if not _inside(window, w)
        ],
    }


def _inside(window: QWidget, widget: QWidget) -> bool:
    corner = widget.mapTo(window, QPoint(0, 0))
    return window.rect().contains(widget.rect().translated(corner))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
