import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.windows.ledger import Ledger
from app.windows.translation import install_translators
from i18n.update import CATALOGUE, COMPILED, WINDOWS, Message, collect, compile_catalogue, messages

MESSAGES = messages(CATALOGUE)
PLACEHOLDER = re.compile(r"\{\w+\}|%n|%\d")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    fresh = tmp_path_factory.mktemp("译文 ts") / CATALOGUE.name
    shutil.copy(CATALOGUE, fresh)
    collect(fresh)
    return fresh


def test_catalogue_holds_every_text_of_the_windows_and_no_other(collected: Path) -> None:
    assert CATALOGUE.read_text(encoding="utf-8") == collected.read_text(encoding="utf-8")


def test_compiled_catalogue_is_up_to_date(tmp_path: Path) -> None:
    compiled = tmp_path / COMPILED.name
    compile_catalogue(CATALOGUE, compiled)
    assert compiled.read_bytes() == COMPILED.read_bytes()


def test_every_text_has_a_finished_chinese_translation() -> None:
    assert MESSAGES
    assert [known for known in MESSAGES if not known.translation.strip()] == []


def test_translations_keep_the_placeholders() -> None:
    def placeholders(text: str) -> list[str]:
        return sorted(PLACEHOLDER.findall(text))

    wrong = [m for m in MESSAGES if placeholders(m.source) != placeholders(m.translation)]
    assert wrong == []


def test_every_context_is_one_that_the_program_asks_for() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in WINDOWS.rglob("*.py"))
    contexts = {known.context for known in MESSAGES}
    asked = set(re.findall(r"^class (\w+)", source, re.MULTILINE))
    asked |= set(re.findall(r'QT_TRANSLATE_NOOP\(\s*"(\w+)"', source))
    asked |= set(re.findall(r'translate\(\s*"(\w+)"', source))
    assert contexts - asked == set()


def test_unfinished_translation_counts_as_missing(tmp_path: Path) -> None:
    catalogue = tmp_path / "x.ts"
    catalogue.write_text(
        '<TS version="2.1"><context><name>A</name>'
        "<message><source>One</source><translation>一</translation></message>"
        '<message><source>Two</source><translation type="unfinished">二</translation></message>'
        "</context></TS>",
        encoding="utf-8",
    )
    assert messages(catalogue) == [Message("A", "One", "一"), Message("A", "Two", "")]


def test_widgets_and_qt_speak_chinese_once_installed(qapp: QApplication) -> None:
    installed = install_translators(qapp)
    try:
        assert len(installed) == 2
        assert Ledger().search.placeholderText() == "搜索项目、单位、编码"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)


def test_language_without_translation_stays_english(qapp: QApplication) -> None:
    installed = install_translators(qapp, "en_GB")
    try:
        assert Ledger().search.placeholderText() == "Search project, unit, code"
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
