from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.model import states
from app.windows.ledger import Ledger, LedgerSums, sums_of
from app.windows.ledger_list import LedgerModel
from app.windows.state_looks import STATE_NAMES
from app.windows.translation import install_translators
from tests.windows.side_data import LineHeader

FULL = LineHeader("a", "安全生产宣传教育", states.SIGNED, "96.40", "优")
WRONG = LineHeader("b", "应急物资储备", states.FILLING, "84.15", "良", errors=2)
OPEN = LineHeader("c", "特种设备安全监察", states.FILLING, "41", missing=3, errors=1)
BLANK = LineHeader("d", "", states.EMPTY)
HEADERS = [FULL, WRONG, OPEN, BLANK]


@pytest.fixture(autouse=True)
def _chinese(qapp: QApplication) -> Iterator[None]:
    installed = install_translators(qapp)
    yield
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture
def ledger(qtbot: QtBot) -> Ledger:
    shown = Ledger()
    qtbot.addWidget(shown)
    shown.resize(280, 600)
    shown.show_headers(HEADERS, [2020, 2019], 2019, more=False)
    shown.show()
    return shown


def spoken(ledger: Ledger, row: int) -> str:
    index = ledger.list.model().index(row, 0)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (0, "安全生产宣传教育，表样 · 已签章，96.40，优"),
        (1, "应急物资储备，表样 · 填报中，84.15，2 处必改"),
        (2, "特种设备安全监察，表样 · 填报中，—，缺 3 项"),
        (3, "（未填项目名称），表样 · 未填，—"),
    ],
)
def test_row_says_name_state_score_and_what_is_wrong(ledger: Ledger, row: int, said: str) -> None:
    ledger.set_form_title(lambda form: "表样")
    assert spoken(ledger, row) == said


def test_every_state_has_a_word() -> None:
    known = (*states.FILLER_STATES, *states.REVIEWER_STATES)
    words = [QCoreApplication.translate("LedgerModel", str(STATE_NAMES[key])) for key in known]
    assert words[:3] == ["未填", "填报中", "待复核"]
    assert all(word and not word.isascii() for word in words)


