from collections import Counter

import pytest

from app.paper.layout import boxes, paginate
from app.paper.measuring import PAD_X
from app.paper.operations import FRAME_RULE, INNER_RULE, operations, rules
from app.paper.pages import CodeOp, Operation, RuleOp, TextOp
from app.sheet.sheet import Cell, Sheet, SheetRow
from tests.paper.sheets import LONG, PORTRAIT, full_sheet, shipped, value


def drawn(sheet: Sheet, page: int = 0) -> tuple[Operation, ...]:
    return operations(paginate(sheet, shipped()), page, shipped())


def texts(made: tuple[Operation, ...]) -> list[str]:
    return [op.text for op in made if isinstance(op, TextOp)]


def small(*cells: Cell) -> Sheet:
    return Sheet("p", "表", (), (40.0, 40.0), (SheetRow("s", cells),), PORTRAIT)


def test_headings_stand_on_the_first_page_and_numbers_on_all() -> None:
    pagination = paginate(full_sheet(40), shipped())
    made = [operations(pagination, i, shipped()) for i in range(len(pagination.pages))]
    assert texts(made[0])[:3] == ["附件1", "项目支出绩效自评表", "（2019年度）"]
    assert "项目支出绩效自评表" not in texts(made[1])
    assert [texts(page)[-1] for page in made] == [f"第 {n} 页 共 3 页" for n in (1, 2, 3)]


def test_pages_are_counted_through_a_document_of_several_parts() -> None:
    pagination = paginate(full_sheet(3), shipped())
    made = operations(pagination, 0, shipped(), page_offset=4, page_total=7)
    assert texts(made)[-1] == "第 5 页 共 7 页"


def test_every_character_has_its_place_within_the_page() -> None:
    for page in (0, 1):
        for op in drawn(full_sheet(40, LONG), page):
            if isinstance(op, TextOp):
                assert len(op.xs) == len(op.text)
                assert list(op.xs) == sorted(op.xs)
                assert 15.0 <= op.xs[0] <= op.xs[-1] < 195.0
                assert 20.0 < op.y < 297.0 - 8.0


def test_runs_change_with_the_face_and_unknown_characters_become_codes() -> None:
    made = drawn(small(value(0, 1, "王\U00020bb7\U0001f600好"), value(1, 1, "")))
    runs = [(op.text, op.face) for op in made if isinstance(op, TextOp)]
    assert runs[:3] == [("王", "song"), ("\U00020bb7", "kai"), ("好", "song")]
    (code,) = [op for op in made if isinstance(op, CodeOp)]
    assert code.character == "\U0001f600"
    before = next(op for op in made if isinstance(op, TextOp) and op.face == "kai")
    assert code.x == pytest.approx(before.xs[0] + 10 * 25.4 / 72)


def test_blanks_at_the_ends_and_invisible_characters_are_not_drawn() -> None:
    plain = drawn(small(value(0, 1, "金额"), value(1, 1, "")))
    other = drawn(small(value(0, 1, "\u200b金\x07额 "), value(1, 1, "")))
    assert plain == other
    indented = drawn(small(Cell(0, 1, "　　金", align="left"), value(1, 1, "")))
    op = next(op for op in indented if isinstance(op, TextOp))
    assert op.text == "金"
    assert op.xs[0] == pytest.approx(65.0 + PAD_X + 20 * 25.4 / 72)


def test_a_table_has_a_thick_frame_and_thin_rules_without_doubles() -> None:
    made = [
        op for op in drawn(small(value(0, 1, "左"), value(1, 1, "右"))) if isinstance(op, RuleOp)
    ]
    assert Counter(op.width for op in made) == {FRAME_RULE: 4, INNER_RULE: 1}
    inner = next(op for op in made if op.width == INNER_RULE)
    assert (inner.x1, inner.x2) == (105.0, 105.0)
    assert (inner.y1, inner.y2) == pytest.approx((20.0, 27.5))


def test_each_page_of_a_table_has_its_own_closed_frame() -> None:
    pagination = paginate(full_sheet(40, LONG * 10), shipped())
    for index, page in enumerate(pagination.pages[:-1]):
        made = rules(boxes(pagination, index, shipped()))
        frame = [op for op in made if op.width == FRAME_RULE]
        bottom = page.fragments[-1].y + page.fragments[-1].height
        across = sorted(op.y1 for op in frame if op.y1 == op.y2)
        down = sorted(op.x1 for op in frame if op.x1 == op.x2)
        assert across == pytest.approx([page.top, bottom], abs=1e-3)
        assert down == pytest.approx([15.0, 195.0], abs=1e-3)


def test_cells_without_border_and_merged_cells_have_no_rule_through_them() -> None:
    sheet = small(Cell(0, 1, "填表人：", border=False), Cell(1, 1, "负责人：", border=False))
    assert not [op for op in drawn(sheet) if isinstance(op, RuleOp)]
    pagination = paginate(full_sheet(8), shipped())
    shown = boxes(pagination, 0, shipped())
    tier = next(box for box in shown if box.cell.text == "产出指标")
    for op in rules(shown):
        if op.y1 == op.y2 and op.x1 < tier.x + 1 < op.x2:
            assert not tier.y + 0.1 < op.y1 < tier.y + tier.height - 0.1
