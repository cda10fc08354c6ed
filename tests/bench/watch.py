"""Watching a widget for its first paint with data, inside the process that is measured."""

import json
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from tests.bench.machine import peak_memory

_SETTLE = 300
"""Milliseconds after the paint at which the memory is read."""


class FirstPaint(QObject):
    """Prints when a widget was painted for the first time while `ready` held, then closes.

    The moment is `time.perf_counter()`, which all processes of a machine share.
    """

    def __init__(self, widget: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._ready = ready
        self._painted = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the paint; it is over, as is that of all other widgets, a moment later."""
        if event.type() == QEvent.Type.Paint and self._ready():
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self._painted = time.perf_counter()
        QTimer.singleShot(_SETTLE, self._report)

    def _report(self) -> None:
        print(json.dumps({"painted": self._painted, "memory": peak_memory()}), flush=True)
        self._widget.window().close()
