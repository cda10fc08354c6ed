"""What is remembered by row and by section, and that it stays bounded."""

from typing import NamedTuple

import pytest

from app.model.record import SCORED, Row
from app.rules.memo import RowMemo, SourceMemo


def _rows(count: int) -> list[Row]:
    return [Row(f"r{number}", SCORED, {}) for number in range(count)]


def test_row_is_known_in_its_last_two_contexts() -> None:
    memo: RowMemo[str] = RowMemo()
    (row,) = _rows(1)
    for context in (1,), (2,), (3,):
        memo.keep(row, context, str(context[0]))
    assert [memo.find(row, (context,)) for context in (1, 2, 3)] == [None, "2", "3"]


def test_equal_row_that_is_another_one_is_not_known() -> None:
    memo: RowMemo[str] = RowMemo()
    row, twin = Row("r", SCORED, {}), Row("r", SCORED, {})
    memo.keep(row, (), "known")
    assert row == twin
    assert (memo.find(row, ()), memo.find(twin, ())) == ("known", None)


@pytest.mark.parametrize("room", [1, 10, 50])
def test_rows_asked_for_again_stay_while_others_come_and_go(room: int) -> None:
    memo: RowMemo[str] = RowMemo(room)
    kept, *passing = _rows(20 * room)
    memo.keep(kept, (), "kept")
    for row in passing:
        memo.keep(row, (), row.id)
        assert memo.find(row, ()) == row.id
        assert memo.find(kept, ()) == "kept"
        assert len(memo) <= 2 * room
    assert memo.find(passing[0], ()) is None


def test_other_context_of_a_row_is_kept_with_it_over_a_generation() -> None:
    memo: RowMemo[str] = RowMemo(4)
    row, *others = _rows(5)
    memo.keep(row, (1,), "one")
    for other in others:
        memo.keep(other, (), "")
    memo.keep(row, (2,), "two")
    assert (memo.find(row, (1,)), memo.find(row, (2,))) == ("one", "two")


class _Part(NamedTuple):
    name: str


def test_part_is_read_once_and_parts_of_old_definitions_are_forgotten() -> None:
    read: list[str] = []

    def make(part: _Part) -> str:
        read.append(part.name)
        return part.name.upper()

    memo = SourceMemo(make, room=3)
    part = _Part("a")
    assert (memo(part), memo(part), read) == ("A", "A", ["a"])
    for number in range(100):
        assert memo(_Part(f"b{number}")) == f"B{number}"
        assert len(memo) <= 3
    assert memo(part) == "A"
    assert read.count("a") == 2