def test_click_and_enter_open_a_record_but_select_does_not(qtbot: QtBot, ledger: Ledger) -> None:
    opened: list[str] = []
    ledger.opened.connect(opened.append)
    ledger.select("b")
    assert opened == []
    QTest.keyClick(ledger.list, Qt.Key.Key_Down)
    assert opened == []
    QTest.keyClick(ledger.list, Qt.Key.Key_Return)
    rect = ledger.list.visualRect(ledger.list.model().index(0, 0))
    QTest.mouseClick(ledger.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert opened == ["c", "a"]


def test_search_waits_for_a_rest_and_tells_each_text_once(qtbot: QtBot, ledger: Ledger) -> None:
    searched: list[str] = []
    ledger.searched.connect(searched.append)
    for text in ("应", "应急", " 应急 "):
        ledger.search.setText(text)
    assert searched == []
    with qtbot.waitSignal(ledger.searched, timeout=2000):
        pass
    QTest.keyClick(ledger.search, Qt.Key.Key_Return)
    assert searched == ["应急"]
    QTest.keyClick(ledger.search, Qt.Key.Key_Escape)
    QTest.keyClick(ledger.search, Qt.Key.Key_Return)
    assert searched == ["应急", ""]


def test_ctrl_k_goes_to_the_search_and_down_to_the_list(qtbot: QtBot, ledger: Ledger) -> None:
    with qtbot.waitActive(ledger):
        ledger.activateWindow()
    ledger.list.setFocus()
    QTest.keyClick(ledger, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert ledger.search.hasFocus()
    QTest.keyClick(ledger.search, Qt.Key.Key_Down)
    assert ledger.list.hasFocus()
    assert ledger.list.currentIndex().row() == 0


def test_year_menu_offers_every_year_and_all(ledger: Ledger) -> None:
    chosen: list[int | None] = []
    ledger.year_changed.connect(chosen.append)
    actions = ledger.year_button.menu().actions()
    assert [action.text() for action in actions] == ["2020 年度", "2019 年度", "全部年度"]
    assert [action.isChecked() for action in actions] == [False, True, False]
    for action in actions:
        action.trigger()
    assert chosen == [2020, None]


def test_context_menu_speaks_of_the_record_it_was_opened_on(qtbot: QtBot, ledger: Ledger) -> None:
    heard: list[str] = []
    ledger.opened.connect(lambda name: heard.append("open " + name))
    ledger.duplicate_wanted.connect(lambda name: heard.append("duplicate " + name))
    ledger.delete_wanted.connect(lambda name: heard.append("delete " + name))
    menu = ledger.record_menu("b")
    for action in menu.actions():
        action.trigger()
    assert [action.text() for action in menu.actions()] == ["打开", "复制一份", "删除"]
    assert heard == ["open b", "duplicate b", "delete b"]


def test_empty_ledger_offers_a_new_record_and_the_sample(qtbot: QtBot, ledger: Ledger) -> None:
    ledger.show_headers([], [], None)
    assert ledger.new_button.isVisible()
    assert not ledger.list.isVisible()
    with qtbot.waitSignals([ledger.new_wanted, ledger.sample_wanted]):
        ledger.new_button.click()
        ledger.sample_button.click()


def test_year_without_records_offers_no_sample(ledger: Ledger) -> None:
    ledger.show_headers([], [2020, 2019], 2018)
    assert ledger.new_button.isVisible()
    assert not ledger.sample_button.isVisible()


def test_search_without_result_says_what_was_searched(qtbot: QtBot, ledger: Ledger) -> None:
    ledger.search.setText("<b>灯塔</b>")
    QTest.keyClick(ledger.search, Qt.Key.Key_Return)
    ledger.show_headers([], [2019], 2019)
    assert "没有找到“<b>灯塔</b>”" in ledger.empty_text()
    assert not ledger.new_button.isVisible()


def test_footer_counts_the_complete_and_averages_the_scored(ledger: Ledger) -> None:
    assert sums_of(HEADERS) == LedgerSums(4, 1, Decimal("90.275"))
    assert ledger.footer_texts() == ("4 份 · 1 份完成", "平均 90.28")
    ledger.show_headers(HEADERS, [2019], 2019, sums=LedgerSums(812, 400, None))
    assert ledger.footer_texts() == ("812 份 · 400 份完成", "")


def test_list_asks_for_more_once_until_a_page_is_empty(ledger: Ledger) -> None:
    asked: list[bool] = []
    ledger.more_wanted.connect(lambda: asked.append(True))
    model, top = ledger.list.model(), QModelIndex()
    ledger.show_headers(HEADERS, [2019], 2018)
    model.fetchMore(top)
    model.fetchMore(top)
    assert len(asked) == 1
    ledger.append_headers([LineHeader("e"), FULL])
    assert model.rowCount() == 5
    assert ledger.last_header() == LineHeader("e")
    assert model.canFetchMore(top)
    ledger.append_headers([])
    assert not model.canFetchMore(top)


def test_showing_the_same_records_again_keeps_later_pages_and_place(ledger: Ledger) -> None:
    ledger.append_headers([LineHeader(f"x{number}") for number in range(50)], more=False)
    ledger.select("x40")
    bar = ledger.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    ledger.show_headers([FULL, WRONG, OPEN], [2020, 2019], 2019)
    assert ledger.list.model().rowCount() == 54
    assert (bar.value(), ledger.list.currentIndex().row()) == (before, 44)
    ledger.show_headers([FULL, WRONG], [2020, 2019], 2020)
    assert ledger.list.model().rowCount() == 2


def test_one_record_is_shown_anew_in_its_row(ledger: Ledger) -> None:
    assert ledger.update_header(LineHeader("b", "应急物资储备", states.FILLING, "90", "优"))
    assert spoken(ledger, 1).endswith("90，优")
    assert not ledger.update_header(LineHeader("elsewhere"))


def test_tool_tip_shows_markup_as_text(ledger: Ledger) -> None:
    ledger.show_headers([LineHeader("a", "<img src=x>")], [2019], 2019)
    shown = ledger.list.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img src=x&gt;" in shown


def test_model_keeps_to_the_rules_of_qt(qapp: QApplication) -> None:
    model = LedgerModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_headers(HEADERS, more=True, again=False)
    model.append([LineHeader("e")], more=False)
    model.show_headers([OPEN], more=False, again=False)
    assert model.rowCount() == 1


def click(ledger: Ledger, row: int, modifiers: Qt.KeyboardModifier) -> None:
    rect = ledger.list.visualRect(ledger.list.model().index(row, 0))
    QTest.mouseClick(ledger.list.viewport(), Qt.MouseButton.LeftButton, modifiers, rect.center())


def test_ctrl_and_shift_choose_several_and_open_none(ledger: Ledger) -> None:
    opened: list[str] = []
    ledger.opened.connect(opened.append)
    click(ledger, 0, Qt.KeyboardModifier.NoModifier)
    click(ledger, 2, Qt.KeyboardModifier.ControlModifier)
    assert (opened, ledger.selected_ids()) == (["a"], ("a", "c"))
    click(ledger, 3, Qt.KeyboardModifier.ShiftModifier)
    assert (opened, ledger.selected_ids()[-2:]) == (["a"], ("c", "d"))
    ledger.select("a")
    ledger.show_headers(HEADERS, [2020, 2019], 2019, more=False)
    assert ledger.selected_ids()[-2:] == ("c", "d")
    click(ledger, 1, Qt.KeyboardModifier.NoModifier)
    assert (opened, ledger.selected_ids()) == (["a", "b"], ("b",))


def test_the_menu_of_several_offers_what_can_be_done_with_all(ledger: Ledger) -> None:
    asked: list[tuple[str, ...]] = []

    def add(menu: QMenu, ids: tuple[str, ...]) -> None:
        asked.append(ids)
        menu.addAction("送复核")

    ledger.add_commands = add
    texts = [action.text() for action in ledger.record_menu("a", "b").actions()]
    assert texts[-1] == "送复核"
    assert not {"打开", "复制一份", "删除"} & set(texts)
    assert [action.text() for action in ledger.record_menu("c").actions()][-1] == "送复核"
    assert asked == [("a", "b"), ("c",)]


def test_the_filter_offers_states_and_the_sections_of_the_moment(ledger: Ledger) -> None:
    heard: list[tuple[str, object]] = []
    ledger.filtered.connect(lambda state, section: heard.append((state, section)))
    ledger.filter.sections = lambda: ("", "养护股 & 机械")
    menu = ledger.filter.menu()

    def choose(data: str) -> None:
        menu.aboutToShow.emit()
        found = next(a for a in menu.actions() if data in a.text())
        found.trigger()
        menu.aboutToHide.emit()

    choose("已签章")
    choose("养护股")
    assert heard == [(states.SIGNED, None), (states.SIGNED, "养护股 & 机械")]
    assert "养护股 && 机械" in ledger.filter.text() or "…" in ledger.filter.text()
    ledger.show_headers([], [2019], 2019)
    assert not ledger.new_button.isVisible()
    ledger.filter.choose("", None)
    assert heard[-1] == ("", None)
    assert not ledger.filter.is_on


def test_who_departs_from_the_years_policy_is_marked(ledger: Ledger) -> None:
    before = spoken(ledger, 1)
    ledger.mark_departing(frozenset({"b"}))
    model = ledger.list.model()
    assert isinstance(model, LedgerModel)
    assert [bool(model.texts(header).mark) for header in HEADERS] == [False, True, False, False]
    assert spoken(ledger, 1).startswith(before + "，")
    ledger.mark_departing(frozenset())
    assert spoken(ledger, 1) == before


def test_the_average_leaves_out_who_is_not_assessed() -> None:
    exempt = LineHeader("e", state=states.EXEMPT, total="10")
    assert sums_of([FULL, exempt]) == LedgerSums(2, 1, Decimal("96.40"))
