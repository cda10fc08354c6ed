"""The measure to compare with: a window with nothing but Qt's own table.

`python -m tests.bench.bare_table` shows 40 × 9 cells with spans, prints when they were painted
and how much memory that took, and ends.
"""

import sys

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from tests.bench.watch import FirstPaint

COLUMNS = 9
_ROWS = 40
_GROUP = 5
_TEXTS = (
    *("绩效指标", "产出指标", "数量指标", "年度监督抽检批次", "≥200组"),
    *("340组", "2.5", "2.5", "受天气影响，第三季度的检查推迟"),
)


class BareWindow(QMainWindow):
    """A table of texts with merged cells in its first columns."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.table = QTableView()
        self.items = QStandardItemModel(rows, COLUMNS)
        for row in range(rows):
            for column, text in enumerate(_TEXTS):
                self.items.setItem(row, column, QStandardItem(text))
        self.table.setModel(self.items)
        self.table.setSpan(0, 0, rows, 1)
        for column in (1, 2):
            for first in range(0, rows, _GROUP):
                self.table.setSpan(first, column, min(_GROUP, rows - first), 1)
        self.setCentralWidget(self.table)
        self.resize(1432, 860)


def main() -> int:
    """Show the window until its first paint was reported."""
    application = QApplication(sys.argv[:1])
    window = BareWindow(_ROWS)
    FirstPaint(window.table.viewport(), lambda: True)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
