"""The year's work beyond one table: each command opens a room of its own, loaded when needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


ROOMS: dict[str, Callable[["MainWindow"], None]] = {}
"""What opens each room, by the name of its command in `actions.ACTIONS`."""
