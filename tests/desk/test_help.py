"""The in-program help: in both languages, and true to the window's keys."""

import re

import pytest

from app.desk.help import help_text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_has_the_same_chapters_in_both_languages(language: str) -> None:
    chapters = re.findall(r"^## ", help_text(language), re.MULTILINE)
    assert len(chapters) == len(re.findall(r"^## ", help_text("zh"), re.MULTILINE))


def test_help_names_the_same_keys_in_both_languages() -> None:
    keys = [set(re.findall(r"(?:Ctrl|Alt)\+[\w=↑↓-]+", help_text(name))) for name in ("zh", "en")]
    assert keys[0] - {"Alt+回车", "Ctrl+滚轮"} == keys[1] - {"Alt+Enter"}


def test_an_unknown_language_reads_the_chinese_help() -> None:
    assert help_text("fr") == help_text("zh")
