"""The window stands before anything is loaded that only an export or an import needs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.records import fill_ledger

ROOT = Path(__file__).resolve().parents[2]
LATE = ("openpyxl", "reportlab", "sqlite_utils", "docx", "fontTools", "PIL", "logging.handlers")
LATE_OWN = ("app.exchange.pdf", "app.exchange.xlsx", "app.exchange.embedded", "app.desk.commands")

SCRIPT = """
import gc, json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.cli import main
from app.windows.garbage import GarbageCollector
from app.windows.main_window import MainWindow

def look():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    document = window.desk.document
    rows = len(document.record.rows("indicators")) if document else 0
    listed = window.ledger.list.model().rowCount()
    window.paper.viewport().repaint()
    told = {"rows": rows, "listed": listed, "modules": sorted(sys.modules)}
    collectors = window.findChildren(GarbageCollector)
    print(json.dumps({**told, "automatic": gc.isenabled(), "collectors": len(collectors)}))
    window.close()

application = QApplication([])
# The program's own first timer opens the record; this one begins before it and ends after it.
QTimer.singleShot(0, application, lambda: QTimer.singleShot(300, application, look))
sys.exit(main(["--data", sys.argv[1]]))
"""


def started(folder: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a real start said: 40 rows on the paper, three records in the ledger."""
    folder = tmp_path_factory.mktemp("资料 data")
    fill_ledger(folder, 3)
    return started(folder)


def test_the_last_record_and_the_ledger_are_shown_at_start(told: dict[str, object]) -> None:
    assert (told["rows"], told["listed"]) == (40, 3)


@pytest.mark.parametrize("module", [*LATE, *LATE_OWN])
def test_start_loads_no_module_that_comes_later(told: dict[str, object], module: str) -> None:
    loaded = told["modules"]
    assert isinstance(loaded, list)
    assert module not in loaded


def test_the_window_collects_its_garbage_itself(told: dict[str, object]) -> None:
    assert (told["automatic"], told["collectors"]) == (False, 1)
