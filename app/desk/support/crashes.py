"""Bugs of ours, told by types and frames alone: no message, no value, no folder of a person's."""

import contextlib
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

LOG_FILE = "ziping.log"
"""The log in the data folder; what grew too long lies beside it, with `.1` behind the name."""
CRASH_FILE = "ziping.crash"
"""Where Python writes its frames when the process itself dies; empty while all is well."""
LAST_CRASH = "ziping.crash.1"
"""The crash before the last start."""

_ROOTS = ("site-packages", "app")
_FIRST, _LAST = 12, 40
"""Frames kept of the outer and the inner end: an endless recursion has a thousand."""
_NAMED_FILE = re.compile(r'File "([^"\n]*)"')


def frames_of(error: BaseException) -> str:
    """The types of an error and of those behind it, each with its frames, innermost last."""
    lines: list[str] = []
    seen: set[int] = set()
    behind: BaseException | None = error
    while behind is not None and id(behind) not in seen:
        seen.add(id(behind))
        frames = list(_frames(behind))
        if len(frames) > _FIRST + _LAST:
            frames = [*frames[:_FIRST], f"  … {len(frames)}", *frames[-_LAST:]]
        lines += [type(behind).__name__, *frames]
        shown = None if behind.__suppress_context__ else behind.__context__
        behind = behind.__cause__ or shown
    return "\n".join(lines)


def _frames(error: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        code = frame.f_code
        yield f"  {where(code.co_filename)}:{line} {code.co_qualname}"


def where(file: str) -> str:
    """A source file as seen from the program's own folder, else its name alone."""
    parts = re.split(r"[\\/]", file)
    for root in _ROOTS:
        if root in parts[:-1]:
            start = len(parts) - parts[::-1].index(root)
            return "/".join(parts[start - (root == "app") :])
    return parts[-1]


def without_folders(text: str) -> str:
    """Python's own account of a crash, its files named as `where` does."""
    return _NAMED_FILE.sub(lambda found: f'File "{where(found[1])}"', text)


def put_crash_aside(folder: Path) -> bool:
    """Whether the last run died; its account is kept for the diagnosis as `LAST_CRASH`."""
    path = folder / CRASH_FILE
    with contextlib.suppress(OSError):
        if path.stat().st_size:
            path.replace(folder / LAST_CRASH)
            return True
    return False
