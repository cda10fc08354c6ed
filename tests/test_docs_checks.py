"""docs/checks.md and the formulas of docs/forms.md: made from the program, or held against it."""

import re
import tomllib

import msgspec
import pytest

from app.desk.explain import explanations
from app.desk.texts import LANGUAGES, catalogue
from app.model.definition import ChecksConfig, Formula
from app.model.formula import (
    DEPTH,
    DIGITS,
    FUNCTIONS,
    LENGTH,
    PARTS,
    FormulaError,
    names_of,
    parse_formula,
)
from app.model.own_checks import formula_problems
from app.rules.checks.codes import CHECKS
from docs.update import PAGE, checks_page
from tests.rules.records import FORM, findings
from tests.seeds import complete_001
from tests.source_checks import APP
from tests.test_docs import PAGE as FORMS_PAGE

ROOT = APP.parent
KEYS = {"name", "what", "rule", "remedy", "source"}
CHAPTER = FORMS_PAGE.partition("\n## Formulas\n")[2]
NAMES = names_of(FORM)


def words(language: str) -> dict[str, dict[str, dict[str, str]]]:
    """The tables of `checks.*.toml`."""
    return tomllib.loads((ROOT / "i18n" / f"checks.{language}.toml").read_text("utf-8"))


# --- the catalogue


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_is_explained_in_full_and_no_other(language: str) -> None:
    told = words(language)["checks"]
    assert set(told) == set(CHECKS)
    assert {code: set(texts) for code, texts in told.items()} == dict.fromkeys(CHECKS, KEYS)
    assert [
        c for c, texts in told.items() if not all(text.strip() for text in texts.values())
    ] == []
    assert set(words(language)["subjects"]) == {code.rstrip("0123456789") for code in CHECKS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_threshold_is_named_where_there_is_one_and_nothing_else_is_left_open(
    language: str,
) -> None:
    told = words(language)["checks"]
    named = {code for code, texts in told.items() if "{limit}" in texts["rule"]}
    assert named == {code for code, check in CHECKS.items() if check.limit is not None}
    shown = explanations(catalogue(language)).values()
    assert [found.code for found in shown if "{" in str(found)] == []


def test_chinese_words_are_chinese_and_end_like_sentences() -> None:
    for code, texts in words("zh")["checks"].items():
        said = "".join(texts.values()).replace("{limit}", "")
        assert not re.search(r"[a-z]{2,}|[A-Z]{4,}|[,;:!?()]", said), code
        assert all(texts[key].endswith("。") for key in ("what", "rule", "remedy")), code
        assert len(texts["name"]) <= 20, code


# --- docs/checks.md


def test_the_page_of_checks_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == checks_page(), "python3 dev.py docs"


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_every_check_has_a_line_in_each_language(code: str) -> None:
    assert PAGE.read_text("utf-8").count(f"\n| {code} |") == len(LANGUAGES)


@pytest.mark.parametrize("page", ["README.md", "docs/forms.md"])
def test_other_pages_lead_to_the_checks(page: str) -> None:
    assert "checks.md)" in (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_tells_where_checks_are_explained(language: str) -> None:
    assert "ziping check --explain" in (ROOT / "i18n" / f"help.{language}.md").read_text("utf-8")


# --- the formulas of docs/forms.md


def examples() -> list[tuple[str, str]]:
    """Conditions with what the page says of them."""
    return re.findall(r"^\| `([^`]+)` \| ((?:holds|unknown|broken).*) \|$", CHAPTER, re.MULTILINE)


def test_the_page_has_examples_of_each_answer() -> None:
    assert {said.split(":")[0] for _, said in examples()} == {"holds", "unknown", "broken"}


@pytest.mark.parametrize(("must", "said"), examples())
def test_an_example_answers_as_the_page_says(must: str, said: str) -> None:
    def broken(condition: str) -> list[str]:
        own = Formula("F1", condition, "funds/total/executed", "不等。")
        form = msgspec.structs.replace(FORM, checks=ChecksConfig(formulas=(own,)))
        texts = catalogue()
        return [texts.finding_text(f) for f in findings(complete_001(), form) if f.code == "F1"]

    answer, opposite = broken(must), broken(f"not ({must})")
    match said.partition(":")[0]:
        case "holds":
            assert (answer, len(opposite)) == ([], 1)
        case "unknown":
            assert (answer, opposite) == ([], [])
        case _:
            assert answer == [f"不等。（{said.removeprefix('broken: ')}）"]


def test_the_definition_on_the_page_is_a_good_one() -> None:
    text = CHAPTER.partition("```toml\n")[2].partition("```")[0]
    checks = msgspec.convert(tomllib.loads(text)["checks"], ChecksConfig)
    assert len(checks.formulas) == 1
    assert list(formula_problems(msgspec.structs.replace(FORM, checks=checks))) == []


def test_the_mistakes_on_the_page_are_mistakes() -> None:
    last = CHAPTER.strip().rpartition("\n\n")[2]
    wrong = [text for text in re.findall("`([^`]+)`", last) if " " in text]
    assert len(wrong) == 5
    codes = []
    for text in wrong:
        with pytest.raises(FormulaError) as caught:
            parse_formula(text, NAMES)
        codes.append(caught.value.code[-3:])
    assert codes == ["015", "014", "016", "017", "018"]


def test_every_function_and_limit_is_on_the_page() -> None:
    assert [name for name in FUNCTIONS if not re.search(f"`{name}[`(]", CHAPTER)] == []
    told = " ".join(CHAPTER.split())
    assert f"at most {LENGTH:,} characters, {PARTS} words and signs and {DEPTH} levels" in told
    assert f"a number at most {DIGITS} digits" in told
