from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk.forms import gallery
from app.desk.texts import catalogue
from app.desk.view import Viewer
from app.model.change import Change, Delete, Insert, Set
from app.model.places import Place, parse_place
from app.model.record import Row
from app.model.results import Finding, Step, group_of
from app.windows import theme
from app.windows.findings_list import in_order
from app.windows.history_list import HistoryModel
from app.windows.inspector import Inspector
from app.windows.score_card import Head, ScoreHead
from app.windows.score_notes import NoteRow
from app.windows.small_widgets import LinkButton
from app.windows.translation import install_translators
from tests.windows.side_data import (
    FORM,
    Journal,
    Words,
    definition,
    finding,
    sample,
    score,
    scores,
    view,
    with_rule,
)

WORDS = Words()
FIX = Change("strip_unit", (Set(Place("a", None, "b"), "1万元", "1"),), how="fixed")


@pytest.fixture(autouse=True)
def _chinese(qapp: QApplication) -> Iterator[None]:
    installed = install_translators(qapp)
    yield
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    shown = Inspector()
    qtbot.addWidget(shown)
    shown.resize(340, 700)
    shown.show()
    return shown


def show(inspector: Inspector, *findings: Finding) -> None:
    inspector.show_view(view(findings), definition(), WORDS)


def names(inspector: Inspector) -> list[str]:
    return [row.accessibleName() for row in inspector.findings.rows()]


# ---- findings ------------------------------------------------------------------------------------


def test_findings_stand_by_weight_and_explained_ones_last() -> None:
    found = [
        finding("A", "info"),
        finding("B", "error"),
        finding("C", "warning", explained="口径不同"),
        finding("D", "warning"),
        finding("E", "error"),
    ]
    assert [known.code for known in in_order(found)] == ["B", "E", "D", "A", "C"]
    assert group_of(found[2]) == "explained"


def test_findings_stand_in_groups_with_their_counts(inspector: Inspector) -> None:
    show(inspector, finding("A", "info"), finding("B"), finding("C", place="fields/unit"))
    assert list(inspector.findings.groups()) == ["必改 2", "提示 1"]
    show(inspector, finding("A", "info"), finding("C", place="fields/unit"))
    assert list(inspector.findings.groups()) == ["必改 1", "提示 1"]
    show(inspector, finding("A", "warning", explained="口径不同"))
    assert list(inspector.findings.groups()) == ["已说明 1"]
    tops = [row.y() for row in inspector.findings.rows()]
    assert tops == sorted(tops)


def test_each_finding_names_its_severity_and_its_ways_out(inspector: Inspector) -> None:
    show(
        inspector,
        finding("A"),
        finding("B", "warning"),
        finding("C", "info", fix=FIX, fix_name="strip_unit"),
        finding("D", "info", explained="口径不同"),
    )
    assert names(inspector) == [
        "必改　A的标题",
        "需核实　B的标题",
        "提示　C的标题",
        "已说明　D的标题",
    ]
    ways = [[link.text() for link in row.links()] for row in inspector.findings.rows()]
    assert ways == [
        ["定位"],
        ["定位", "说明…"],
        ["定位", "<strip_unit>", "说明…"],
        ["定位", "改说明…"],
    ]
    assert "口径不同" in inspector.findings.rows()[3].accessibleDescription()


def test_links_tell_where_to_go_and_what_to_mend(qtbot: QtBot, inspector: Inspector) -> None:
    mended = finding("C", "info", fix=FIX, fix_name="strip_unit")
    show(inspector, mended)
    jump, fix, _explain = inspector.findings.rows()[0].links()
    with qtbot.waitSignal(inspector.jump_wanted) as jumped:
        QTest.keyClick(jump, Qt.Key.Key_Space)
    with qtbot.waitSignal(inspector.fix_wanted) as fixed:
        fix.click()
    assert (jumped.args, fixed.args) == ([mended.place], [mended])


