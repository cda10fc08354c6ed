"""The versions of the program and of what it stands on."""

import importlib.metadata
import platform

from app.store.database import sqlite_version
from app.version import VERSION

DISTRIBUTIONS = (
    *("PySide6-Essentials", "msgspec", "openpyxl", "pypdfium2", "python-calamine"),
    *("python-docx", "rapidfuzz", "reportlab", "sqlite-utils"),
)


def versions() -> dict[str, str]:
    """The versions of the program and of what it stands on; `system` names this machine's kind."""
    found = {"ziping": VERSION, "Python": platform.python_version(), "SQLite": sqlite_version()}
    for name in DISTRIBUTIONS:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "?"
    return {**found, "system": f"{platform.platform()} {platform.machine()}"}
