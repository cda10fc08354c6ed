"""Working out formulas: exact numbers, silence where something is unknown, and never a fault."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.definition import ChecksConfig, FormDefinition, Formula
from app.model.formula import Expression, FormulaError, Name, names_of, parse_formula
from app.model.record import FormRecord, SetAside
from app.model.results import Finding, Severity
from app.rules.checks.codes import CHECKS
from app.rules.checks.formulas import taken_code
from app.rules.formula import Reader, broken_sides, holds, number
from app.rules.messages import Catalogue
from tests.rules.records import FORM, findings, told, with_text
from tests.rules.test_messages import FUNDS, PRINTED, ROWS, ZH, record_of
from tests.second import form_of, sample_of
from tests.seeds import complete_001

SECOND = form_of("second").definition


def with_formulas(*formulas: Formula, form: FormDefinition = FORM) -> FormDefinition:
    return msgspec.structs.replace(form, checks=ChecksConfig(formulas=formulas))


def formula(must: str, severity: Severity = "error", place: str = "funds/total/annual") -> Formula:
    return Formula("F1", must, place, "不对，请改正。", severity)


def found(must: str, record: FormRecord, form: FormDefinition = FORM) -> list[Finding]:
    """What a formula finds in a record."""
    place = "funds/total/annual" if form is FORM else "subsidy/all/paid"
    own = with_formulas(formula(must, place=place), form=form)
    return [f for f in findings(record, own) if f.code == "F1"]


def says(must: str, record: FormRecord, form: FormDefinition = FORM) -> bool | None:
    """Whether a condition holds in a record: yes, no, or unknown (neither it nor its opposite)."""
    broken, opposite = found(must, record, form), found(f"not ({must})", record, form)
    assert not (broken and opposite)
    return False if broken else True if opposite else None


FULL = complete_001()  # 年初 186.8, 全年 87.65, 执行 86.54
BLANK = with_text(FULL, "funds/total/annual", "")
WORDS = with_text(FULL, "funds/total/annual", "约八十七")
TYPED = with_text(FULL, "funds/total/annual", "876,500元")
OPEN = with_text(FULL, "indicators/r3/actual", "")


@pytest.mark.parametrize(
    ("must", "record", "expected"),
    [
        ("funds.total.executed <= funds.total.annual", FULL, True),
        ("funds.total.executed > funds.total.annual", FULL, False),
        ("funds.total.annual == 87.65", TYPED, True),
        ("funds.total.annual == 87.65", BLANK, None),
        ("funds.total.annual == 87.65", WORDS, None),
        ("funds.total.annual == 87.65 or year == 2019", BLANK, True),
        ("funds.total.annual == 87.65 and year != 2019", BLANK, False),
        ("funds.total.annual == 87.65 and year == 2019", BLANK, None),
        ("blank(funds.total.annual)", BLANK, True),
        ("blank(funds.total.annual)", WORDS, False),
        ("funds.total.rate == 98.73 and funds.total.score == 9.87", FULL, True),
        ("funds.total.weight == 10", FULL, True),
        ("funds.current_year.score == 0", FULL, None),
        ("sum(indicators.weight) + funds.total.weight == total.weight", FULL, True),
        ("sum(indicators.score) + funds.total.score == total.score", FULL, True),
        ("sum(indicators.score) > 0", OPEN, None),
        ("total.score > 0", OPEN, None),
        ("grade.grade == '优'", FULL, True),
        ("grade.grade == '优'", OPEN, None),
        ("count(indicators.score) == 4 and count(indicators.weight) == 5", OPEN, True),
        ("count(indicators.actual) == count(indicators.target)", OPEN, False),
        ("max(indicators.weight) == 25 and min(indicators.weight, 3) == 3", FULL, True),
        ("sum(funds.carried_over.annual, funds.current_year.annual) == 87.65", FULL, True),
        ("sum(funds.carried_over.annual, funds.other.annual) == 0", FULL, None),
        ("sum(funds.carried_over.annual, funds.total.annual) == 0", WORDS, None),
        ("fields.unit == fields.unit and fields.unit != 'Ａ B'", FULL, True),
        ("year == 2019", FULL, True),
        ("year == 2019", msgspec.structs.replace(FULL, year=None), None),
        ("year / 0 == 1", FULL, None),
        ("1 < year < 2000", FULL, False),
        ("abs(0 - year) == --year", FULL, True),
        ("round(1.005, 2) == 1.01 and round(-0.5) == -1 and round(2.5) == 3", FULL, True),
        ("0.1 + 0.2 == 0.3 and 1 / 3 * 3 != 0.99", FULL, True),
        ("blank(goals.actual) or blank(signatures.head)", FULL, True),
    ],
)
def test_what_a_condition_says_of_a_record(
    must: str, record: FormRecord, expected: bool | None
) -> None:
    assert says(must, record) is expected


def test_a_second_form_is_read_by_its_own_names() -> None:
    sample = sample_of("second")
    assert says("sum(spending.amount) == 432500.5", sample, SECOND) is True
    assert says("labour.sum.done == 52500.5 and subsidy.all.remark == '尾款待验收'",
                sample, SECOND) is True  # fmt: skip
    words = with_text(sample, "spending/s2/amount", "十二万")
    assert says("sum(spending.amount) > 0", words, SECOND) is None
    unit = with_text(sample, "spending/s2/amount", "12万元")
    assert says("sum(spending.amount) > 0", unit, SECOND) is None
    blank = with_text(sample, "spending/s2/amount", "—")
    assert says("sum(spending.amount) == 310000", blank, SECOND) is True


# --- what is found


def test_the_formulas_of_the_second_form_pass_its_sample() -> None:
    codes = {f.code for f in SECOND.checks.formulas}
    assert len(codes) == 2
    assert codes.isdisjoint(f.code for f in findings(sample_of("second"), SECOND))


def test_a_broken_formula_tells_both_sides_at_its_place() -> None:
    record = with_text(sample_of("second"), "spending/s2/amount", "122,000")
    (one,) = (f for f in findings(record, SECOND) if f.code == "F1")
    assert (one.severity, str(one.place), one.source) == ("error", "spending/amount", "form")
    assert (one.found, one.expected) == ("432000", "== 432500.5")
    texts = Catalogue(ZH)
    assert texts.finding_title(one) == "支出明细与资金来源不等"
    assert texts.finding_text(one).endswith("请核对凭证。（左边 432000，右边 432500.5）")


def test_a_condition_without_one_comparison_shows_no_sides() -> None:
    (one,) = found("year == 1 or blank(fields.unit)", FULL)
    assert (one.found, one.expected) == ("", "")
    assert Catalogue(ZH).finding_text(one) == "不对，请改正。"


def test_of_several_conditions_the_broken_one_is_shown() -> None:
    (one,) = found("year == 2019 and 1 < year < 100 < 200 and year == 0", FULL)
    assert (one.found, one.expected) == ("2019", "< 100")


@pytest.mark.parametrize(
    ("must", "severity"),
    [
        ("funds.total.annual == 87.66", "info"),
        ("funds.total.annual == 87.67", "error"),
        ("funds.total.annual >= 87.66", "error"),
    ],
)
def test_a_sum_off_by_what_rounding_explains_only_whispers(must: str, severity: str) -> None:
    assert [f.severity for f in found(must, FULL)] == [severity]


def test_sides_that_differ_are_shown_so_that_they_differ() -> None:
    (one,) = found("1 / 3 == 0.333333", FULL)
    assert (one.found, one.expected) == ("0.3333333333", "== 0.333333")


def test_a_formula_can_be_switched_off_and_set_aside() -> None:
    form = with_formulas(formula("year == 0", "warning"))
    assert told(FULL, form) == [("warning", "F1", "funds/total/annual")]
    aside = SetAside("F1", "funds/total/annual", "按批复执行")
    (one,) = findings(msgspec.structs.replace(FULL, set_aside=(aside,)), form)
    assert one.explained == "按批复执行"
    checks = msgspec.structs.replace(form.checks, off=("F1",))
    assert told(FULL, msgspec.structs.replace(form, checks=checks)) == []


def test_a_kept_form_with_a_formula_that_cannot_be_read_goes_on_without_it() -> None:
    bad = [formula("median(year) == 1"), formula("year == 0", place="x")]
    good = Formula("F2", "year == 0", "record/year", "年度不对。")
    assert [code for _, code, _ in told(FULL, with_formulas(*bad, good))] == ["F2"]


def test_no_formula_takes_the_code_of_a_check_and_f_is_free() -> None:
    assert taken_code(with_formulas(formula("1 == 1"))) is None
    taken = msgspec.structs.replace(formula("1 == 1"), code="M1")
    assert taken_code(with_formulas(formula("1 == 1"), taken)) == (1, "M1")
    assert [code for code in CHECKS if code.startswith("F")] == []


# --- whatever is written and typed

NAMES = names_of(FORM)
NUMBERS = [name for name, known in NAMES.items() if known.kind == "number"]
COLUMNS = [name for name, known in NAMES.items() if known.kind == "numbers"]
LITERALS = st.sampled_from(["0", "1", "0.5", "99999999999999999999", "9" * 30, ".0000000001"])


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(st.one_of(inner, st.sampled_from(COLUMNS)), min_size=1, max_size=3)
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("-{}".format, inner),
        st.builds("abs({})".format, inner),
        st.builds("round({}, {})".format, inner, st.integers(0, 10)),
        st.builds(lambda f, parts: f"{f}({', '.join(parts)})",
                  st.sampled_from(["sum", "min", "max"]), many),
    )  # fmt: skip


SUMS = st.recursive(st.one_of(LITERALS, st.sampled_from(NUMBERS)), _larger, max_leaves=8)
COMPARED = st.builds(
    "{} {} {}".format, SUMS, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), SUMS
)
CONDITIONS = st.recursive(
    st.one_of(COMPARED, st.sampled_from(list(NAMES)).map("blank({})".format)),
    lambda inner: st.one_of(
        st.builds("({}) and ({})".format, inner, inner),
        st.builds("({}) or ({})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=4,
)


@settings(max_examples=300)
@given(CONDITIONS, st.lists(ROWS, max_size=3), FUNDS, PRINTED)
def test_any_formula_on_any_record_says_a_short_sentence_or_nothing(
    must: str, rows: list[Any], funds: dict[str, Any], printed: dict[str, str]
) -> None:
    with suppress(FormulaError):
        parse_formula(must, NAMES)
        for one in found(must, record_of(rows, funds, printed)):
            text = Catalogue(ZH).finding_text(one)
            assert len(text) < 200
            assert "E+" not in text


def reader(values: dict[str, Decimal]) -> Reader:
    return Reader(
        lambda name: values.get(name.text), lambda _: (), lambda name: int(name.text in values)
    )


def tree(text: str) -> Expression:
    return parse_formula(text, NAMES)


def test_numbers_beyond_all_measure_are_unknown() -> None:
    huge = "*".join(["9" * 30] * 2)
    assert holds(tree(f"{huge} > 1"), reader({})) is None
    assert holds(tree("1 / (9999999999999999999999 * 9999999999999999999999) > 0"),
                 reader({})) is None  # fmt: skip
    for value in ("NaN", "Infinity", "1E+999999", "1E-999999"):
        name = NAMES["year"]
        assert isinstance(name, Name)
        assert number(name, reader({"year": Decimal(value)})) is None


def test_a_condition_that_holds_has_no_broken_sides() -> None:
    assert broken_sides(tree("1 < 2 and 2 < 3"), reader({})) is None
