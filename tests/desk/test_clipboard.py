"""Tab-separated text as WPS, Excel and LibreOffice put it on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.clipboard import Block, format_block, landed, parse_block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a", (("a",),)),
        ("a\tb\nc\td", (("a", "b"), ("c", "d"))),
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\rb", (("a",), ("b",))),
        ("a\n", (("a",),)),
        ("a\n\n", (("a",), ("",))),
        ("a\n\nb", (("a",), ("",), ("b",))),
        ("", (("",),)),
        ("\t", (("", ""),)),
        ("a\t\nb", (("a", ""), ("b", ""))),
        ("a\nb\tc", (("a", ""), ("b", "c"))),
        ('"年度\n指标值"\tb', (("年度\n指标值", "b"),)),
        ('"年度\r\n指标值"\r\n', (("年度\n指标值",),)),
        ('"a\tb"\tc', (("a\tb", "c"),)),
        ('"他说""好"""\tb', (('他说"好"', "b"),)),
        ('""\tb', (("", "b"),)),
        ('5" 管\t3"', (('5" 管', '3"'),)),
        ('"开头的引号\tb', (('"开头的引号', "b"),)),
        ('"引"用\tb', (('"引"用', "b"),)),
        ('"', (('"',),)),
    ],
)
def test_a_block_is_read_cell_by_cell(text: str, block: Block) -> None:
    assert parse_block(text) == block


cells = st.text(st.sampled_from('a\t\n" 一'), max_size=5)
blocks = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=4)
)


@given(blocks.filter(lambda rows: rows[-1] != ("",)))
def test_what_is_copied_is_read_back(rows: list[tuple[str, ...]]) -> None:
    assert parse_block(format_block(rows)) == tuple(rows)


@given(st.text(st.sampled_from('a\t\r\n" 一'), max_size=30))
def test_any_text_becomes_a_rectangle(text: str) -> None:
    block = parse_block(text)
    assert len({len(row) for row in block}) == 1


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a", "", "b"), [("x", "a"), ("y", "b")]),
        (("a", "b"), [("x", "a"), ("y", "b")]),
        (("a", "", ""), [("x", "a"), ("y", "")]),
        (("a",), [("x", "a")]),
        (("a", "b", "c", "d"), [("x", "a"), ("y", "b")]),
    ],
)
def test_texts_meet_merged_cells_with_or_without_their_gaps(
    texts: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert landed([[(0, "x"), (2, "y")]], (texts,)) == [expected]
