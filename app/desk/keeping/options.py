"""The commands about the data as a whole, log, packages and backups: their options and start."""

import argparse
from pathlib import Path
from typing import Any

from app.desk.options import AddCommand, add_tables, add_year, add_yes
from app.desk.outcome import Outcome

COMMANDS = ("log", "package", "backup", "export-all")


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of these commands to the command line."""
    _add_log(command(commands, "log", "操作日志 / the operation log"))
    package = command(commands, "package", "数据包：整年装进一个文件 / a year in one file")
    tasks = package.add_subparsers(dest="task", metavar="TASK", required=True)
    _add_make(command(tasks, "make", "打包 / pack records"))
    taken = command(tasks, "take", "取入；不加 --yes 只看 / take over; without --yes only look")
    taken.add_argument("file", type=Path, metavar="FILE")
    add_yes(taken)
    choice = "两边改了同一格时保留哪一边 / whose value stands where both changed a cell"
    taken.add_argument(
        "--conflicts", choices=("mine", "theirs", "both"), default="mine", help=choice
    )
    everything = command(commands, "export-all", "一键全量导出 / export everything")
    everything.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    everything.add_argument("--evidence", type=Path, help=argparse.SUPPRESS)
    everything.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)
    backup = command(commands, "backup", "备份与恢复 / back up and restore")
    tasks = backup.add_subparsers(dest="task", metavar="TASK", required=True)
    made = command(tasks, "make", "现在备份 / make a backup now")
    made.add_argument("-o", "--output", type=Path, metavar="DIR", help="另一处 / another place")
    command(tasks, "list", "列出备份并核对 / list and verify the backups")
    back = command(tasks, "restore", "恢复一份备份 / restore a backup")
    back.add_argument("file", type=Path, metavar="FILE")


def _add_log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--record", default="", metavar="RECORD_ID")
    parser.add_argument("--search", default="", metavar="TEXT")
    parser.add_argument("--kind", action="append", default=[], metavar="KIND")
    parser.add_argument("--since", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--until", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--limit", type=int, default=500, metavar="N")
    parser.add_argument("--verify", action="store_true", help="核对是否完整 / is it whole")
    add_tables(parser)


def _add_make(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    add_year(parser)
    parser.add_argument("--section", metavar="NAME", help="责任股室 / section")
    parser.add_argument("--record", action="append", default=[], metavar="RECORD_ID")


def run(options: Any) -> Outcome:
    """Run one of these commands."""
    tasks = {"log": _log, "package": _package, "backup": _backup, "export-all": _everything}
    return tasks[options.command](options)


def _log(options: Any) -> Outcome:
    from app.desk.keeping.commands import log_question, show_log

    return show_log(
        options.data,
        log_question(options),
        options.language,
        xlsx=options.xlsx,
        pdf=options.pdf,
        verify=options.verify,
    )


def _package(options: Any) -> Outcome:
    from app.desk.keeping.commands import Chosen, make_package, take_package

    data, language = options.data, options.language
    if options.task == "make":
        chosen = Chosen(options.year, options.section, tuple(options.record))
        return make_package(data, options.file, chosen, language)
    return take_package(data, options.file, language, choice=options.conflicts, do_it=options.yes)


def _backup(options: Any) -> Outcome:
    from app.desk.keeping.commands import list_backups, make_backup, restore_backup

    match options.task:
        case "make":
            return make_backup(options.data, options.output, options.language)
        case "list":
            return list_backups(options.data, options.language)
        case _:
            return restore_backup(options.data, options.file, options.language)


def _everything(options: Any) -> Outcome:
    from app.desk.keeping.commands import export_all

    return export_all(
        options.data,
        options.output,
        options.language,
        evidence=options.evidence,
        progress=options.progress,
    )
