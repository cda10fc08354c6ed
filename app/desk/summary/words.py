"""The paragraph that a bureau publishes with its final accounts, every number of it traceable."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.desk.statistics.measures import measure_name
from app.desk.statistics.output import missing_notes
from app.desk.summary.table import AMOUNT_COLUMNS, GradeLine, Summary
from app.desk.texts import sentence

_MARK = re.compile("\x02([^\x03]*)\x03")


class Piece(NamedTuple):
    """A piece of the paragraph; `key` names the figure that it shows, empty for plain words."""

    text: str
    key: str = ""


def paragraph(summary: Summary, language: str = "zh") -> tuple[Piece, ...]:
    """Number of projects, money, grades and means, in the words of office and in one paragraph.

    What is not there is not stated: without grades no grades, without totals no means; tables
    that are not wholly scored, not graded or exempt are told with their number.
    """
    written = "".join(_sentences(summary, language))
    figures = {figure.key: figure.text for figure in summary.figures()}
    pieces: list[Piece] = []
    for number, part in enumerate(_MARK.split(written)):
        if number % 2:
            pieces.append(Piece(figures[part], part))
        elif part:
            pieces.append(Piece(part))
    return tuple(pieces)


def plain_text(pieces: Sequence[Piece]) -> str:
    """The paragraph as text."""
    return "".join(piece.text for piece in pieces)


def warnings(summary: Summary, language: str = "zh") -> list[str]:
    """What should be known before the paragraph is published, one sentence each."""
    amounts, missing = AMOUNT_COLUMNS, summary.missing
    # Those that the paragraph itself tells are not told twice.
    told = missing._replace(exempt=0, unscored=0)
    found = list(missing_notes(told, language, amounts=amounts, totals=False))
    if missing.unweighted:
        count = str(missing.unweighted)
        found.append(sentence("STATISTICS_NOTE_UNWEIGHTED", language, count=count))
    return found


def _mark(key: str) -> str:
    return f"\x02{key}\x03"


def _sentences(summary: Summary, language: str) -> list[str]:
    def say(code: str, *keys: str, **words: str) -> str:
        return sentence(code, language, **words, **{key: _mark(key) for key in keys})

    sums, year = summary.sums, "" if summary.year is None else str(summary.year)
    # A name must not be taken for the mark of a figure.
    who = _MARK.sub("", _office(summary, language)).replace("\x02", "").replace("\x03", "")
    if not summary.projects:
        made = [say("SUMMARY_SAY_NONE", year=year, office=who)]
    else:
        made = [_money(summary, year, who, language)]
        made += _without(summary, language)
        made += _results(summary, language)
    if summary.exempt:
        made.append(say("SUMMARY_SAY_EXEMPT", "exempt"))
    return made if sums else []


def _money(summary: Summary, year: str, who: str, language: str) -> str:
    sums = summary.sums
    keys = ["count"]
    code = "SUMMARY_SAY_PROJECTS"
    if sums["annual"].entries:
        code, keys = "SUMMARY_SAY_BUDGET", [*keys, "annual"]
        if sums["executed"].entries and sums["rate"].how != sums["rate"].text:
            code, keys = "SUMMARY_SAY_MONEY", [*keys, "executed", "rate"]
    marks = {key: _mark(key) for key in keys}
    return sentence(code, language, year=year, office=who, **marks)


def _without(summary: Summary, language: str) -> list[str]:
    """How many projects lack an amount whose sum is stated, or that none has yet."""
    if not summary.sums["annual"].entries:
        return []
    return [
        sentence(
            "SUMMARY_SAY_WITHOUT",
            language,
            name=measure_name(column, language),
            count=_mark(f"without/{column}"),
        )
        for column in ("annual", "executed")
        if column in summary.missing.amounts
    ]


def _results(summary: Summary, language: str) -> list[str]:
    sums = summary.sums
    made: list[str] = []
    graded = [line for line in summary.grades if line.share is not None]
    scored = bool(sums["average"].entries)
    if sums["unscored"].entries:
        code = "SUMMARY_SAY_PARTLY" if scored else "SUMMARY_SAY_UNSCORED"
        made.append(sentence(code, language, unscored=_mark("unscored")))
    if graded:
        made.append(_graded(graded, language))
    if graded and sums["ungraded"].entries:
        made.append(sentence("SUMMARY_SAY_UNGRADED", language, ungraded=_mark("ungraded")))
    if scored:
        marks = {"average": _mark("average")}
        code = "SUMMARY_SAY_MEAN"
        if sums["weighted"].entries:
            code, marks = "SUMMARY_SAY_MEANS", {**marks, "weighted": _mark("weighted")}
        made.append(sentence(code, language, **marks))
    return made


def _graded(graded: Sequence[GradeLine], language: str) -> str:
    earned, empty = [], []
    for line in graded:
        if line.projects.entries and line.share is not None:
            values = {"count": _mark(line.projects.key), "share": _mark(line.share.key)}
            earned.append(sentence("SUMMARY_SAY_GRADE", language, grade=line.name, **values))
        else:
            empty.append(sentence("SUMMARY_SAY_GRADE_NAME", language, grade=line.name))
    between = sentence("SUMMARY_SAY_BETWEEN", language)
    listed = between.join(earned)
    if empty:
        names = sentence("SUMMARY_SAY_AND", language).join(empty)
        listed += between + sentence("SUMMARY_SAY_NO_GRADES", language, grades=names)
    return sentence("SUMMARY_SAY_GRADES", language, grades=listed)


def _office(summary: Summary, language: str) -> str:
    """Whose projects these are: the one department or unit, else “本部门”."""
    every = (*summary.projects, *summary.exempt)
    for name in ("department", "unit"):
        names = {" ".join(getattr(entry.header, name).split()) for entry in every}
        if len(names) == 1 and "" not in names:
            return str(names.pop())
    return sentence("SUMMARY_SAY_OFFICE", language)
