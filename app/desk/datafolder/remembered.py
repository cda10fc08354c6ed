r"""Which data folder a person chose: kept for the person, not for the machine.

It stands in `ziping/data-folder.ini` in the person's own place for settings (on Windows
`%LOCALAPPDATA%`), as UTF-16 with its mark: the setup program reads it with `ReadINIStr`.
"""

import contextlib
from functools import partial
from pathlib import Path

from app.exchange.files import write_atomically
from app.model.faults import FaultError

_SECTION, _KEY = "[Ziping]", "DataFolder="
_FILE = "data-folder.ini"


def remembered() -> Path | None:
    """The folder that was chosen, None where none was or the file cannot be read."""
    with contextlib.suppress(OSError, UnicodeError, ValueError):
        lines = kept_in().read_bytes().decode("utf-16", "surrogatepass").splitlines()
        for line in lines[lines.index(_SECTION) + 1 :]:
            if line.startswith(_KEY) and line != _KEY:
                return Path(line.removeprefix(_KEY))
    return None


def remember(folder: Path) -> None:
    """Remember a folder from now on; the former choice stands until the new one is on the disk.

    Raises:
        FaultError: FOLDER_003 its name holds a line break; EXPORT_NNN the file is not taken.
    """
    text = str(folder.absolute())
    if len(text.splitlines()) != 1:
        raise FaultError("FOLDER_003", folder=" ".join(text.split()))
    path = kept_in()
    with contextlib.suppress(OSError):  # what is wrong is told where the file is written
        path.parent.mkdir(parents=True, exist_ok=True)
    content = f"{_SECTION}\r\n{_KEY}{text}\r\n".encode("utf-16", "surrogatepass")
    write_atomically(path, partial(_write, content))


def _write(content: bytes, path: Path) -> None:
    path.write_bytes(content)


def kept_in() -> Path:
    """The file that keeps the choice."""
    from platformdirs import user_config_path

    return user_config_path("ziping", appauthor=False) / _FILE
