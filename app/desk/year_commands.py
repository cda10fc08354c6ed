"""The commands that begin a year: their options and start."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk.outcome import Outcome

COMMANDS = ("import-targets", "carry-all")
_AddCommand = Callable[[Any, str, str], argparse.ArgumentParser]


def add_commands(commands: Any, command: _AddCommand) -> None:
    """Add the options of these commands to the command line."""
    targets = command(commands, "import-targets", "导入指标清单 / records from a list of targets")
    targets.add_argument("file", type=Path, metavar="FILE")
    unit = "清单没有写明时的金额单位 / unit of money where the list names none"
    targets.add_argument("--unit", default="", choices=("元", "万元"), help=unit)
    mapping = "列的对应关系 / what the columns hold (json)"
    targets.add_argument("--mapping", type=Path, metavar="FILE", help=mapping)
    targets.add_argument("--save-mapping", type=Path, metavar="FILE", help=mapping)
    carry = command(commands, "carry-all", "全部沿用上年 / carry all projects over")
    carry.add_argument("--from-year", type=int, required=True, metavar="YYYY")
    ended = "已结束、不沿用的记录，可多次 / a record that ended, as often as needed"
    carry.add_argument("--ended", action="append", default=[], metavar="RECORD_ID", help=ended)
    new = "新增项目的名称，可多次 / the name of a new project, as often as needed"
    carry.add_argument("--new", action="append", default=[], metavar="NAME", help=new)
    done = "真正执行；不写只预览 / do it; without, only show what would be done"
    for parser in (targets, carry):
        parser.add_argument("--form", default="", metavar="ID", help="表样编号 / form id")
        parser.add_argument("--year", type=int, metavar="YYYY", help="年度 / year")
        parser.add_argument("--yes", action="store_true", help=done)


def run(options: Any) -> Outcome:
    """Run one of these commands."""
    return _targets(options) if options.command == "import-targets" else _carry(options)


def _targets(options: Any) -> Outcome:
    from app.desk.imports.target_commands import TargetOrder, import_targets

    order = TargetOrder(
        file=options.file,
        form=options.form,
        year=options.year,
        money_unit=options.unit,
        mapping=options.mapping,
        save_mapping=options.save_mapping,
        yes=options.yes,
    )
    return import_targets(options.data, order, options.language)


def _carry(options: Any) -> Outcome:
    from app.desk.carry_all import CarryOrder, carry_all

    order = CarryOrder(
        from_year=options.from_year,
        year=options.year,
        ended=tuple(options.ended),
        names=tuple(options.new),
        form=options.form,
        yes=options.yes,
    )
    return carry_all(options.data, order, options.language)
