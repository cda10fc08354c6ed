"""Reading formulas: what is allowed is read, whatever else is refused by name and column."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.model.definition import ChecksConfig, Formula
from app.model.faults import DefinitionError
from app.model.formula import (
    DEPTH,
    DIGITS,
    FUNCTIONS,
    LENGTH,
    PARTS,
    Comparison,
    FormulaError,
    Negated,
    Number,
    kind_of,
    names_of,
    parse_formula,
)
from app.model.loading import parse_definition
from app.model.own_checks import formula_problems
from tests.second import FOLDER, form_of
from tests.seeds import national_form

FORM = national_form()
NAMES = names_of(FORM)
SECOND_TEXT = (FOLDER / "second" / "form.toml").read_text("utf-8")
SECOND = names_of(form_of("second").definition)


def refused(text: str) -> tuple[str, str]:
    """The code of a formula that is refused, and where: column and what stands there."""
    with pytest.raises(FormulaError) as caught:
        parse_formula(text, NAMES)
    values = caught.value.values
    return caught.value.code, f"{values.get('column', '')} {values.get('found', '')}".strip()


@pytest.mark.parametrize(
    ("name", "place", "kind"),
    [
        ("year", "record/year", "number"),
        ("funds.total.executed", "funds/total/executed", "number"),
        ("funds.total.rate", "funds/total/rate", "number"),
        ("fields.unit", "fields/unit", "text"),
        ("goals.actual", "goals/actual", "text"),
        ("indicators.weight", "indicators/weight", "numbers"),
        ("indicators.tier3", "indicators/tier3", "texts"),
        ("total.score", "total/score", "number"),
        ("grade.grade", "grade/grade", "text"),
        ("signatures.head", "signatures/head", "text"),
    ],
)
def test_names_of_the_national_form(name: str, place: str, kind: str) -> None:
    assert (str(NAMES[name].place), NAMES[name].kind) == (place, kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("subsidy.all.remark", "text"),
        ("targets.in", "texts"),
        ("spending.amount", "numbers"),
        ("story.problems", "text"),
        ("sum.weight", "number"),
    ],
)
def test_names_of_another_form_even_where_python_has_such_a_word(name: str, kind: str) -> None:
    assert SECOND[name].kind == kind
    assert parse_formula(f"blank({name})", SECOND)


def test_a_comparison_is_read_with_exact_numbers() -> None:
    made = parse_formula(" -0.10 <= funds.total.rate\n < 100 ", NAMES)
    assert made == Comparison(
        ("<=", "<"),
        (Negated(Number(Decimal("0.10"))), NAMES["funds.total.rate"], Number(Decimal(100))),
    )


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("1 +", "DEFINITION_014", "3 +"),
        ("(year == 1", "DEFINITION_014", "1 ("),
        ("year == 1)", "DEFINITION_014", "10 )"),
        ("year 1", "DEFINITION_014", "6 1"),
        ("year = 1", "DEFINITION_014", "6 ="),
        ("year == 1 # x", "DEFINITION_014", "11 #"),
        ("year == 1e9", "DEFINITION_014", "9 1e9"),
        ("year == 1_0", "DEFINITION_014", "9 1_0"),
        ("fields.unit == f'a'", "DEFINITION_014", "16 f"),
        ("fields.unit == 'a' 'b'", "DEFINITION_014", "16 '"),
        ("fields.unit == 'a\\n'", "DEFINITION_014", "16 '"),
        ("[year][0] == 1", "DEFINITION_014", "1 ["),
        ("（year == 1）", "DEFINITION_014", "1 （"),
        ("(lambda: 1)() == 1", "DEFINITION_014", "8 :"),
        ("(x := 1) == 1", "DEFINITION_014", "4 :"),
        ("year == 1 if 1 else 2", "DEFINITION_014", "11 if"),
        ("sum(x for x in y) == 1", "DEFINITION_014", "5 x"),
        ("year.__class__ == 1", "DEFINITION_015", "1 year.__class__"),
        ("blank(funds)", "DEFINITION_015", "7 funds"),
        ("__import__('os') == 1", "DEFINITION_016", "1 __import__()"),
        ("year ** 9 == 1", "DEFINITION_016", "1 year ** 9"),
        ("1 < year // 2", "DEFINITION_016", "5 year // 2"),
        ("+year == 1", "DEFINITION_016", "1 +year"),
        ("sum(*indicators.weight) == 1", "DEFINITION_016", "5 *indicators.weight"),
        ("(1, 2) == year", "DEFINITION_016", "1 (1, 2)"),
        ("(min)(1)(2) == 1", "DEFINITION_016", "1 (min)(1)(2)"),
        ("fields.unit <= '局'", "DEFINITION_016", "1 fields.unit <= '局'"),
        ("'a' * 3 == 'aaa'", "DEFINITION_017", "1 'a'"),
        ("indicators.weight == 100", "DEFINITION_017", "1 indicators.weight"),
        ("sum(indicators.target) == 1", "DEFINITION_017", "5 indicators.target"),
        ("year == fields.unit", "DEFINITION_017", "9 fields.unit"),
        ("(1 == 1) == (2 == 2)", "DEFINITION_017", "2 1 == 1"),
        ("year", "DEFINITION_018", "1 year"),
        ("not year", "DEFINITION_018", "5 year"),
        ("year == 1 or 1", "DEFINITION_018", "14 1"),
        ("round(1, 11) == 1", "DEFINITION_019", "1 round"),
        ("round(1, 0.5) == 1", "DEFINITION_019", "1 round"),
        ("round(1, 1, 1) == 1", "DEFINITION_019", "1 round"),
        ("round(1, year) == 1", "DEFINITION_019", "1 round"),
        ("abs(1, 2) == 1", "DEFINITION_019", "1 abs"),
        ("sum() == 1", "DEFINITION_019", "1 sum"),
        ("count(1) == 1", "DEFINITION_019", "1 count"),
        ("blank(year + 1)", "DEFINITION_019", "1 blank"),
        ("fields.unit == ' '", "DEFINITION_019", "16 ' '"),
        ("year == " + "9" * (DIGITS + 1), "DEFINITION_020", ""),
        ("year == 1" + " " * LENGTH, "DEFINITION_020", ""),
        ("-" * PARTS + "1 == 1", "DEFINITION_020", ""),
        ("year == " + "-" * (DEPTH + 1) + "1", "DEFINITION_020", ""),
        ("year == " + "1+" * (DEPTH + 1) + "1", "DEFINITION_020", ""),
        ("not " * (DEPTH + 1) + "1 == 1", "DEFINITION_020", ""),
    ],
)  # fmt: skip
def test_whatever_is_not_allowed_is_refused_where_it_stands(
    text: str, code: str, where: str
) -> None:
    assert refused(text) == (code, where)


def test_an_unknown_name_comes_with_the_nearest_one() -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula("funds.total.excuted <= 1", NAMES)
    assert caught.value.values["nearest"] == "funds.total.executed"


def test_each_function_is_used_as_its_own_pattern_says() -> None:
    for name, pattern in FUNCTIONS.items():
        text = pattern.replace("(a", "(funds.total.annual").replace(" b", " funds.total.executed")
        made = parse_formula(text if name == "blank" else f"{text} == 1", NAMES)
        assert kind_of(made) == "truth"


_WORDS = """
year funds.total.annual fields.unit indicators.weight indicators.target total.score unknown.name
1 0 0.5 99999999999999999999999999999999 1e999999 'a' "局" + - * / ** // % < <= > >= == != ( ) ,
and or not sum( min( max( count( abs( round( blank( lambda : [ ] { } . __class__ if else for in
f'{year}' := \\ # ; @ ~ & | ^ is None True await yield \u3000 （ ² ٣
"""
WORDS = st.lists(st.sampled_from([*_WORDS.split(), " ", "\n"]), max_size=60)


@given(st.one_of(st.text(max_size=200), WORDS.map("".join), WORDS.map(" ".join)))
@example("(" * 300)
@example("((((" * 60 + "1==1")
@example("\x00")
@example("'" * 9)
@example("\ud800 == 1")
@example("x" * LENGTH)
@example("sum(" * 80 + "year" + ")" * 80 + " == 1")
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(FormulaError):
        assert kind_of(parse_formula(text, NAMES)) == "truth"


# --- the formulas of a form


GOOD = Formula("F1", "year > 2000", "record/year", "年度不对。")


def problems(*formulas: Formula) -> list[dict[str, str]]:
    return list(formula_problems(replace(FORM, checks=ChecksConfig(formulas=formulas))))


def test_a_good_formula_has_no_problem() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("formulas", "code", "path", "found"),
    [
        ([GOOD, replace(GOOD, must="1 == 1")], "DEFINITION_021", "[1].code", "F1"),
        ([replace(GOOD, code="")], "DEFINITION_021", "[0].code", ""),
        ([replace(GOOD, code="f 1")], "DEFINITION_021", "[0].code", "f 1"),
        ([replace(GOOD, place="funds/total/excuted")], "DEFINITION_008", "[0].place",
         "funds/total/excuted"),
        ([replace(GOOD, place="funds.total.executed")], "DEFINITION_008", "[0].place",
         "funds.total.executed"),
        ([replace(GOOD, message=" ")], "DEFINITION_022", "[0].message", None),
        ([GOOD, replace(GOOD, code="F2", must="yaer > 1")], "DEFINITION_015", "[1].must", "yaer"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_formula_is_named_with_its_path(
    formulas: list[Formula], code: str, path: str, found: str | None
) -> None:
    (problem, *_) = problems(*formulas)
    assert (problem["code"], problem["path"]) == (code, f"checks.formulas{path}")
    assert problem.get("found") == found


def test_a_place_that_is_not_there_comes_with_the_nearest_one() -> None:
    (problem,) = problems(replace(GOOD, place="funds/total/excuted"))
    assert problem["expected"] == "funds/total/executed"


def test_a_form_with_a_wrong_formula_is_not_loaded() -> None:
    text = SECOND_TEXT.replace('labour.sum.done"', 'labour.sum.dune"')
    assert text != SECOND_TEXT
    with pytest.raises(DefinitionError) as caught:
        parse_definition(text, "second/form.toml")
    assert caught.value.code == "DEFINITION_015"
    assert caught.value.values["nearest"] == "labour.sum.done"
    assert caught.value.values["path"] == "checks.formulas[0].must"
