"""The rule of one row, as a person sees and changes it."""

from collections.abc import Iterator
from typing import NamedTuple

from app.desk.view import View
from app.model.carried import carried_of
from app.model.change import Change, Set
from app.model.definition import FormDefinition, FundsSection, IndicatorsSection
from app.model.places import Place
from app.model.policy import Degree, Policy
from app.model.record import FormRecord, JsonValue, Row
from app.rules.case import Parameter
from app.rules.columns import REASON, REVIEW, columns_of, one_line
from app.rules.families.qualitative import degrees_of
from app.rules.policy import effective_policy
from app.rules.registry import FAMILIES
from app.rules.rule_text import follows, read_rule_text

_COMPARED = ("target", "actual", "weight", "score", "deviation")
"""Roles of the columns that are shown of last year."""


class Setting(NamedTuple):
    """A parameter of the rule that scored the row, and what the row's own rule says of it.

    `value` is none where the row says nothing, so that the policy's or the usual value holds.
    """

    parameter: Parameter
    value: JsonValue


class RowRule(NamedTuple):
    """How one row is scored: the family chosen by a person (empty: by the program), the family
    that scored, its settings, the score typed over with its reason, and the reviewer's score.

    `before` tells what the row held last year, as pairs of a column's name and its text.
    `chosen` is none for a row whose rule cannot be chosen (the execution row). `offered` is the
    rule that the row's rule text states, none where it states none or the row has it already.
    """

    place: Place
    chosen: str | None
    used: str
    settings: tuple[Setting, ...]
    degrees: tuple[Degree, ...]
    entered: bool
    reason: str
    reviewed: str
    before: tuple[tuple[str, str], ...] = ()
    year_before: int | None = None
    offered: JsonValue = None


REASON_FIELD, REVIEW_FIELD = REASON, REVIEW
"""The unprinted cells of a row: why its score was typed, and the reviewer's score."""

CHOICES = tuple(FAMILIES)
"""The rules that a person can choose from, by the ids of their families."""


def row_rule(view: View, definition: FormDefinition, place: Place | None) -> RowRule | None:
    """The rule of the row that a place lies in, none where no row with points does."""
    if place is None or place.row is None:
        return None
    score = view.scores.rows.get(f"{place.section}/{place.row}")
    section = definition.section(place.section)
    if score is None:
        return None
    if isinstance(section, FundsSection):
        return _execution(view.record, place, score.entered is not None)
    row = view.record.row(place.section, place.row)
    if row is None or not isinstance(section, IndicatorsSection):
        return None
    own = _own(row)
    family = FAMILIES.get(score.rule)
    return RowRule(
        place=Place(place.section, row.id, "rule"),
        chosen=str(own.get("family", "")),
        used=score.rule,
        settings=tuple(Setting(p, own.get(p.name)) for p in (family.parameters if family else ())),
        degrees=degrees_for(effective_policy(view.record, definition), row.rule),
        entered=score.entered is not None,
        reason=row.text(REASON),
        reviewed=row.text(REVIEW),
        before=tuple(_before(view.record, section, row)),
        year_before=carried_of(view.record).year,
        offered=offered_rule(view, definition, place),
    )


def offered_rule(view: View, definition: FormDefinition, place: Place) -> JsonValue:
    """The rule that the rule text (评分标准) of a row states and that the row does not follow yet.

    None where the form has no such column or the text's wording is not known.
    """
    section = definition.section(place.section)
    row = view.record.row(place.section, place.row or "")
    if row is None or not isinstance(section, IndicatorsSection):
        return None
    column = columns_of(section).rule_text
    found = read_rule_text(row.text(column)) if column else None
    return None if found is None or follows(row.rule, found) else found


def degrees_for(policy: Policy, rule: JsonValue) -> tuple[Degree, ...]:
    """The degrees that a row may be given: of the scale in its own rule, else the policy's."""
    return degrees_of(policy, rule)


def _before(record: FormRecord, section: IndicatorsSection, row: Row) -> Iterator[tuple[str, str]]:
    """Last year's target, actual, weight, score and reason of a row."""
    carried = carried_of(record)
    for column in section.columns if carried.values else ():
        text = carried.text(Place(section.id, row.id, column.id))
        if text and column.role in _COMPARED:
            yield one_line(column.label), text


def _execution(record: FormRecord, place: Place, entered: bool) -> RowRule:
    reviewed = record.text(Place(place.section, place.row, REVIEW))
    at = Place(place.section, place.row, "rule")
    return RowRule(at, None, "execution", (), (), entered, "", reviewed)


def _own(row: Row) -> dict[str, JsonValue]:
    return dict(row.rule) if isinstance(row.rule, dict) else {}


def with_family(record: FormRecord, place: Place, family: str) -> Change | None:
    """Choose a row's rule; an empty family leaves the choice to the program.

    Parameters that the new family has as well are kept.
    """
    row = record.row(place.section, place.row or "")
    if row is None:
        return None
    own = _own(row)
    names = {p.name for p in FAMILIES[family].parameters} if family else set[str]()
    kept = {name: value for name, value in own.items() if name in names}
    return _set(row, place, {"family": family, **kept} if family else None)


def with_setting(record: FormRecord, place: Place, name: str, value: JsonValue) -> Change | None:
    """Set one parameter of a row's rule; none takes it out, so that the usual value holds."""
    row = record.row(place.section, place.row or "")
    if row is None:
        return None
    own = {key: held for key, held in _own(row).items() if key != name}
    if value not in (None, "", [], False):
        own[name] = value
    return _set(row, place, own or None)


def with_offered(record: FormRecord, place: Place, rule: JsonValue) -> Change | None:
    """Take the rule that a rule text states for a row's rule, as one change."""
    row = record.row(place.section, place.row or "")
    return None if row is None else _set(row, place, rule)


def _set(row: Row, place: Place, rule: JsonValue) -> Change | None:
    if row.rule == rule:
        return None
    return Change("EDIT_RULE", (Set(Place(place.section, row.id, "rule"), row.rule, rule),))
