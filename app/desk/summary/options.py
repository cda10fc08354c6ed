"""The command for a year's summary: its options and start."""

from pathlib import Path
from typing import Any

from app.desk.options import AddCommand, add_form, add_tables, add_year
from app.desk.outcome import Outcome

COMMANDS = ("summary",)


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of this command to the command line."""
    parser = command(commands, "summary", "自评情况汇总表和公开文字 / the year's summary")
    add_year(parser)
    add_form(parser, "只汇总这个表样 / one form")
    add_tables(parser)
    parser.add_argument("--docx", type=Path, metavar="FILE", help="docx 文件 / a file")


def run(options: Any) -> Outcome:
    """Run this command.

    Raises:
        FaultError: what the command refuses.
    """
    from app.desk.summary.commands import run_summary

    return run_summary(options)
