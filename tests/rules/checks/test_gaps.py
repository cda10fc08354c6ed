"""X10: what a report quotes and the record does not hold."""

import pytest

from app.model.results import Finding
from app.rules.checking import check
from app.rules.scoring import score
from tests.reports import report, report_form, saying


def found(text: str) -> list[Finding]:
    record, definition = saying(text), report_form().definition
    findings = check(record, definition, score(record, definition))
    return [f for f in findings if f.code == "X10"]


@pytest.mark.parametrize(
    ("text", "case", "names"),
    [
        ("年初{funds.total.initial}万元", "", "“年度资金总额年初预算数”"),
        ("{funds.total.rat}", "nearest", "“funds.total.rat”"),
        ("{某某}{其他}", "unknown", "“某某”、“其他”"),
        ("【请补充：背景】【请补充】", "draft", "“背景”、“……”"),
        ("{一}{二}{三}{四}{四}", "unknown", "“一”、“二”、“三”等4处"),
    ],
)
def test_a_gap_is_named(text: str, case: str, names: str) -> None:
    (finding,) = found(text)
    assert (str(finding.place), finding.severity) == ("report/overview", "warning")
    assert finding.values.get("case", "") == case
    assert finding.values["names"] == names


def test_each_kind_of_gap_is_one_finding() -> None:
    cases = [f.values.get("case", "") for f in found("{funds.total.initial}{x}{y}【请补充：甲】")]
    assert cases == ["", "unknown", "draft"]


def test_a_complete_report_has_none() -> None:
    definition = report_form().definition
    findings = check(report(), definition, score(report(), definition))
    assert [f.code for f in findings if f.severity != "info"] == []


def test_the_other_checks_read_what_is_printed_and_mend_only_what_was_typed() -> None:
    definition = report_form().definition

    def slips(text: str) -> list[bool]:
        record = saying(text)
        findings = check(record, definition, score(record, definition))
        return [f.fix is not None for f in findings if f.code == "X2"]

    assert slips("完成85..5%的任务。") == [True]
    assert slips("{year}年完成85..5%的任务。") == [False]
    assert [f.code for f in _named("自评等级为“良”。")] == ["G2"]
    assert _named("自评等级为“{total.grade}”。") == []


def _named(text: str) -> list[Finding]:
    record, definition = saying(text), report_form().definition
    return [f for f in check(record, definition, score(record, definition)) if f.code == "G2"]
