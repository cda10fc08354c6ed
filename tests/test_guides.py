"""The guides for those who fill in forms: linked, illustrated, and in the window's own words.

In them **bold** is what stands in the window or on a key, and 「…」 is part of a message.
"""

import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docs.pictures import MOST

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GUIDES = ("install-windows", "install-linux", "first-table", "a-year", "trouble")
SPOKEN = [*(DOCS / f"{name}.md" for name in GUIDES), ROOT / "i18n" / "help.zh.md"]
ILLUSTRATED = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]

KEY = re.compile(r"(Ctrl|Shift|Alt|Tab|Esc|F\d+)(\+(Ctrl|Shift|[A-Z0-9]|F\d+|[-+=↑↓]|回车|滚轮))*")
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
PICTURE = re.compile(r"!\[([^]]+)\]\((?:docs/)?images/([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^]]+\]\(([^)#:]+?)(?:#[^)]*)?\)")


def bare(word: str) -> str:
    """A wording without what marks a menu entry: the underlined letter, dots, an arrow."""
    return re.sub(r"\(&.\)|[…▾：]$| ▾$", "", word.strip()).removesuffix("…").strip()


def texts(table: dict[str, object]) -> Iterator[str]:
    """All texts of a message file."""
    for value in table.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from texts(value)


@cache
def catalogue() -> frozenset[str]:
    """All sentences and names in Chinese that are not the widgets' own."""
    files = sorted((ROOT / "i18n").glob("*.zh.toml"))
    return frozenset(
        text for file in files for text in texts(tomllib.loads(file.read_text(encoding="utf-8")))
    )


@cache
def window(language: str) -> frozenset[str]:
    """What the widgets say in a language, as it is told of."""
    messages = ET.parse(ROOT / "i18n" / "ziping_zh_CN.ts").getroot().iter("message")
    tag = "translation" if language == "zh" else "source"
    return frozenset(bare(message.findtext(tag) or "") for message in messages)


def unknown_words(path: Path, language: str) -> list[str]:
    """The words in bold that stand neither in the window nor on a key."""
    known = window(language) | {bare(text) for text in (catalogue() if language == "zh" else ())}
    parts = [
        part
        for word in BOLD.findall(path.read_text(encoding="utf-8"))
        for part in word.split(" › ")
    ]
    return [part for part in parts if bare(part) not in known and not KEY.fullmatch(part)]


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.stem)
def test_words_in_bold_stand_in_the_window(path: Path) -> None:
    assert BOLD.search(path.read_text(encoding="utf-8"))
    assert unknown_words(path, "zh") == []


def test_words_in_bold_of_the_english_help_stand_in_the_window() -> None:
    text = (ROOT / "i18n" / "help.en.md").read_text(encoding="utf-8")
    assert BOLD.search(text)
    unknown = unknown_words(ROOT / "i18n" / "help.en.md", "en")
    assert [word for word in unknown if word != "Alt+Enter"] == []


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.stem)
def test_messages_that_are_quoted_are_said(path: Path) -> None:
    launcher = (ROOT / "packaging" / "windows" / "launcher.c").read_text(encoding="utf-8")
    said = "\n".join([*catalogue(), launcher])
    quoted = re.findall("「([^」]*)」", path.read_text(encoding="utf-8"))
    assert [text for text in quoted if text not in said] == []


def test_a_word_that_is_nowhere_is_found_out(tmp_path: Path) -> None:
    page = tmp_path / "错的.md"
    page.write_text("**年度工作 › 没有的命令**、**导入资金数**、**Ctrl+Shift+V**", encoding="utf-8")
    assert unknown_words(page, "zh") == ["没有的命令"]


@pytest.mark.parametrize("path", ILLUSTRATED, ids=lambda path: path.stem)
def test_every_picture_and_page_that_is_named_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pictures = [DOCS / "images" / name for _, name in PICTURE.findall(text)]
    pages = [path.parent / name for name in LINK.findall(text)]
    assert [str(found) for found in [*pictures, *pages] if not found.exists()] == []


def test_every_picture_is_shown_and_small() -> None:
    shown = {name for path in ILLUSTRATED for _, name in PICTURE.findall(path.read_text("utf-8"))}
    pictures = sorted((DOCS / "images").iterdir())
    assert {picture.name for picture in pictures} == shown
    assert [picture.name for picture in pictures if picture.stat().st_size > MOST] == []


def test_every_page_is_linked_from_the_readme() -> None:
    linked = {Path(name).name for name in LINK.findall((ROOT / "README.md").read_text("utf-8"))}
    assert {path.name for path in DOCS.glob("*.md")} - linked == set()
