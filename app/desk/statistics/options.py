"""The command that counts over records: its options and start."""

from typing import Any

from app.desk.options import AddCommand, add_tables, add_year
from app.desk.outcome import Outcome

COMMANDS = ("statistics",)


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of this command to the command line."""
    parser = command(commands, "statistics", "统计：不写条件就列出现有视图 / statistics")
    parser.add_argument("--view", metavar="NAME", help="视图名称，如 按股室 / a saved view")
    parser.add_argument("--by", metavar="DIMENSION", help="按什么分组，如 section / group by")
    parser.add_argument("--by2", default="", metavar="DIMENSION", help="再按什么分列 / columns")
    measures = "统计什么，逗号分开，如 records,annual / what is counted"
    parser.add_argument("--measure", default="", metavar="NAMES", help=measures)
    kept = "只看哪些，如 state=已签章 / keep only these"
    parser.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE", help=kept)
    add_year(parser)
    add_tables(parser)


def run(options: Any) -> Outcome:
    """Run this command.

    Raises:
        FaultError: what the command refuses.
    """
    from app.desk.statistics.commands import run_statistics

    return run_statistics(options)
