"""A bounded memory of what was worked out before."""

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


def _one(_value: object) -> int:
    return 1


class Memo(Generic[K, V]):
    """A dictionary of two generations: when the young one weighs `budget`, it becomes the old
    one and the former old one is forgotten. What is asked for again stays.
    """

    def __init__(self, budget: int, weigh: Callable[[V], int] = _one) -> None:
        self._budget = budget
        self._weigh = weigh
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}
        self._weight = 0

    def get(self, key: K) -> V | None:
        """What was put under the key, or none."""
        value = self._young.get(key)
        if value is None:
            value = self._old.get(key)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: K, value: V) -> V:
        """Keep a value, and return it."""
        self._weight += self._weigh(value)
        if self._weight > self._budget:
            self._old, self._young, self._weight = self._young, {}, self._weigh(value)
        self._young[key] = value
        return value

    def __len__(self) -> int:
        return len(self._young) + len(self._old)
