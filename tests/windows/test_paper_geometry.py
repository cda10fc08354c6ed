"""The window, the PDF and the sheet show the same lines and rectangles, on every page and zoom."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.desk.view import View, Viewer, font_files, shipped_metrics
from app.exchange.pdf import write_pdf
from app.paper.layout import boxes
from app.paper.operations import operations
from app.paper.pages import Pagination, RuleOp, TextOp
from app.windows.paper_canvas import PIXELS_PER_MM
from app.windows.paper_geometry import PaperGeometry
from app.windows.paper_painter import OperationPainter
from app.windows.paper_view import PaperView
from tests.windows.long_form import long_record, national
from tests.windows.page_marks import (
    MM,
    Picture,
    pdf_lines,
    pdf_picture,
    pdf_rules,
    window_picture,
)
from tests.windows.stage import LEFT, NO, Stage, delete

SPLIT = "q16"
"""Its note begins on the second page and ends on the third."""
NEAR = 0.2
"""mm that a place may differ."""
PAGES = range(3)
PRINT_DOTS = 16.0
"""Dots in a mm."""
at_zooms = pytest.mark.parametrize("zoom", [0.75, 1.0, 1.5])
on_pages = pytest.mark.parametrize("page", PAGES)


@pytest.fixture(scope="module")
def view() -> View:
    return Viewer(national().definition).view(long_record(long_row=SPLIT))


@pytest.fixture
def paper(view: View, look: QApplication) -> Iterator[PaperView]:
    shown = PaperView(OperationPainter(font_files()), shipped_metrics())
    shown.resize(1400, 1900)
    shown.show()
    shown.show_pages(view.pages[0])
    yield shown
    delete(shown)


@pytest.fixture(scope="module")
def pdf(view: View, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("pdf") / "form.pdf"
    stamp = datetime(2020, 3, 1)
    write_pdf(view.pages, shipped_metrics(), font_files(), path, title="自评表", created=stamp)
    with pypdfium2.PdfDocument(path) as document:
        yield document


@pytest.fixture(scope="module")
def prints(pdf: Any) -> tuple[Picture, ...]:
    """The first pages as they are printed: so fine that a dot counts for nothing."""
    return tuple(pdf_picture(pdf[page], PRINT_DOTS) for page in PAGES)


def geometry_of(paper: PaperView) -> PaperGeometry:
    geometry = paper.geometry_on_desk
    assert geometry is not None
    return geometry


def texts(pages: Pagination, page: int) -> list[TextOp]:
    return [op for op in operations(pages, page, shipped_metrics()) if isinstance(op, TextOp)]


def rules(pages: Pagination, page: int) -> list[RuleOp]:
    return [op for op in operations(pages, page, shipped_metrics()) if isinstance(op, RuleOp)]


def picture(paper: PaperView, page: int) -> Picture:
    """The page as the window shows it."""
    paper.verticalScrollBar().setValue(round(geometry_of(paper).page_top(page)))
    image: QImage = paper.viewport().grab().toImage()
    return window_picture(image, paper.origin(page).toPoint())


def test_the_form_has_three_pages_and_a_row_on_two(view: View) -> None:
    pages = view.pages[0]
    assert len(pages.pages) > len(PAGES)
    row = next(i for i, r in enumerate(pages.sheet.rows) if r.row_id == SPLIT)
    on = [n for n, p in enumerate(pages.pages) if any(f.row == row for f in p.fragments)]
    assert on == [1, 2]


@at_zooms
@on_pages
def test_cells_in_the_window_lie_where_paper_puts_them(
    paper: PaperView, zoom: float, page: int
) -> None:
    paper.set_zoom(zoom)
    geometry = geometry_of(paper)
    paper.verticalScrollBar().setValue(round(geometry.page_top(page)))
    origin = paper.origin(page)
    shift = paper.verticalScrollBar().value()
    for box in boxes(geometry.pagination, page, shipped_metrics()):
        centre = geometry.rect(page, box).center() + QPointF(origin.x(), -shift)
        QTest.mouseClick(paper.viewport(), LEFT, NO, centre.toPoint())
        index = paper.currentIndex()
        assert paper.paper.anchor(index) == (box.row, box.cell)
        rect = paper.cell_rect(index).translated(-origin)
        shown = [v / geometry.scale for v in (rect.x(), rect.y(), rect.width(), rect.height())]
        assert shown == pytest.approx([box.x, box.y, box.width, box.height], abs=NEAR)
        assert paper.indexAt(paper.visualRect(index).center()) == index


@at_zooms
@on_pages
def test_window_draws_the_lines_of_paper_from_the_corner_of_the_page(
    paper: PaperView, monkeypatch: pytest.MonkeyPatch, zoom: float, page: int
) -> None:
    drawn: list[tuple[TextOp, QPointF, float]] = []
    paper.set_zoom(zoom)
    monkeypatch.setattr(
        OperationPainter, "_text", lambda _self, _painter, *rest: drawn.append(rest)
    )
    picture(paper, page)
    origin, scale = paper.origin(page), zoom * PIXELS_PER_MM
    here = [op for op, corner, size in drawn if (corner, size) == (origin, scale)]
    assert here == texts(geometry_of(paper).pagination, page)


@at_zooms
@on_pages
def test_ink_lies_within_a_dot_of_where_the_pdf_has_it(
    paper: PaperView, prints: tuple[Picture, ...], zoom: float, page: int
) -> None:
    paper.set_zoom(zoom)
    scale = zoom * PIXELS_PER_MM
    dot = 1 / scale
    pages = geometry_of(paper).pagination
    window = picture(paper, page)
    for op in texts(pages, page):
        em = op.size * MM
        box = (op.xs[0] - 0.2, op.y - 0.9 * em, op.xs[-1] + em, op.y + 0.2 * em)
        printed = prints[page].centre(box, PRINT_DOTS)
        assert window.centre(box, scale) == pytest.approx(printed, abs=dot), op.text
    for rule in rules(pages, page):
        x, y = (rule.x1 + rule.x2) / 2, (rule.y1 + rule.y2) / 2
        box = (x - 1.5 * dot, y - 1.5 * dot, x + 1.5 * dot, y + 1.5 * dot)
        assert window.centre(box, scale) == pytest.approx((x, y), abs=1.5 * dot), rule


@on_pages
def test_pdf_has_the_lines_of_the_window_at_their_places(view: View, pdf: Any, page: int) -> None:
    pages = view.pages[0]
    found = pdf_lines(pdf[page], pages.setup.height)
    wanted = texts(pages, page)
    assert [line.text for line in found] == [op.text for op in wanted]
    for line, op in zip(found, wanted, strict=True):
        assert (line.x, line.y) == pytest.approx((op.xs[0], op.y), abs=NEAR)


@on_pages
def test_pdf_has_the_rules_of_the_window_at_their_places(view: View, pdf: Any, page: int) -> None:
    pages = view.pages[0]
    wanted = sorted((op.x1, op.y1, op.x2, op.y2) for op in rules(pages, page))
    found = sorted(pdf_rules(pdf[page], pages.setup.height))
    assert len(found) == len(wanted)
    for line in wanted:
        assert any(line == pytest.approx(other, abs=NEAR) for other in found), line


# --- the row that lies on two pages


@pytest.fixture
def long_stage(empty: Stage) -> Stage:
    """The window with the long form on the paper."""
    empty.take_in(long_record(long_row=SPLIT))
    return empty


@pytest.mark.parametrize("page", [1, 2])
def test_row_over_two_pages_is_edited_on_both(long_stage: Stage, page: int) -> None:
    stage = long_stage
    note = f"indicators/{SPLIT}/deviation"
    before = stage.value(note)
    stage.double_click(note, page)
    found = stage.paper.paper.anchor(stage.paper.currentIndex())
    assert found is not None
    piece = stage.geometry.box(page, *found)
    assert piece is not None
    lies = stage.geometry.rect(page, piece).translated(stage.paper.origin(page).x(), 0)
    lies.translate(0, -stage.paper.verticalScrollBar().value())
    editor = stage.editor.geometry()
    assert abs(editor.left() - lies.left()) <= 2
    assert abs(editor.width() - lies.width()) <= 3
    assert abs(editor.top() - max(0, lies.top())) <= 2
    stage.write("已于次年补做。")
    assert abs(stage.editor.geometry().left() - lies.left()) <= 2
    caret = stage.editor.cursorRect().translated(stage.editor.geometry().topLeft())
    assert stage.paper.viewport().rect().contains(caret)
    assert stage.editor.viewport().rect().contains(stage.editor.cursorRect().center())
    stage.press("Tab")
    assert stage.value(note) == before + "已于次年补做。"


def test_short_cells_of_a_row_over_two_pages_open_where_they_are_clicked(
    long_stage: Stage,
) -> None:
    stage = long_stage
    for page in (1, 2):
        stage.double_click(f"indicators/{SPLIT}/actual", page)
        editor = stage.editor.geometry()
        assert stage.paper.viewport().rect().intersects(editor)
        stage.write("0")
        stage.press("Return")
    assert stage.value(f"indicators/{SPLIT}/actual") == "196批次00"


def test_merged_tier_of_two_pages_is_edited_on_the_second(long_stage: Stage) -> None:
    stage = long_stage
    stage.go(f"indicators/{SPLIT}/tier2")
    covers = stage.cell(f"indicators/{SPLIT}/tier2").covers
    assert len(covers) > 1
    stage.write("时限指标")
    assert stage.paper.viewport().rect().contains(stage.editor.geometry().center())
    stage.press("Return")
    assert {stage.record.text(place) for place in covers} == {"时限指标"}
