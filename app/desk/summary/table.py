"""The self-evaluation summary of a bureau: all projects of a year, sums and grades."""

from collections.abc import Sequence
from typing import NamedTuple

from app.desk.stages import STATE_WORDS
from app.desk.statistics.entries import Entries, Entry, grade_order
from app.desk.statistics.measures import NOTHING, measure_name, money
from app.desk.statistics.tables import Missing, missing_of
from app.desk.summary.figures import Numbered, Traced, Tracer
from app.desk.texts import sentence

AMOUNT_COLUMNS = ("initial", "annual", "executed")
COLUMNS = (
    *("number", "project", "code", "office", "section", "nature"),
    *AMOUNT_COLUMNS,
    *("rate", "total", "grade", "unfinished", "state"),
)
"""The columns of the table."""
_NAMES = {
    "number": "SUMMARY_NUMBER",
    "project": "SUMMARY_PROJECT",
    "code": "SUMMARY_CODE",
    "office": "SUMMARY_OFFICE",
    "section": "STATISTICS_SECTION",
    "nature": "STATISTICS_NATURE",
    "rate": "STATISTICS_RATE",
    "total": "SUMMARY_TOTAL",
    "grade": "SUMMARY_GRADE",
    "unfinished": "STATISTICS_UNFINISHED",
    "state": "STATISTICS_STATE",
}


class GradeLine(NamedTuple):
    """A line of the table of grades: tables, their share of those graded, amounts, mean total.

    The share is none of those that have no grade.
    """

    name: str
    projects: Traced
    share: Traced | None
    annual: Traced
    executed: Traced
    rate: Traced
    mean: Traced


class Summary(NamedTuple):
    """The bureau's table of a year.

    Attributes:
        projects: the tables that count, in the order of the ledger; their place is their 序号.
        exempt: 不参评, told apart and not counted.
        sums: the figures of all tables by key: count, initial, annual, executed, rate,
            unfinished, average, weighted, graded, unscored, ungraded, exempt, and how many have
            no amount (without/annual …).
        grades: a line for each grade of the policies, the best first; then those without.
    """

    year: int | None
    projects: tuple[Entry, ...]
    exempt: tuple[Entry, ...]
    sums: dict[str, Traced]
    grades: tuple[GradeLine, ...]
    missing: Missing

    def figures(self) -> list[Traced]:
        """All figures that the summary states, each once, in the order of the page."""
        every = dict(self.sums)
        for line in self.grades:
            parts = (figure for figure in line[1:] if isinstance(figure, Traced))
            every |= {figure.key: figure for figure in parts}
        return list(every.values())


def summarise(entries: Entries, year: int | None, form: str = "", language: str = "zh") -> Summary:
    """Sum up the scored tables of a year, of one form where one is given."""
    of_year = entries.of_year(year)
    known = [entry for entry in of_year.scored if form in ("", entry.header.form)]
    projects = tuple(entry for entry in known if entry.counted)
    exempt = tuple(entry for entry in known if not entry.counted)
    other = 0 if form else len(of_year.unscored)
    missing = missing_of(projects, len(exempt), other, entries)
    numbers = {entry.id: number for number, entry in enumerate((*projects, *exempt), 1)}
    tracer = Tracer(language)
    every = Numbered(projects, numbers)
    sums = _sums(every, Numbered(exempt, numbers), tracer, language)
    grades = tuple(_grades(every, sums["graded"], tracer, language))
    return Summary(year, projects, exempt, sums, grades, missing)


def _sums(every: Numbered, exempt: Numbered, tracer: Tracer, language: str) -> dict[str, Traced]:
    def name(code: str) -> str:
        return sentence(code, language)

    sums = {"count": tracer.counted("count", name("SUMMARY_COUNT"), every)}
    for column in AMOUNT_COLUMNS:
        called = sentence("SUMMARY_SUM_OF", language, name=measure_name(column, language))
        sums[column] = tracer.amount(column, called, column, every)
    rate_name = name("STATISTICS_RATE")
    sums["rate"] = tracer.quotient("rate", rate_name, sums["executed"], sums["annual"])
    sums["unfinished"] = tracer.added("unfinished", name("STATISTICS_UNFINISHED"), every)
    sums["average"] = tracer.mean("average", name("STATISTICS_AVERAGE"), every)
    sums["weighted"] = tracer.weighted("weighted", name("STATISTICS_WEIGHTED"), every)
    graded = every.only(lambda entry: bool(entry.grade))
    ungraded = every.only(lambda entry: entry.total is not None and not entry.grade)
    unscored = every.only(lambda entry: entry.total is None)
    for key, code, of in (
        ("graded", "SUMMARY_GRADED", graded),
        ("ungraded", "STATISTICS_NO_GRADE", ungraded),
        ("unscored", "STATISTICS_UNSCORED", unscored),
        ("exempt", "STATE_EXEMPT", exempt),
    ):
        sums[key] = tracer.counted(key, name(code), of)
    for column in AMOUNT_COLUMNS:
        key, called = f"without/{column}", measure_name(column, language)
        lacking = every.only(lambda entry, column=column: column not in entry.amounts)  # type: ignore[misc]
        sums[key] = tracer.counted(key, sentence("SUMMARY_WITHOUT", language, name=called), lacking)
    return sums


