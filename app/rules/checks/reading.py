"""The checks that look at one text alone, over all texts of a record."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import structs

from app.model.change import Change
from app.model.record import PLACEHOLDER, Row
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.checks.shares import share_findings
from app.rules.checks.slips import blank_findings, hint_findings, rare_findings, slip_findings
from app.rules.checks.stated import stated_findings
from app.rules.checks.texts import Table, Terms, Told, single_texts, tables_of, texts_of_row
from app.rules.checks.years import date_findings, year_findings
from app.rules.finding import finding, with_fix
from app.rules.memo import RowMemo
from app.rules.rows import facts_of

TEXT_CHECKS: tuple[Callable[[Told, Terms], Iterator[Finding]], ...] = (
    blank_findings,
    hint_findings,
    year_findings,
    date_findings,
    stated_findings,
    share_findings,
    slip_findings,
    rare_findings,
)
"""The checks of one text."""

_memo: RowMemo[tuple[Finding, ...]] = RowMemo()


def reading_findings(context: Context) -> Iterator[Finding]:
    """What is found in each text; cells of white space are named once for the whole record."""
    limit = context.limit("X3")
    terms = Terms(context.record.year, context.review, limit)
    blank: list[Finding] = []
    for found in _all(context, terms):
        if found.code == "X3" and found.fix is not None:
            blank.append(found)
        else:
            yield found
    if blank:
        yield _together(blank)


def _all(context: Context, terms: Terms) -> Iterator[Finding]:
    for told in single_texts(context):
        for found in _in_text(told, terms):
            # What was read is not what was typed where figures were put in: nothing to mend.
            typed = found.fix is None or told.text == context.record.text(told.place)
            yield found if typed else structs.replace(found, fix=None, fix_name="")
    for table, rows in tables_of(context):
        given = (table, terms)
        for row in rows:
            known = _memo.find(row, given)
            if known is None:
                known = _memo.keep(row, given, tuple(_in_row(row, table, terms)))
            yield from known


def _in_row(row: Row, table: Table, terms: Terms) -> Iterator[Finding]:
    """What is found in a row's texts; the form's own empty rows may keep their hints."""
    columns = table.indicators
    empty = columns is not None and facts_of(row, columns).kind == PLACEHOLDER
    for told in texts_of_row(row, table):
        for found in _in_text(told, terms):
            if not empty or found.code != "X6":
                yield found


@lru_cache(maxsize=1024)
def _in_text(told: Told, terms: Terms) -> tuple[Finding, ...]:
    return tuple(found for look in TEXT_CHECKS for found in look(told, terms))


def _together(blank: list[Finding]) -> Finding:
    """One finding for all cells of white space, with one fix that empties them."""
    first = blank[0]
    if len(blank) == 1:
        return first
    steps = tuple(step for found in blank if found.fix for step in found.fix.steps)
    label, count = first.values["label"], str(len(blank))
    found = finding("X3", "info", first.place, case="many", label=label, count=count)
    return with_fix(found, Change("clear_cell", steps, how="fixed"))
