"""Charts: what is drawn stands in its place, whatever the labels and values are."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.paper.chart import Chart, DrawnChart, Series, draw_chart
from app.paper.chart_pen import PATTERNS, Area, Pattern, Pen, box
from app.paper.layout import paginate
from app.paper.operations import operations
from app.paper.pages import CodeOp, FillOp, Operation, RuleOp, TextOp
from tests.paper.sheets import full_sheet, shipped

WIDTH = 170.0
LABELS = st.text(max_size=300) | st.sampled_from(["农业综合开发股", "😀" * 40, "=1+1", "a\nb\tc"])
VALUES = st.none() | st.decimals(-(10**9), 10**12, allow_nan=False, places=2)


def chart(kind: str, values: list[list[str]], **more: object) -> Chart:
    """A chart of series of values, labelled 甲、乙、丙 …"""
    series = tuple(
        Series(f"系列{number}", tuple(Decimal(v) for v in row), tuple(row))
        for number, row in enumerate(values)
    )
    return Chart(kind, tuple("甲乙丙丁戊己"[: len(values[0])]), series, **more)  # type: ignore[arg-type]


def extent(op: Operation) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of an operation, texts by their baseline."""
    match op:
        case RuleOp(x1, y1, x2, y2):
            return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        case FillOp(x, y, width, height):
            return x, y, x + width, y + height
        case TextOp():
            return op.xs[0], op.y, op.xs[-1], op.y
        case CodeOp():
            return op.x, op.y, op.x, op.y


def texts(drawn: DrawnChart) -> list[str]:
    return [op.text for op in drawn.figure.operations if isinstance(op, TextOp)]


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(["bar", "stacked", "line"]),
    labels=st.lists(LABELS, min_size=1, max_size=6),
    count=st.integers(1, 4),
    data=st.data(),
)
def test_nothing_is_drawn_outside_the_figure(
    kind: str, labels: list[str], count: int, data: st.DataObject
) -> None:
    size = len(labels)
    rows = [data.draw(st.lists(VALUES, min_size=size, max_size=size)) for _ in range(count)]
    series = tuple(
        Series(f"系列{n}", tuple(row), tuple("—" if v is None else str(v) for v in row))
        for n, row in enumerate(rows)
    )
    drawn = draw_chart(Chart(kind, tuple(labels), series, unit="单位：万元"), WIDTH, shipped())  # type: ignore[arg-type]
    for op in drawn.figure.operations:
        left, top, right, bottom = extent(op)
        assert -0.5 <= left <= right <= WIDTH + 0.5
        assert -0.5 <= top <= bottom <= drawn.figure.height + 0.5
    assert all(0 <= r.label < size and 0 <= r.series < count for r in drawn.regions)


def test_bars_are_as_long_as_their_values_and_carry_them() -> None:
    drawn = draw_chart(chart("bar", [["100.00", "50.00", "0.00"]]), WIDTH, shipped())
    long, half, none = (region.area for region in drawn.regions)
    assert long.width == pytest.approx(2 * half.width)
    assert none.width < 3
    assert {"100.00", "50.00", "0.00", "甲", "乙", "丙"} <= set(texts(drawn))


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (["11", "9"], {"0", "5", "10", "15"}),
        (["2"], {"0", "1", "2"}),
        (["1.8"], {"0", "0.5", "1", "1.5", "2"}),
        (["0"], {"0", "1"}),
        (["100.5"], {"0", "25", "50", "75", "100", "125"}),
    ],
)
def test_the_axis_has_round_numbers_and_whole_ones_for_counts(
    values: list[str], ticks: set[str]
) -> None:
    drawn = draw_chart(chart("bar", [values]), WIDTH, shipped())
    assert set(texts(drawn)) - {"甲", "乙"} - set(values) == ticks - set(values)


def test_negative_values_lie_left_of_zero() -> None:
    drawn = draw_chart(chart("bar", [["-40", "80"]]), WIDTH, shipped())
    below, above = (region.area for region in drawn.regions)
    assert below.right == pytest.approx(above.x)
    assert above.width == pytest.approx(2 * below.width)


def test_the_parts_of_a_stack_follow_each_other_and_end_with_its_sum() -> None:
    drawn = draw_chart(chart("stacked", [["3"], ["0"], ["5"]], ends=("8",)), WIDTH, shipped())
    first, last = (region.area for region in drawn.regions)
    assert first.right == pytest.approx(last.x)
    assert last.width == pytest.approx(first.width * 5 / 3)
    assert {"3", "5", "8", "系列1"} <= set(texts(drawn))


def test_the_points_of_a_line_stand_over_their_labels_higher_where_more() -> None:
    drawn = draw_chart(chart("line", [["90", "95", "92"]]), WIDTH, shipped())
    xs = [region.area.x for region in drawn.regions]
    ys = [region.area.y for region in drawn.regions]
    assert xs == sorted(xs)
    assert sorted(range(3), key=lambda at: ys[at]) == [1, 2, 0]


def test_a_missing_value_interrupts_a_line_and_has_no_region() -> None:
    series = (Series("平均分", (Decimal(90), None, Decimal(92)), ("90", "", "92")),)
    drawn = draw_chart(Chart("line", ("2023", "2024", "2025"), series), WIDTH, shipped())
    assert [region.label for region in drawn.regions] == [0, 2]


def test_fillings_are_told_apart_without_colour() -> None:
    assert len(set(PATTERNS)) == len(PATTERNS)
    solid = sorted(pattern.grey for pattern in PATTERNS if not pattern.lines)
    assert all(b - a > 0.1 for a, b in pairwise(solid))


@pytest.mark.parametrize("pattern", [p for p in PATTERNS if p.lines], ids=lambda p: p.lines)
def test_hatching_stays_in_its_box_and_out_of_the_hole(pattern: Pattern) -> None:
    area, hole = Area(10.3, 5.7, 30.0, 4.4), Area(20.0, 5.7, 8.0, 4.4)
    rules = [op for op in box(area, pattern, hole) if isinstance(op, RuleOp)][:-4]
    assert rules
    for rule in rules:
        left, top, right, bottom = extent(rule)
        assert area.x - 1e-6 <= left <= right <= area.right + 1e-6
        assert area.y - 1e-6 <= top <= bottom <= area.bottom + 1e-6
        assert right <= hole.x + 1e-6 or left >= hole.right - 1e-6


def test_a_long_label_is_cut_with_an_ellipsis() -> None:
    lines = Pen(shipped()).lines("名" * 500, 50.0, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_a_figure_stands_between_headings_and_table_on_the_first_page() -> None:
    figure = draw_chart(chart("bar", [["1"]]), WIDTH, shipped()).figure
    plain, drawn = (paginate(full_sheet(40), shipped(), made) for made in (None, figure))
    assert drawn.pages[0].top == pytest.approx(plain.pages[0].top + figure.height)
    shown = [op for op in operations(drawn, 0, shipped()) if isinstance(op, FillOp)]
    margins = drawn.setup.margins
    assert shown
    assert all(op.x >= margins.left and op.y > margins.top for op in shown)
    assert not any(isinstance(op, FillOp) for op in operations(drawn, 1, shipped()))
