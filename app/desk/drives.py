"""What kind of drive a path lies on."""

import sys
from collections.abc import Callable
from pathlib import Path

_REMOVABLE = 2  # DRIVE_REMOVABLE of Windows: a stick or a card; an external disk counts as fixed
# Where desktops on Linux hang in what a person plugs in; /mnt is the administrator's.
_PLUGGED_IN = (Path("/media"), Path("/run/media"))

_DRIVE_TYPE: Callable[[str], int] | None = None
if sys.platform == "win32":
    import ctypes

    _DRIVE_TYPE = ctypes.windll.kernel32.GetDriveTypeW


def is_removable(path: Path, drive_type: Callable[[str], int] | None = None) -> bool:
    r"""Whether a path lies on a stick or a card that can be drawn out.

    `drive_type` answers for a root such as `E:\` as Windows' GetDriveType does.
    """
    ask = drive_type or _DRIVE_TYPE
    if ask is not None:
        return ask(path.absolute().anchor) == _REMOVABLE
    return any(path.absolute().is_relative_to(folder) for folder in _PLUGGED_IN)
