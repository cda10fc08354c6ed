"""Statistics: parts add up to the whole, means are those of a reader, and gaps are told."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.facts import Facts, TierFact
from app.desk.statistics.dimensions import BLANK, DIMENSIONS, UNSCORED, key_name
from app.desk.statistics.entries import Entry
from app.desk.statistics.measures import MEASURES
from app.desk.statistics.tables import (
    REST,
    Question,
    Row,
    Statistics,
    keys_of,
    statistics,
    with_keys,
)
from app.model.faults import FaultError
from app.model.states import EXEMPT
from tests.desk.statistics.ledger import amounts, entries, entry, ledgers

WHOLE = [name for name, dimension in DIMENSIONS.items() if not dimension.parts]
PARTS = [name for name, dimension in DIMENSIONS.items() if dimension.parts]
ADDING = tuple(name for name, measure in MEASURES.items() if measure.adds)
EVERY = tuple(MEASURES)


def row(found: Statistics, key: str) -> dict[str, str]:
    """A row's texts by measure, or by key in a cross table."""
    (kept,) = [r for r in found.rows if r.key == key]
    return texts(found, kept)


def texts(found: Statistics, kept: Row) -> dict[str, str]:
    names = [c.measure if c.key is None else c.key for c in found.columns]
    return dict(zip(names, (f.text for f in kept.figures), strict=True))


def values(rows: Sequence[Row], at: int) -> Decimal:
    return sum((r.figures[at].value or Decimal(0) for r in rows), Decimal(0))


@settings(max_examples=80, deadline=None)
@given(ledger=ledgers(), by=st.sampled_from(WHOLE))
def test_the_parts_of_a_sum_add_up_as_printed(ledger: Sequence[Entry], by: str) -> None:
    found = statistics(entries(*ledger), Question(by, measures=ADDING))
    for at, figure in enumerate(found.total.figures):
        assert values(found.rows, at) == (figure.value or 0)
        printed = [r.figures[at].text.replace(",", "") for r in found.rows]
        read = sum((Decimal(text) for text in printed if text != "—"), Decimal(0))
        assert read == (figure.value or 0)


@settings(max_examples=80, deadline=None)
@given(
    ledger=ledgers(),
    by=st.sampled_from(WHOLE),
    by2=st.sampled_from(WHOLE),
    measure=st.sampled_from(ADDING),
)
def test_a_cross_table_adds_up_in_both_directions(
    ledger: Sequence[Entry], by: str, by2: str, measure: str
) -> None:
    if by == by2:
        return
    found = statistics(entries(*ledger), Question(by, by2, measures=(measure,)))
    for kept in (*found.rows, found.total):
        *cells, last = [figure.value or Decimal(0) for figure in kept.figures]
        assert sum(cells, Decimal(0)) == last
    for at in range(len(found.columns)):
        assert values(found.rows, at) == (found.total.figures[at].value or 0)


@settings(max_examples=60, deadline=None)
@given(ledger=ledgers(), by=st.sampled_from(WHOLE))
def test_every_table_stands_behind_one_row_and_behind_the_sum(
    ledger: Sequence[Entry], by: str
) -> None:
    found = statistics(entries(*ledger), Question(by, measures=("records",)))
    behind = [e.id for kept in found.rows for e in kept.behind[0]]
    assert sorted(behind) == sorted(e.id for e in found.total.behind[0])
    assert len(behind) == len(set(behind))
    assert len(behind) + found.missing.exempt == len(ledger)


@settings(max_examples=40, deadline=None)
@given(ledger=ledgers(), by=st.sampled_from(PARTS))
def test_parts_of_tables_add_up_but_their_tables_do_not(ledger: Sequence[Entry], by: str) -> None:
    measures = tuple(m for m in ADDING if MEASURES[m].of_parts)
    found = statistics(entries(*ledger), Question(by, measures=measures))
    for at, column in enumerate(found.columns):
        added, whole = values(found.rows, at), found.total.figures[at].value or Decimal(0)
        if column.measure == "records":
            assert whole <= len(ledger)
        elif (by, column.measure) in (("finding", "findings"), ("tier", "points")):
            assert added == whole


def test_rates_and_means_are_those_of_the_printed_sums() -> None:
    found = statistics(
        entries(
            entry(1, section="甲", facts=amounts("10", "87.654321", "86.54"), total="99.87"),
            entry(2, section="甲", facts=amounts("10", "12.345", "6"), total="80.005"),
            entry(3, section="乙", facts=amounts("", "", "3"), total="70"),
        ),
        Question("section", measures=EVERY),
    )
    first = row(found, "甲")
    # 87.65 + 12.35: each rounded half up as it is printed, then added.
    assert (first["annual"], first["executed"]) == ("100.00", "92.54")
    assert first["execution_rate"] == "92.54%"
    assert first["average"] == "89.94"  # (99.87 + 80.005) / 2 = 89.9375
    assert first["weighted"] == "97.42"  # (99.87 × 87.65 + 80.005 × 12.35) / 100
    second = row(found, "乙")
    assert (second["annual"], second["execution_rate"], second["weighted"]) == ("—", "—", "—")
    missing = found.missing
    assert (missing.amounts, missing.unweighted) == ({"initial": 1, "annual": 1}, 1)
    assert missing.rounding == {}


