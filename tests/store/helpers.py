"""Small records and changes for the store's tests."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from app.model.change import Change, Set, apply
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.model.states import FILLING
from app.store.store import Store
from app.store.values import Failed, HeaderValues, Saved
from app.store.writer import Event

HEADER = HeaderValues("道路养护", "云溪县公路所", "云溪县交通运输局", FILLING, "99.87", "优")
DEFINITION = '{"id": "small", "version": 1}'
TARGET = Place("indicators", "k3f9", "target")
WHO = "填报人甲"


def small_record(record_id: str = "a1", year: int | None = 2019) -> FormRecord:
    rows = (Row("k3f9", "scored", {"target": "0"}), Row("m2c4", "scored", {"target": "9"}))
    codes = {"project_code": "00042011420190300012345", "section": "养护股"}
    return FormRecord("small", 1, record_id, year, codes=codes, sections={"indicators": rows})


def typed(record: FormRecord, text: str, place: Place = TARGET) -> tuple[Change, FormRecord]:
    change = Change("type", (Set(place, record.value(place), text),))
    return change, apply(record, change)


class Listener:
    """Collects the store's events and lets a test wait for one."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._heard = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self._heard:
            self.events.append(event)
            self._heard.notify_all()

    def saved(self) -> list[tuple[str, int]]:
        return [(e.record_id, e.revision) for e in self.events if isinstance(e, Saved)]

    def failures(self) -> list[Failed]:
        return [event for event in self.events if isinstance(event, Failed)]

    def wait_for_failures(self, number: int) -> list[Failed]:
        with self._heard:
            assert self._heard.wait_for(lambda: len(self.failures()) >= number, 10)
        return self.failures()


def open_store(path: Path, listener: Listener | None = None) -> Store:
    return Store.open(path, listener or Listener())


def type_texts(store: Store, record: FormRecord, texts: list[str]) -> FormRecord:
    """Type one text after the other into the same cell, without waiting for the disk."""
    for text in texts:
        change, record = typed(record, text)
        store.save_change(record.id, change, record, HEADER, WHO)
    return record


@contextlib.contextmanager
def hold(store: Store) -> Iterator[None]:
    """Keep the store's thread busy, as a slow disk does."""
    held, go = threading.Event(), threading.Event()

    def ask(_: sqlite3.Connection) -> None:
        held.set()
        go.wait(10)

    asking = threading.Thread(target=store._writer.ask, args=(ask,))
    asking.start()
    held.wait(10)
    try:
        yield
    finally:
        go.set()
        asking.join()


def pragma(store: Store, text: str) -> None:
    """Set something on the store's own connection, to make its next write fail."""
    store._writer.ask(lambda connection: connection.execute(f"PRAGMA {text}").fetchall())
