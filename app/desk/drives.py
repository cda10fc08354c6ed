"""What kind of drive a path lies on, and which drives there are."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from string import ascii_uppercase
from typing import NamedTuple

_REMOVABLE = 2  # DRIVE_REMOVABLE of Windows: a stick or a card; an external disk counts as fixed
_FIXED = 3
_REMOTE = 4
# Where desktops on Linux hang in what a person plugs in; /mnt is the administrator's.
_PLUGGED_IN = (Path("/media"), Path("/run/media"))
_DATA_DISK = PurePosixPath("/data")
"""Where 麒麟 and 统信 hang in the partition for data."""
_MOUNTS = Path("/proc/self/mounts")
_SHARES = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "davfs"),
        *("fuse.sshfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.davfs2"),
    )
)
_ESCAPED = re.compile(r"\\([0-7]{3})")

_DRIVE_TYPE: Callable[[str], int] | None = None
if sys.platform == "win32":
    import ctypes

    _DRIVE_TYPE = ctypes.windll.kernel32.GetDriveTypeW


class Disk(NamedTuple):
    """A disk that a person may put files on: where it hangs, and whether it can be drawn out."""

    root: Path
    removable: bool


def is_removable(path: Path, drive_type: Callable[[str], int] | None = None) -> bool:
    r"""Whether a path lies on a stick or a card that can be drawn out.

    `drive_type` answers for a root such as `E:\` as Windows' GetDriveType does.
    """
    ask = drive_type or _DRIVE_TYPE
    if ask is not None:
        return ask(path.absolute().anchor) == _REMOVABLE
    return any(path.absolute().is_relative_to(folder) for folder in _PLUGGED_IN)


def is_network(
    path: Path, drive_type: Callable[[str], int] | None = None, mounts: str | None = None
) -> bool:
    r"""Whether a path lies on another machine: a share, or a drive letter that stands for one.

    Args:
        path: need not exist.
        drive_type: as for `is_removable`.
        mounts: what Linux tells of its file systems, as in `/proc/self/mounts`.
    """
    ask = drive_type or _DRIVE_TYPE
    if ask is not None:
        return str(path).startswith(("\\\\", "//")) or ask(path.absolute().anchor) == _REMOTE
    kinds = dict(_mounted(mounts))
    folder = PurePosixPath(path.resolve())
    return next((kinds[p] for p in (folder, *folder.parents) if p in kinds), "") in _SHARES


def disks(
    drive_type: Callable[[str], int] | None = None, mounts: str | None = None
) -> tuple[Disk, ...]:
    """The disks beside the system's own, those that stay first."""
    ask = drive_type or _DRIVE_TYPE
    if ask is not None:
        kinds = [(f"{letter}:\\", ask(f"{letter}:\\")) for letter in ascii_uppercase]
        found = [Disk(Path(r), k == _REMOVABLE) for r, k in kinds if k in (_REMOVABLE, _FIXED)]
    else:
        places = {place for place, kind in _mounted(mounts) if kind not in _SHARES}
        found = [Disk(Path(p), is_removable(Path(p))) for p in sorted(places)]
        found = [disk for disk in found if disk.removable or disk.root == Path(_DATA_DISK)]
    return tuple(sorted(found, key=lambda disk: disk.removable))


def _mounted(mounts: str | None) -> Iterator[tuple[PurePosixPath, str]]:
    """Each place where a file system hangs, with its kind; the last at a place counts."""
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
        except OSError:
            mounts = ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:  # device, place, kind
            place = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[1])
            yield PurePosixPath(place), fields[2]
