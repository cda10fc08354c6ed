"""The commands that take lists and answers into many records: their options and start."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk.outcome import Outcome

COMMANDS: tuple[str, ...] = ("import-funds", "sections", "take-sections")
_AddCommand = Callable[[Any, str, str], argparse.ArgumentParser]


def add_commands(commands: Any, command: _AddCommand) -> None:
    """Add the options of these commands to the command line."""
    _add_funds(command(commands, "import-funds", "导入资金数 / amounts from an accounting export"))
    sections = command(commands, "sections", "发股室填报 / a workbook for each section to fill in")
    sections.add_argument("folder", type=Path, metavar="DIR")
    named = "只发这个股室，可多次 / only this section, as often as needed"
    sections.add_argument("--section", action="append", default=[], metavar="NAME", help=named)
    taken = command(commands, "take-sections", "收回股室填报 / take back what sections filled in")
    taken.add_argument("files", type=Path, nargs="+", metavar="FILE")
    for parser in (sections, taken):
        parser.add_argument("--year", type=int, metavar="YYYY")
    yes = "收回；不写只列出不同之处 / take it; without, only tell what differs"
    taken.add_argument("--yes", action="store_true", help=yes)


def _add_funds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--year", type=int, metavar="YYYY")
    unit = "没有写明时的金额单位 / the unit where the file names none"
    parser.add_argument("--unit", default="", choices=("", "元", "万元"), help=unit)
    parser.add_argument("--mapping", type=Path, metavar="JSON", help="列的对应 / the columns")
    saved = "写出列的对应，改好再用 / write the columns to correct them"
    parser.add_argument("--save-mapping", type=Path, metavar="JSON", help=saved)
    yes = "导入；不写只列出不同之处 / take them; without, only tell what differs"
    parser.add_argument("--yes", action="store_true", help=yes)


def run(options: Any) -> Outcome:
    """Run one of these commands."""
    if options.command == "import-funds":
        return _funds(options)
    from app.desk.sections.commands import send_sections, take_sections

    data, year, language = options.data, options.year, options.language
    if options.command == "sections":
        return send_sections(options.folder, data, year, options.section, language)
    return take_sections(options.files, data, year, language, yes=options.yes)


def _funds(options: Any) -> Outcome:
    from app.desk.imports.fund_commands import FundOrder, import_funds

    order = FundOrder(
        file=options.file,
        year=options.year,
        money_unit=options.unit,
        mapping=options.mapping,
        save_mapping=options.save_mapping,
        yes=options.yes,
    )
    return import_funds(options.data, order, options.language)
