"""Data and programs of different versions: what is told of an upgrade, and the ways back."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.model.faults import FaultError
from app.store.copies import look_into
from app.store.database import BACKUPS
from app.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

_TOLD = "upgrade/told"


def untold_upgrade(space: "Workspace") -> Path | None:
    """The backup made before the last upgrade, where nobody was told of it; then it counts as told.

    The command line upgrades data too, so what tells is the backup, not this start.
    """
    with contextlib.suppress(OSError):
        # A newer program's are none of an upgrade: here one went back to them.
        names = (f"ziping-version{older}-*.db" for older in range(SCHEMA_VERSION))
        made = [path for name in names for path in (space.folder / BACKUPS).glob(name)]
        latest = max(made, key=lambda path: (path.stat().st_mtime, path.name), default=None)
        if latest is not None and latest.name != space.setting(_TOLD):
            space.put_setting(_TOLD, latest.name)
            return latest
    return None


def backups_of(folder: Path) -> Path:
    """Where a data folder's own backups lie."""
    return folder / BACKUPS


def latest_backup(folder: Path) -> tuple[Path, int] | None:
    """The latest whole copy that this program can read, and how many records it holds."""
    try:
        made = list(backups_of(folder).glob("*.db"))
        made.sort(key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    except OSError:
        return None
    for path in made:
        with contextlib.suppress(FaultError):
            records, whole = look_into(path)
            if whole:
                return path, records
    return None
