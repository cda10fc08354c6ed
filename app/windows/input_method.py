"""Which input method Qt asks for Chinese: one whose plug-in is there."""

from collections.abc import Mapping
from pathlib import Path

FCITX = ("fcitx", "fcitx5")
_ONE, _LIST = "QT_IM_MODULE", "QT_IM_MODULES"
_HINTS = ("XMODIFIERS", "GTK_IM_MODULE")
"""What else a desktop says of its input method, for X and for GTK."""


def chosen(environment: Mapping[str, str], plugins: Path) -> dict[str, str]:
    """The variables to set before Qt starts, so that the desktop's input method is heard.

    Qt's wheels carry a plug-in for ibus and none for fcitx, which answers on ibus's side as well.
    A desktop that names fcitx, or names none and runs one of the two, is asked through ibus.

    Args:
        environment: the variables of the process.
        plugins: Qt's folder of plug-ins.
    """
    named = [name for name in environment.get(_LIST, "").split(";") if name]
    one = environment.get(_ONE, "")
    there = _there(plugins)
    wishes = named or [one]
    if any(wish in there for wish in wishes):
        return {}
    hints = " ".join([*wishes, *(environment.get(hint, "") for hint in _HINTS)])
    if "ibus" not in there or not any(name in hints for name in (*FCITX, "ibus")):
        return {}
    return {_ONE: "ibus", **({_LIST: "ibus"} if named else {})}


def _there(plugins: Path) -> set[str]:
    """The input methods that have a plug-in; fcitx is one from the distribution's own Qt."""
    files = [path.name for path in (plugins / "platforminputcontexts").glob("*")]
    names = ("ibus", "compose", "fcitx", "fcitx5")
    return {name for name in names if any(f"{name}platforminputcontext" in f for f in files)}
