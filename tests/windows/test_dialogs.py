"""Dialogs and messages in both languages."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextBrowser,
    QWidget,
)

from app.desk.form_offers import FormOffer, Picture
from app.desk.view import font_files
from app.windows.about import About
from app.windows.dialogs import Messages
from app.windows.form_gallery import NewRecordDialog
from app.windows.paper_painter import OperationPainter
from app.windows.translation import install_translators
from tests.windows.stage import LEFT, Stage, delete

OFFERS = [
    FormOffer("a", "项目支出绩效自评表", "财预〔2020〕10号", "每年填", daily=True, recent=False),
    FormOffer("b", "村级公益事业项目自查表", "县农〔2021〕3号", "", daily=True, recent=False),
    FormOffer("c", "旧表", "2017年版", "", daily=False, recent=False),
]


@pytest.fixture(params=["zh_CN", "en"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    installed = install_translators(qapp, request.param)
    yield request.param
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture
def owner(language: str, themed: None) -> Iterator[QWidget]:
    widget = QWidget()
    widget.show()
    yield widget
    delete(widget)


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def new_record_dialog(owner: QWidget, offers: Sequence[FormOffer] = OFFERS) -> NewRecordDialog:
    ink = OperationPainter(font_files())
    return NewRecordDialog(offers, lambda _id: Picture(210.0, 297.0, ()), ink, owner)


def test_new_record_dialog_asks_for_form_year_and_name(owner: QWidget, language: str) -> None:
    dialog = new_record_dialog(owner)
    dialog.show()
    assert isinstance(dialog.focusWidget(), QLineEdit)
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.buddy() is not None]
    buttons = dialog.findChildren(QDialogButtonBox)[0].buttons()
    texts += [button.text() for button in buttons]
    assert [is_chinese(text) for text in texts] == [language == "zh_CN"] * len(texts)
    assert dialog.answer()[0] == "a"
    assert dialog.sizeHint().width() <= 800
    QTest.mouseClick(buttons[0], LEFT)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_long_words_about_a_form_are_not_laid_over_its_picture(owner: QWidget) -> None:
    wordy = FormOffer("d", "省级预算项目自评表" * 4, "依据" * 30, "用处" * 60, True, False)
    dialog = new_record_dialog(owner, (*OFFERS, wordy))
    dialog.show()
    dialog.choose("d")
    QApplication.processEvents()
    shown = {label.text(): label for label in dialog.findChildren(QLabel)}
    picture = next(label for label in shown.values() if not label.pixmap().isNull())
    beneath = picture.mapTo(dialog, picture.rect().bottomLeft()).y()
    for text in (wordy.title, wordy.basis, wordy.use):
        label = shown[text]
        assert label.mapTo(dialog, QPoint(0, 0)).y() > beneath
        assert label.height() >= label.heightForWidth(label.width())
        beneath = label.mapTo(dialog, label.rect().bottomLeft()).y()


def test_forms_nobody_fills_any_more_stand_behind_a_switch(owner: QWidget) -> None:
    dialog = new_record_dialog(owner)
    assert dialog.list.count() == 2
    dialog.more.setChecked(True)
    assert dialog.list.count() == 3
    dialog.choose("c")
    assert dialog.answer()[0] == "c"
    dialog.more.setChecked(False)
    assert dialog.chosen() == "a"
    dialog.choose("c")
    assert (dialog.chosen(), dialog.more.isChecked()) == ("c", True)


@pytest.mark.parametrize("accept", [True, False])
def test_a_question_names_its_answers_and_escape_is_no(owner: QWidget, accept: bool) -> None:
    messages = Messages(owner)
    seen: list[str] = []

    def answer() -> None:
        box = owner.findChild(QMessageBox)
        assert box is not None
        seen.extend(button.text() for button in box.buttons())
        if accept:
            next(b for b in box.buttons() if b.text() == "Close").click()
        else:
            box.reject()

    QTimer.singleShot(0, answer)
    assert messages.ask("Close and lose them?", "Close", "Stay") is accept
    assert sorted(seen) == ["Close", "Stay"]
    assert messages.last == "Close and lose them?"


def test_a_message_shows_markup_as_it_was_typed(owner: QWidget) -> None:
    shown: list[str] = []

    def look() -> None:
        box = owner.findChild(QMessageBox)
        assert box is not None
        shown.append(box.text())
        assert box.textFormat().name == "PlainText"
        box.accept()

    QTimer.singleShot(0, look)
    Messages(owner).warn("<b>表</b> & <img src='x'>")
    assert shown == ["<b>表</b> & <img src='x'>"]


def test_help_opens_beside_the_window_and_is_chinese(stage: Stage) -> None:
    stage.press("F1")
    (dialog,) = stage.window.findChildren(QDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    text = dialog.findChildren(QTextBrowser)[0].toPlainText()
    assert len(text) > 200
    assert is_chinese(text)
    dialog.close()
    stage.window.activateWindow()
    stage.settle()
    stage.go("fields/unit")
    stage.write("云溪")
    assert stage.is_open()


def test_about_tells_versions_and_where_the_data_lie(stage: Stage) -> None:
    stage.run("about")
    (about,) = stage.window.findChildren(About)
    shown = [label.text() for label in about.findChildren(QLabel)]
    assert str(stage.folder) in shown
    assert any("Qt 6." in text for text in shown)
