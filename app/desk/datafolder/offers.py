"""Where data may lie: what is offered, and what speaks for and against a folder."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.desk.drives import disks, is_network, is_removable
from app.desk.folders import NAME, usual_path
from app.desk.texts import sentence
from app.model.faults import reason_of

NEEDED = 50 * 2**20
"""Bytes that must be free where data shall lie: some years of one bureau, without evidence."""
MOST = 4
"""How many places are offered."""
_MB = 2**20

# What a folder is called that a service copies to other machines, in small letters.
_SERVICES = {
    "onedrive": "OneDrive",
    "坚果云": "坚果云",
    "nutstore": "坚果云",
    "百度同步": "百度同步盘",
    "baidusync": "百度同步盘",
    "百度网盘同步": "百度同步盘",
    "wps云盘": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
    "wps cloud": "WPS 云盘",
    "dropbox": "Dropbox",
    "阿里云盘": "阿里云盘",
    "天翼云盘": "天翼云盘",
    "微云同步": "腾讯微云",
    "weiyun": "腾讯微云",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "google drive": "Google Drive",
    "seafile": "Seafile",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
}
_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nutstore": "坚果云",
    ".seafile-data": "Seafile",
}
_MARKER_STARTS = {".sync_": "Nextcloud", "._sync_": "Nextcloud"}
"""Databases that Nextcloud and ownCloud keep at the top of what they copy."""
_VARIABLES = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
"""Where Windows says which folders OneDrive copies, whatever they are called."""


class Examined(NamedTuple):
    """What is known of a folder: free bytes, warnings in a sentence each, and why it cannot be."""

    free: int | None
    warnings: tuple[str, ...]
    refusal: str


class Offer(NamedTuple):
    """A place that is offered: its name in plain words, the folder, and what is known of it."""

    title: str
    folder: Path
    examined: Examined


def offers(language: str = "zh") -> tuple[Offer, ...]:
    """The places to choose from: 文档, the other disks, and the desktop where few are known."""
    found: list[Offer] = []
    for title, folder in _places(language):
        if len(found) < MOST and folder not in [offer.folder for offer in found]:
            examined = examine(folder, language)
            if not found or not examined.refusal:
                found.append(Offer(title, folder, examined))
    return tuple(found)


def _places(language: str) -> Iterator[tuple[str, Path]]:
    from platformdirs import user_desktop_path

    usual = usual_path()
    yield sentence("FOLDER_DOCUMENTS", language), usual
    for disk in disks():
        code = "FOLDER_ON_STICK" if disk.removable else "FOLDER_ON_DISK"
        if disk.root.anchor != usual.anchor or os.name != "nt":
            name = disk.root.name or disk.root.drive
            yield sentence(code, language, name=name), disk.root / NAME
    yield sentence("FOLDER_DESKTOP", language), user_desktop_path() / NAME


def examine(folder: Path, language: str = "zh", needed: int = NEEDED) -> Examined:
    """Look at a folder that exists or would be made; nothing is left in it.

    `needed` are the bytes that must be free.
    """
    there = _existing(folder)
    free: int | None = None
    try:
        free = shutil.disk_usage(there).free
        _try_writing(there)
        refusal = ""
    except OSError as error:
        refusal = sentence("FILE_006", language, file=str(folder), reason=reason_of(error))
    if not refusal and free is not None and free < needed:
        values = {"folder": str(folder), "free": str(free // _MB), "needed": str(needed // _MB)}
        refusal = sentence("FOLDER_002", language, **values)
    return Examined(free, tuple(_warnings(folder, there, language)), refusal)


def _existing(folder: Path) -> Path:
    """The folder itself, else the nearest above it that is there."""
    for place in (folder.absolute(), *folder.absolute().parents):
        try:
            if place.exists():
                return place
        except OSError:
            continue
    return folder.absolute()


def _try_writing(folder: Path) -> None:
    # A folder and not a file: Windows lets a person make folders, and only them, in `C:\`.
    probe = folder / f".ziping-{secrets.token_hex(4)}"
    probe.mkdir()
    try:
        (probe / "probe").write_bytes(b"ziping")
    finally:
        shutil.rmtree(probe, ignore_errors=True)


def _warnings(folder: Path, there: Path, language: str) -> Iterator[str]:
    if is_network(there):
        yield sentence("FOLDER_NETWORK", language)
    service = synced_by(folder)
    if service:
        yield sentence("FOLDER_SYNCED", language, service=service)
    if is_removable(there):
        yield sentence("FOLDER_STICK", language)


def synced_by(folder: Path) -> str:
    """The service that copies a folder to other machines, empty where none is known to."""
    above = (folder.absolute(), *folder.absolute().parents)
    for variable, service in _VARIABLES.items():
        root = os.environ.get(variable)
        if root and Path(root) in above:
            return service
    for place in above:
        name = place.name.casefold()
        service = next((s for start, s in _SERVICES.items() if start in name), "")
        if service or (service := _marked(place)):
            return service
    return ""


def _marked(folder: Path) -> str:
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return ""
    for name in names:
        found = _MARKERS.get(name) or next(
            (s for start, s in _MARKER_STARTS.items() if name.startswith(start)), ""
        )
        if found:
            return found
    return ""
