"""Widgets die in the thread of the window, whoever asks for memory."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.windows.garbage import GarbageCollector


class Ring:
    """A thing that only the collector can end; it notes in which thread."""

    ended: list[str]

    def __init__(self, ended: list[str]) -> None:
        self.ended = ended
        self.itself = self

    def __del__(self) -> None:
        self.ended.append(threading.current_thread().name)


def ask_for_memory() -> None:
    kept = [[number] for number in range(200_000)]
    assert kept


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    parent = QObject()
    yield GarbageCollector(parent)
    gc.enable()
    gc.unfreeze()
    parent.deleteLater()


def test_a_ring_ends_in_the_thread_of_the_window(collector: GarbageCollector) -> None:
    ended: list[str] = []
    Ring(ended)
    thread = threading.Thread(target=ask_for_memory, name="store")
    thread.start()
    thread.join()
    assert ended == []
    kept = [[number] for number in range(3000)]
    collector.collect()
    assert kept
    assert ended == [threading.main_thread().name]


def test_an_old_ring_ends_too(collector: GarbageCollector) -> None:
    ended: list[str] = []
    ring = Ring(ended)
    gc.collect()
    del ring
    rounds = 0
    while not ended and rounds < 400:
        kept = [[number] for number in range(3000)]
        collector.collect()
        rounds += bool(kept)
        kept.clear()
    assert ended


def test_nothing_is_done_where_little_was_made(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (1, 0, 0))
    monkeypatch.setattr(gc, "collect", lambda _generation: pytest.fail("collected"))
    collector.collect()
