"""The command line: `ziping` opens the window; its sub-commands do the same work without one."""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, Protocol

from app.desk import stage_options as stages
from app.desk.batch_export import options as batch_export
from app.desk.datafolder import options as datafolder
from app.desk.evidence import options as evidence
from app.desk.imports import options as imports
from app.desk.keeping import options as keeping
from app.desk.options import AddCommand, add_form, add_tables, add_year, add_yes
from app.desk.outcome import BAD_INPUT, Outcome, guarded
from app.desk.returns import options as returns
from app.desk.sections import options as sections
from app.desk.statistics import options as statistics
from app.desk.summary import options as summary
from app.desk.support import options as support
from app.desk.texts import output_fault, sentence
from app.locate import DataMissingError
from app.version import VERSION


class _Topic(Protocol):
    @property
    def COMMANDS(self) -> tuple[str, ...]: ...  # noqa: N802 (a constant of the module)

    def add_commands(self, commands: Any, command: AddCommand, /) -> None: ...

    def run(self, options: Any, /) -> Outcome: ...


_TOPICS: tuple[_Topic, ...] = (
    imports,
    sections,
    stages,
    returns,
    evidence,
    batch_export,
    statistics,
    summary,
    keeping,
    datafolder,
    support,
)
"""Modules that add commands of their own: `COMMANDS`, `add_commands` and `run`."""
_PARTS = ("store", "score", "xlsx", "pdf", "libraries", "child", "window")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; without one, open the window. Returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    if options.command is None and not has_display():
        return _tell(Outcome(code=BAD_INPUT, error=sentence("CLI_NO_DISPLAY", options.language)))
    if options.command is None:
        gc.disable()  # until the window stands there is nothing; then it sees to it itself
        from app.windows.app import run_window  # the window's libraries are large

        return run_window(options.data, options.language, options.open, safe=options.safe)
    try:
        run = _starter(options.command)
        outcome = guarded(lambda: run(options), options.language)
    except DataMissingError as error:
        outcome = Outcome(code=BAD_INPUT, error=str(error))
    code = _tell(outcome, as_json=options.json)
    if getattr(options, "only", "") == "window":
        os._exit(code)  # as the window itself ends: see app/windows/app.py
    return code


