"""The figures between braces: what each stands for, and texts that stand for nothing."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import FormRecord
from app.rules.report_values import Filled, Gap, ReportValues, filled_text
from app.rules.scoring import score
from tests.reports import EVALUATION, report, report_form
from tests.rules.records import with_text


def filled(text: str, record: FormRecord | None = None, form: str = "") -> Filled:
    definition = (report_form(form) if form else report_form()).definition
    held = record or (report(form) if form else report())
    return filled_text(text, lambda: ReportValues(held, definition, score(held, definition)))


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("year", "2019"),
        ("fields.unit", "云溪县应急管理局"),
        ("funds.total.executed", "86.54"),
        ("funds.total.rate", "98.73%"),
        ("funds.total.score", "9.87"),
        ("funds.total.annual - funds.total.executed", "1.11"),
        ("saved", "1.11"),
        ("funds.total.weight - funds.total.score", "0.13"),
        ("funds.total.executed / funds.total.annual * 100", "98.73"),
        ("round(funds.total.executed, 0)", "87"),
        ("count(indicators.target)", "5"),
        ("total.score", "99.87"),
        ("total.weight", "100"),
        ("total.grade", "优"),
        ("tiers.产出指标.score", "50"),
        ("tiers.满意度指标.weight", "10"),
        ("indicators.k3f9.tier1", "产出指标"),
        ("indicators.k3f9.tier3", "及时完成质量监督检查任务"),
        ("indicators.y6z5.target", "80%"),
        ("indicators.y6z5.completion", "106.25%"),
        ("indicators.m7c4.saving", "1.27%"),
        ("indicators.m7c4.score", "25"),
        (" saved ", "1.11"),
    ],
)
def test_a_token_shows_what_the_form_prints(token: str, shown: str) -> None:
    assert filled(f"前{{{token}}}后") == Filled(f"前{shown}后")


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("tiers.产出.score", "28.54"),
        ("total.score", "84.26"),
        ("funds.total.rate", "99.41%"),
        ("saved", "30.67"),
        ("system.d2k1.completion", "101.99%"),
    ],
)
def test_the_figures_of_an_evaluation(token: str, shown: str) -> None:
    assert filled(f"{{{token}}}", form=EVALUATION).text == shown


@pytest.mark.parametrize(
    ("token", "gap"),
    [
        ("funds.total.initial", Gap("funds.total.initial", "年度资金总额年初预算数")),
        ("indicators.k3f9.deviation", Gap("", "及时完成质量监督检查任务的偏差原因分析及改进措施")),
        ("indicators.m7c4.completion", Gap("", "不超过年度预算的完成率")),
        ("indicators.gone.actual", Gap("", "indicators.gone.actual")),
        ("tiers.没有.score", Gap("", "tiers.没有.score")),
        ("funds.total.annual / 0", Gap("", "funds.total.annual / 0")),
        ("funds.total.rat", Gap("", "funds.total.rat", True, "funds.total.rate")),
        ("indicators.weight", Gap("", "indicators.weight", True)),
        ("1 < 2", Gap("", "1 < 2", True)),
        ("见附件", Gap("", "见附件", True)),
    ],
)
def test_what_has_no_value_is_told(token: str, gap: Gap) -> None:
    made = filled(f"{{{token}}}。")
    (found,) = made.gaps
    assert made.text == f"【缺：{gap.label}】。"
    assert (found.token, found.label, found.unknown) == (token, gap.label, gap.unknown)
    if gap.nearest:
        assert found.nearest == gap.nearest


def test_figures_follow_the_table_and_totals_wait_for_every_row() -> None:
    record = with_text(report(), "funds/total/executed", "1,234.5万元")
    assert filled("{funds.total.executed}", record).text == "1234.5"
    record = with_text(report(), "funds/total/annual", "13,776,700.00")
    assert filled("{funds.total.annual}", record).text == "13,776,700.00"
    record = with_text(report(), "indicators/k3f9/actual", "")
    assert [bool(filled(f"{{{t}}}", record).gaps) for t in ("total.score", "total.grade")] == [
        True,
        True,
    ]
    assert filled("{tiers.产出指标.score}", record).gaps
    assert filled("{tiers.效益指标.score}", record).text == "30"


def test_a_broken_ceiling_saves_nothing() -> None:
    record = with_text(report(), "indicators/m7c4/actual", "90万元")
    assert filled("{indicators.m7c4.saving}", record).gaps


def test_what_a_cell_says_is_not_read_again() -> None:
    record = with_text(report(), "fields/unit", "{total.score}")
    assert filled("{fields.unit}", record) == Filled("{total.score}")


@pytest.mark.parametrize("text", ["", "没有数", "{}", "}{", "{a\nb}", "{" + "x" * 301 + "}", "{{"])
def test_what_is_no_token_stays(text: str) -> None:
    assert filled(text) == Filled(text)


HOSTILE = (
    "__import__('os').system('x')",
    "().__class__",
    "fields.__class__",
    "open('x')",
    "lambda: 1",
    "9**9**9",
    "'a' * 9999999",
    "(" * 200,
    "-" * 300,
    "[x for x in y]",
    "year; year",
    "ｙｅａｒ",
)


@pytest.mark.parametrize("token", HOSTILE)
def test_a_hostile_token_does_nothing(token: str) -> None:
    assert filled(f"{{{token}}}").gaps[0].unknown


@given(st.text(alphabet=st.sampled_from("{}[]().*+-/<>=_,'\" aitx0129年数\n"), max_size=60))
def test_any_text_gives_a_text(text: str) -> None:
    made = filled(text)
    assert isinstance(made.text, str)
    assert made.text.count("【缺：") >= len(made.gaps)


def test_an_older_record_without_money_is_told_so() -> None:
    record = msgspec.structs.replace(report(), sections={"report": {"overview": "{saved}"}})
    assert filled("{saved}{total.score}", record).text.count("【缺：") == 2
