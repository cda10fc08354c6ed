"""The year's states in the window: the menus, the lock, the reason, and what the history keeps."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMenu

from app.model.record import SIGNED_SCAN
from app.model.states import FILLING, REVIEWED, SIGNED, SUBMITTED, TO_REVIEW
from app.store.values import LogQuestion
from app.windows.actions import EDITING
from app.windows.differences import DifferencesDialog
from app.windows.reason_dialog import ReasonDialog
from app.windows.stages import way_name
from tests.windows.stage import CTRL, LEFT, NO, Stage

EXECUTED = "funds/total/executed"
LAYOUT = ("portrait", "landscape", "hide-empty", "reset-widths")
QUIET = ("", "copy", "find", "carry", "move", "duplicate", "delete", "policy")


def ids(stage: Stage) -> list[str]:
    return [header.id for header in stage.window.ledger.loaded()]


def choose(stage: Stage, menu: QMenu, state: str) -> None:
    """Choose the way to a state in a menu, whatever it is called there."""
    befores = {h.state for h in stage.window.ledger.loaded()}
    names = {way_name(frozenset({before}), state) for before in befores}
    names |= {way_name(frozenset(befores), state)}
    action = next(a for a in menu.actions() if a.text() in names)
    action.trigger()
    stage.settle()


def bring(stage: Stage, state: str) -> None:
    """Choose a state for the open record in its menu."""
    stage.window.stages.menu.aboutToShow.emit()
    choose(stage, stage.window.stages.menu, state)


def give(reason: str) -> Callable[[QDialog], bool]:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ReasonDialog)
        dialog.field.insertPlainText(reason)
        return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()

    return fill


def is_locked(stage: Stage) -> bool:
    return stage.document.locked


def note(stage: Stage) -> str:
    return stage.window.status.currentMessage()


@pytest.fixture
def signed(stage: Stage) -> Stage:
    """The sample, signed."""
    stage.fill(EXECUTED, "86.54")
    bring(stage, SIGNED)
    stage.window.status.clearMessage()
    return stage


def test_signing_locks_the_form_and_says_so_over_the_paper(stage: Stage) -> None:
    assert not stage.window.stages.bar.isVisible()
    stage.go(EXECUTED)
    bring(stage, SIGNED)
    bar = stage.window.stages.bar
    assert bar.isVisible()
    assert stage.workspace.who in bar.text()
    assert (stage.document.locked, stage.here) == (True, EXECUTED)
    assert stage.window.ledger.loaded()[0].state == SIGNED
    assert not stage.answers.said


def test_errors_are_told_and_do_not_stop_the_signature(stage: Stage) -> None:
    stage.fill(EXECUTED, "90")
    stage.save()
    bring(stage, SIGNED)
    errors = stage.window.ledger.loaded()[0].errors
    assert errors
    assert str(errors) in note(stage)
    assert stage.document.locked


@pytest.mark.parametrize("key", ["Return", "F2", "5", "Delete", "Backspace"])
def test_a_key_opens_no_cell_of_a_locked_form_but_gives_a_note(signed: Stage, key: str) -> None:
    signed.go(EXECUTED)
    (signed.write if key.isdecimal() else signed.press)(key)
    assert not signed.is_open()
    assert "解锁修改" in note(signed)
    assert (signed.value(EXECUTED), signed.answers.said) == ("86.54", [])


def test_esc_and_arrows_on_a_locked_form_say_nothing(signed: Stage) -> None:
    signed.go(EXECUTED)
    for key in ("Escape", "Down", "Left"):
        signed.press(key)
    assert note(signed) == ""


def test_double_click_and_input_method_open_nothing(signed: Stage) -> None:
    signed.double_click(EXECUTED)
    assert "解锁修改" in note(signed)
    signed.window.status.clearMessage()
    signed.compose("ni")
    signed.compose("", "你")
    assert not signed.is_open()
    assert "解锁修改" in note(signed)
    assert signed.value(EXECUTED) == "86.54"


@pytest.mark.parametrize("name", [n for n in (*EDITING, *LAYOUT) if n not in QUIET])
def test_every_command_that_edits_a_locked_form_ends_in_one_note(signed: Stage, name: str) -> None:
    before = signed.record
    QApplication.clipboard().setText("1\t2\n3\t4")
    row = next(row for row in before.rows("indicators") if row.cells.get("actual"))
    signed.go(f"indicators/{row.id}/actual")
    signed.run(name)
    assert "解锁修改" in note(signed)
    assert (signed.record, signed.answers.said) == (before, [])
    assert not signed.window.actions_by_name["landscape"].isChecked()


def test_dragging_explaining_ruling_and_fields_beside_are_closed_too(signed: Stage) -> None:
    before, window = signed.record, signed.window
    window.paper.columns_dragged.emit((20.0, 30.0))
    assert "解锁修改" in note(signed)
    assert not window.inspector.rule.isEnabled()
    captions = {link.text() for row in window.inspector.findings.rows() for link in row.links()}
    assert len(captions) == 1
    finding = signed.document.view.findings[0]
    window.commands.explain(finding, "理由")
    window.commands.fix(finding)
    window.inspector.tabs.setCurrentWidget(window.unprinted)
    line = next(iter(window.unprinted._lines.values()))
    line.setFocus()
    signed.write("9")
    window.unprinted.commit()
    assert (signed.record, signed.answers.said) == (before, [])
    assert not window.actions_by_name["undo"].isEnabled()


def test_unlocking_asks_for_a_reason_and_keeps_it(signed: Stage) -> None:
    signed.answers.fill = lambda dialog: not isinstance(dialog, ReasonDialog)
    signed.window.stages.bar.unlock.click()
    assert is_locked(signed)
    signed.answers.fill = give("  ")
    signed.window.stages.bar.unlock.click()
    assert is_locked(signed)
    signed.answers.fill = give("单位名称写错")
    signed.window.stages.bar.unlock.click()
    signed.settle()
    assert not is_locked(signed)
    assert not signed.window.stages.bar.isVisible()
    signed.fill(EXECUTED, "80")
    assert signed.value(EXECUTED) == "80"
    history = signed.window.inspector.history
    signed.window.inspector.tabs.setCurrentWidget(history)
    signed.save()
    model = history.list.model()
    said = [str(model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(4)]
    unlocked = next(text for text in said if "单位名称写错" in text)
    assert "已签章" in unlocked
    assert signed.workspace.who in unlocked
    before = signed.here
    history.list.chosen.emit(model.index(said.index(unlocked), 0))
    assert signed.here == before


def test_many_records_go_together_and_who_cannot_is_named(stage: Stage) -> None:
    for _ in range(2):
        stage.window.commands.duplicate(stage.record.id)
        stage.settle()
    stage.save()
    bring(stage, SIGNED)
    shown, ledger = ids(stage), stage.window.ledger
    for row, modifiers in ((0, NO), (1, CTRL), (2, CTRL)):
        rect = ledger.list.visualRect(ledger.list.model().index(row, 0))
        QTest.mouseClick(ledger.list.viewport(), LEFT, modifiers, rect.center())
        stage.settle()
    assert set(ledger.selected_ids()) == set(shown)
    menu = ledger.record_menu(*ledger.selected_ids())
    choose(stage, menu, REVIEWED)
    states = sorted(header.state for header in ledger.loaded())
    assert states == sorted([SIGNED, REVIEWED, REVIEWED])
    (told,) = stage.answers.said
    assert stage.workspace.title_of(shown[0]) in told
    assert set(ledger.selected_ids()) == set(shown)
    stage.answers.said.clear()


def test_one_reason_serves_many(stage: Stage) -> None:
    stage.window.commands.duplicate(stage.record.id)
    stage.save()
    chosen = tuple(ids(stage))
    stage.answers.fill = give("预算调减为零")
    stage.window.stages.bring(chosen, "exempt")
    entries = stage.workspace.store.operations(LogQuestion(kinds=("state",)))
    assert {entry.record for entry in entries} == set(chosen)
    assert all("预算调减为零" in entry.detail for entry in entries)
    stage.answers.said.clear()


def test_what_is_reviewed_must_be_reviewed_again_after_an_edit(stage: Stage) -> None:
    bring(stage, REVIEWED)
    assert "已复核" in stage.window.stages.button.text()
    stage.fill(EXECUTED, "80")
    stage.save()
    QTest.qWait(300)
    assert "待复核" in stage.window.stages.button.text()
    stage.window.stages.menu.aboutToShow.emit()
    texts = [action.text() for action in stage.window.stages.menu.actions()]
    assert way_name(frozenset({TO_REVIEW}), FILLING) in texts


def test_the_signed_scan_goes_with_the_locked_form(signed: Stage, tmp_path: Path) -> None:
    scan = tmp_path / "签章 扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    signed.answers.path = scan
    signed.window.stages.menu.aboutToShow.emit()
    signed.window.stages.menu.actions()[-1].trigger()
    signed.save()
    (kept,) = [e for e in signed.record.evidence if e.kind == SIGNED_SCAN]
    assert (kept.name, kept.size) == ("签章 扫描件.pdf", scan.stat().st_size)
    scan.unlink()
    signed.window.stages.attach_scan()
    assert len(signed.answers.said) == 1
    signed.answers.said.clear()


def test_what_another_version_finds_is_listed_and_changed_nowhere(signed: Stage) -> None:
    kept = signed.workspace.store.verdict(signed.record.id)
    assert kept is not None
    frozen = msgspec.json.decode(kept.json)
    frozen["total"], frozen["rows"]["funds/total"] = "99.86", "9.86"
    text = msgspec.json.encode(frozen).decode()
    signed.workspace.store.keep_verdict(signed.record.id, "0.0.1", text).wait(5)
    signed.window.stages.show(signed.workspace.opened)
    bar = signed.window.stages.bar
    assert "2" in bar.text()
    told: list[tuple[str, ...]] = []

    def read(dialog: QDialog) -> bool:
        assert isinstance(dialog, DifferencesDialog)
        told.extend(dialog.table.shown_texts())
        return True

    signed.answers.fill = read
    bar._show.click()
    assert [texts[1:] for texts in told] == [("9.86", "9.87"), ("99.86", "99.87")]
    assert told[0][0].startswith("年度资金总额")
    assert str(signed.total) == "99.87"


def test_the_menu_of_the_ledger_offers_only_the_ways_there_are(signed: Stage) -> None:
    menu = signed.window.ledger.record_menu(signed.record.id)
    texts = [action.text() for action in menu.actions() if action.text()]
    ways = [way_name(frozenset({SIGNED}), state) for state in (FILLING, SUBMITTED)]
    assert texts[-2:] == ways
