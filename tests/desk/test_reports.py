"""Scores and findings as JSON, in the shapes that docs and scripts rely on."""

import json
from typing import Any

import msgspec
import pytest

from app.desk.reports import findings_report, has_errors, path_of, score_report
from app.desk.texts import catalogue
from app.desk.view import View, Viewer
from app.model.places import parse_place
from app.model.record import FormRecord, SetAside
from tests.rules.records import with_text
from tests.second import FORM_IDS, form_of, sample_of
from tests.seeds import seed_001

NATIONAL = FORM_IDS[0]


def view_of(record: FormRecord, form_id: str = NATIONAL) -> View:
    return Viewer(form_of(form_id).definition).view(record)


def score_of(record: FormRecord, form_id: str = NATIONAL) -> dict[str, Any]:
    view = view_of(record, form_id)
    report = score_report(view, form_of(form_id).definition, catalogue())
    assert json.loads(json.dumps(report)) == report
    return report


def test_the_score_of_seed_001() -> None:
    report = score_of(seed_001())
    assert report["schema"] == "ziping.score/1"
    assert (report["total"], report["weight"], report["grade"]) == ("99.87", "100", "优")
    execution = {key: report["execution"][key] for key in ("rate", "weight", "points")}
    assert execution == {"rate": "98.73%", "weight": "10", "points": "9.87"}
    assert report["blocks"] == [
        {"tier1": "产出指标", "weight": "50", "points": "50", "missing": 0},
        {"tier1": "效益指标", "weight": "30", "points": "30", "missing": 0},
        {"tier1": "满意度指标", "weight": "10", "points": "10", "missing": 0},
    ]
    assert [row["points"] for row in report["indicators"]] == ["25", "25", "15", "15", "10"]


def test_one_indicator_with_its_path_rule_and_steps() -> None:
    row = score_of(seed_001())["indicators"][1]
    assert {key: row[key] for key in ("path", "place", "weight", "points", "computed", "rule")} == {
        "path": "indicators[3]",
        "place": "indicators/r4",
        "weight": "25",
        "points": "25",
        "computed": "25",
        "rule": "at_most",
    }
    assert [step["code"] for step in row["inferred"]] == ["DIRECTION_TIER"]
    assert [step["text"] for step in row["steps"]] == [
        "完成值 86.54万元 ≤ 指标值 87.65万元，得满分 25 分"
    ]


def test_a_row_not_yet_scored_has_null_points() -> None:
    report = score_of(with_text(seed_001(), "indicators/r3/actual", ""))
    row = report["indicators"][0]
    assert (row["points"], row["computed"], report["missing"], report["grade"]) == (
        *(None, None, 1, ""),
    )
    assert report["blocks"][0]["missing"] == 1


def test_a_typed_score_stands_beside_the_computed_one() -> None:
    row = score_of(with_text(seed_001(), "indicators/r4/score", "23"))["indicators"][1]
    assert (row["points"], row["computed"], row["entered"]) == ("23", "25", "23")


def test_the_total_tells_its_policy_its_cap_and_its_steps() -> None:
    report = score_of(seed_001())
    assert report["policy"] == {
        "profile": "national",
        "title": "国家口径（财预〔2020〕10号）",
        "source": "财预〔2020〕10号",
        "departs": [],
    }
    assert (report["added"], report["cap"], report["steps"]) == ("99.87", None, [])
    keys = {"profile": "own", "title": "本县", "total_caps": [{"below": "99", "total": "95"}]}
    report = score_of(msgspec.structs.replace(seed_001(), policy=keys))
    assert (report["added"], report["cap"], report["total"]) == ("99.87", "95", "95")
    assert (report["policy"]["profile"], report["policy"]["departs"]) == ("own", ["total_caps"])
    assert [step["text"] for step in report["steps"]] == [
        "执行率 98.73% 低于 99%，总分最高 95 分：合计 99.87 分，按 95 分计"
    ]


def test_the_review_stands_beside_the_units_own_points() -> None:
    report = score_of(seed_001())
    assert (report["reviewed"], report["difference"], report["reviewed_grade"]) == (None, None, "")
    record = with_text(seed_001(), "indicators/r4/review_score", "13")
    report = score_of(with_text(record, "funds/total/review_score", "9"))
    assert (report["total"], report["reviewed"], report["difference"]) == (
        *("99.87", "87", "-12.87"),
    )
    assert (report["grade"], report["reviewed_grade"]) == ("优", "良")
    assert [row["reviewed"] for row in report["indicators"]] == [None, "13", None, None, None]
    assert report["execution"]["reviewed"] == "9"


def test_a_form_with_two_money_tables_reports_both() -> None:
    report = score_of(sample_of("second"), "second")
    places = [(e["place"], e["rate"], e["points"]) for e in report["executions"]]
    assert places == [("subsidy/all", "95%", "11.4"), ("labour/sum", "93.8%", "7.5")]
    assert report["execution"] == report["executions"][0]
    assert report["total"] == "96.9"


def findings_of(record: FormRecord) -> list[dict[str, Any]]:
    report = findings_report(view_of(record), catalogue())
    assert json.loads(json.dumps(report)) == report
    assert report["schema"] == "ziping.findings/1"
    found: list[dict[str, Any]] = report["findings"]
    return found


def test_the_findings_of_seed_001_are_its_blanks_alone() -> None:
    found = findings_of(seed_001())
    errors = [f["place"] for f in found if f["severity"] == "error"]
    assert errors == ["fields/department", "goals/expected"]
    assert ("M5", "info") in [(f["code"], f["severity"]) for f in found]


def test_a_finding_says_where_what_is_expected_and_what_was_found() -> None:
    found = findings_of(with_text(seed_001(), "indicators/r4/score", "23"))
    (s2,) = (f for f in found if f["code"] == "S2")
    assert {key: s2[key] for key in ("severity", "place", "path", "expected", "found")} == {
        "severity": "warning",
        "place": "indicators/r4/score",
        "path": "indicators[3].score",
        "expected": "25",
        "found": "23",
    }
    assert "25" in s2["message"]
    assert s2["message"].endswith("。")


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("indicators/r4/actual", "indicators[3].actual"),
        ("indicators/gone/actual", "indicators.gone.actual"),
        ("funds/total/annual", "funds.total.annual"),
        ("fields/unit", "fields.unit"),
    ],
)
def test_a_place_is_told_by_the_number_of_its_row(place: str, path: str) -> None:
    assert path_of(parse_place(place), view_of(seed_001())) == path


def test_what_must_be_changed_still_stands_when_it_was_explained() -> None:
    record = seed_001()
    aside = tuple(SetAside(f["code"], f["place"], "县里统一不填") for f in findings_of(record))
    record = msgspec.structs.replace(record, set_aside=aside)
    assert has_errors(view_of(record))
    told = {f["severity"]: f["explained"] for f in findings_of(record)}
    assert told == {"error": "", "info": "县里统一不填"}
