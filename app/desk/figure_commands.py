"""The commands that add up a whole year: `ziping statistics` and `ziping summary`."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk.outcome import Outcome

COMMANDS = ("statistics", "summary")


def add_commands(
    commands: Any, command: Callable[[Any, str, str], argparse.ArgumentParser]
) -> None:
    """Add the parsers of these commands."""
    counted = command(commands, "statistics", "统计：不写条件就列出现有视图 / statistics")
    counted.add_argument("--view", metavar="NAME", help="视图名称，如 按股室 / a saved view")
    counted.add_argument("--by", metavar="DIMENSION", help="按什么分组，如 section / group by")
    counted.add_argument("--by2", default="", metavar="DIMENSION", help="再按什么分列 / columns")
    measures = "统计什么，逗号分开，如 records,annual / what is counted"
    counted.add_argument("--measure", default="", metavar="NAMES", help=measures)
    kept = "只看哪些，如 state=已签章 / keep only these"
    counted.add_argument("--filter", action="append", default=[], metavar="NAME=VALUE", help=kept)
    summed = command(commands, "summary", "自评情况汇总表和公开文字 / the year's summary")
    summed.add_argument("--docx", type=Path, metavar="FILE")
    summed.add_argument("--form", default="", metavar="FORM", help="只汇总这个表样 / one form")
    for parser in (counted, summed):
        parser.add_argument("--year", type=int, metavar="YYYY", help="年度 / the year")
        parser.add_argument("--xlsx", type=Path, metavar="FILE")
        parser.add_argument("--pdf", type=Path, metavar="FILE")


def run(options: Any) -> Outcome:
    """Run one of these commands.

    Raises:
        FaultError: what the command refuses.
    """
    if options.command == "summary":
        from app.desk.summary.commands import run_summary

        return run_summary(options)
    from app.desk.statistics.commands import run_statistics

    return run_statistics(options)
