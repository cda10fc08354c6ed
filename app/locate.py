"""Where the forms, policies, resources and translations are, however the program was installed."""

import sys
from pathlib import Path
from typing import Literal

DataName = Literal["forms", "policies", "resources", "i18n"]

_PACKAGE = Path(__file__).resolve().parent


class DataMissingError(Exception):
    """The installation lacks one of its data folders.

    It owns its sentence: the message files may be what is missing.
    """

    def __init__(self, name: str, tried: list[Path]) -> None:
        self.name = name
        self.tried = tried
        places = "、".join(str(path) for path in tried)
        super().__init__(f"程序文件不完整：找不到“{name}”文件夹（{places}）。请重新安装。")


def data_dir(name: DataName) -> Path:
    """Return the folder of shipped data called `name`.

    Raises:
        DataMissingError: neither a frozen program, a wheel nor a source tree holds it.
    """
    tried = _candidates(name)
    for path in tried:
        if path.is_dir():
            return path
    raise DataMissingError(name, tried)


def program_folder() -> Path | None:
    """Return the folder of the program that a person starts, None when Python runs the source."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else None


def own_command() -> list[str]:
    """Return the command by which this program starts itself once more."""
    return [sys.executable] if program_folder() else [sys.executable, "-m", "app.cli"]


def _candidates(name: str) -> list[Path]:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return [Path(bundle) / "app" / "_data" / name]
    return [_PACKAGE / "_data" / name, _PACKAGE.parent / name]
