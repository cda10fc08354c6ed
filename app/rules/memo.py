"""Remembering what was worked out for a row, so that one edit costs one row."""

from typing import Generic, TypeVar

from app.model.record import Row

T = TypeVar("T")

_ROOM = 20_000


class RowMemo(Generic[T]):
    """Results by row and context.

    A row is frozen and an edit makes a new one, so its identity stands for its content; the row
    is held, so that its identity is not given to another. Contexts are compared by value.
    """

    def __init__(self) -> None:
        self._held: dict[int, tuple[Row, tuple[object, ...], T]] = {}

    def find(self, row: Row, context: tuple[object, ...]) -> T | None:
        """The result for this row in this context, none where it is not known yet."""
        hit = self._held.get(id(row))
        if hit is not None and hit[0] is row and hit[1] == context:
            return hit[2]
        return None

    def keep(self, row: Row, context: tuple[object, ...], made: T) -> T:
        """Remember a result, and give it back."""
        if len(self._held) >= _ROOM:
            self._held.clear()
        self._held[id(row)] = (row, context, made)
        return made
