"""沿用上年 from the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.desk.forms import gallery
from app.windows.form_gallery import NewRecordDialog
from tests.windows.stage import Stage

SATISFACTION = "indicators/y6z5"


def carry(stage: Stage) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewRecordDialog)
        assert "质量技术监督专项经费" in dialog.windowTitle()
        assert dialog.answer()[:2] == ("mof2020-project", 2020)
        return True

    stage.answers.fill = fill
    stage.run("carry")
    stage.settle()


def test_next_years_record_begins_with_last_years_figures_beside(stage: Stage) -> None:
    carry(stage)
    assert stage.record.year == 2020
    assert stage.value(f"{SATISFACTION}/target") == "80%"
    assert stage.value(f"{SATISFACTION}/actual") == ""
    stage.go(f"{SATISFACTION}/actual")
    cell = stage.paper.current_cell()
    assert cell is not None
    assert cell.ghost == "85%"
    assert stage.window.desk._tips(cell).endswith("2019：85%")
    stage.window.inspector.tabs.setCurrentIndex(1)
    stage.settle()
    before = stage.window.inspector.rule._before.text()
    assert before == "2019：年度指标值 80%，实际完成值 85%，分值 10，得分 10"
    stage.write("90%")
    shown = stage.paper.current_cell()
    assert shown is not None
    assert shown.ghost == ""


def test_a_copy_goes_to_another_form_and_what_has_no_place_is_told(stage: Stage) -> None:
    first = stage.record.id
    other = next(i for i in gallery().ids() if gallery().form(i).definition.funds() == ())

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, NewRecordDialog)
        dialog.choose(other)
        return True

    stage.answers.fill = fill
    stage.run("move")
    stage.settle()
    assert stage.record.form == other
    assert stage.record.id != first
    assert "funds/total/annual：87.65" in stage.answers.said[-1]
    assert stage.workspace.holds(first)


def test_records_of_two_years_tell_their_year_in_the_ledger(stage: Stage) -> None:
    carry(stage)
    stage.save()
    stage.window.commands.refresh_ledger()
    model = stage.window.ledger.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    told = [str(model.index(row, 0).data(role)).split("，")[1] for row in range(model.rowCount())]
    assert [words.split(" · ")[0] for words in told] == ["2020", "2019"]
    stage.window.ledger.year_changed.emit(2020)
    first = str(model.index(0, 0).data(role)).split("，")[1]
    assert not first.startswith("2020")
