"""Every rule, parameter and choice has its words in both languages, and none stands idle."""

import tomllib

import pytest

from app.desk.texts import catalogue
from app.model.results import Step
from app.rules.registry import FAMILIES
from tests.source_checks import APP

LANGUAGES = ("zh", "en")
COLUMNS = {"text", "share", "met", "items", "name", "at_least"}
"""The columns of the tables that parameters of the kinds items and bands hold."""

PARAMETERS = [p for family in FAMILIES.values() for p in family.parameters]
NAMES = {p.name for p in PARAMETERS}
CHOICES = {choice for p in PARAMETERS for choice in p.choices}


def table(language: str, area: str) -> dict[str, dict[str, str]]:
    path = APP.parent / "i18n" / f"scoring.{language}.toml"
    found: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))[area]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_parameters_and_choices_have_captions_and_no_caption_is_idle(language: str) -> None:
    captions = set(table(language, "parameters"))
    assert captions >= NAMES
    assert captions - NAMES <= COLUMNS
    assert set(table(language, "choices")) == CHOICES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", [*FAMILIES, "execution"])
def test_every_rule_names_its_source(language: str, rule: str) -> None:
    texts = catalogue(language)
    assert texts.rule_source(rule)
    assert texts.rule_name(rule) != rule


def test_defaults_of_choices_are_choices() -> None:
    wrong = [p.name for p in PARAMETERS if p.kind == "choice" and p.default not in ("", *p.choices)]
    assert wrong == []


def test_steps_put_words_for_rules_parameters_and_periods() -> None:
    texts = catalogue("zh")
    policy = Step("RULE_POLICY", {"tier": "甲", "rule": "bands"})
    assert texts.step_text(policy) == "按年度口径，甲用“分档得分”"
    unread = Step("PARAMETER_UNREADABLE", {"parameter": "floor"})
    assert "“低于此比率不得分”" in texts.step_text(unread)
    late = {"target": "9月底前", "actual": "10月3日", "count": "3", "period": "day"}
    values = late | {"weight": "10", "deducted": "1.5", "points": "8.5"}
    expected = "“10月3日”晚于9月底前，迟了 3 天：10 − 1.5 = 8.5"
    assert texts.step_text(Step("DATE_DEDUCTED", values)) == expected
