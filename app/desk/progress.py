"""How far a long work is told, and how a person stops it."""

from collections.abc import Callable

GoOn = Callable[[int, int], bool]
"""Told before each record or file how many are done and how many there are; false stops."""
GoOnWith = Callable[[int, int, str], bool]
"""The same, told as well what comes now."""


def always(_done: int, _count: int) -> bool:
    """Go on."""
    return True
