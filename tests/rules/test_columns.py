"""What a row's indicator is called, and which names the form itself prints."""

import msgspec
import pytest

from app.model.definition import FormDefinition, IndicatorsSection
from app.model.record import PLACEHOLDER, SCORED, Row
from app.rules.columns import columns_of
from app.rules.rows import facts_of
from app.rules.values import read_values
from tests.rules.records import findings
from tests.seeds import score_form, score_record

FORM = score_form("seed003")


def deep_form(*, or_above: bool = True) -> FormDefinition:
    """The form of seed 003, its name a fourth tier that may be blank, with one printed row."""
    (part,) = FORM.parts
    (table, *others) = part.sections
    assert isinstance(table, IndicatorsSection)
    columns = tuple(
        msgspec.structs.replace(c, or_above=or_above) if c.role == "name" else c
        for c in table.columns
    )
    printed = ({"tier1": "决策", "name": "立项程序规范性"},)
    table = msgspec.structs.replace(table, columns=columns, template=printed)
    part = msgspec.structs.replace(part, sections=(table, *others))
    return msgspec.structs.replace(FORM, parts=(part,))


def row(**cells: str) -> Row:
    return Row("r1", SCORED, cells)


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"tier2": "资金管理", "tier3": "预算执行率", "name": "执行率"}, "执行率"),
        ({"tier2": "资金管理", "tier3": "预算执行率", "name": " "}, "预算执行率"),
        ({"tier2": "资金管理"}, "资金管理"),
        ({}, ""),
    ],
)
def test_a_blank_name_means_the_innermost_tier(cells: dict[str, str], name: str) -> None:
    columns = columns_of(deep_form().indicators()[0])
    assert columns.name_of(row(**cells)) == name
    plain = columns_of(deep_form(or_above=False).indicators()[0])
    assert plain.name_of(row(**cells)) == cells.get("name", "")


def test_the_tier_s_name_says_what_bare_numbers_are() -> None:
    columns = columns_of(deep_form().indicators()[0])
    values = read_values(row(tier3="预算执行率", target="100", actual="98"), columns)
    assert (values.target.unit, values.actual.unit) == ("%", "%")


@pytest.mark.parametrize(("or_above", "missing"), [(True, []), (False, ["points/A11/name"])])
def test_a_name_is_missing_only_where_no_tier_stands_for_it(
    or_above: bool, missing: list[str]
) -> None:
    record = score_record("seed003")
    first, *others = record.rows("points")
    nameless = msgspec.structs.replace(first, cells={**first.cells, "name": ""})
    record = msgspec.structs.replace(record, sections={"points": (nameless, *others)})
    found = findings(record, deep_form(or_above=or_above))
    assert [str(f.place) for f in found if f.code == "W4"] == missing


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"name": "立项程序规范性"}, PLACEHOLDER),
        ({"name": "立项程序\n规范性", "tier1": "决策"}, PLACEHOLDER),
        ({"name": "立项程序规范性", "weight": "2"}, SCORED),
        ({"name": "立项程序规范性", "target": "规范"}, SCORED),
        ({"name": "立项依据充分性"}, SCORED),
    ],
)
def test_a_row_with_nothing_but_what_the_form_prints_is_empty(
    cells: dict[str, str], kind: str
) -> None:
    assert facts_of(row(**cells), columns_of(deep_form().indicators()[0])).kind == kind