def test_sums_that_rounding_moves_are_told_with_the_exact_one() -> None:
    ledger = [entry(n, facts=amounts(annual="0.005")) for n in range(4)]
    found = statistics(entries(*ledger), Question("section", measures=("annual",)))
    assert found.total.figures[0].text == "0.04"
    assert found.missing.rounding == {"annual": Decimal("0.020")}


def test_tables_without_a_whole_total_have_no_grade_and_no_points() -> None:
    tiers = (TierFact("甲类", "tier", "50", "40"),)
    found = statistics(
        entries(
            entry(1, total="92", grade="优", facts=Facts(tiers=tiers)),
            entry(2, total="40", missing=3, facts=Facts(tiers=tiers)),
            entry(3),
            entry(4, total="75"),
        ),
        Question("grade", measures=("records", "average", "points", "unscored")),
    )
    keys = [r.key for r in found.rows]
    assert keys[0] == "优"
    assert keys[-2:] == [BLANK, UNSCORED]
    assert set(keys) == {"优", "良", "中", "差", BLANK, UNSCORED}
    assert row(found, "差")["records"] == "0"
    assert row(found, UNSCORED) == {
        "records": "2",
        "average": "—",
        "points": "0.00",
        "unscored": "2",
    }
    assert texts(found, found.total)["average"] == "83.50"
    assert found.missing.unscored == 2


def test_exempt_tables_count_only_where_states_are_looked_at() -> None:
    ledger = entries(
        entry(1, state=EXEMPT, total="90", grade="优", facts=amounts("5", "5", "5")),
        entry(2, facts=amounts("5", "5", "5")),
    )
    plain = statistics(ledger, Question("section", measures=("records", "annual")))
    assert [f.text for f in plain.total.figures] == ["1", "5.00"]
    assert plain.missing.exempt == 1
    by_state = statistics(ledger, Question("state", measures=("records", "annual", "average")))
    assert row(by_state, EXEMPT) == {"records": "1", "annual": "—", "average": "—"}
    assert by_state.missing.exempt == 0


def test_forms_without_points_count_only_when_they_are_asked_for() -> None:
    other = entry(9, form="target-declaration", facts=amounts("5", "5", ""))
    ledger = entries(entry(1))._replace(unscored=(other,))
    found = statistics(ledger, Question("section"))
    assert (found.total.figures[0].text, found.missing.other_forms) == ("1", 1)
    asked = Question("section", filters={"form": ("target-declaration",)})
    found = statistics(ledger, asked)
    assert (found.total.figures[0].text, found.missing.other_forms) == ("1", 0)
    assert found.entries == (other,)


def test_filters_keep_the_tables_of_some_groups_and_take_words() -> None:
    ledger = entries(
        entry(1, section="甲", state="signed", facts=Facts(findings={"M4": 2, "D1": 1})),
        entry(2, section="乙", facts=Facts(findings={"D1": 1})),
    )
    asked = with_keys(Question("section", filters={"state": ("已签章",)}), ledger)
    assert asked.filters == {"state": ("signed",)}
    assert [r.key for r in statistics(ledger, asked).rows] == ["甲"]
    by_code = Question("finding", measures=("findings",), filters={"finding": ("M4",)})
    found = statistics(ledger, by_code)
    assert {r.key: r.figures[0].text for r in found.rows} == {"M4": "2", "D1": "1"}


def test_a_cross_table_puts_many_groups_into_a_last_column() -> None:
    ledger = entries(*(entry(n, section=f"股{n:02}") for n in range(12)))
    found = statistics(ledger, Question("year", "section"))
    assert [c.key for c in found.columns][-2:] == [REST, None]
    assert len(found.columns) == 9
    assert [f.text for f in found.total.figures][-2:] == ["5", "12"]


def test_the_same_project_in_two_tables_of_a_year_is_told() -> None:
    ledger = entries(
        entry(1, project_code="３６0"),
        entry(2, project_code="360 "),
        entry(3, project_code="360", year=2024),
        entry(4),
        entry(5),
    )
    assert statistics(ledger, Question("section")).missing.doubles == 1


def test_groups_stand_in_the_order_that_people_expect() -> None:
    ledger = entries(
        *(entry(n, year=year, section=s) for n, (year, s) in enumerate(
            [(2025, "乙"), (2023, "甲"), (2024, "乙"), (2025, ""), (2025, ""), (2025, "")]
        ))
    )  # fmt: skip
    assert keys_of(ledger, "year") == ["2023", "2024", "2025"]
    assert keys_of(ledger, "section") == ["乙", "甲", BLANK]


def test_groups_are_named_in_plain_words() -> None:
    assert key_name("state", EXEMPT) == "不参评"
    assert key_name("section", BLANK) == "未填"
    assert key_name("grade", UNSCORED) == "未评"
    assert key_name("finding", "M4").startswith("M4 ")
    assert key_name("finding", "F001") == "F001"
    assert key_name("tier", "execution") == "预算执行"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Question("股室"), "STATISTICS_001"),
        (Question("section", "section"), "STATISTICS_001"),
        (Question("section", measures=()), "STATISTICS_001"),
        (Question("section", measures=("钱",)), "STATISTICS_001"),
        (Question("section", filters={"谁": ("甲",)}), "STATISTICS_001"),
        (Question("tier", measures=("annual",)), "STATISTICS_002"),
        (Question("section", "finding", measures=("average",)), "STATISTICS_002"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(question: Question, code: str) -> None:
    with pytest.raises(FaultError) as fault:
        statistics(entries(entry(1)), question)
    assert fault.value.code == code
