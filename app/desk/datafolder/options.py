"""The command that moves the data folder: its options and start."""

from pathlib import Path
from typing import Any

from app.desk.options import AddCommand
from app.desk.outcome import Outcome

COMMANDS = ("move-data",)


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of this command to the command line."""
    moved = command(commands, "move-data", "移动数据文件夹 / move the data folder")
    moved.add_argument("folder", type=Path, metavar="DIR")
    use = "那里已有数据，就用那一份，什么也不复制 / use the data there, copy nothing"
    moved.add_argument("--use", action="store_true", help=use)


def run(options: Any) -> Outcome:
    """Run this command.

    Raises:
        FaultError: what the command refuses.
    """
    from app.desk.datafolder.commands import relocate

    return relocate(options.data, options.folder, options.language, use=options.use)
