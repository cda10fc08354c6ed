"""Typing on the paper with real keys and the pointer."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.model.places import parse_place
from tests.windows.stage import ALT, CTRL, LEFT, NO, SHIFT, Stage

ACTUAL = "indicators/m7c4/actual"
NAME = "indicators/m7c4/tier3"


def row_ids(stage: Stage) -> list[str]:
    return [row.id for row in stage.record.rows("indicators")]


# --- going about


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("fields/project_name", "Down", "fields/department"),
        ("fields/department", "Right", "fields/unit"),
        ("fields/department", "Down", "goals/expected"),
        ("funds/total/annual", "Left", "funds/total/initial"),
        ("goals/expected", "Right", "goals/actual"),
        ("indicators/m7c4/tier2", "Left", "indicators/k3f2/tier1"),
        ("indicators/k3f2/tier1", "Down", "indicators/p2x8/tier1"),
        ("indicators/m7c4/weight", "Right", "indicators/m7c4/score"),
    ],
)
def test_arrow_goes_over_labels_and_merged_cells_and_back(
    stage: Stage, start: str, key: str, end: str
) -> None:
    back = {"Down": "Up", "Up": "Down", "Left": "Right", "Right": "Left"}[key]
    stage.go(start)
    stage.press(key)
    assert stage.here == end
    stage.press(back)
    assert stage.here == start


@pytest.mark.parametrize(
    ("start", "key", "modifiers", "end"),
    [
        ("fields/unit", "Tab", NO, "funds/total/initial"),
        ("funds/total/initial", "Backtab", SHIFT, "fields/unit"),
        ("funds/total/executed", "Tab", NO, "funds/total/score"),
        ("goals/actual", "Tab", NO, "indicators/k3f2/tier3"),
        ("indicators/m7c4/weight", "Home", NO, "indicators/k3f2/tier1"),
        ("indicators/k3f9/tier3", "End", NO, "indicators/k3f9/deviation"),
        ("indicators/m7c4/weight", "Home", CTRL, "fields/project_name"),
        ("fields/unit", "End", CTRL, "indicators/y6z5/deviation"),
        ("indicators/y6z5/deviation", "Tab", NO, "indicators/y6z5/deviation"),
    ],
)
def test_keys_lead_through_the_form(
    stage: Stage, start: str, key: str, modifiers: Qt.KeyboardModifier, end: str
) -> None:
    stage.go(start)
    stage.press(key, modifiers)
    assert stage.here == end


def test_tab_alone_fills_a_whole_row(stage: Stage) -> None:
    stage.go("indicators/k3f2/tier3")
    for text in ("抽检批次", "≥200组", "340组", "10"):
        stage.write(text)
        stage.press("Tab")
    row = stage.record.row("indicators", "k3f2")
    assert row is not None
    assert [row.text(field) for field in ("tier3", "target", "actual", "weight")] == [
        *("抽检批次", "≥200组", "340组", "10")
    ]
    assert stage.here == "indicators/k3f2/score"


# --- opening and leaving a cell


def test_typing_replaces_and_enter_commits_and_goes_down(stage: Stage) -> None:
    stage.go(ACTUAL)
    stage.write("80万元")
    assert stage.is_open()
    assert stage.value(ACTUAL) == "86.54万元"
    stage.press("Return")
    assert not stage.is_open()
    assert stage.value(ACTUAL) == "80万元"
    assert stage.here == "indicators/p2x8/actual"


@pytest.mark.parametrize(
    ("key", "modifiers", "end"),
    [
        ("Return", SHIFT, "indicators/k3f9/actual"),
        ("Enter", NO, "indicators/p2x8/actual"),
        ("Tab", NO, "indicators/m7c4/weight"),
        ("Backtab", SHIFT, "indicators/m7c4/target"),
        ("Left", NO, "indicators/m7c4/target"),
        ("Right", NO, "indicators/m7c4/weight"),
        ("Up", NO, "indicators/k3f9/actual"),
        ("Down", NO, "indicators/p2x8/actual"),
    ],
)
def test_each_leaving_key_commits_and_goes_its_way(
    stage: Stage, key: str, modifiers: Qt.KeyboardModifier, end: str
) -> None:
    stage.go(ACTUAL)
    stage.write("80")
    stage.press(key, modifiers)
    assert (stage.value(ACTUAL), stage.here) == ("80", end)
    assert stage.names()[0] == "EDIT_SET"


@pytest.mark.parametrize("key", ["F2", "Return"])
def test_f2_and_enter_keep_the_text_and_arrows_stay_inside(stage: Stage, key: str) -> None:
    stage.go(ACTUAL)
    stage.press(key)
    assert stage.editor.toPlainText() == "86.54万元"
    stage.press("Left")
    stage.press("Left")
    stage.write("0")
    stage.press("Up")
    assert stage.is_open()
    stage.press("Return")
    assert stage.value(ACTUAL) == "86.540万元"


def test_double_click_opens_with_the_text(stage: Stage) -> None:
    stage.double_click(ACTUAL)
    assert stage.editor.toPlainText() == "86.54万元"
    stage.write("整")
    stage.click("indicators/k3f9/target")
    assert stage.value(ACTUAL) == "86.54万元整"
    assert stage.here == "indicators/k3f9/target"


def test_escape_drops_what_was_typed(stage: Stage) -> None:
    before = stage.record
    stage.go(ACTUAL)
    stage.write("99")
    stage.press("Escape")
    assert not stage.is_open()
    assert stage.record is before
    assert stage.shown(ACTUAL) == "86.54万元"
    stage.write("7")
    stage.press("Return")
    assert stage.value(ACTUAL) == "7"


@pytest.mark.parametrize("modifiers", [ALT, CTRL])
def test_alt_enter_makes_a_line_in_the_cell(stage: Stage, modifiers: Qt.KeyboardModifier) -> None:
    stage.go("goals/expected")
    stage.write("一")
    stage.press("Return", modifiers)
    stage.write("二")
    stage.press("Return")
    assert stage.value("goals/expected") == "一\n二"


def test_leaving_a_cell_as_it_was_is_no_change(stage: Stage) -> None:
    stage.go(ACTUAL)
    stage.press("F2")
    stage.press("Return")
    assert stage.names() == []
    assert not stage.window.actions_by_name["undo"].isEnabled()


@pytest.mark.parametrize("place", ["funds/total/rate", "total/score", "funds/total/weight"])
def test_computed_cells_take_no_text(stage: Stage, place: str) -> None:
    stage.go(place)
    stage.write("5")
    for key in ("F2", "Return", "Delete"):
        assert not stage.is_open()
        stage.press(key)
    assert not stage.is_open()
    assert stage.names() == []


def test_a_merged_tier_name_sets_all_its_rows(stage: Stage) -> None:
    stage.fill("indicators/k3f2/tier1", "产出")
    rows = stage.record.rows("indicators")
    assert [row.text("tier1") for row in rows[:5]] == ["产出"] * 4 + ["效益指标"]
    assert stage.cell("indicators/k3f2/tier1").rowspan == 4
    stage.press("Z", CTRL)
    assert [r.text("tier1") for r in stage.record.rows("indicators")[:4]] == ["产出指标"] * 4


# --- the score while one types


def test_each_keystroke_moves_the_score_and_none_is_kept(stage: Stage) -> None:
    seen = []
    stage.go("funds/total/executed")
    for character in "605":
        stage.write(character)
        total = stage.window.inspector.card.head.head().total
        seen.append((stage.shown("funds/total/score"), total))
    assert seen == [("0.69", "90.69"), ("6.85", "96.85"), ("10", "100")]
    assert stage.record.money("funds")["total"]["executed"] == "86.54"
    assert stage.names() == []
    stage.press("Return")
    assert stage.names() == ["EDIT_SET"]


def test_a_row_grows_under_the_open_cell(stage: Stage) -> None:
    stage.go("indicators/k3f9/deviation")
    before = stage.paper.cell_rect(stage.paper.currentIndex()).height()
    stage.write("因机构改革划转，相关抽检任务随之调整，下一年度按月安排并公布计划。")
    assert stage.paper.cell_rect(stage.paper.currentIndex()).height() > before * 1.5
    assert stage.editor.geometry().height() >= before * 1.5
    assert stage.editor.verticalScrollBar().value() == 0


# --- undo


def test_undo_in_the_open_cell_takes_back_typing_and_then_changes(stage: Stage) -> None:
    stage.fill("fields/unit", "云溪县财政局")
    stage.go(ACTUAL)
    stage.write("12")
    stage.press("Z", CTRL)
    assert stage.is_open()
    assert stage.value("fields/unit") == "云溪县财政局"
    stage.press("Escape")
    stage.press("Z", CTRL)
    assert stage.value("fields/unit") == "云溪县应急管理局"
    assert stage.here == "fields/unit"
    stage.press("Y", CTRL)
    assert stage.value("fields/unit") == "云溪县财政局"


def test_redo_with_an_open_cell_commits_it_first(stage: Stage) -> None:
    stage.fill("fields/unit", "云溪县财政局")
    stage.press("Z", CTRL)
    stage.go(ACTUAL)
    stage.write("12")
    stage.run("redo")
    assert (stage.value(ACTUAL), stage.value("fields/unit")) == ("12", "云溪县应急管理局")


# --- blocks


def test_delete_clears_a_block_in_one_step(stage: Stage) -> None:
    stage.go("funds/total/annual")
    stage.press("Right", SHIFT)
    stage.press("Down", SHIFT)
    stage.press("Delete")
    money = stage.record.money("funds")
    assert not any(money[row].get(f) for row in ("total", "current_year") for f in money[row])
    stage.press("Z", CTRL)
    assert stage.total == Decimal("99.87")


def test_paste_before_anything_was_ever_copied_does_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Nothing:
        def mimeData(self) -> None:
            return None

    before = stage.record
    monkeypatch.setattr(QApplication, "clipboard", Nothing)
    stage.run("paste")
    assert stage.record == before


def test_a_block_copied_here_is_pasted_there(stage: Stage) -> None:
    stage.go("funds/total/annual")
    stage.press("Right", SHIFT)
    stage.press("C", CTRL)
    assert QApplication.clipboard().text() == "87.65\t86.54"
    stage.go("funds/other/annual")
    stage.press("V", CTRL)
    assert stage.value("funds/other/annual") == "87.65"
    assert stage.value("funds/other/executed") == "86.54"
    assert stage.names()[0] == "EDIT_PASTE"


def test_cut_takes_the_text_along(stage: Stage) -> None:
    stage.go(NAME)
    stage.press("X", CTRL)
    assert stage.value(NAME) == ""
    stage.go("indicators/k3f2/tier3")
    stage.press("V", CTRL)
    assert stage.value("indicators/k3f2/tier3") == "不超过年度预算"


def test_copying_a_cell_with_lines_survives_the_way_back(stage: Stage) -> None:
    stage.go("goals/expected")
    stage.write("一")
    stage.press("Return", ALT)
    stage.write('"二"')
    stage.press("Tab")
    stage.go("goals/expected")
    stage.press("C", CTRL)
    stage.go("indicators/k3f9/deviation")
    stage.press("V", CTRL)
    assert stage.value("indicators/k3f9/deviation") == '一\n"二"'


def test_fill_down_copies_the_first_cell(stage: Stage) -> None:
    stage.go("indicators/k3f9/target")
    for _ in range(2):
        stage.press("Down", SHIFT)
    stage.press("D", CTRL)
    targets = [row.text("target") for row in stage.record.rows("indicators")]
    assert targets[2:5] == ["100%", "100%", "100%"]
    assert stage.names() == ["EDIT_FILL"]


def test_dragging_selects_a_block(stage: Stage) -> None:
    start, end = stage.point("indicators/k3f9/target"), stage.point("indicators/q5h6/weight")
    start = stage.point("indicators/k3f9/target")
    view = stage.paper.viewport()
    QTest.mousePress(view, LEFT, NO, start)
    QTest.mouseMove(view, QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, NO, end)
    chosen = {str(cell.place) for _, cell in stage.paper.selected_cells()}
    rows = ("k3f9", "m7c4", "p2x8", "q5h6")
    assert chosen == {f"indicators/{r}/{f}" for r in rows for f in ("target", "actual", "weight")}


def test_shift_click_selects_up_to_there(stage: Stage) -> None:
    stage.click("funds/total/initial")
    stage.click("funds/other/executed", SHIFT)
    assert len(stage.paper.selected_cells()) == 12


# --- rows


def test_insert_delete_and_move_rows(stage: Stage) -> None:
    before = row_ids(stage)
    stage.go(ACTUAL)
    stage.run("insert")
    made = stage.here.split("/")[1]
    assert row_ids(stage) == [*before[:4], made, *before[4:]]
    assert stage.here == f"indicators/{made}/tier3"
    stage.press("Up", ALT)
    assert row_ids(stage) == [*before[:3], made, *before[3:]]
    assert stage.here == f"indicators/{made}/tier3"
    stage.press("Down", ALT)
    stage.press("Minus", CTRL)
    assert row_ids(stage) == before
    for _ in range(4):
        stage.press("Z", CTRL)
    assert not stage.window.actions_by_name["undo"].isEnabled()
    assert row_ids(stage) == before


def test_several_selected_rows_go_in_one_step(stage: Stage) -> None:
    before = row_ids(stage)
    stage.go("indicators/k3f9/target")
    stage.press("Down", SHIFT)
    stage.press("Minus", CTRL)
    assert row_ids(stage) == [*before[:2], *before[4:]]
    assert stage.names() == ["EDIT_DELETE"]


def test_a_row_command_outside_a_table_says_so(stage: Stage) -> None:
    stage.go("fields/unit")
    stage.run("insert")
    assert stage.window.status.currentMessage()
    assert stage.names() == []


def test_a_degree_is_chosen_with_one_key(stage: Stage) -> None:
    stage.fill("indicators/q5h6/target", "有效提升")
    stage.fill("indicators/q5h6/actual", "")
    stage.go("indicators/q5h6/actual")
    stage.press("Delete")
    assert stage.cell("indicators/q5h6/score").mark == "unscored"
    assert stage.document.view.scores.missing == 1
    stage.press("2", ALT)
    assert stage.value("indicators/q5h6/actual") == "部分达成年度指标并具有一定效果"
    assert stage.shown("indicators/q5h6/score") == "10.5"
    stage.press("Z", CTRL)
    assert stage.document.view.scores.missing == 1


# --- pages


def test_page_keys_and_the_wheel_go_through_long_forms(stage: Stage) -> None:
    stage.go(ACTUAL)
    for _ in range(25):
        stage.window.desk.run("insert")
    stage.settle()
    assert stage.geometry.page_count > 1
    stage.go("fields/project_name")
    assert stage.paper.verticalScrollBar().value() == 0
    for _ in range(4):
        stage.press("PageDown")
    assert stage.paper.verticalScrollBar().value() > 0
    assert (
        stage.paper.viewport()
        .rect()
        .contains(stage.paper.visualRect(stage.paper.currentIndex()).center())
    )
    for _ in range(5):
        stage.press("PageUp")
    assert stage.here.startswith(("fields", "funds"))


def test_zoom_keys_keep_the_open_cell_over_its_cell(stage: Stage) -> None:
    stage.go("fields/unit")
    stage.press("F2")
    for _ in range(3):
        stage.paper.zoom_by(1)
        stage.settle()
        rect = stage.paper.cell_rect(stage.paper.currentIndex())
        assert rect.adjusted(-1, -1, 1, 1).contains(stage.editor.geometry().toRectF())
    assert stage.paper.zoom > 1
    stage.run("zoom-fit")
    assert stage.paper.zoom <= 1


def test_a_click_beside_the_paper_opens_nothing(stage: Stage) -> None:
    QTest.mouseDClick(stage.paper.viewport(), LEFT, NO, QPoint(3, 3))
    assert not stage.is_open()


def test_a_row_to_be_hidden_stays_while_its_last_cell_is_open(stage: Stage) -> None:
    stage.fill("indicators/k3f2/tier3", "抽")
    stage.run("hide-empty")
    stage.go("indicators/k3f2/tier3")
    stage.press("F2")
    stage.press("Backspace")
    stage.write("批次")
    assert stage.is_open()
    stage.press("Return")
    assert stage.value("indicators/k3f2/tier3") == "批次"
    stage.go("indicators/k3f2/tier3")
    stage.press("F2")
    stage.press("Backspace")
    stage.press("Backspace")
    stage.press("Return")
    assert stage.value("indicators/k3f2/tier3") == ""
    rows = {row.row_id for row in stage.document.view.pages[0].sheet.rows}
    assert "k3f2" not in rows
    assert not stage.is_open()
    stage.press("Z", CTRL)
    assert stage.shown("indicators/k3f2/tier3") == "批次"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("funds/total/executed", "900"),
        ("indicators/m7c4/score", "23"),
        ("indicators/k3f9/deviation", "因机构改革划转，相关抽检任务随之调整。"),
        ("indicators/k3f2/tier1", "效益指标"),
    ],
)
def test_what_each_keystroke_leaves_on_the_screen_is_what_a_full_paint_shows(
    stage: Stage, place: str, text: str
) -> None:
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    screen, window = stage.window.screen(), stage.window.winId()
    stage.go(place)
    for character in text:
        stage.write(character)
        partly = screen.grabWindow(window).toImage()
        stage.paper.viewport().repaint()
        assert partly == screen.grabWindow(window).toImage()
    QApplication.setCursorFlashTime(flash)


def test_redo_in_the_open_cell_repeats_typing(stage: Stage) -> None:
    stage.go(ACTUAL)
    stage.press("F2")
    stage.write("整")
    stage.press("Z", CTRL)
    assert stage.editor.toPlainText() == "86.54万元"
    stage.press("Y", CTRL)
    assert stage.editor.toPlainText() == "86.54万元整"
    stage.press("Return")
    assert stage.value(ACTUAL) == "86.54万元整"
    assert stage.names() == ["EDIT_SET"]


def test_what_is_typed_on_a_caption_lands_in_no_cell(stage: Stage) -> None:
    stage.fill(ACTUAL, "9天")
    paper, before = stage.window.paper, stage.record
    model = paper.model()
    column = paper.paper.index_of(parse_place(ACTUAL)).column()
    indices = [model.index(row, column) for row in range(model.rowCount())]
    cells = [(index, paper.paper.cell(index)) for index in indices]
    labels = [index for index, cell in cells if cell is not None and cell.kind == "label"]
    for index in (labels[0], labels[-1]):
        paper.setCurrentIndex(index)
        chosen = paper.currentIndex()
        QTest.keyClicks(paper, "98")
        assert (paper.currentIndex(), stage.is_open()) == (chosen, False)
    stage.settle()
    assert stage.record == before