def test_reason_is_typed_in_place_and_esc_gives_up(qtbot: QtBot, inspector: Inspector) -> None:
    doubtful = finding("B", "warning")
    show(inspector, finding("A"), doubtful)
    heard: list[tuple[Finding, str]] = []
    inspector.explain_wanted.connect(lambda known, reason: heard.append((known, reason)))
    row = inspector.findings.rows()[1]
    row.links()[-1].click()
    field = row.reason_field()
    assert field is not None
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert row.reason_field() is None
    row.links()[-1].click()
    field = row.reason_field()
    assert field is not None
    field.setText(" 口径不同 ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard == [(doubtful, "口径不同")]


def test_emptied_reason_takes_a_finding_up_again(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector, finding("B", "warning", explained="口径不同"))
    row = inspector.findings.rows()[0]
    row.explain()
    field = row.reason_field()
    assert field is not None
    assert field.text() == "口径不同"
    field.clear()
    with qtbot.waitSignal(inspector.explain_wanted) as explained:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert explained.args[1] == ""


def test_keystroke_keeps_rows_open_fields_and_scroll(qtbot: QtBot, inspector: Inspector) -> None:
    found = [finding("A", place=f"indicators/r{n}/actual") for n in range(30)]
    found.append(finding("W", "warning"))
    show(inspector, *found)
    bar = inspector.check_scroll().verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(inspector.findings.rows()) == 31)
    rows = list(inspector.findings.rows())
    rows[30].explain()
    bar.setValue(400)
    changed = msgspec.structs.replace(found[3], values={"title": "另一句", "text": "原因"})
    show(inspector, *found[:3], changed, *found[5:])
    after = inspector.findings.rows()
    assert after == [*rows[:4], *rows[5:]]
    assert names(inspector)[3] == "必改　另一句"
    assert rows[30].reason_field() is not None
    assert bar.value() == 400


def test_long_list_makes_the_rows_that_are_looked_at(qtbot: QtBot, inspector: Inspector) -> None:
    found = [finding("A", place=f"indicators/r{n}/actual") for n in range(300)]
    findings, bar = inspector.findings, inspector.check_scroll().verticalScrollBar()
    show(inspector, *found)
    qtbot.waitUntil(lambda: bar.maximum() > 5000)
    assert list(findings.groups()) == ["必改 300"]
    assert inspector.tabs.tabText(0).endswith("300")
    assert 10 < len(findings.rows()) <= 40
    first = findings.rows()[0]

    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: _is_filled(inspector))
    assert 60 < len(findings.rows()) < 300
    qtbot.waitUntil(lambda: _is_at_the_end(inspector))
    assert [row.finding.place for row in findings.rows()] == [known.place for known in found]
    findings.rows()[250].explain()

    bar.setValue(0)
    show(inspector, *found[:200], *found[201:])
    assert findings.rows()[0] is first
    field = findings.rows()[249].reason_field()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Escape)
    inspector.check_scroll().setFocus()
    bar.setValue(0)
    show(inspector, *found)
    assert len(findings.rows()) < 100
    show(inspector, *found[:2])
    assert len(findings.rows()) == 2
    assert findings.rows()[0] is first


def _is_at_the_end(inspector: Inspector) -> bool:
    bar = inspector.check_scroll().verticalScrollBar()
    bar.setValue(bar.maximum())  # further down as soon as the rows have their true heights
    return len(inspector.findings.rows()) == 300 and _is_filled(inspector)


def _is_filled(inspector: Inspector) -> bool:
    """Whether rows stand down to the end of what is seen."""
    scroll, last = inspector.check_scroll(), inspector.findings.rows()[-1]
    return last.mapTo(scroll.viewport(), last.rect().bottomLeft()).y() >= 600


def test_tab_goes_through_the_links_from_top_to_bottom(inspector: Inspector) -> None:
    show(inspector, finding("B", "warning"), finding("D", "info"))
    show(inspector, finding("A"), finding("B", "warning", fix=FIX), finding("D", "info"))
    links = [link for row in inspector.findings.rows() for link in row.links()]
    chain: list[QWidget] = []
    reached: QWidget | None = links[0]
    while reached is not None and len(chain) < len(links):
        if isinstance(reached, LinkButton):
            chain.append(reached)
        reached = reached.nextInFocusChain()
    assert chain == links


