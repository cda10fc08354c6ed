"""What the commands do to the paper, and what the panels ask of them."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.windows.stage import CTRL, Stage

ACTUAL = "indicators/m7c4/actual"


def turned(stage: Stage) -> str:
    """How the paper lies, as the paper and the menu say."""
    name = "landscape" if stage.geometry.pagination.setup.landscape else "portrait"
    assert stage.window.actions_by_name[name].isChecked()
    return name


def test_paper_turns_and_comes_back(stage: Stage) -> None:
    stage.run("landscape")
    assert turned(stage) == "landscape"
    stage.press("Z", CTRL)
    assert turned(stage) == "portrait"
    stage.run("landscape")
    stage.run("portrait")
    assert turned(stage) == "portrait"


def test_empty_rows_are_hidden_and_shown(stage: Stage) -> None:
    rows = stage.paper.paper.rowCount()
    stage.run("hide-empty")
    assert stage.paper.paper.rowCount() == rows - 4
    stage.run("hide-empty")
    assert stage.paper.paper.rowCount() == rows


def test_optional_lines_come_and_go(stage: Stage) -> None:
    menu = stage.window._optional
    assert [action.text() for action in menu.actions()] == ["自评等级", "填表人", "填报说明"]
    action = menu.actions()[0]
    before = stage.paper.paper.rowCount()
    action.trigger()
    stage.settle()
    assert stage.paper.paper.rowCount() > before
    stage.press("Z", CTRL)
    assert stage.paper.paper.rowCount() == before


def test_a_finding_is_jumped_to_fixed_and_explained_in_the_inspector(stage: Stage) -> None:
    stage.fill("funds/total/executed", "86.54万元")
    rows = {row.finding.code: row for row in stage.window.inspector.findings.rows()}
    unit = next(row for row in rows.values() if row.finding.fix is not None)
    next(link for link in unit.links() if "单位" in link.text()).click()
    stage.settle()
    assert stage.value("funds/total/executed") == "86.54"
    assert stage.here == "funds/total/executed"
    blank = next(r for r in stage.window.inspector.findings.rows() if r.finding.code == "M5")
    blank.links()[0].click()
    stage.settle()
    assert stage.here == "funds/total/initial"
    blank = next(r for r in stage.window.inspector.findings.rows() if r.finding.code == "M5")
    blank.explain()
    stage.write("上级专款，年初未列")
    stage.press("Return")
    assert "M5" not in {code for code, _ in stage.findings()}
    assert stage.record.set_aside[0].reason == "上级专款，年初未列"


def test_history_tells_the_changes_of_the_current_cell(stage: Stage) -> None:
    stage.fill(ACTUAL, "80")
    stage.fill(ACTUAL, "81")
    stage.fill("fields/unit", "云溪县财政局")
    stage.save()
    inspector = stage.window.inspector
    inspector.tabs.setCurrentWidget(inspector.history)
    stage.settle()
    assert inspector.history.list.model().rowCount() == 3
    inspector.history.only_current.setChecked(True)
    stage.go(ACTUAL)
    assert inspector.history.list.model().rowCount() == 2
    stage.fill(ACTUAL, "82")
    stage.save()
    stage.go(ACTUAL)
    assert inspector.history.list.model().rowCount() == 3


def test_check_brings_the_findings_forward(stage: Stage) -> None:
    stage.window.inspector.tabs.setCurrentIndex(1)
    stage.press("F7")
    assert stage.window.inspector.tabs.currentIndex() == 0


def test_the_score_in_the_ledger_follows(stage: Stage) -> None:
    stage.fill("funds/total/executed", "60")
    stage.save()
    QTest.qWait(200)
    header = stage.window.ledger._model.headers[0]
    assert header.total == "96.85"


def test_context_menu_changes_the_kind_of_a_row(stage: Stage) -> None:
    stage.go(ACTUAL)
    menu = QMenu()
    stage.window.row_menu.fill(menu)
    (kinds,) = menu.findChildren(QMenu)
    kinds.actions()[1].trigger()
    stage.settle()
    row = stage.record.row("indicators", "m7c4")
    assert row is not None
    assert row.kind == "part"
    assert stage.names()[0] == "EDIT_KIND"
