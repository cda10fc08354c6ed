"""Amounts in the wrong unit or form."""

import pytest

from app.model.change import Set
from app.model.loading import parse_definition
from app.model.places import Place
from app.model.record import FormRecord
from app.rules.checking import check
from app.rules.scoring import score
from tests.rules.records import FORM, SMALL_FORM, amounts, of, with_section
from tests.seeds import complete_001


@pytest.mark.parametrize(
    ("annual", "executed", "case"),
    [
        *[("876500", "865400", ""), ("876500", "86.54", ""), ("87.65元", "86.54元", "tiny")],
        *[("876500元", "865400元", None), ("87.65", "86.54", None), ("99999", "99998", None)],
        *[("87650", "8.654", "mixed"), ("0", "86.54", None)],
    ],
)
def test_m7_suspects_yuan_beside_wan(annual: str, executed: str, case: str | None) -> None:
    cells = {"initial": annual, "annual": annual, "executed": executed}
    found = of("M7", with_section(complete_001(), "funds", {"total": cells}))
    assert [f.values.get("case", "") for f in found] == ([] if case is None else [case])
    assert all(f.severity == "warning" for f in found)


def test_m7_compares_with_an_amount_known_before() -> None:
    record = complete_001()
    known = {"funds/total/annual": score(record, FORM).total * 9000}
    found = check(record, FORM, score(record, FORM), known)
    assert [(f.code, f.place) for f in found] == [("M7", Place("funds", "total", "annual"))]


def test_m8_offers_to_take_all_units_out_at_once() -> None:
    found = of("M8", amounts(total__annual="1,087.65 万元", total__executed="865400元"))
    assert [(f.severity, str(f.place), f.fix_name) for f in found] == [
        ("info", "funds/total/annual", "strip_unit")
    ]
    assert found[0].fix is not None
    assert [(s.old, s.new) for s in found[0].fix.steps if isinstance(s, Set)] == [
        ("1,087.65 万元", "1,087.65"),
        ("865400元", "86.54"),
    ]


@pytest.mark.parametrize(
    ("cells", "case"),
    [
        ({"total__annual": "87.6543217"}, ""),
        ({"total__annual": "87.654321"}, None),
        ({"total__annual": "1,087.65", "current_year__annual": "1087.65"}, "separators"),
        ({"total__annual": "1,087.65", "current_year__annual": "987.65"}, None),
        ({"total__annual": "1,087.65", "current_year__executed": "1087.65"}, None),
    ],
)
def test_m9_notes_odd_decimals_and_mixed_separators(
    cells: dict[str, str], case: str | None
) -> None:
    found = of("M9", amounts(**cells))
    assert [(f.severity, f.values.get("case", "")) for f in found] == (
        [] if case is None else [("info", case)]
    )


@pytest.mark.parametrize(("budget", "asked"), [("57.67", 1), ("1000", 0), ("0", 0), ("57.67元", 0)])
def test_m7_suspects_a_table_in_yuan_with_tiny_amounts(budget: str, asked: int) -> None:
    form = parse_definition(SMALL_FORM, "small")
    record = FormRecord(form="small", form_version=1, id="x")
    record = with_section(record, "grants", {"sum": {"budget": budget, "spent": "0"}})
    assert [f.values["case"] for f in of("M7", record, form)] == ["small"] * asked