def has_display() -> bool:
    """Whether a window can be shown: always, but on a Linux without a desktop."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def _starter(command: str) -> Callable[[Any], Outcome]:
    for topic in _TOPICS:
        if command in topic.COMMANDS:
            return topic.run
    return _selftest if command == "selftest" else _run


def _run(options: Any) -> Outcome:
    # The window needs none of this, and it starts sooner without.
    from app.desk.commands import (
        list_policies,
        make_new,
        offer_forms_of,
        score_file,
    )

    language = options.language
    offer_forms_of(options.data)
    topics = {"forms": _forms, "check": _check, "review": _check}
    if options.command in topics:
        return topics[options.command](options)
    if options.command == "policies":
        return list_policies(language)
    match options.command:
        case "new":
            return make_new(options.form, options.output, options.year, language, options.policy)
        case "score":
            return score_file(options.record, language, options.policy)
        case _:
            return _write(options)


def _selftest(options: Any) -> Outcome:
    from app.desk.selftest import selftest

    def painted(folder: Path, language: str) -> str:
        from app.windows.selftest import paint_window

        return paint_window(folder, language)

    return selftest(options.language, painted, options.only)


def _write(options: Any) -> Outcome:
    """The commands that make files of what there is."""
    from app.desk.commands import demo, draft_file, export_file

    match options.command:
        case "export":
            return export_file(
                options.record,
                xlsx=options.xlsx,
                pdf=options.pdf,
                docx=options.docx,
                record=options.record_file,
                language=options.language,
                policy=options.policy,
            )
        case "carry" | "move" | "carry-all":
            return _transfer(options)
        case "draft":
            return draft_file(options.record, options.output, options.language)
        case _:
            return demo(options.output, options.language)


def _transfer(options: Any) -> Outcome:
    from app.desk.carry_all import CarryOrder, carry_all
    from app.desk.transfers import carry_file, move_file

    if options.command == "carry-all":
        order = CarryOrder(
            from_year=options.from_year,
            year=options.year,
            ended=tuple(options.ended),
            names=tuple(options.new),
            form=options.form,
            yes=options.yes,
        )
        return carry_all(options.data, order, options.language)
    path, output, language = options.record, options.output, options.language
    if options.command == "move":
        return move_file(path, options.form, output, language)
    return carry_file(path, output, language, options.year, options.form)


def _forms(options: Any) -> Outcome:
    from app.desk.form_commands import check_forms, draft_form, list_forms

    match options.task:
        case "check":
            return check_forms(options.folder, options.language)
        case "new":
            source, language = options.from_xlsx, options.language
            return draft_form(options.form, source, options.output, options.data, language)
        case _:
            return list_forms(options.language)


def _check(options: Any) -> Outcome:
    from app.desk.commands import check_files
    from app.desk.explain import explain
    from app.desk.files import is_report

    if options.against or any(is_report(path) for path in options.record):
        from app.desk.prose import check_reports

        return check_reports(options.record, options.against, options.language, options.policy)
    review = options.command == "review"
    alone = not options.record
    if not review and (alone or options.explain is not None or options.form):
        return explain(options.explain, options.form, options.language, alone=alone)
    return check_files(options.record, options.language, options.policy, review=review)


def _tell(outcome: Outcome, *, as_json: bool = False) -> int:
    if outcome.error:
        print(outcome.error, file=sys.stderr)
        return outcome.code
    text = json.dumps(outcome.data, ensure_ascii=False, indent=2) if as_json else outcome.text
    try:
        print(text, flush=True)
    except OSError as error:
        # What is still buffered would fail once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(output_fault(error), file=sys.stderr)
            return BAD_INPUT
    return outcome.code


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with a command."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line with exit code 2."""
        self.exit(BAD_INPUT, f"{sentence('CLI_USAGE', command=self.prog, reason=message)}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="ziping", description="Ziping 绩效自评")
    parser.add_argument("--version", action="version", version=f"ziping {VERSION}")
    parser.add_argument("--data", type=Path, help="数据文件夹 / data folder")
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="语言 / language")
    told = "打开窗口，并收进这个记录文件或工作簿 / open the window and take this file in"
    parser.add_argument("--open", type=Path, nargs="?", metavar="FILE", help=told)
    plain = "安全启动：不恢复窗口和上次的表，不用自己的表样 / nothing restored, no own forms"
    parser.add_argument("--safe", action="store_true", help=plain)
    parser.set_defaults(json=False, against=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_forms(commands)
    _command(commands, "policies", "列出现有口径 / list the policies at hand")
    _add_records(commands)
    _add_transfers(commands)
    for topic in _TOPICS:
        topic.add_commands(commands, _command)
    shown = _command(commands, "demo", "用示例走一遍主要工作 / the main job on the sample")
    shown.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    tried = _command(commands, "selftest", "这台电脑上能不能用 / whether everything works here")
    only = f"只试一项 / try one part: {', '.join(_PARTS)}"
    tried.add_argument("--only", default="", metavar="PART", choices=("", *_PARTS), help=only)
    return parser


def _add_records(commands: Any) -> None:
    new = _command(commands, "new", "新建一份空表 / make an empty record")
    new.add_argument("form", metavar="FORM", help="表样编号 / form id")
    new.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    add_year(new)
    for name, text in (
        ("score", "计算得分 / points, steps, grade"),
        ("check", "检查 / findings"),
        ("review", "预审 / findings as a reviewer would make them"),
        ("draft", "起草报告的空章节 / a first draft of a report's text"),
        ("export", "导出 / export"),
    ):
        command = _command(commands, name, text)
        number = {"check": "*", "review": "+"}.get(name)
        command.add_argument("record", type=Path, metavar="RECORD", nargs=number)
    check = commands.choices["check"]
    told = "一项检查的说明，不写代码列出全部 / what a check means, all without CODE"
    check.add_argument("--explain", nargs="?", const="", metavar="CODE", help=told)
    check.add_argument(
        "--form", metavar="FORM", help="连同这个表样的检查 / with a form's own checks"
    )
    compared = "报告所写的记录 / the record that a report (.docx, .txt) is about"
    check.add_argument("--record", type=Path, dest="against", metavar="FILE", help=compared)
    draft = commands.choices["draft"]
    draft.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    export = commands.choices["export"]
    add_tables(export)
    export.add_argument("--docx", type=Path, metavar="FILE")
    export.add_argument("--record-file", type=Path, metavar="FILE", help="json")
    for name in ("new", "score", "check", "review", "export"):
        commands.choices[name].add_argument("--policy", metavar="ID", help="口径编号 / policy id")


def _add_transfers(commands: Any) -> None:
    carry = _command(commands, "carry", "沿用上年，或由申报表开始 / begin from another record")
    move = _command(commands, "move", "换一个表样，内容一处不丢 / move to another form")
    for command in (carry, move):
        command.add_argument("record", type=Path, metavar="RECORD")
        command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    move.add_argument("form", metavar="FORM", help="表样编号 / form id")
    every = _command(commands, "carry-all", "全部沿用上年 / carry all projects over")
    every.add_argument("--from-year", type=int, required=True, metavar="YYYY")
    ended = "已结束、不沿用的记录，可多次 / a record that ended, as often as needed"
    every.add_argument("--ended", action="append", default=[], metavar="RECORD_ID", help=ended)
    named = "新增项目的名称，可多次 / the name of a new project, as often as needed"
    every.add_argument("--new", action="append", default=[], metavar="NAME", help=named)
    for command in (carry, every):
        add_form(command)
        add_year(command)
    add_yes(every)


def _add_forms(commands: Any) -> None:
    forms = _command(commands, "forms", "列出现有表样 / list the forms at hand")
    tasks = forms.add_subparsers(dest="task", metavar="TASK")
    check = _command(tasks, "check", "检查一个表样，或文件夹里的全部 / check forms, explain")
    check.add_argument("folder", type=Path, metavar="DIR")
    new = _command(tasks, "new", "照空白工作簿起草表样 / draft a form from a blank workbook")
    new.add_argument("form", metavar="ID", help="表样编号 / form id")
    new.add_argument("--from-xlsx", type=Path, required=True, metavar="FILE")
    place = "放表样的文件夹，不写就放进数据文件夹 / where to put it"
    new.add_argument("-o", "--output", type=Path, metavar="DIR", help=place)


def _command(commands: Any, name: str, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    # Both may stand before the command or behind it: a default of its own would take back what
    # stands before.
    kept = argparse.SUPPRESS
    command.add_argument("--json", action="store_true", default=kept, help="输出 JSON / print JSON")
    place = "数据文件夹 / data folder"
    command.add_argument("--data", type=Path, default=kept, metavar="DIR", help=place)
    return command


if __name__ == "__main__":
    sys.exit(main())
