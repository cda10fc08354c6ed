"""C2: everything done, and nothing spent."""

import pytest

from app.model.record import FormRecord, Row
from app.rules.checking import check
from app.rules.scoring import score
from tests.rules.checks.content import of
from tests.rules.records import with_section, with_text
from tests.second import FORM_IDS, form_of, sample_of
from tests.seeds import complete_001
from tests.wide import wide_findings


def spent(total: str, part: str = "") -> FormRecord:
    record = with_text(complete_001(), "funds/total/executed", total)
    return with_text(record, "funds/current_year/executed", part)


@pytest.mark.parametrize(
    ("total", "part", "count"),
    [("0", "0", "4"), ("0", "", "4"), ("0", "86.54", None), ("", "", None), ("1", "1", None)],
)
def test_c2_targets_reached_without_money(total: str, part: str, count: str | None) -> None:
    found = of("C2", spent(total, part))
    assert [f.values["count"] for f in found] == ([] if count is None else [count])
    assert all((f.severity, str(f.place)) == ("warning", "funds/total/executed") for f in found)


def test_c2_nothing_done_and_nothing_spent_is_no_question() -> None:
    rows = tuple(
        Row(row.id, row.kind, {**row.cells, "actual": "0"}, row.rule)
        for row in complete_001().rows("indicators")
    )
    assert of("C2", with_section(spent("0", "0"), "indicators", rows)) == []


@pytest.mark.parametrize(
    ("amount", "done", "found"),
    [
        ("0.00", "100%", ["100%"]),
        ("0.00", "完成率100%", ["100%"]),
        *[("0.00", "80%", []), ("5.00", "100%", []), ("", "100%", [])],
    ],
)
def test_c2_a_line_without_money_is_not_complete(amount: str, done: str, found: list[str]) -> None:
    form = form_of(FORM_IDS[1]).definition
    rows = (Row("y", "", {"item": "检验费", "amount": amount, "date": done}),)
    record = with_section(sample_of(FORM_IDS[1]), "spending", rows)
    told = [f for f in check(record, form, score(record, form)) if f.code == "C2"]
    assert [f.found for f in told] == found
    assert all(str(f.place) == "spending/y/date" for f in told)


AIM = {"name": "纤维制品检查项目", "target": "100%", "actual": "检查125所", "rate": "100%"}


@pytest.mark.parametrize(
    ("ledger", "aim", "places"),
    [
        ({"paid": "0.00", "got": "5"}, {}, ["aims/r0/rate"]),
        ({"paid": "0.00"}, {"name": "纤维制品 检查项目"}, ["aims/r0/rate"]),
        ({"paid": "0.00"}, {"name": "另一个项目"}, []),
        ({"paid": "0.00"}, {"rate": "80%"}, []),
        ({"paid": "0.00"}, {"rate": ""}, []),
        ({"paid": "1"}, {}, []),
        ({"paid": ""}, {}, []),
        ({"paid": "0.00", "name": "检查"}, {"name": "检查"}, []),
    ],
)
def test_c2_what_cost_nothing_is_done_in_another_table(
    ledger: dict[str, str], aim: dict[str, str], places: list[str]
) -> None:
    line = {"name": "纤维制品检查项目", **ledger}
    found = wide_findings("C2", ledger=[line], aims=[{**AIM, **aim}])
    assert [str(one.place) for one in found] == places
    assert all((one.severity, one.found) == ("warning", "100%") for one in found)
