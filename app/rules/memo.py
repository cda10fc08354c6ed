"""Remembering what was worked out, so that one edit costs one row."""

from collections.abc import Callable
from typing import Generic, TypeVar

from app.model.record import Row

S = TypeVar("S")
T = TypeVar("T")

_ROWS = 3_000
_SOURCES = 256

_Known = tuple[tuple[object, ...], T]
_Held = tuple[Row, _Known[T], _Known[T] | None]


class RowMemo(Generic[T]):
    """Results by row and context.

    A row is frozen and an edit makes a new one, so its identity stands for its content; the row
    is held, so that its identity is not given to another. Contexts are compared by value, and
    the last two of a row are kept: a record under 预审 is checked with it and, for the ledger,
    without. Rows are held in two generations: when the young one has `room` rows it becomes the
    old one, and the former old one is forgotten. What is asked for again stays.
    """

    def __init__(self, room: int = _ROWS) -> None:
        self._room = room
        self._young: dict[int, _Held[T]] = {}
        self._old: dict[int, _Held[T]] = {}

    def find(self, row: Row, context: tuple[object, ...]) -> T | None:
        """The result for this row in this context, none where it is not known yet."""
        hit = self._young.get(id(row)) or self._revived(row)
        if hit is None:
            return None
        _, last, before = hit
        if last[0] == context:
            return last[1]
        return before[1] if before is not None and before[0] == context else None

    def keep(self, row: Row, context: tuple[object, ...], made: T) -> T:
        """Remember a result, and give it back."""
        hit = self._young.get(id(row)) or self._revived(row)
        self._put((row, (context, made), None if hit is None else hit[1]))
        return made

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def _revived(self, row: Row) -> _Held[T] | None:
        hit = self._old.pop(id(row), None)
        if hit is not None:
            self._put(hit)
        return hit

    def _put(self, held: _Held[T]) -> None:
        key = id(held[0])
        if len(self._young) >= self._room and key not in self._young:
            self._old, self._young = self._young, {}
        self._young[key] = held


class SourceMemo(Generic[S, T]):
    """What follows from a frozen part of a definition, made once for each such part.

    The part is held, so that its identity is not given to another. All are forgotten when there
    are too many: a record brings the definition along that it was filled with.
    """

    def __init__(self, make: Callable[[S], T], room: int = _SOURCES) -> None:
        self._make = make
        self._room = room
        self._held: dict[int, tuple[S, T]] = {}

    def __call__(self, source: S) -> T:
        """What follows from a part."""
        hit = self._held.get(id(source))
        if hit is None:
            if len(self._held) >= self._room:
                self._held.clear()
            hit = self._held.setdefault(id(source), (source, self._make(source)))
        return hit[1]

    def __len__(self) -> int:
        return len(self._held)
