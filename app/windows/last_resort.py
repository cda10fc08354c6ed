"""What is left when something of ours fails: a log without values, and one dialog."""

import contextlib
import faulthandler
import logging
import platform
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from PySide6.QtCore import qVersion

from app.desk.support.crashes import CRASH_FILE, LOG_FILE, frames_of, put_crash_aside
from app.desk.texts import sentence
from app.model.faults import FaultError
from app.version import VERSION

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_LOG_BYTES = 500_000
log = logging.getLogger("ziping")


class CrashFile:
    """Where Python writes its frames if the process dies; gone once the program ended well."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / CRASH_FILE
        self._file: IO[str] | None = None
        self.died = put_crash_aside(folder)
        """Whether the last run died."""
        with contextlib.suppress(OSError):
            self._file = self._path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)

    def close(self) -> None:
        """The program ends well."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                self._path.unlink()


def keep_log(folder: Path) -> logging.Handler:
    """Log faults, nothing typed in, beside the data; a long log is put aside at start."""
    path = folder / LOG_FILE
    with contextlib.suppress(OSError):
        if path.stat().st_size > _LOG_BYTES:
            path.replace(folder / f"{LOG_FILE}.1")
    # `logging.handlers` would do it too, and load sockets and queues at every start.
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    # A full stick must not put the account of one fault in the place of another.
    logging.raiseExceptions = False
    log.info("start %s Python %s Qt %s", VERSION, platform.python_version(), qVersion())
    return handler


class LastResort:
    """Takes what nobody caught: our own bugs are logged and shown once at a time."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._shown = False

    def install(self) -> None:
        """Take over from Python's own hooks, which would print what a person typed."""
        sys.excepthook = self.caught
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable

    def caught(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """A slot or an event failed; the program goes on."""
        if isinstance(error, FaultError):
            self._window.messages.warn(self._window.workspace.sentence(error))
            return
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        self._log(error)
        if self._shown:
            return  # the same fault again and again, in what the dialog itself paints
        self._shown = True
        try:
            from app.windows.crash_dialog import show_crash

            show_crash(self._window, kind.__name__)
        except Exception as worse:  # the program's files are gone, or another version's
            self._log(worse)
            with contextlib.suppress(Exception):
                language = self._window.workspace.language
                self._window.messages.warn(sentence("START_ANEW", language))
        finally:
            self._shown = False

    def _in_thread(self, failed: Any) -> None:
        if failed.exc_value is not None:
            self._log(failed.exc_value)

    def _unraisable(self, failed: Any) -> None:
        if failed.exc_value is not None:
            self._log(failed.exc_value)

    @staticmethod
    def _log(error: BaseException) -> None:
        text = frames_of(error)
        log.error("%s", text)
        if sys.stderr is not None:
            with contextlib.suppress(OSError):
                sys.stderr.write(text + "\n")
