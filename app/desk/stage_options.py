"""The commands that check all records and change their states: their options and start."""

from typing import Any

from app.desk.options import AddCommand, add_year
from app.desk.outcome import Outcome

COMMANDS = ("check-all", "state")


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of these commands to the command line."""
    every = command(commands, "check-all", "全部检查：台账里的所有记录 / check all records")
    add_year(every)
    every.add_argument("--review", action="store_true", help="预审 / as a reviewer would")
    state = command(commands, "state", "改变一份记录的状态 / bring a record into a state")
    state.add_argument("record", metavar="RECORD_ID", help="记录编号 / the record's id")
    state.add_argument("state", metavar="STATE", help="如 signed 或 已签章 / such as signed")
    state.add_argument("--reason", default="", metavar="TEXT", help="原因 / why")


def run(options: Any) -> Outcome:
    """Run one of these commands.

    Raises:
        FaultError: what the command refuses.
    """
    from app.desk.stage_commands import bring, check_all

    data, language = options.data, options.language
    if options.command == "state":
        return bring(data, options.record, options.state, options.reason, language)
    return check_all(data, options.year, language, review=options.review)
