"""The commands that make files of many records and verify them: their options and start."""

import argparse
from pathlib import Path
from typing import Any

from app.desk.options import AddCommand, add_year
from app.desk.outcome import Outcome

COMMANDS = ("batch", "verify")


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of these commands to the command line."""
    _add_batch(command(commands, "batch", "许多表一次导出 / files of many records at once"))
    _add_verify(command(commands, "verify", "核对导出的文件有没有改动 / was a file altered"))


def _add_batch(parser: argparse.ArgumentParser) -> None:
    what = "记录编号或记录文件；不写就是全部 / record ids or files, all without"
    parser.add_argument("items", nargs="*", metavar="RECORD", help=what)
    add_year(parser)
    parser.add_argument("--section", default="", metavar="TEXT", help="只要这个股室 / of a section")
    parser.add_argument("--state", default="", metavar="STATE", help="只要这个状态 / in a state")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="文件夹 / folder")
    for kind in ("xlsx", "pdf", "docx"):
        parser.add_argument(f"--{kind}", action="store_true", help="每份一个 / one a record")
    parser.add_argument("--one-workbook", action="store_true", help="合成一个工作簿 / all in one")
    parser.add_argument("--one-pdf", action="store_true", help="合成一个 PDF / all in one")
    versions = "工作版、报送版、公开版 / working, submission or public copies"
    parser.add_argument(
        "--version", choices=("work", "submit", "public"), default="work", help=versions
    )
    pattern = "文件名规则，如 {年度}_{项目} / how files are named"
    parser.add_argument("--pattern", default="", metavar="P", help=pattern)
    parser.add_argument("--replace", action="store_true", help="同名的替换 / replace files")
    lists = "写出清单：xlsx、pdf，可多次 / write the list of files as xlsx or pdf"
    parser.add_argument(
        "--list", action="append", default=[], choices=("xlsx", "pdf"), dest="lists", help=lists
    )
    told = "每份报一行进度 / a line of JSON for each record"
    parser.add_argument("--progress", action="store_true", help=told)
    for hidden in ("--job", "--scratch"):
        parser.add_argument(hidden, type=Path, help=argparse.SUPPRESS)


def _add_verify(parser: argparse.ArgumentParser) -> None:
    told = "xlsx、pdf，或纸上的校验码 / a file, or the check code on paper"
    parser.add_argument("file", metavar="FILE", help=told)
    record = "和这个记录文件对照，不写就查数据文件夹 / compare with this record file"
    parser.add_argument("--record", type=Path, metavar="FILE", dest="against", help=record)


def run(options: Any) -> Outcome:
    """Run one of these commands.

    Raises:
        FaultError: what the command refuses.
    """
    if options.command == "batch":
        return _batch(options)
    from app.desk.batch_export.verify import verify

    return verify(options.data, options.file, options.against, options.language)


def _batch(options: Any) -> Outcome:
    from app.desk.batch_export.commands import BatchOrder, batch, batch_of_file
    from app.desk.batch_export.making import KINDS, Job, Kind

    if options.job is not None:
        return batch_of_file(options.job, options.scratch, options.language)
    kinds: list[Kind] = [kind for kind in KINDS if getattr(options, kind)]
    job = Job(
        records=(),
        forms={},
        folder=str(options.output or Path.cwd()),
        kinds=tuple(kinds),
        one_xlsx=options.one_workbook,
        one_pdf=options.one_pdf,
        version=options.version,
        pattern=options.pattern,
        replace=options.replace,
    )
    order = BatchOrder(
        items=tuple(options.items),
        year=options.year,
        section=options.section,
        state=options.state,
        job=job,
        lists=tuple(f".{kind}" for kind in options.lists),
        progress=options.progress,
    )
    return batch(options.data, order, options.language)
