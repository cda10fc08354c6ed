"""A program at work that is going to be killed: it edits at random and says what is saved.

Arguments: database, record id, seed. Prints `saved <revision> <sha256 of the payload>` only when
the store says so, and `time <milliseconds from the change to Saved>`.
"""

import hashlib
import random
import sys
import time
from pathlib import Path

from app.model.change import Change, Insert, Set, apply
from app.model.codec import encode_record
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.store.store import Store
from app.store.values import HeaderValues, Saved
from app.store.writer import Event

HEADER = HeaderValues("道路养护", "云溪县公路所", "云溪县交通运输局", "filling")
TABLE = "indicators"
MOST_AHEAD = 8


class Program:
    """Edits one record; keeps what each revision should be until it is saved."""

    def __init__(self, path: Path, record_id: str, seed: int) -> None:
        self.random = random.Random(seed)
        self.expected: dict[int, str] = {}
        self.queued: dict[int, float] = {}
        self.saved = -1
        rows = tuple(Row(f"s{i}", "scored", {"target": "0", "weight": "2"}) for i in range(40))
        self.record = FormRecord("small", 1, record_id, 2019, sections={TABLE: rows})
        self.remember(0)
        self.store = Store.open(path, self.hear, take_over=True)
        self.store.create(self.record, "{}", HEADER)

    def remember(self, revision: int) -> None:
        self.expected[revision] = hashlib.sha256(encode_record(self.record)).hexdigest()
        self.queued[revision] = time.perf_counter()

    def hear(self, event: Event) -> None:
        assert isinstance(event, Saved), event
        took = (time.perf_counter() - self.queued[event.revision]) * 1000
        line = f"saved {event.revision} {self.expected[event.revision]}\ntime {took:.3f}\n"
        sys.stdout.write(line)
        sys.stdout.flush()
        self.saved = event.revision

    def edit(self, revision: int) -> None:
        rows = self.record.rows(TABLE)
        row = self.random.choice(rows)
        text = f"{revision}·" + "长" * self.random.choice((3, 30, 600))
        change = Change("type", (Set(Place(TABLE, row.id, "note"), row.cells.get("note"), text),))
        if self.random.random() < 0.1 and len(rows) < 60:
            new = Row(f"n{revision}", "scored", {"target": text})
            change = Change("insert", (Insert(TABLE, new, row.id),))
        self.record = apply(self.record, change)
        self.remember(revision)
        self.store.save_change(self.record.id, change, self.record, HEADER, "填报人甲")

    def run(self) -> None:
        """Type until killed, never further ahead of the disk than a person could be."""
        revision = 0
        while True:
            if revision - self.saved < MOST_AHEAD:
                revision += 1
                self.edit(revision)
            time.sleep(self.random.random() * 0.003)


if __name__ == "__main__":
    Program(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])).run()
