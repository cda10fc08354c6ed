from collections import defaultdict
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.places import Place
from app.paper.layout import boxes, paginate
from app.paper.measuring import PAD_Y, RowMeasure, Ruler, column_edges, ruler_for
from app.paper.pages import CellBox, Pagination
from app.sheet.sheet import Cell, Sheet, SheetRow
from tests.paper.sheets import (
    COLUMNS,
    HEADINGS,
    LANDSCAPE,
    LONG,
    PORTRAIT,
    full_sheet,
    label,
    shipped,
    value,
)

TIER = (Place("list", "r1", "tier1"),)
NOTE_600 = (LONG * 14)[:600]


def pages_of(sheet: Sheet) -> tuple[Pagination, list[tuple[CellBox, ...]]]:
    """A sheet's pages and the boxes on each."""
    pagination = paginate(sheet, shipped())
    return pagination, [boxes(pagination, i, shipped()) for i in range(len(pagination.pages))]


def check_fragments(pagination: Pagination) -> None:
    """Every row is shown exactly once, in order and gapless, repeated heads aside."""
    shown: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    order = []
    for page in pagination.pages:
        y = page.top
        for fragment in page.fragments:
            assert fragment.y == pytest.approx(y)
            y += fragment.height
            if not fragment.repeated:
                order.append(fragment.row)
                shown[fragment.row].append((fragment.first_line, fragment.last_line))
    assert order == sorted(order)
    assert list(shown) == list(range(len(pagination.sheet.rows)))
    edges = column_edges(pagination.sheet)
    ruler = ruler_for(edges, pagination.setup, shipped())
    for row, pieces in shown.items():
        count = ruler.measure(pagination.sheet.rows[row]).count
        ends = [count if last is None else last for _first, last in pieces]
        assert [first for first, _last in pieces] == [0, *ends[:-1]]
        assert ends[-1] == count


def check_texts(pagination: Pagination, shown: list[tuple[CellBox, ...]]) -> None:
    """Every line of a text is shown once; a label whole on a page it lies on, and on others as
    much of it as has room.
    """
    pieces: dict[tuple[int, int], list[CellBox]] = defaultdict(list)
    again: dict[tuple[int, int], list[CellBox]] = defaultdict(list)
    for index, page_boxes in enumerate(shown):
        heads = {f.row for f in pagination.pages[index].fragments if f.repeated}
        for box in page_boxes:
            under_head = heads.intersection(range(box.row, box.row + box.cell.rowspan))
            (again if under_head else pieces)[box.row, box.cell.column].append(box)
    edges = column_edges(pagination.sheet)
    ruler = ruler_for(edges, pagination.setup, shipped())
    for row, sheet_row in enumerate(pagination.sheet.rows):
        measure = ruler.measure(sheet_row)
        for cell in (*measure.singles, *measure.spans):
            key = (row, cell.cell.column)
            drawn = [tuple(placed.line for placed in box.lines) for box in pieces[key]]
            repeated = [tuple(placed.line for placed in box.lines) for box in again[key]]
            if cell.repeats:
                assert cell.lines in drawn
                assert all(lines == cell.lines[: len(lines)] for lines in drawn + repeated)
            elif cell.cell.rowspan == 1:
                assert [line for lines in drawn for line in lines] == list(cell.lines)
                assert set(repeated) <= {cell.lines}
            else:
                boxes_of_it = sorted(pieces[key] + again[key], key=lambda box: box.first_line)
                lines = [placed.line for box in boxes_of_it for placed in box.lines]
                assert lines == list(cell.lines)


def check_geometry(pagination: Pagination, shown: list[tuple[CellBox, ...]]) -> None:
    """Boxes lie within the margins, tile the table and hold their lines."""
    setup = pagination.setup
    right = setup.width - setup.margins.right
    bottom = setup.height - setup.margins.bottom
    for index, page_boxes in enumerate(shown):
        fragments = pagination.pages[index].fragments
        for box in page_boxes:
            assert setup.margins.left - 1e-6 <= box.x
            assert box.x + box.width <= right + 1e-6
            assert setup.margins.top - 1e-6 <= box.y
            assert box.y + box.height <= bottom + 1e-6
            for placed in box.lines:
                assert box.y < placed.baseline < box.y + box.height
                assert box.x - 1e-6 <= placed.x
                assert placed.x + placed.line.width <= box.x + box.width + 1e-6
        width = pagination.column_edges[-1] - pagination.column_edges[0]
        area = sum(box.width * box.height for box in page_boxes)
        assert area == pytest.approx(width * sum(f.height for f in fragments))
        for at, one in enumerate(page_boxes):
            for other in page_boxes[at + 1 :]:
                assert not overlap(one, other)


