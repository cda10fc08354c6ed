"""The commands that import lists: their options and start."""

import argparse
from pathlib import Path
from typing import Any

from app.desk.options import AddCommand, add_form, add_year, add_yes
from app.desk.outcome import Outcome

COMMANDS = ("import-targets", "import-funds")


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of these commands to the command line."""
    targets = command(commands, "import-targets", "导入指标清单 / records from a list of targets")
    _add_list(targets)
    add_form(targets)
    skipped = "有问题的行不导，其余照导 / leave broken lines out, take the others"
    targets.add_argument("--skip-broken", action="store_true", help=skipped)
    _add_list(command(commands, "import-funds", "导入资金数 / amounts from an accounting export"))


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    add_year(parser)
    unit = "文件没有写明时的金额单位 / the unit of money where the file names none"
    parser.add_argument("--unit", default="", choices=("元", "万元"), help=unit)
    mapping = "列的对应关系 / what the columns hold"
    parser.add_argument("--mapping", type=Path, metavar="JSON", help=mapping)
    saved = "写出列的对应关系，改好再用 / write what the columns hold, to correct it"
    parser.add_argument("--save-mapping", type=Path, metavar="JSON", help=saved)
    add_yes(parser)


def run(options: Any) -> Outcome:
    """Run one of these commands.

    Raises:
        FaultError: what the command refuses.
    """
    from app.desk.imports.fund_commands import import_funds
    from app.desk.imports.orders import ListOrder
    from app.desk.imports.target_commands import TargetOrder, import_targets

    asked = {
        "file": options.file,
        "year": options.year,
        "money_unit": options.unit,
        "mapping": options.mapping,
        "save_mapping": options.save_mapping,
        "yes": options.yes,
    }
    if options.command == "import-funds":
        return import_funds(options.data, ListOrder(**asked), options.language)
    order = TargetOrder(**asked, form=options.form, skip_broken=options.skip_broken)
    return import_targets(options.data, order, options.language)
