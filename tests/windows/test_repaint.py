"""After an edit the screen shows what a fresh painting of everything would show."""

import random

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.desk.edits import delete_rows, insert_row, set_steps
from app.desk.view import Viewer, font_files, shipped_metrics
from app.model.change import Change, apply
from app.model.definition import IndicatorsSection
from app.model.places import Place
from app.model.record import FormRecord
from app.paper.pages import CellBox
from app.windows.paper_changes import changed_boxes
from app.windows.paper_geometry import PaperGeometry
from app.windows.paper_painter import OperationPainter
from app.windows.paper_view import PaperView
from tests.seeds import complete_001, national_form

NOTE = "受天气影响，第三季度的检查推迟；下一年度按月安排并提前公布计划。"
EDITS = [
    ("indicators", "r3", "actual", "97%"),
    ("indicators", "r3", "actual", ""),
    ("indicators", "r6", "deviation", NOTE),
    ("indicators", "r4", "tier2", "质量指标"),
    ("indicators", "r4", "score", "23"),
    ("fields", None, "project_name", "道路养护"),
    ("funds", "total", "executed", "60"),
    ("goals", None, "expected", NOTE * 3),
]


class Screen:
    """The paper on the screen, and what it would look like painted as a whole."""

    def __init__(self, qtbot: QtBot) -> None:
        self.viewer = Viewer(national_form())
        self.record = complete_001()
        self.paper = PaperView(OperationPainter(font_files()), shipped_metrics())
        qtbot.addWidget(self.paper)
        self.paper.resize(900, 1200)
        self.show(self.record)
        self.paper.show()
        qtbot.waitExposed(self.paper)
        self.settle(qtbot)

    def show(self, record: FormRecord) -> None:
        """Show a record as the desk does: pages first, then the marks of its findings."""
        view = self.viewer.view(record)
        self.record = record
        self.paper.show_pages(view.pages[0])
        self.paper.marks = {str(finding.place): finding.severity for finding in view.findings}

    @staticmethod
    def settle(qtbot: QtBot) -> None:
        qtbot.wait(1)

    def seen(self) -> QImage:
        """What stands on the screen after the partial painting."""
        window = self.paper.winId()
        picture = self.paper.screen().grabWindow(window).toImage()
        return picture.convertToFormat(QImage.Format.Format_RGB32)

    def fresh(self) -> QImage:
        """The same, painted anew."""
        return self.paper.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def edited(record: FormRecord, edit: tuple[str, str | None, str, str]) -> FormRecord:
    section, row, field, text = edit
    steps = set_steps(record, (Place(section, row, field),), text)
    return apply(record, Change("EDIT_SET", tuple(steps)))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit[2])
def test_screen_shows_an_edit_as_a_fresh_painting_does(
    qtbot: QtBot, edit: tuple[str, str | None, str, str]
) -> None:
    screen = Screen(qtbot)
    before = screen.seen()
    screen.show(edited(screen.record, edit))
    screen.settle(qtbot)
    after = screen.seen()
    assert after == screen.fresh()
    assert after != before


def test_screen_follows_many_edits_rows_and_zooms(qtbot: QtBot) -> None:
    screen = Screen(qtbot)
    section = national_form().section("indicators")
    assert isinstance(section, IndicatorsSection)
    chance = random.Random(4)
    for number in range(12):
        record = edited(screen.record, chance.choice(EDITS))
        if number % 4 == 1:
            record = apply(record, insert_row(record, section, "r4"))
        if number % 4 == 3:
            taken = delete_rows(record, "indicators", [record.rows("indicators")[-1].id])
            assert taken is not None
            record = apply(record, taken)
        if number == 6:
            screen.paper.zoom_by(1)
        screen.show(record)
        screen.settle(qtbot)
        assert screen.seen() == screen.fresh(), number


def geometry(record: FormRecord, scale: float = 3.0) -> PaperGeometry:
    view = VIEWER.view(record)
    return PaperGeometry(view.pages[0], shipped_metrics(), scale)


VIEWER = Viewer(national_form())


def changed_fields(changed: tuple[CellBox, ...] | None) -> set[str]:
    assert changed is not None
    return {box.cell.place.field for box in changed if box.cell.place is not None}


def test_only_the_cells_of_an_edit_are_painted_anew() -> None:
    record = complete_001()
    before, after = (
        geometry(record),
        geometry(edited(record, ("indicators", "r3", "actual", "97%"))),
    )
    fields = changed_fields(changed_boxes(before, after, 0))
    assert fields == {"actual", "score"}


def test_everything_is_painted_anew_at_another_zoom() -> None:
    record = complete_001()
    assert changed_boxes(geometry(record), geometry(record, 4.0), 0) is None
    assert changed_boxes(geometry(record), geometry(record), 0) == ()