def overlap(one: CellBox, other: CellBox) -> bool:
    """Whether two boxes share more than an edge."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 1e-6 and down > 1e-6


@pytest.mark.parametrize("page", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("note", ["", NOTE_600], ids=["short", "600 characters"])
@pytest.mark.parametrize("count", [1, 11, 40, 300])
def test_the_national_form_in_all_sizes(count: int, note: str, page: object) -> None:
    sheet = full_sheet(count, note, PORTRAIT if page is PORTRAIT else LANDSCAPE)
    pagination, shown = pages_of(sheet)
    check_fragments(pagination)
    check_texts(pagination, shown)
    check_geometry(pagination, shown)


TEXTS = st.integers(0, 60).map(lambda n: LONG[: n % 40]) | st.integers(0, 1200).map(
    lambda n: (LONG * 30)[:n]
)


@st.composite
def merged_columns(draw: st.DrawFn, rows: int, column: int) -> dict[int, Cell]:
    """A column of cells merged over random runs of rows: labels, tiers or long texts."""
    cells = {}
    row = 0
    while row < rows:
        span = min(draw(st.integers(1, 12)), rows - row)
        text = draw(TEXTS)
        kind = draw(st.sampled_from(["label", "tier", "text"]))
        if kind == "label":
            cells[row] = label(column, 1, text[:12], span)
        else:
            cells[row] = value(column, 1, text, span, TIER if kind == "tier" else ())
        row += span
    return cells


@st.composite
def any_sheets(draw: st.DrawFn) -> Sheet:
    """Sheets of up to 40 rows, two merged columns, long texts, heads and keeping rows."""
    count = draw(st.integers(0, 40))
    merged = [draw(merged_columns(count, column)) for column in (0, 1)]
    rows: list[SheetRow] = []
    section, head = 0, draw(st.booleans())
    for index in range(count):
        if draw(st.integers(0, 9)) == 9:
            section, head = section + 1, draw(st.booleans())
        cells = [column[index] for column in merged if index in column]
        note = draw(TEXTS) if draw(st.integers(0, 5)) == 5 else "25"
        cells += [value(2, 2, note), label(4, 1, LONG[: draw(st.integers(0, 20))])]
        rows.append(
            SheetRow(
                f"s{section}",
                tuple(cells),
                head=head,
                keep=head or draw(st.integers(0, 7)) == 7,
                min_height=draw(st.sampled_from([7.5, 7.5, 20.0, 120.0, 400.0])),
            )
        )
        head = head and draw(st.booleans())
    page = draw(st.sampled_from([PORTRAIT, LANDSCAPE]))
    return Sheet("p", "表", HEADINGS, (12.0, 25.0, 30.0, 40.0, 30.0), tuple(rows), page)


@settings(max_examples=60)
@given(any_sheets())
def test_any_sheet_is_shown_once_and_stays_on_its_pages(sheet: Sheet) -> None:
    pagination, shown = pages_of(sheet)
    check_fragments(pagination)
    check_texts(pagination, shown)
    check_geometry(pagination, shown)


def test_a_600_character_note_goes_on_over_the_page_with_heads_and_tiers() -> None:
    pagination, shown = pages_of(full_sheet(40, NOTE_600))
    row = next(i for i, r in enumerate(pagination.sheet.rows) if r.row_id == "r20")
    pages = [i for i, p in enumerate(pagination.pages) if any(f.row == row for f in p.fragments)]
    assert pages == [1, 2, 3]
    for index in pages:
        fragment = next(f for f in pagination.pages[index].fragments if f.row == row)
        assert fragment.last_line is not None
        assert fragment.last_line - fragment.first_line >= 2
    assert pagination.pages[pages[1]].fragments[0].repeated
    drawn = [placed.line.text for box in shown[pages[1]] for placed in box.lines]
    for text in ("三级指标", "产出指标", "经济效益指标", "指标"):
        assert text in drawn


def test_rows_are_as_high_as_their_tallest_cell_and_never_lower_than_asked() -> None:
    rows = (
        SheetRow("s", (value(0, 1, "短"), value(1, 1, "短"))),
        SheetRow("s", (value(0, 1, "项目\n资金\n总额"), value(1, 1, "短"))),
    )
    pagination, shown = pages_of(Sheet("p", "表", (), (20.0, 20.0), rows, PORTRAIT))
    heights = [f.height for f in pagination.pages[0].fragments]
    line = 1.25 * 10 * 25.4 / 72
    assert heights == pytest.approx([7.5, 3 * line + 2 * PAD_Y])
    single = shown[0][-1]
    assert single.lines[0].baseline == pytest.approx(
        single.y + single.height / 2 + 0.38 * 10 * 25.4 / 72
    )


def test_a_merged_cell_adds_what_it_lacks_to_its_last_row() -> None:
    rows = (
        SheetRow("s", (label(0, 1, "一\n二\n三\n四\n五", 2), value(1, 1, "上"))),
        SheetRow("s", (value(1, 1, "下"),)),
    )
    pagination, _shown = pages_of(Sheet("p", "表", (), (20.0, 20.0), rows, PORTRAIT))
    heights = [f.height for f in pagination.pages[0].fragments]
    assert heights[0] == 7.5
    assert sum(heights) == pytest.approx(5 * 1.25 * 10 * 25.4 / 72 + 2 * PAD_Y)


def test_keeping_rows_go_to_the_page_of_the_row_behind_them() -> None:
    rows = [SheetRow("s", (value(0, 1, str(n)),)) for n in range(33)]
    rows.append(SheetRow("s", (label(0, 1, "填表人"),), keep=True))
    rows.append(SheetRow("s", (label(0, 1, "公章"),), min_height=30.0))
    pagination, _shown = pages_of(Sheet("p", "表", (), (100.0,), tuple(rows), PORTRAIT))
    assert [[f.row for f in page.fragments][-1] for page in pagination.pages] == [32, 34]
    assert pagination.pages[1].fragments[0].row == 33


def test_a_head_is_not_repeated_for_another_section() -> None:
    head = SheetRow("a", (label(0, 1, "头"),), head=True, keep=True)
    first = [SheetRow("a", (value(0, 1, str(n)),)) for n in range(33)]
    second = [SheetRow("b", (value(0, 1, str(n)),)) for n in range(3)]
    sheet = Sheet("p", "表", (), (100.0,), (head, *first, *second), PORTRAIT)
    pagination, _shown = pages_of(sheet)
    assert [f.repeated for f in pagination.pages[1].fragments] == [False] * 3


def test_columns_stand_in_the_middle_and_are_narrowed_when_too_wide() -> None:
    narrow = Sheet("p", "表", (), (40.0, 40.0), (), PORTRAIT)
    assert column_edges(narrow) == pytest.approx((65.0, 105.0, 145.0))
    wide = Sheet("p", "表", (), (180.0, 180.0), (), PORTRAIT)
    assert column_edges(wide) == pytest.approx((15.0, 105.0, 195.0))
    assert column_edges(full_sheet(1))[-1] == pytest.approx(195.0)
    assert sum(COLUMNS) == pytest.approx(180.0)


def test_an_empty_sheet_is_one_page() -> None:
    pagination, shown = pages_of(Sheet("p", "表", HEADINGS, (100.0,), (), PORTRAIT))
    assert [page.number for page in pagination.pages] == [1]
    assert shown == [()]


def test_a_sheet_of_many_pages_is_not_measured_anew_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet = full_sheet(300)
    asked: list[SheetRow] = []
    measure = Ruler.measure

    def counted(ruler: Ruler, row: SheetRow) -> RowMeasure:
        asked.append(row)
        return measure(ruler, row)

    monkeypatch.setattr(Ruler, "measure", counted)
    pagination, _ = pages_of(sheet)
    assert len(pagination.pages) > 5
    assert len(asked) <= 2 * len(sheet.rows)


def test_an_edit_leaves_the_boxes_of_other_rows_the_same_objects() -> None:
    sheet = full_sheet(11)
    row = sheet.rows[-3]
    cells = (*row.cells[:-1], msgspec.structs.replace(row.cells[-1], text="改"))
    rows = list(sheet.rows)
    rows[-3] = msgspec.structs.replace(row, cells=cells)
    (before,), (after,) = (
        pages_of(s)[1] for s in (sheet, msgspec.structs.replace(sheet, rows=tuple(rows)))
    )
    changed = [new.cell.text for old, new in zip(before, after, strict=True) if old is not new]
    assert "改" in changed
    assert len(changed) <= len(row.cells)
    again = paginate(sheet, shipped())
    assert boxes(again, 0, shipped()) == before
    assert all(a.y <= b.y for a, b in pairwise(before))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (label(0, 1, "绩效指标"), ["绩效", "指标"]),
        (label(0, 1, "可持续影响指标"), ["可持续", "影响指", "标"]),
        (value(0, 1, "满意度指标", covers=TIER), ["满意度", "指标"]),
        (value(0, 1, "绩效指标"), ["绩效指", "标"]),
        (label(0, 1, "绩效指标1"), ["绩效指", "标1"]),
        (label(0, 1, "年度总体目"), ["年度总", "体目"]),
    ],
)
def test_lines_of_labels_are_made_equal(cell: Cell, expected: list[str]) -> None:
    sheet = Sheet("p", "表", (), (12.6,), (SheetRow("s", (cell,)),), PORTRAIT)
    ((box,),) = pages_of(sheet)[1]
    assert [placed.line.text for placed in box.lines] == expected
