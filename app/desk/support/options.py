"""The commands about the data folder and for support: their options and start."""

from pathlib import Path
from typing import Any

from app.desk.options import AddCommand
from app.desk.outcome import Outcome

COMMANDS = ("move-data", "diagnose")


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of these commands to the command line."""
    moved = command(commands, "move-data", "移动数据文件夹 / move the data folder")
    moved.add_argument("folder", type=Path, metavar="DIR")
    use = "那里已有数据，就用那一份，什么也不复制 / use the data there, copy nothing"
    moved.add_argument("--use", action="store_true", help=use)
    told = command(commands, "diagnose", "导出诊断信息，不含填写的内容 / diagnosis, nothing typed")
    told.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="zip")


def run(options: Any) -> Outcome:
    """Run one of these commands."""
    from app.desk.support.commands import export_diagnosis, relocate

    if options.command == "move-data":
        return relocate(options.data, options.folder, options.language, use=options.use)
    return export_diagnosis(options.data, options.output, options.language)