def _grades(every: Numbered, graded: Traced, tracer: Tracer, language: str) -> Sequence[GradeLine]:
    lines: list[GradeLine] = []
    if graded.entries:
        for grade in grade_order(every.entries):
            of = every.only(lambda entry, grade=grade: entry.grade == grade)  # type: ignore[misc]
            lines.append(_line(f"grade/{grade}", grade, of, graded, tracer))
    for key, code, of in (
        (
            "ungraded",
            "STATISTICS_NO_GRADE",
            every.only(lambda e: e.total is not None and not e.grade),
        ),
        ("unscored", "STATISTICS_UNSCORED", every.only(lambda e: e.total is None)),
    ):
        if of.entries:
            lines.append(_line(key, sentence(code, language), of, None, tracer))
    return lines


def _line(key: str, name: str, of: Numbered, graded: Traced | None, tracer: Tracer) -> GradeLine:
    def called(what: str) -> str:
        return f"{name}·{measure_name(what, tracer.language)}"

    number = tracer.counted(key, name, of)
    annual = tracer.amount(f"{key}/annual", called("annual"), "annual", of)
    executed = tracer.amount(f"{key}/executed", called("executed"), "executed", of)
    share = None
    if graded is not None:
        shared = f"{name}·{sentence('SUMMARY_SHARE', tracer.language)}"
        share = tracer.quotient(f"{key}/share", shared, number, graded)
    return GradeLine(
        name,
        number,
        share,
        annual,
        executed,
        tracer.quotient(f"{key}/rate", called("execution_rate"), executed, annual),
        tracer.mean(f"{key}/mean", called("average"), of),
    )


def column_title(column: str, language: str = "zh") -> str:
    """The head of a column."""
    if column in AMOUNT_COLUMNS:
        unit = sentence("STATISTICS_UNIT_MONEY", language)
        name = measure_name(column, language)
        return sentence("STATISTICS_IN_UNIT", language, name=name, unit=unit)
    return sentence(_NAMES[column], language)


def project_texts(entry: Entry, number: int, language: str = "zh") -> tuple[str, ...]:
    """A project's line of the table, a text for each column."""
    header = entry.header
    offices = dict.fromkeys(" ".join(t.split()) for t in (header.department, header.unit))
    scored = entry.total is not None
    unscored = sentence("STATISTICS_UNSCORED", language) if entry.counted else NOTHING
    state = STATE_WORDS.get(header.state)
    return (
        str(number),
        " ".join(header.title.split()),
        header.project_code,
        " / ".join(filter(None, offices)),
        header.section,
        header.fund_nature,
        *(money(entry.amounts.get(column)).text for column in AMOUNT_COLUMNS),
        entry.facts.rate or NOTHING,
        header.total if scored else unscored,
        entry.grade or NOTHING,
        str(entry.facts.short) if entry.counted else NOTHING,
        sentence(state, language) if state is not None else header.state,
    )


def foot_texts(summary: Summary, language: str = "zh") -> tuple[tuple[tuple[str, str], ...], ...]:
    """The lines below the table as (text, key of the figure): the sums, and the two means."""
    sums = summary.sums
    at = {**{name: name for name in AMOUNT_COLUMNS}, "rate": "rate", "unfinished": "unfinished"}
    whole = list(_foot(sums, sentence("STATISTICS_TOTAL", language), at))
    count = sentence("SUMMARY_PROJECTS", language, count=sums["count"].text)
    whole[COLUMNS.index("code")] = (count, "count")
    lines = [tuple(whole)]
    if sums["average"].entries:
        lines.append(_foot(sums, sums["average"].name, {"total": "average"}))
    if sums["weighted"].entries:
        lines.append(_foot(sums, sums["weighted"].name, {"total": "weighted"}))
    return tuple(lines)


def _foot(sums: dict[str, Traced], name: str, at: dict[str, str]) -> tuple[tuple[str, str], ...]:
    texts = {column: (sums[key].text, key) for column, key in at.items()}
    return tuple(
        (name, "") if column == "project" else texts.get(column, ("", "")) for column in COLUMNS
    )