@pytest.mark.parametrize("many", [60, 240])
def test_many_worked_sums_are_laid_out_together(
    inspector: Inspector, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    asked = 0
    height = NoteRow.heightForWidth

    def counted(row: NoteRow, width: int) -> int:
        nonlocal asked
        asked += 1
        return height(row, width)

    monkeypatch.setattr(NoteRow, "heightForWidth", counted)
    inspector.tabs.setCurrentIndex(1)
    rows = tuple(Row(f"r{n}", "", {"tier3": f"第{n}项"}) for n in range(many))
    record = msgspec.structs.replace(sample(), sections={"indicators": rows})
    told = scores(*(score(f"indicators/{row.id}", "1") for row in rows))
    few = scores(*list(told.rows.values())[:2])
    inspector.show_view(view((), few, record), definition(), WORDS)
    QApplication.processEvents()
    inspector.show_view(view((), told, record), definition(), WORDS)
    QApplication.processEvents()
    tops = [row.y() for row in inspector.notes.rows()]
    assert len(tops) == many
    assert tops == sorted(set(tops))
    assert asked < 30 * many


def test_keystroke_says_again_only_what_differs(inspector: Inspector) -> None:
    said: list[str] = []

    class Counting(Words):
        def step_text(self, step: Step) -> str:
            said.append(step.values["text"])
            return super().step_text(step)

    words = Counting()
    inspector.tabs.setCurrentIndex(1)
    record = sample()
    first, second, third = record.rows("indicators")[:3]
    kept = [score(f"indicators/{row.id}", "1", steps=(row.id,)) for row in (first, third)]
    told = [kept[0], score(f"indicators/{second.id}", "1", steps=("before",)), kept[1]]
    inspector.show_view(view((), scores(*told), record), definition(), words)
    said.clear()
    told[1] = score(f"indicators/{second.id}", "1", steps=("after",))
    inspector.show_view(view((), scores(*told), record), definition(), words)
    assert said == ["after"]
    renamed = msgspec.structs.replace(first, cells=dict(first.cells) | {"tier3": "改名"})
    rows = (renamed, *record.rows("indicators")[1:])
    record = msgspec.structs.replace(record, sections={**record.sections, "indicators": rows})
    inspector.show_view(view((), scores(*told), record), definition(), words)
    assert said == ["after", first.id]
    assert inspector.notes.rows()[0].note.name == "改名"


def test_record_without_findings_says_so(inspector: Inspector) -> None:
    show(inspector, finding("A"), finding("B", "info", explained="口径不同"))
    assert inspector.tabs.tabText(0) == "检查 1"
    show(inspector)
    assert inspector.tabs.tabText(0) == "检查"
    assert inspector.message() == "没有发现问题"
    assert inspector.card.isVisible()
    inspector.clear()
    assert inspector.message() == "还没有打开自评表。"
    assert not inspector.card.isVisible()


# ---- the score card ------------------------------------------------------------------------------


def test_card_shows_total_grade_and_blocks(inspector: Inspector) -> None:
    show(inspector, finding("A"), finding("B"), finding("C", explained="口径不同"))
    head = inspector.card.head.head()
    assert (head.total, head.badge, head.note) == ("99.87", "优", "2 处必改")
    bars = [(bar.name, bar.figures) for bar in inspector.card.bars.bars()]
    assert bars == [("预算执行", "9.87 / 10"), ("产出指标", "50 / 50")]
    assert inspector.card.bars.accessibleName() == "预算执行 9.87 / 10；产出指标 50 / 50"


def test_card_of_a_form_without_points_shows_what_must_be_corrected(inspector: Inspector) -> None:
    form = gallery().form("transfer-payment").definition
    inspector.show_view(Viewer(form).view(gallery().sample("transfer-payment")), form, WORDS)
    assert (inspector.card.head.head().total, inspector.card.head.head().badge) == ("", "")
    assert (inspector.card.bars.bars(), inspector.card.policy.isVisible()) == ((), False)
    assert not inspector.card.isVisible()
    show(inspector)
    assert inspector.card.policy.isVisible()


@pytest.mark.parametrize("width", [160, 240, 300, 420])
def test_the_number_of_errors_is_never_cut(themed: None, qtbot: QtBot, width: int) -> None:
    head, tall = ScoreHead(), ScoreHead().sizeHint().height()
    qtbot.addWidget(head)
    colours = (theme.AMBER, theme.AMBER_SOFT)
    head.show_head(Head("33.58", "小计（缺 22 项）", colours, "12 处必改"))
    head.resize(width, tall)
    assert head.note_is_below() == (head.sizeHint().height() > tall)
    assert head.note_is_below() == (width < 300)
    head.show_head(Head("33.58", "优", colours, "12 处必改"))
    assert head.note_is_below() == (width < 200)
    head.show_head(Head("33.58", "小计（缺 22 项）", colours, ""))
    assert head.sizeHint().height() == tall


def test_card_calls_an_unfinished_total_a_subtotal(inspector: Inspector) -> None:
    inspector.show_view(view(result=scores(total="9.87", missing=3)), definition(), WORDS)
    head = inspector.card.head.head()
    assert (head.total, head.badge, head.note) == ("9.87", "小计（缺 3 项）", "")
    assert inspector.card.bars.bars()[1].figures == "— / 50"


# ---- how scored ----------------------------------------------------------------------------------


def test_every_scored_row_shows_its_sum_and_what_was_inferred(inspector: Inspector) -> None:
    rows = (
        score("funds/total", "9.87", weight="10", steps=("86.54 ÷ 87.65", "9.87")),
        score("indicators/m7c4", "25", inferred=(Step("I", {"text": "按≤"}),)),
    )
    inspector.tabs.setCurrentIndex(1)
    inspector.show_view(view(result=scores(*rows)), definition(), WORDS)
    notes = [row.note for row in inspector.notes.rows()]
    assert [(n.name, n.figures) for n in notes] == [
        ("预算执行", "9.87 / 10"),
        ("不超过年度预算", "25 / 25"),
    ]
    assert [text for text, _colour in notes[1].lines] == ["算式", "推断：按≤"]


def test_typed_score_shows_the_difference(inspector: Inspector) -> None:
    typed = score("indicators/m7c4", "23", computed=Decimal(25), entered=Decimal(23))
    inspector.tabs.setCurrentIndex(1)
    inspector.show_view(view(result=scores(typed)), definition(), WORDS)
    lines = [text for text, _colour in inspector.notes.rows()[0].note.lines]
    assert lines == ["算式", "手改得分与计算值相差 −2"]


def test_row_of_the_current_cell_is_marked(qtbot: QtBot, inspector: Inspector) -> None:
    rows = (score("indicators/k3f9", "25"), score("indicators/m7c4", "25"))
    inspector.show_place(parse_place("indicators/m7c4/actual"))
    inspector.show_view(view(result=scores(*rows)), definition(), WORDS)
    inspector.tabs.setCurrentIndex(1)
    assert [row.is_current() for row in inspector.notes.rows()] == [False, True]
    inspector.show_place(None)
    assert [row.is_current() for row in inspector.notes.rows()] == [False, False]
    with qtbot.waitSignal(inspector.jump_wanted) as jumped:
        QTest.keyClick(inspector.notes.rows()[0], Qt.Key.Key_Return)
    assert jumped.args == [Place("indicators", "k3f9", "score")]


def test_unscored_row_offers_the_degrees_of_the_policy(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.tabs.setCurrentIndex(1)
    inspector.show_view(view(result=scores(score("indicators/q5h6", None))), definition(), WORDS)
    row = inspector.notes.rows()[0]
    assert row.note.figures == "未评 / 25"
    assert [button.text() for button in row.buttons] == [
        d.label for d in definition().policy.degrees
    ]
    with qtbot.waitSignal(inspector.choose_degree) as chosen:
        row.buttons[1].click()
    assert chosen.args == [Place("indicators", "q5h6", ""), "partly"]


def test_chosen_degree_can_be_chosen_otherwise(inspector: Inspector) -> None:
    record = with_rule(sample(), "q5h6", {"family": "qualitative", "degree": "partly"})
    rows = scores(score("indicators/q5h6", "17.5"), score("indicators/k3f9", "25"))
    inspector.tabs.setCurrentIndex(1)
    inspector.show_view(view(result=rows, record=record), definition(), WORDS)
    plain, chosen = inspector.notes.rows()
    assert plain.buttons == []
    assert [button.isChecked() for button in chosen.buttons] == [False, True, False]


def test_hidden_tab_waits_until_it_is_looked_at(inspector: Inspector) -> None:
    show(inspector)
    inspector.show_view(view(result=scores(score("indicators/k3f9", "25"))), definition(), WORDS)
    assert inspector.notes.rows() == []
    inspector.tabs.setCurrentIndex(1)
    assert len(inspector.notes.rows()) == 1


def test_shipped_sample_is_shown_with_its_own_sentences(inspector: Inspector) -> None:
    form = gallery().form(FORM)
    made = Viewer(form.definition).view(gallery().sample(FORM))
    inspector.show_view(made, form.definition, catalogue())
    assert names(inspector)[0].startswith("必改　")
    assert inspector.card.head.head().total == "99.87"
    inspector.tabs.setCurrentIndex(1)
    assert len(inspector.notes.rows()) == 6


# ---- history -------------------------------------------------------------------------------------


def history(inspector: Inspector) -> list[str]:
    model = inspector.history.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(at, 0).data(role)).split("，", 1)[1] for at in range(model.rowCount())]


