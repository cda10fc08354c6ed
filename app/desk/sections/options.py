"""The commands that send workbooks to sections and take them back: their options and start."""

from pathlib import Path
from typing import Any

from app.desk.options import AddCommand, add_year, add_yes
from app.desk.outcome import Outcome

COMMANDS = ("sections", "take-sections")


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of these commands to the command line."""
    sections = command(commands, "sections", "发股室填报 / a workbook for each section to fill in")
    sections.add_argument("folder", type=Path, metavar="DIR")
    named = "只发这个股室，可多次 / only this section, as often as needed"
    sections.add_argument("--section", action="append", default=[], metavar="NAME", help=named)
    taken = command(commands, "take-sections", "收回股室填报 / take back what sections filled in")
    taken.add_argument("files", type=Path, nargs="+", metavar="FILE")
    add_yes(taken)
    for parser in (sections, taken):
        add_year(parser)


def run(options: Any) -> Outcome:
    """Run one of these commands.

    Raises:
        FaultError: what the command refuses.
    """
    from app.desk.sections.commands import send_sections, take_sections

    data, year, language = options.data, options.year, options.language
    if options.command == "sections":
        return send_sections(options.folder, data, year, options.section, language)
    return take_sections(options.files, data, year, language, yes=options.yes)
