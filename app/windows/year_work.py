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


def _import_targets(window: "MainWindow") -> None:
    from app.windows.import_targets import open_import

    open_import(window)


def _carry_all(window: "MainWindow") -> None:
    from app.windows.carry_room import open_carrying

    open_carrying(window)


def take_list(window: "MainWindow", path: Path) -> bool:
    """Show what a list of targets that was dropped or opened would make, if it is one and meant."""
    if path.suffix.lower() not in LISTS:
        return False
    from app.windows.import_targets import offer_list

    return offer_list(window, path)


def _log_return(window: "MainWindow") -> None:
    from app.windows.returns_room import open_returns

    open_returns(window)


def _change_list(window: "MainWindow") -> None:
    from app.windows.changes_room import open_changes

    open_changes(window)


def _statistics(window: "MainWindow") -> None:
    from app.windows.statistics_room import open_statistics

    open_statistics(window)


def _summary(window: "MainWindow") -> None:
    from app.windows.summary_room import open_summary

    open_summary(window)


def _batch(window: "MainWindow") -> None:
    from app.windows.batch_export import open_batch

    open_batch(window)


def _submit(window: "MainWindow") -> None:
    from app.windows.batch_export import open_batch

    open_batch(window, "submit", only_open=True)


def _publish(window: "MainWindow") -> None:
    from app.windows.batch_export import open_batch

    open_batch(window, "public", only_open=True)


def _move_data(window: "MainWindow") -> None:
    from app.windows.move_data import move_data_folder

    move_data_folder(window)


def _diagnose(window: "MainWindow") -> None:
    from app.windows.diagnosis_room import open_diagnosis

    open_diagnosis(window)


def _export_all(window: "MainWindow") -> None:
    from app.windows.export_all import open_export_all

    open_export_all(window)


def _verify(window: "MainWindow") -> None:
    from app.windows.verify_file import ask_file

    ask_file(window)


def look_at_package(window: "MainWindow", path: Path) -> None:
    """Show what a package that was dropped or opened would bring.

    Raises:
        FaultError: PACKAGE_NNN it is no whole package.
    """
    from app.windows.package_room import look_at

    look_at(window, path)


LISTS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".txt")
"""The suffixes of files that may be lists; the libraries that read them are large."""

ROOMS: dict[str, Callable[["MainWindow"], None]] = {
    "import-targets": _import_targets,
    "carry-all": _carry_all,
    "import-funds": _import_funds,
    "send-sections": _send_sections,
    "take-sections": _take_sections,
    "pack": _pack,
    "take-package": _take_package,
    "backups": _backups,
    "log": _log,
    "export-all": _export_all,
    "move-data": _move_data,
    "diagnose": _diagnose,
    "check-all": _check_all,
    "log-return": _log_return,
    "change-list": _change_list,
    "batch-export": _batch,
    "export-submit": _submit,
    "export-public": _publish,
    "verify-file": _verify,
    "statistics": _statistics,
    "summary": _summary,
}
"""What opens each room, by the name of its command in `actions.ACTIONS`."""
