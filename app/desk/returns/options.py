"""The commands about returns on the command line: their options and start."""

from pathlib import Path
from typing import Any

from app.desk.options import AddCommand, add_tables, add_year, add_yes
from app.desk.outcome import Outcome

COMMANDS = ("returns", "changes")


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of these commands to the command line."""
    returns = command(commands, "returns", "登记退回、查看和答复财政的意见 / finance's remarks")
    tasks = returns.add_subparsers(dest="task", metavar="TASK", required=True)
    add = command(tasks, "add", "登记退回；不加 --yes 只看 / log a return; without --yes only look")
    files = "批注或标色的表格、意见清单、信函 / a marked workbook, a list, a letter"
    add.add_argument("file", type=Path, nargs="?", metavar="FILE", help=files)
    add.add_argument("--text", default="", metavar="TEXT", help="意见原文 / the remarks themselves")
    add.add_argument("--record", default="", metavar="RECORD_ID", help="只对这份 / this one only")
    add_yes(add)
    shown = command(tasks, "list", "列出意见 / list the remarks")
    shown.add_argument("--all", action="store_true", help="连同已答复的 / answered ones too")
    given = command(tasks, "answer", "答复一条意见 / answer a remark")
    given.add_argument("record", metavar="RECORD_ID")
    given.add_argument("remark", metavar="REMARK_ID")
    given.add_argument("--text", default="", metavar="TEXT")
    given.add_argument("--done", action="store_true", help="已按意见修改 / changed as asked")
    changes = command(
        commands, "changes", "修改对照表：原值、新值、原因 / what was changed and why"
    )
    every = "记录编号，不写就是全部被退回的 / ids; without, all that were returned"
    changes.add_argument("record", nargs="*", metavar="RECORD_ID", help=every)
    changes.add_argument("--since", type=int, metavar="REVISION", help="从这一版起 / from this one")
    changes.add_argument(
        "--until", type=int, metavar="REVISION", help="到这一版止 / up to this one"
    )
    changes.add_argument("--who", action="store_true", help="写明修改人和时间 / by whom and when")
    add_tables(changes)
    for parser in (add, shown, changes):
        add_year(parser)


def run(options: Any) -> Outcome:
    """Run one of these commands."""
    from app.desk.returns import commands

    data, language = options.data, options.language
    if options.command == "changes":
        bounds = (options.since, options.until)
        asked = commands.AskedChanges(tuple(options.record), options.year, *bounds)
        return commands.changes(data, asked, options.xlsx, options.pdf, language, who=options.who)
    match options.task:
        case "add":
            asked_remarks = commands.AskedRemarks(options.file, options.text, options.record)
            return commands.add(data, asked_remarks, options.year, language, yes=options.yes)
        case "answer":
            given = (options.record, options.remark, options.text)
            return commands.answer_remark(data, *given, language, done=options.done)
        case _:
            return commands.list_remarks(data, options.year, language, all_too=options.all)
