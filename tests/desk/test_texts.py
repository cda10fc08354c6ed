"""The message catalogue: which file an area stands in, and what is missing."""

from collections import Counter

import pytest

from app.desk import texts
from app.desk.texts import LANGUAGES, catalogue, sentence

each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_each_area_stands_in_one_file(language: str) -> None:
    areas = list(texts._Areas(language))
    assert "faults" in areas
    assert [area for area, times in Counter(areas).items() if times > 1] == []


@each_language
@pytest.mark.parametrize(
    ("area", "code"),
    [("findings", "W1"), ("checks", "W1"), ("steps", "RULE_UNKNOWN"), ("faults", "CLI_USAGE")],
)
def test_sentence_is_found_in_its_area(area: str, code: str, language: str) -> None:
    tables = texts._Areas(language)
    assert code in tables[area]
    assert len(tables) > 1


@each_language
def test_unknown_area_and_unknown_code_stand_for_themselves(language: str) -> None:
    assert catalogue(language).text("nowhere", "W1", "text", {}) == "W1"
    assert sentence("NO_SUCH_CODE", language) == "NO_SUCH_CODE"
