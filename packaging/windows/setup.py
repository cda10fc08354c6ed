"""The setup program, made by NSIS."""

from pathlib import Path
from typing import NamedTuple

from windows.embedded import Python
from windows.launcher import run

HERE = Path(__file__).resolve().parent


class Look(NamedTuple):
    """The files that the setup shows: an .ico and a .bmp."""

    icon: Path
    picture: Path


def write_setup(python: Python, version: str, tree: Path, look: Look, target: Path) -> None:
    """Pack a tree into a setup program.

    Raises:
        StopError: NSIS is not there or fails.
    """
    numbers = ".".join([*version.split("."), "0", "0", "0"][:4])
    defines = {
        "VERSION": version,
        "NUMBERS": numbers,
        "TREE": tree,
        "ICON": look.icon,
        "PICTURE": look.picture,
        "OUTPUT": target,
        "PYTHON_LIBRARY": python.library,
    }
    options = [f"-D{name}={value}" for name, value in defines.items()]
    run("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options, str(HERE / "setup.nsi"))
