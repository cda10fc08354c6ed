"""The command for support: its options and start."""

from pathlib import Path
from typing import Any

from app.desk.options import AddCommand
from app.desk.outcome import Outcome

COMMANDS = ("diagnose",)


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of this command to the command line."""
    told = command(commands, "diagnose", "导出诊断信息，不含填写的内容 / diagnosis, nothing typed")
    told.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="zip")


def run(options: Any) -> Outcome:
    """Run this command.

    Raises:
        FaultError: what the command refuses.
    """
    from app.desk.support.commands import export_diagnosis

    return export_diagnosis(options.data, options.output, options.language)
