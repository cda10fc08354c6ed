"""What the cells of a workbook are beside their values: percentages, formulas, errors."""

import contextlib
import re
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.exchange.embedded import DAMAGE

_Position = tuple[int, int]
_STYLES = "xl/styles.xml"
_STYLES_LIMIT = 20 * 2**20
_PERCENT = re.compile(rb'formatCode="[^"]*%|<xf [^>]*numFmtId="(?:9|10)"')


class CellKinds(NamedTuple):
    """Positions (row, column) from 0: what shows as per cent, what is a formula, what an error."""

    percents: frozenset[_Position]
    formulas: frozenset[_Position]
    errors: frozenset[_Position]


def has_percents(path: Path) -> bool:
    """Whether any style of an xlsx workbook shows per cent; false for other files."""
    with contextlib.suppress(OSError, *DAMAGE), zipfile.ZipFile(path) as archive:
        if archive.getinfo(_STYLES).file_size <= _STYLES_LIMIT:
            return _PERCENT.search(archive.read(_STYLES)) is not None
    return False


def cell_kinds(path: Path) -> Mapping[str, CellKinds]:
    """The kinds of an xlsx workbook's cells by worksheet; empty for a file that tells none.

    The file was checked before (`check_container`).
    """
    found: dict[str, CellKinds] = {}
    with contextlib.suppress(OSError, AttributeError, *DAMAGE):
        import openpyxl

        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")  # openpyxl tells of all that it leaves out
            workbook = openpyxl.load_workbook(file, read_only=True)
            for worksheet in workbook.worksheets:
                worksheet.reset_dimensions()
                found[worksheet.title] = _kinds(worksheet)
            workbook.close()
    return found


def _kinds(worksheet: Any) -> CellKinds:
    percents: set[_Position] = set()
    formulas: set[_Position] = set()
    errors: set[_Position] = set()
    for row in worksheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            position = cell.row - 1, cell.column - 1
            if cell.data_type == "f":
                formulas.add(position)
            elif cell.data_type == "e":
                errors.add(position)
            if "%" in (cell.number_format or "") and cell.data_type in ("n", "f"):
                percents.add(position)
    return CellKinds(frozenset(percents), frozenset(formulas), frozenset(errors))
