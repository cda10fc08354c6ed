"""Which way of showing windows Qt is asked for: one whose plug-in is there."""

from collections.abc import Mapping
from pathlib import Path

_NAME = "QT_QPA_PLATFORM"


def chosen(environment: Mapping[str, str], plugins: Path) -> dict[str, str]:
    """The variables to set before Qt starts, so that it does not give up on a desktop's own wish.

    A desktop may name its Wayland or its own plug-in for every program. Qt ends the program where
    it has none of that name, though X programs run there as well.

    Args:
        environment: the variables of the process.
        plugins: Qt's folder of plug-ins.
    """
    wishes = [wish.partition(":")[0] for wish in environment.get(_NAME, "").split(";") if wish]
    folder = plugins / "platforms"
    there = [wish for wish in [*wishes, "xcb"] if (folder / f"libq{wish}.so").is_file()]
    if not wishes or there[:1] != ["xcb"] or "xcb" in wishes or not environment.get("DISPLAY"):
        return {}
    return {_NAME: "xcb"}
