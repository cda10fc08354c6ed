"""The command about evidence: its options and start."""

from pathlib import Path
from typing import Any

from app.desk.options import AddCommand
from app.desk.outcome import Outcome

COMMANDS = ("evidence",)


def add_commands(commands: Any, command: AddCommand) -> None:
    """Add the options of this command to the command line."""
    parser = command(commands, "evidence", "一份表的佐证材料 / the evidence of a record")
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
    """Run this command.

    Raises:
        FaultError: what the command refuses.
    """
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
