"""Definition files on disk, whatever state they are in: read within bounds, resolved, explained."""

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from app.model.definition import FormDefinition
from app.model.faults import DefinitionError, reason_of
from app.model.inspecting import type_problems
from app.model.loading import read_tables
from app.model.overlay import EXTENDS, overlaid

DEFINITION = "form.toml"
"""The file that makes a folder a form."""
SIZE_LIMIT = 2**20
"""The largest definition that is read, in bytes."""

_CHAIN = 8
"""How many forms may extend one another."""
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
# A key of very many words would keep the reader busy for minutes.
_DOTS = 40
_LONG_KEY = re.compile(r"(?<![\w\"'-])(?:[\w-]++[ \t]*+\.[ \t]*+){40}")

Find = Callable[[str], Path | None]
"""The definition file of a form, by its id."""


class Resolved(NamedTuple):
    """The tables of a form with those of the forms that it extends, and the texts read for it."""

    tables: dict[str, Any]
    text: bytes


def read_text(path: Path) -> str:
    """The text of a definition file.

    Raises:
        DefinitionError: DEFINITION_011 it cannot be read, is no file or not UTF-8, _050 it is
            too large.
    """
    try:
        # A pipe or a device would never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise DefinitionError("DEFINITION_011", file=str(path))
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            limit = str(SIZE_LIMIT // 1024)
            raise DefinitionError("DEFINITION_050", file=str(path), limit=limit)
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, ValueError) as error:  # a path with a null character is a ValueError
        raise DefinitionError("DEFINITION_011", file=str(path)) from error


def resolve(
    path: Path, find: Find, seen: tuple[str, ...] = (), known: dict[Path, Resolved] | None = None
) -> Resolved:
    """Read a definition file and whatever it extends.

    Args:
        path: the file, in a folder that has the form's name.
        find: where a form that it extends is.
        seen: the forms that led here.
        known: files that were resolved before; these are added.

    Raises:
        DefinitionError: a file is missing or no TOML, or the extension does not fit.
    """
    source = f"{path.parent.name}/{path.name}"
    text = read_text(path)
    raw = _tables(text, source)
    base = raw.get(EXTENDS)
    if base is None:
        return _keep(Resolved(raw, text.encode()), path, known)
    seen = (*seen, path.parent.name)
    if str(base) in seen or not isinstance(base, str) or Path(base).name != base:
        raise DefinitionError("DEFINITION_041", file=source, found=str(base)[:80])
    if len(seen) > _CHAIN:
        raise DefinitionError("DEFINITION_057", file=source, limit=str(_CHAIN))
    below = find(base)
    if below is None:
        raise DefinitionError("DEFINITION_040", file=source, found=base)
    held = (known or {}).get(below) or resolve(below, find, seen, known)
    try:
        made = Resolved(overlaid(held.tables, raw, source), text.encode() + held.text)
        return _keep(made, path, known)
    except RecursionError as error:
        raise DefinitionError("DEFINITION_058", file=source) from error
    except (AttributeError, LookupError, TypeError, ValueError) as error:  # one is out of shape
        raise DefinitionError("DEFINITION_062", file=source, found=base) from error


def _keep(made: Resolved, path: Path, known: dict[Path, Resolved] | None) -> Resolved:
    if known is not None:
        known[path] = made
    return made


def _tables(text: str, source: str) -> dict[str, Any]:
    # Almost no line has so many dots; the search through all of a text is the slow part.
    if any(_LONG_KEY.search(line) for line in text.split("\n") if line.count(".") >= _DOTS):
        raise DefinitionError("DEFINITION_058", file=source)
    try:
        return read_tables(text, source)
    except RecursionError as error:
        raise DefinitionError("DEFINITION_058", file=source) from error
    except DefinitionError as fault:
        found = _PLACE.search(fault.values["reason"])
        lines = text.split("\n")
        line = int(found[1]) if found else len(lines)
        column = int(found[2]) if found else len(lines[-1]) + 1
        near = lines[min(line, len(lines)) - 1].strip()[:40]
        values = {"file": source, "line": str(line), "column": str(column), "found": near}
        raise DefinitionError("DEFINITION_061", **values) from fault
    except ValueError as error:  # a number of thousands of digits
        raise DefinitionError("DEFINITION_001", file=source, reason=str(error)) from error


def explained(tables: dict[str, Any], source: str, fault: DefinitionError) -> DefinitionError:
    """The first trouble with a form's types in plain words, else the fault itself."""
    if fault.code != "DEFINITION_002":
        return fault
    for problem in type_problems(tables, FormDefinition):
        values = {key: value for key, value in problem.items() if key != "code"}
        return DefinitionError(problem["code"], file=source, **values)
    return fault


def folders_in(folder: Path) -> tuple[Path, ...]:
    """The folders of a folder of forms, in the order of their names; none where it is missing.

    Raises:
        DefinitionError: DEFINITION_059 it is there and cannot be listed.
    """
    try:
        found = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise DefinitionError("DEFINITION_059", folder=str(folder), reason=reason) from error
    return tuple(sorted(path for path in found if _is_folder(path)))


def _is_folder(path: Path) -> bool:
    try:
        # A link that leads nowhere or to itself is told of when its definition cannot be read.
        return path.is_dir() or (path.is_symlink() and not path.exists())
    except OSError:
        return True


def has_definition(folder: Path) -> bool:
    """Whether a folder holds something called `form.toml`, readable or not."""
    try:
        return any(path.name == DEFINITION for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return folder.is_symlink()
    except OSError:
        return True