def journal() -> list[Journal]:
    gone = Row("zz", "scored", {"tier3": "抽检批次"})
    amount = Set(parse_place("funds/total/executed"), None, "86.54")
    actual = Set(parse_place("indicators/m7c4/actual"), "86", "86.54万元")
    return [
        Journal("2020-03-02T08:00:00+00:00", Change("EDIT_SET", (amount,))),
        Journal("2020-03-01T08:00:00Z", Change("EDIT_SET", (actual,), "undone")),
        Journal("2020-03-01T07:00:00Z", Change("EDIT_DELETE", (Delete("indicators", gone, None),))),
        Journal("2020-03-01T06:00:00Z", Change("EDIT_INSERT", (Insert("indicators", gone, None),))),
    ]


def test_history_names_cells_and_both_values(inspector: Inspector) -> None:
    show(inspector)
    inspector.show_history(journal())
    assert history(inspector) == [
        "年度资金总额 · 全年执行数，（空） → 86.54",
        "不超过年度预算 · 实际完成值（撤销），86 → 86.54万元",
        "删除行： 抽检批次，",
        "插入行： 抽检批次，",
    ]


def test_history_of_the_current_cell_alone(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector)
    inspector.tabs.setCurrentWidget(inspector.history)
    inspector.show_history(journal())
    inspector.show_place(parse_place("indicators/m7c4/actual"))
    with qtbot.waitSignal(inspector.history_wanted):
        inspector.history.only_current.click()
    assert inspector.only_current()
    assert len(history(inspector)) == 1
    inspector.show_place(parse_place("fields/unit"))
    assert history(inspector) == []
    assert inspector.history.message() == "这个单元格还没有修改记录。"


def test_entry_of_the_history_goes_to_its_cell(qtbot: QtBot, inspector: Inspector) -> None:
    show(inspector)
    inspector.tabs.setCurrentWidget(inspector.history)
    inspector.show_history(journal())
    inspector.history.list.setCurrentIndex(inspector.history.list.model().index(0, 0))
    with qtbot.waitSignal(inspector.jump_wanted) as jumped:
        QTest.keyClick(inspector.history.list, Qt.Key.Key_Enter)
    assert jumped.args == [parse_place("funds/total/executed")]


def test_history_model_keeps_to_the_rules_of_qt(qapp: QApplication) -> None:
    model = HistoryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_lines([])
    model.filter_by(parse_place("fields/unit"))
    assert model.rowCount() == 0


def test_a_finding_says_what_its_check_means(inspector: Inspector) -> None:
    show(inspector, finding("M4"))
    tip = inspector.findings.rows()[0].toolTip()
    assert [part in tip for part in ("M4", "M4的what", "M4的rule", "M4的source")] == [True] * 4
