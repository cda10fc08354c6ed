"""What the options of the command line share: how a command is added, and what many ask for."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

AddCommand = Callable[[Any, str, str], argparse.ArgumentParser]
"""Adds a command of a name, with the words that explain it, to a group of commands."""


def add_year(parser: argparse.ArgumentParser) -> None:
    """Add the year of the records."""
    parser.add_argument("--year", type=int, metavar="YYYY", help="年度 / year")


def add_form(parser: argparse.ArgumentParser, told: str = "表样编号 / form id") -> None:
    """Add a form, named by its id."""
    parser.add_argument("--form", default="", metavar="FORM", help=told)


def add_tables(parser: argparse.ArgumentParser) -> None:
    """Add the files that a list is written to."""
    for kind in ("xlsx", "pdf"):
        parser.add_argument(f"--{kind}", type=Path, metavar="FILE", help=f"{kind} 文件 / a file")


def add_yes(parser: argparse.ArgumentParser) -> None:
    """Add what makes a command do what it otherwise only tells."""
    told = "真正执行；不写只预览 / do it; without, only show what would be done"
    parser.add_argument("--yes", action="store_true", help=told)
