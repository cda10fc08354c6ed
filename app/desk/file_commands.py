"""The commands that make, check and gather files of many records: their options and start."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk.outcome import Outcome

COMMANDS = ("batch", "verify", "evidence")
_AddCommand = Callable[[Any, str, str], argparse.ArgumentParser]


def add_commands(commands: Any, command: _AddCommand) -> None:
    """Add the options of these commands to the command line."""
    batch = "许多表一次导出 / files of many records at once"
    _add_batch(command(commands, "batch", batch))
    _add_verify(command(commands, "verify", "核对导出的文件有没有改动 / was a file altered"))
    _add_evidence(command(commands, "evidence", "一份表的佐证材料 / the evidence of a record"))


def _add_batch(parser: argparse.ArgumentParser) -> None:
    what = "记录编号或记录文件；不写就是全部 / record ids or files, all without"
    parser.add_argument("items", nargs="*", metavar="RECORD", help=what)
    parser.add_argument("--year", type=int, metavar="YYYY", help="只要这一年 / of this year")
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


def _add_evidence(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("record", metavar="RECORD_ID", help="记录编号 / record id")
    add = "添加的文件，可多次 / a file to add, as often as needed"
    parser.add_argument("--add", type=Path, action="append", default=[], metavar="FILE", help=add)
    row = "证明哪一行：位置或序号，如 3.1 / the row it proves, by place or number"
    parser.add_argument("--place", default="", metavar="ROW", help=row)
    parser.add_argument("--shrink", action="store_true", help="缩小照片 / make photos smaller")
    listed = "写出目录（.xlsx 或 .pdf）/ write the list"
    parser.add_argument(
        "--list", type=Path, action="append", default=[], metavar="FILE", help=listed, dest="lists"
    )
    parser.add_argument("--zip", type=Path, metavar="FILE", help="按序号打包 / pack in that order")
    parser.add_argument("--verify", action="store_true", help="核对文件是否完好 / are they intact")


def run(options: Any) -> Outcome:
    """Run one of these commands."""
    return {"batch": _batch, "verify": _verify, "evidence": _evidence}[options.command](options)


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


def _verify(options: Any) -> Outcome:
    from app.desk.batch_export.verify import verify

    return verify(options.data, options.file, options.against, options.language)


def _evidence(options: Any) -> Outcome:
    from app.desk.evidence.commands import EvidenceOrder, evidence

    order = EvidenceOrder(
        record=options.record,
        add=tuple(options.add),
        place=options.place,
        shrink=options.shrink,
        lists=tuple(options.lists),
        zip=options.zip,
        verify=options.verify,
    )
    return evidence(options.data, order, options.language)
