"""The sheet as a table model, watched by Qt's own tester through edits."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.desk.view import Viewer
from app.windows.paper_model import PaperModel
from tests.second import FORM_IDS, form_of, sample_of
from tests.windows.stage import ALT, CTRL, Stage

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
COST = "indicators/m7c4"


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_model_is_a_good_model_and_shows_every_cell(qapp: QApplication, form_id: str) -> None:
    view = Viewer(form_of(form_id).definition).view(sample_of(form_id))
    for pages in view.pages:
        model = PaperModel()
        QAbstractItemModelTester(model, FATAL, model)
        model.show_sheet(pages.sheet)
        assert (model.rowCount(), model.columnCount()) == (
            len(pages.sheet.rows),
            len(pages.sheet.columns),
        )
        assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
        for number, row in enumerate(pages.sheet.rows):
            for cell in row.cells:
                assert model.data(model.index(number, cell.column)) == cell.text


def test_model_stays_good_through_edits_and_rows(stage: Stage) -> None:
    model = stage.paper.paper
    QAbstractItemModelTester(model, FATAL, model)
    steps: tuple[Callable[[], None], ...] = (
        lambda: stage.fill(f"{COST}/actual", "80"),
        lambda: stage.go(f"{COST}/target"),
        lambda: stage.run("insert"),
        lambda: stage.press("Up", ALT),
        lambda: stage.press("Minus", CTRL),
        lambda: stage.run("landscape"),
        lambda: stage.run("hide-empty"),
        lambda: stage.fill("indicators/k3f9/tier1", "产出"),
        *([lambda: stage.press("Z", CTRL)] * 7),
        *([lambda: stage.press("Y", CTRL)] * 7),
    )
    for step in steps:
        step()
        sheet = stage.document.view.pages[0].sheet
        assert model.rowCount() == len(sheet.rows)
        assert model.grid is not None
        assert model.grid.sheet == sheet


def test_a_screen_reader_hears_what_changed(stage: Stage) -> None:
    model = stage.paper.paper
    told: list[tuple[int, int]] = []
    resets: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.modelReset.connect(lambda: resets.append(1))
    stage.fill(f"{COST}/actual", "80")
    assert told
    assert resets == []
    index = stage.paper.paper.index_of(stage.cell(f"{COST}/actual").place)  # type: ignore[arg-type]
    assert any(first <= index.row() <= last for first, last in told)


def test_a_cell_is_spoken_with_its_heading(stage: Stage) -> None:
    spoken = []
    for place in ("fields/unit", "funds/total/annual", f"{COST}/weight", "goals/expected"):
        stage.go(place)
        index: QModelIndex = stage.paper.currentIndex()
        spoken.append(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == ["实施单位 云溪县应急管理局", "全年预算数 87.65", "分值 25", "预期目标"]


def test_only_cells_that_take_text_are_editable(stage: Stage) -> None:
    model = stage.paper.paper
    assert model.grid is not None
    for row, cell in model.grid.cells():
        editable = bool(model.flags(model.index(row, cell.column)) & Qt.ItemFlag.ItemIsEditable)
        assert editable == (cell.kind in ("input", "overridable", "choice"))
