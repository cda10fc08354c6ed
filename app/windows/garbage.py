"""Collecting garbage in the window's own thread, and never in the middle of an edit."""

import gc

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY = 3000
"""Milliseconds between two looks."""


class GarbageCollector(QObject):
    """Takes Python's automatic collection over.

    Left to itself it runs in whichever thread asks for memory: in the store's it would destroy
    widgets where Qt allows none to be touched.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        # What the start has made stays; looking through it takes 40 ms.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY)

    def collect(self) -> None:
        """Collect what Python itself would have collected by now."""
        young, middle, old = (
            count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if young:
            gc.collect(2 if middle and old else 1 if middle else 0)
