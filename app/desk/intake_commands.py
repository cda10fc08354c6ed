"""The commands that take lists and answers into many records: their options and start."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk.outcome import Outcome

COMMANDS = ("sections", "take-sections")
_AddCommand = Callable[[Any, str, str], argparse.ArgumentParser]


def add_commands(commands: Any, command: _AddCommand) -> None:
    """Add the options of these commands to the command line."""
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


def run(options: Any) -> Outcome:
    """Run one of these commands."""
    from app.desk.sections.commands import send_sections, take_sections

    data, year, language = options.data, options.year, options.language
    if options.command == "sections":
        return send_sections(options.folder, data, year, options.section, language)
    return take_sections(options.files, data, year, language, yes=options.yes)
