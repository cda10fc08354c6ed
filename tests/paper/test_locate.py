import pytest

from app.paper.breaking import break_lines
from app.paper.layout import boxes, paginate
from app.paper.locate import caret_x, cell_at, fragments_of, line_index, offset_at, pieces_of
from tests.paper.sheets import LONG, full_sheet, shipped


def test_every_box_is_found_at_its_own_middle() -> None:
    pagination = paginate(full_sheet(40, LONG * 10), shipped())
    for page in range(len(pagination.pages)):
        for box in boxes(pagination, page, shipped()):
            x, y = box.x + box.width / 2, box.y + box.height / 2
            assert cell_at(pagination, page, x, y, shipped()) is box
    assert cell_at(pagination, 0, 3.0, 3.0, shipped()) is None
    assert cell_at(pagination, 99, 100.0, 100.0, shipped()) is None


def test_a_split_row_and_its_cells_are_found_on_both_pages() -> None:
    pagination = paginate(full_sheet(40, LONG * 6), shipped())
    row = next(i for i, r in enumerate(pagination.sheet.rows) if r.row_id == "r20")
    found = fragments_of(pagination, row)
    assert [page for page, _fragment in found] == [1, 2]
    pieces = pieces_of(pagination, row, 8, shipped())
    assert [page for page, _box in pieces] == [1, 2]
    first, second = (box for _page, box in pieces)
    assert not first.continued
    assert second.continued
    assert second.first_line == len(first.lines)


def test_a_merged_label_is_found_on_every_page() -> None:
    pagination = paginate(full_sheet(40), shipped())
    row = next(i for i, r in enumerate(pagination.sheet.rows) if r.section == "indicators")
    pieces = pieces_of(pagination, row, 0, shipped())
    assert [(page, box.continued) for page, box in pieces] == [(0, False), (1, True), (2, True)]
    assert pieces_of(pagination, row + 1, 0, shipped()) == ()
    assert pieces_of(pagination, 999, 0, shipped()) == ()


def test_the_caret_goes_to_characters_and_back() -> None:
    lines = break_lines("项目资金\n共87.65万元", 12.0, 10.0, "song", shipped())
    assert [line.text for line in lines] == ["项目资", "金", "共", "87.65", "万元"]
    for offset in range(len("项目资金\n共87.65万元") + 1):
        line = lines[line_index(lines, offset)]
        assert line.start <= offset <= line.end
        assert offset_at(line, caret_x(line, offset)) == offset
    assert line_index(lines, 3) == 1
    assert offset_at(lines[0], -5.0) == 0
    assert offset_at(lines[0], 99.0) == 3


def test_the_caret_of_an_empty_text_stands_at_its_start() -> None:
    (line,) = break_lines("", 12.0, 10.0, "song", shipped())
    assert line_index((line,), 0) == 0
    assert caret_x(line, 0) == pytest.approx(0.0)
    assert offset_at(line, 4.0) == 0
