"""A plan of importing targets in words and as data."""

from typing import Any, NamedTuple

from app.desk.imports import target_plan
from app.desk.imports.columns import IGNORED
from app.desk.imports.mapping import Choice
from app.desk.imports.target_fields import FIELD_CODES
from app.desk.imports.target_lines import Problem
from app.desk.imports.target_plan import Plan, ProjectPlan
from app.desk.texts import fault_sentence, sentence

_FOUND = {
    target_plan.MAKE: "FOUND_MAKE",
    target_plan.BY_CODE: "FOUND_CODE",
    target_plan.BY_NAME: "FOUND_NAME",
    target_plan.DECIDED: "FOUND_DECIDED",
    target_plan.OPEN: "FOUND_OPEN",
    target_plan.LOCKED: "FOUND_LOCKED",
    target_plan.CLOSED: "FOUND_CLOSED",
}


class Counts(NamedTuple):
    """How many projects and indicators a list has, and what becomes of the projects."""

    projects: int
    indicators: int
    make: int
    change: int
    same: int
    open: int
    shut: int
    broken: int


def counts_of(plan: Plan) -> Counts:
    """The counts of a plan."""
    found = [project.found for project in plan.projects]
    changed = [p for p in plan.projects if p.items]
    return Counts(
        projects=len(found),
        indicators=sum(len(project.listed.indicators) for project in plan.projects),
        make=found.count(target_plan.MAKE),
        change=len(changed),
        same=sum(project.idle for project in plan.projects),
        open=found.count(target_plan.OPEN),
        shut=sum(kind in (target_plan.LOCKED, target_plan.CLOSED) for kind in found),
        broken=len(plan.broken),
    )


def summary_text(plan: Plan, language: str) -> str:
    """The counts of a plan in one sentence."""
    counts = {name: str(count) for name, count in counts_of(plan)._asdict().items()}
    return sentence("LIST_SUMMARY", language, **counts)


def field_name(field: str, language: str) -> str:
    """What a field is called; a column that is not taken says so."""
    if field in ("", IGNORED):
        return sentence("LIST_NO_FIELD", language)
    return sentence(FIELD_CODES[field], language)


def choice_note(choice: Choice, guessed: str, language: str) -> str:
    """What a person should know of an unclear column, empty where it is clear.

    `guessed` is the name of the field that it may hold.
    """
    if not choice.unclear:
        known = choice.field or not choice.column.label
        return "" if known else sentence("LIST_UNKNOWN", language)
    return sentence("LIST_UNCLEAR", language, field=guessed)


def problem_text(problem: Problem, language: str) -> str:
    """What is wrong with a line and what to do, without its number."""
    values = dict(problem.values)
    if "field" in values:
        values["field"] = sentence(values["field"], language)
    return sentence(problem.code, language, **values)


def problem_line(problem: Problem, language: str, *, sheets: bool) -> str:
    """The same with the line's number, and with its worksheet where there are several."""
    code = "LIST_SHEET_ROW" if sheets else "LIST_ROW"
    values = {"sheet": problem.sheet} if sheets else {}
    text = problem_text(problem, language)
    return sentence(code, language, row=str(problem.row), text=text, **values)


def found_text(project: ProjectPlan, language: str) -> str:
    """What becomes of a project, in a word or two."""
    return sentence(_FOUND[project.found], language)


def why_text(code: str, language: str) -> str:
    """Why an item is not ticked, empty where it is."""
    return sentence(code, language) if code else ""


def project_note(project: ProjectPlan, language: str) -> str:
    """Why a project cannot be changed, or which record it may be."""
    if project.fault is not None:
        return fault_sentence(project.fault, language)
    if project.found != target_plan.OPEN:
        return ""
    titles = (candidate.title for candidate in project.candidates)
    return "；".join(sentence("LIST_CANDIDATE", language, title=title) for title in titles)


def plan_lines(plan: Plan, language: str) -> list[str]:
    """A plan as lines of text: the counts, each project with what changes, the broken lines."""
    lines = [summary_text(plan, language)]
    for project in plan.projects:
        if not project.idle:
            lines += _project_lines(project, language)
    return lines + problem_lines(plan, language)


def left_lines(plan: Plan, language: str) -> list[str]:
    """What does not go in without a person's word: projects, cells, and broken lines."""
    lines: list[str] = []
    for project in plan.projects:
        items = tuple(item for item in project.items if not item.ticked)
        if items or project_note(project, language):
            lines += _project_lines(project._replace(items=items), language)
    return lines + problem_lines(plan, language)


def problem_lines(plan: Plan, language: str) -> list[str]:
    """The lines of the list that have a problem."""
    sheets = len({problem.sheet for problem in plan.problems}) > 1
    return [problem_line(problem, language, sheets=sheets) for problem in plan.problems]


def _project_lines(project: ProjectPlan, language: str) -> list[str]:
    parts = (found_text(project, language), project.listed.code, project.title)
    lines = ["　".join(part for part in (*parts, project_note(project, language)) if part)]
    for item in project.items:
        box, why = "[x]" if item.ticked else "[ ]", why_text(item.why, language)
        lines.append(f"  {box} {item.what}：{_cut(item.old)} → {_cut(item.new)}　{why}".rstrip())
    return lines


def plan_data(plan: Plan, language: str) -> dict[str, Any]:
    """A plan as data for scripts."""
    return {
        "form": plan.form.definition.id,
        "counts": counts_of(plan)._asdict(),
        "left_out": plan.left_out,
        "projects": [_project_data(project, language) for project in plan.projects],
        "problems": [
            {
                "sheet": problem.sheet,
                "row": problem.row,
                "code": problem.code,
                "hint": problem.hint,
                "text": problem_text(problem, language),
            }
            for problem in plan.problems
        ],
    }


def _project_data(project: ProjectPlan, language: str) -> dict[str, Any]:
    listed = project.listed
    return {
        "key": project.key,
        "code": listed.code,
        "name": listed.name,
        "year": listed.year,
        "found": project.found,
        "record": project.record,
        "indicators": len(listed.indicators),
        "note": project_note(project, language),
        "candidates": [candidate._asdict() for candidate in project.candidates],
        "items": [
            {
                "key": item.key,
                "kind": item.kind,
                "place": str(item.place) if item.place.row or item.place.field else "",
                "what": item.what,
                "old": item.old,
                "new": item.new,
                "ticked": item.ticked,
                "why": item.why,
            }
            for item in project.items
        ],
    }


def _cut(text: str, limit: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit] + "…"
