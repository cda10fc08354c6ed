"""The in-program help: the same in both languages, short, whole, and found by its words."""

import re

import pytest

from app.desk.help import START, Chapter, chapter_for, chapters, help_text, matching

LANGUAGES = ("zh", "en")
LINES = 12
"""How long a chapter may be."""


@pytest.fixture(params=LANGUAGES)
def guide(request: pytest.FixtureRequest) -> tuple[Chapter, ...]:
    return chapters(request.param)


def test_both_languages_have_the_same_chapters_for_the_same_places() -> None:
    zh, en = ([chapter.places for chapter in chapters(name)] for name in LANGUAGES)
    assert zh == en
    assert len(zh) == help_text("zh").count("\n### ")


def test_no_place_has_two_chapters(guide: tuple[Chapter, ...]) -> None:
    places = [place for chapter in guide for place in chapter.places]
    assert len(places) == len(set(places))
    titles = [chapter.title for chapter in guide]
    assert len(titles) == len(set(titles))


def test_chapters_are_short(guide: tuple[Chapter, ...]) -> None:
    long = [c.title for c in guide if len(c.text.splitlines()) > LINES]
    assert [title for title in long if title != guide[-1].title] == []  # the last lists the keys
    assert [c.title for c in guide if not c.text] == []


def test_help_names_the_same_keys_in_both_languages() -> None:
    keys = [set(re.findall(r"(?:Ctrl|Alt)\+[\w=↑↓-]+", help_text(name))) for name in LANGUAGES]
    assert keys[0] - {"Alt+回车", "Ctrl+滚轮"} == keys[1] - {"Alt+Enter"}


def test_an_unknown_language_reads_the_chinese_help() -> None:
    assert chapters("fr") == chapters("zh")


def test_a_place_without_a_chapter_leads_to_the_first(guide: tuple[Chapter, ...]) -> None:
    assert START in guide[0].places
    assert chapter_for(guide, "nowhere") is guide[0]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("退回", "登记退回"),
        ("导入 资金", "导入资金数"),
        ("  u 盘 ", "备份与恢复"),
        ("ctrl+k", "台账：找到一份表"),
        ("ＣＴＲＬ", None),
        ("{funds", "写报告"),
        ("<!-- ledger", None),
    ],
)
def test_search_finds_all_words_and_titles_first(text: str, first: str | None) -> None:
    found = [chapter.title for chapter in matching(chapters("zh"), text)]
    assert (found[0] if found else None) == first


def test_an_empty_search_finds_everything(guide: tuple[Chapter, ...]) -> None:
    assert matching(guide, "  ") == guide
