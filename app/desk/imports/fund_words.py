"""A plan of importing funds in words and as data."""

from collections.abc import Collection
from typing import Any

from app.desk.imports.columns import IGNORED
from app.desk.imports.fund_fields import MONEY_FIELDS, OTHERS, feed_of, row_wording
from app.desk.imports.fund_lines import FundProblem
from app.desk.imports.funds import (
    FACTOR,
    FILLED,
    LOCKED,
    NAMED,
    NEGATIVE,
    SUMMED,
    FundCell,
    FundPlan,
    Unmatched,
)
from app.desk.texts import sentence
from app.model.places import CODES, Place

_DOUBTS = {
    LOCKED: "FUNDS_DOUBT_LOCKED",
    NAMED: "FUNDS_DOUBT_NAMED",
    SUMMED: "FUNDS_DOUBT_SUMMED",
    FACTOR: "FUNDS_DOUBT_FACTOR",
    NEGATIVE: "FUNDS_DOUBT_NEGATIVE",
    FILLED: "FUNDS_DOUBT_FILLED",
}


def fund_field_name(field: str, language: str) -> str:
    """What a field of an export is called; a column that is not taken says so."""
    feed = feed_of(field)
    if feed is not None:
        money = sentence(MONEY_FIELDS[feed.money], language)
        return sentence("FIELD_FEED", language, money=money, row=feed.row) if feed.row else money
    if field in ("", IGNORED):
        return sentence("LIST_NO_FIELD", language)
    return sentence({**OTHERS, "unit_code": "FIELD_UNIT_CODE"}[field], language)


def doubt_text(cell: FundCell, language: str) -> str:
    """Why a cell is not ticked, empty where it is; of how many lines its amount is the sum."""
    text = sentence(_DOUBTS[cell.doubt], language) if cell.doubt else ""
    count = str(cell.lines)
    added = sentence("FUNDS_SUM", language, count=count) if cell.lines > 1 else ""
    return f"{text}{added}" if text else added.lstrip("，, ")


def what_text(cell: FundCell, language: str) -> str:
    """Which cell of its record it is."""
    if cell.place.section == CODES:
        return sentence("FIELD_CODE", language)
    return sentence("FUNDS_WHAT", language, row=row_wording(cell.row), column=cell.column)


def fund_problem_text(problem: FundProblem, language: str) -> str:
    """What is wrong with a line, with its worksheet and number."""
    text = sentence(problem.code, language, **dict(problem.values))
    values = {"sheet": problem.sheet, "row": str(problem.row)}
    return sentence("LIST_SHEET_ROW", language, text=text, **values)


def summary_text(plan: FundPlan, ticked: Collection[tuple[str, Place]], language: str) -> str:
    """The counts of a plan in one sentence."""
    counts = {
        "year": plan.year,
        "projects": len(plan.listed.projects),
        "cells": len(plan.cells),
        "ticked": len(ticked),
        "agreeing": plan.agreeing,
        "unmatched": len(plan.unmatched),
        "without": len(plan.without),
    }
    return sentence("FUNDS_SUMMARY", language, **{name: str(n) for name, n in counts.items()})


def plan_lines(plan: FundPlan, ticked: Collection[tuple[str, Place]], language: str) -> list[str]:
    """A plan as lines of text: counts, cells, what does not fit together, broken lines."""
    lines = [summary_text(plan, ticked, language)]
    lines += [_cell_line(cell, cell.key in ticked, language) for cell in plan.cells]
    return lines + remark_lines(plan, language)


def remark_lines(plan: FundPlan, language: str) -> list[str]:
    """What else there is to say: fund sources, what has no counterpart, problems."""
    lines: list[str] = []
    for source in plan.listed.sources:
        row = plan.rows.get(source, "") or sentence("FUNDS_TOTAL_ONLY", language)
        lines.append(sentence("FUNDS_SOURCE", language, source=source, row=row))
    lines += [unmatched_text(unmatched, language) for unmatched in plan.unmatched]
    for header in plan.without:
        number = header.project_code
        values = {"number": number, "title": header.title}
        lines.append(sentence("FUNDS_WITHOUT", language, **values).replace("  ", " "))
    lines += [fund_problem_text(problem, language) for problem in plan.problems]
    if plan.listed.left_out or plan.listed.other_years:
        counts = {"count": str(plan.listed.left_out), "others": str(plan.listed.other_years)}
        lines.append(sentence("FUNDS_LEFT_OUT", language, **counts))
    return lines


def unmatched_text(unmatched: Unmatched, language: str) -> str:
    """A project without a record, and the records that it may be."""
    project = unmatched.project
    values = {"number": project.code, "name": project.name}
    line = sentence("FUNDS_UNMATCHED", language, **values).replace("  ", " ")
    alike = (sentence("FUNDS_ALIKE", language, title=header.title) for header in unmatched.alike)
    return "　".join([line, *alike])


def _cell_line(cell: FundCell, ticked: bool, language: str) -> str:
    blank = sentence("FUNDS_BLANK", language)
    exact = cell.new != cell.new_shown and cell.place.section != CODES
    line = sentence(
        "FUNDS_CELL",
        language,
        box="[x]" if ticked else "[ ]",
        title=cell.title,
        what=what_text(cell, language),
        old=cell.old_shown or blank,
        new=cell.new_shown,
        unit=cell.unit,
        exact=sentence("FUNDS_EXACT", language, value=cell.new) if exact else "",
    )
    return f"{line}　{doubt_text(cell, language)}".rstrip()


def plan_data(
    plan: FundPlan, ticked: Collection[tuple[str, Place]], language: str
) -> dict[str, Any]:
    """A plan as data for scripts; amounts are texts in the form's unit."""
    return {
        "schema": "ziping.funds/1",
        "year": plan.year,
        "projects": len(plan.listed.projects),
        "agreeing": plan.agreeing,
        "left_out": plan.listed.left_out,
        "other_years": plan.listed.other_years,
        "sources": {source: plan.rows.get(source, "") for source in plan.listed.sources},
        "cells": [
            {
                "record": cell.record,
                "title": cell.title,
                "place": str(cell.place),
                "what": what_text(cell, language),
                "unit": cell.unit,
                "old": cell.old,
                "new": cell.new,
                "lines": cell.lines,
                "doubt": cell.doubt,
                "ticked": cell.key in ticked,
            }
            for cell in plan.cells
        ],
        "unmatched": [
            {
                "key": unmatched.project.key,
                "code": unmatched.project.code,
                "name": unmatched.project.name,
                "alike": [{"record": h.id, "title": h.title} for h in unmatched.alike],
            }
            for unmatched in plan.unmatched
        ],
        "without": [
            {"record": h.id, "code": h.project_code, "title": h.title} for h in plan.without
        ],
        "problems": [
            {
                "sheet": problem.sheet,
                "row": problem.row,
                "code": problem.code,
                "text": sentence(problem.code, language, **dict(problem.values)),
            }
            for problem in plan.problems
        ],
    }
