"""The year's work beyond one table: each command opens a room of its own, loaded when needed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


def _import_funds(window: "MainWindow") -> None:
    from app.windows.import_funds import open_import_funds

    open_import_funds(window)


def _send_sections(window: "MainWindow") -> None:
    from app.windows.section_rooms import open_send

    open_send(window)


def _take_sections(window: "MainWindow") -> None:
    from app.windows.section_rooms import open_take_back

    open_take_back(window)


def _pack(window: "MainWindow") -> None:
    from app.windows.package_room import open_pack

    open_pack(window)


def _take_package(window: "MainWindow") -> None:
    from app.windows.package_room import open_take

    open_take(window)


def _backups(window: "MainWindow") -> None:
    from app.windows.backup_room import open_backups

    open_backups(window)


def _check_all(window: "MainWindow") -> None:
    from app.windows.check_all import open_check_all

    open_check_all(window)


def _log(window: "MainWindow") -> None:
    from app.windows.log_room import open_log

    open_log(window)


def look_at_package(window: "MainWindow", path: Path) -> None:
    """Show what a package that was dropped or opened would bring.

    Raises:
        FaultError: PACKAGE_NNN it is no whole package.
    """
    from app.windows.package_room import look_at

    look_at(window, path)


ROOMS: dict[str, Callable[["MainWindow"], None]] = {
    "import-funds": _import_funds,
    "send-sections": _send_sections,
    "take-sections": _take_sections,
    "pack": _pack,
    "take-package": _take_package,
    "backups": _backups,
    "log": _log,
    "check-all": _check_all,
}
"""What opens each room, by the name of its command in `actions.ACTIONS`."""
