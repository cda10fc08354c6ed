"""Explaining checks: one in full, all by name, with a form's own and its thresholds."""

import json
from decimal import Decimal

import msgspec
import pytest

from app.desk.explain import explain, explanations, when
from app.desk.texts import LANGUAGES, catalogue
from app.model.definition import ChecksConfig
from app.model.faults import DefinitionError, FaultError
from app.rules.checks.codes import CHECKS
from tests.second import FOLDER, form_of, offer_only

SECOND = form_of("second").definition
OWN = [formula.code for formula in SECOND.checks.formulas]


def fault(code: str | None, form: str | None = None, *, alone: bool = True) -> FaultError:
    with pytest.raises(FaultError) as caught:
        explain(code, form, "zh", alone=alone)
    return caught.value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CHECKS))
def test_every_check_is_explained_in_lines_and_as_data(code: str, language: str) -> None:
    outcome = explain(code, None, language, alone=True)
    head, *lines = outcome.text.splitlines()
    assert head == f"{code}  {catalogue(language).check_text(code, 'name')}"
    assert len(lines) == 6 + (CHECKS[code].limit is not None)
    assert "{" not in outcome.text
    data = json.loads(json.dumps(outcome.data))
    assert (data["schema"], data["code"]) == ("ziping.check/1", code)
    assert all(data[key] for key in ("severity", "name", "what", "rule", "remedy", "source"))


def test_m4_in_full() -> None:
    assert explain(" m4 ", None, "zh", alone=True).text.splitlines() == [
        "M4  超预算",
        "轻重：必改",
        "何时：检查和预审",
        "意思：执行数比全年预算数还大。",
        "规则：全年执行数≤全年预算数。",
        "怎么办：年中有追加的，把追加数并入全年预算数；否则核对执行数。",
        "依据：表内勾稽",
    ]


def test_without_a_code_all_are_listed() -> None:
    outcome = explain("", None, "en", alone=True)
    lines = [line.split("  ") for line in outcome.text.splitlines()]
    assert [code for code, _, _ in lines] == list(CHECKS)
    assert ["M4", "Error", "Over budget"] in lines
    assert [check["code"] for check in outcome.data["checks"]] == list(CHECKS)


def test_a_form_adds_its_own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    offer_only(FOLDER, monkeypatch)
    assert list(explanations(catalogue(), SECOND)) == [*CHECKS, *OWN]
    lines = explain("F1", "second", "zh", alone=True).text.splitlines()
    assert lines[0].startswith("F1  支出明细与资金来源不等：")
    assert lines[1:] == [
        "轻重：必改",
        "何时：检查和预审",
        "规则：sum(spending.amount) == subsidy.all.paid * 10000 + labour.sum.done",
        "依据：测试口径第一条",
    ]
    assert explain("F2", "second", "zh", alone=True).data["own"] is True


def test_a_form_sets_thresholds_and_switches_checks_off() -> None:
    checks = ChecksConfig(off=("M8", "F1"), limits={"M7": Decimal(5)})
    checks = msgspec.structs.replace(checks, formulas=SECOND.checks.formulas)
    known = explanations(catalogue(), msgspec.structs.replace(SECOND, checks=checks))
    assert "超过 5，" in known["M7"].rule
    assert known["M7"].limit == 5
    assert [when(known[code]) for code in ("M7", "M8", "F1", "F2")] == [
        "EXPLAIN_ALWAYS",
        "EXPLAIN_OFF",
        "EXPLAIN_OFF",
        "EXPLAIN_ALWAYS",
    ]


def test_a_check_of_the_reviewer_says_so() -> None:
    known = explanations(catalogue())
    for code, check in CHECKS.items():
        wanted = "EXPLAIN_REVIEW" if check.review else "EXPLAIN_ALWAYS"
        assert when(known[code]) == wanted


@pytest.mark.parametrize(
    ("code", "nearest"), [("M77", "M7"), ("w", None), ("表.json", None), ("F1", None)]
)
def test_an_unknown_code_comes_with_the_nearest_one(code: str, nearest: str | None) -> None:
    refused = fault(code)
    assert (refused.code, refused.values["found"]) == ("CLI_NO_CHECK", code)
    assert refused.values["nearest"] == (nearest or refused.values["nearest"])
    assert refused.values["nearest"] in CHECKS


def test_an_unknown_form_is_named() -> None:
    with pytest.raises(DefinitionError) as caught:
        explain("M1", "mof2035", "zh", alone=True)
    assert caught.value.code == "DEFINITION_010"


@pytest.mark.parametrize(("code", "alone"), [(None, True), ("M1", False), ("", False)])
def test_a_record_is_checked_or_a_check_explained(code: str | None, alone: bool) -> None:
    assert fault(code, alone=alone).code == "CLI_CHECK_WHAT"
