"""Points for the execution rate: by proportion, by bands, with a floor, and on another base."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import FormRecord
from app.model.results import Score
from tests.rules.records import scored, with_section
from tests.seeds import complete_001

D = Decimal
BANDS = [
    {"at_least": "100", "share": "100"},
    {"at_least": "80", "share": "70"},
    {"at_least": "60", "share": "50"},
]
FLOOR = {"execution": "floor", "execution_floor": "80"}


def spent(executed: str, annual: str = "100", initial: str = "", **policy: Any) -> FormRecord:
    cells = {"annual": annual, "executed": executed, "initial": initial}
    record = with_section(complete_001(), "funds", {"total": cells})
    return msgspec.structs.replace(record, policy=policy or None)


def execution(record: FormRecord) -> Score:
    return scored(record).rows["funds/total"]


@pytest.mark.parametrize(
    ("executed", "annual", "points"),
    [
        ("86.54", "87.65", "9.87"),
        ("201", "220", "9.14"),
        ("37.24", "43.2", "8.62"),
        ("60", "87.65", "6.85"),
        ("87.65", "87.65", "10"),
        ("90", "87.65", "10"),
        ("0", "87.65", "0"),
        ("-5", "87.65", "0"),
    ],
)
def test_by_proportion_never_above_the_weight(executed: str, annual: str, points: str) -> None:
    assert execution(spent(executed, annual)).points == D(points)


@pytest.mark.parametrize(
    ("executed", "points", "code"),
    [
        ("100", "10", "EXECUTION_BAND"),
        ("120", "10", "EXECUTION_BAND"),
        ("99.99", "7", "EXECUTION_BAND"),
        ("99.996", "10", "EXECUTION_BAND"),
        ("80", "7", "EXECUTION_BAND"),
        ("79.99", "5", "EXECUTION_BAND"),
        ("60", "5", "EXECUTION_BAND"),
        ("59.99", "0", "EXECUTION_BELOW_FLOOR"),
        ("0", "0", "EXECUTION_BELOW_FLOOR"),
    ],
)
def test_by_bands_of_the_printed_rate(executed: str, points: str, code: str) -> None:
    score = execution(spent(executed, execution="bands", execution_bands=BANDS))
    assert (score.points, score.steps[-1].code) == (D(points), code)
    assert score.steps[-1].values["points"] == points


@pytest.mark.parametrize(
    ("executed", "points"), [("79.99", "0"), ("79.996", "8"), ("80", "8"), ("95.5", "9.55")]
)
def test_below_a_floor_nothing_is_earned(executed: str, points: str) -> None:
    score = execution(spent(executed, **FLOOR))
    assert score.points == D(points)
    assert (score.steps[-1].code == "EXECUTION_BELOW_FLOOR") == (points == "0")


@pytest.mark.parametrize(("basis", "points"), [("printed", "6.667"), ("exact", "6.666655")])
def test_the_rate_counts_as_printed_or_exact(basis: str, points: str) -> None:
    assert execution(spent("66.66655", rate_basis=basis, decimals=6)).points == D(points)


@pytest.mark.parametrize(("decimals", "points"), [(0, "10"), (1, "9.9"), (2, "9.87"), (3, "9.873")])
def test_points_have_the_decimals_of_the_policy(decimals: int, points: str) -> None:
    assert execution(spent("86.54", "87.65", decimals=decimals)).points == D(points)


def test_a_policy_may_reckon_on_the_first_budget() -> None:
    scores = scored(spent("86.54", "87.65", "186.8", execution_base="initial"))
    score = scores.rows["funds/total"]
    assert scores.rates["funds/total"].printed == "46.33%"
    assert score.points == D("4.63")
    assert [step.code for step in score.steps] == [
        *("EXECUTION_BASE", "EXECUTION_RATE", "EXECUTION_POINTS"),
    ]
    assert score.steps[1].values == {"executed": "86.54", "annual": "186.8", "rate": "46.33%"}


def test_a_base_that_the_form_lacks_leaves_its_own() -> None:
    assert execution(spent("86.54", "87.65", execution_base="received")).points == D("9.87")


@pytest.mark.parametrize(
    ("annual", "executed", "initial", "policy", "code"),
    [
        ("0", "0", "5", {}, "EXECUTION_NO_BUDGET"),
        ("0", "3", "5", {}, "EXECUTION_NO_BUDGET"),
        ("5", "3", "0", {"execution_base": "initial"}, "EXECUTION_NO_BUDGET"),
        ("5", "3", "", {"execution_base": "initial"}, "EXECUTION_BLANK"),
        ("0", "0", "", FLOOR, "EXECUTION_NO_BUDGET"),
        ("0", "0", "", {"execution": "bands", "execution_bands": BANDS}, "EXECUTION_NO_BUDGET"),
    ],
)
def test_without_a_budget_there_is_no_rate_in_any_scheme(
    annual: str, executed: str, initial: str, policy: dict[str, Any], code: str
) -> None:
    score = execution(spent(executed, annual, initial, **policy))
    assert (score.points, [step.code for step in score.steps]) == (None, [code])


@given(
    st.decimals(0, 200, places=3),
    st.sampled_from(({}, FLOOR, {"execution": "bands", "execution_bands": BANDS})),
    st.decimals(0, 100, places=2),
)
def test_points_stay_between_nothing_and_the_weight(
    executed: Decimal, scheme: dict[str, Any], weight: Decimal
) -> None:
    record = spent(str(executed), **scheme, execution_weights={"funds": str(weight)})
    points = execution(record).points
    assert points is not None
    assert 0 <= points <= weight
