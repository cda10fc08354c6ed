"""The operation log in words: who, when, which record and cell, what before and after, how."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from msgspec.structs import replace

from app.desk.captions import caption
from app.desk.keeping.log_search import cells_named
from app.desk.stages import STATE_WORDS, local_time
from app.desk.texts import sentence
from app.model.change import Change, Delete, Insert, Move, Set
from app.model.codec import decode_change
from app.model.faults import FaultError
from app.model.places import Place
from app.model.record import JsonValue, Row
from app.sheet.listing import ListColumn, Listing, ListRow
from app.store.values import LogEntry, LogGap, LogQuestion

if TYPE_CHECKING:
    from app.desk.workspace import Loaded, Workspace

KIND_WORDS = {
    "created": "LOG_CREATED",
    "changed": "LOG_CHANGED",
    "deleted": "LOG_DELETED",
    "restored": "LOG_RESTORED",
    "state": "LOG_STATE",
    "exported": "LOG_EXPORTED",
    "listed": "LOG_LISTED",
    "packed": "LOG_PACKED",
    "taken": "LOG_TAKEN",
    "backed up": "LOG_BACKED_UP",
    "recovered": "LOG_RECOVERED",
    "moved": "LOG_MOVED",
}
"""The kinds of operation that have a word, and the sentence that is it."""
_HOW = {
    "typed": "LOG_TYPED",
    "pasted": "LOG_PASTED",
    "filled": "LOG_FILLED",
    "imported": "LOG_IMPORTED",
    "computed": "LOG_COMPUTED",
    "fixed": "LOG_FIXED",
    "undone": "LOG_UNDONE",
    "redone": "LOG_REDONE",
}
_GAPS = {"missing": "LOG_GAP_MISSING", "altered": "LOG_GAP_ALTERED", "unlogged": "LOG_GAP_UNLOGGED"}
HEADS = (
    *("LOG_HEAD_SEQ", "LOG_HEAD_TIME", "LOG_HEAD_WHO", "LOG_HEAD_RECORD", "LOG_HEAD_KIND"),
    *("LOG_HEAD_WHAT", "LOG_HEAD_BEFORE", "LOG_HEAD_AFTER", "LOG_HEAD_HOW"),
)
"""The sentences of the log's columns."""


class LogLine(NamedTuple):
    """One value that an operation touched, in words; `time` is the office's own clock."""

    seq: int
    time: str
    who: str
    record: str
    title: str
    kind: str
    what: str
    before: str
    after: str
    how: str
    place: Place | None


class LogReader:
    """Puts entries into words; what is needed of a record is read once."""

    def __init__(self, space: "Workspace") -> None:
        self._space = space
        self._language = space.language
        self._known: dict[str, Loaded | None] = {}

    def read(
        self, search: str = "", kinds: tuple[str, ...] = (), limit: int = 500
    ) -> list[LogLine]:
        """The latest operations that are wanted, in words; `limit` counts operations."""
        return self.ask(LogQuestion(search=search, kinds=kinds, limit=limit))

    def ask(self, asked: LogQuestion) -> list[LogLine]:
        """What a question finds, in words; a search finds cells by their names too."""
        cells = cells_named(self._space, asked.search)
        return self.lines(self._space.store.operations(replace(asked, cells=cells)))

    def gaps(self) -> list[str]:
        """Where the log does not hold together, one sentence each; empty where it is whole."""
        return gap_sentences(self._space.store.log_gaps(), self._language)

    def lines(self, entries: Sequence[LogEntry]) -> list[LogLine]:
        """Every entry as one line or, where it touched several cells, as several."""
        return [line for entry in entries for line in self._lines(entry)]

    def _lines(self, entry: LogEntry) -> Iterator[LogLine]:
        if entry.kind == "changed":
            yield from self._changed(entry)
            return
        before, after, what = "", "", ""
        if entry.kind == "state":
            detail: dict[str, Any] = msgspec.json.decode(entry.detail)
            before, after = (self._state(detail[key]) for key in ("from", "to"))
            what = detail["reason"]
        elif entry.kind != "created":
            what = entry.detail
        yield self._line(entry, what, before, after, "", None)

    def _changed(self, entry: LogEntry) -> Iterator[LogLine]:
        change: Change = decode_change(entry.change)
        how = sentence(_HOW[change.how], self._language) if change.how in _HOW else ""
        for step in change.steps:
            match step:
                case Set(place, old, new):
                    texts = _text(old), _text(new)
                    yield self._line(entry, self._name(entry, place), *texts, how, place)
                case Insert(section, row):
                    yield self._row(entry, "CAPTION_ROW_INSERTED", section, row, how)
                case Delete(section, row):
                    yield self._row(entry, "CAPTION_ROW_DELETED", section, row, how)
                case Move(section, row_id):
                    place = Place(section, row_id, "")
                    name = self._name(entry, place)
                    what = sentence("CAPTION_ROW_MOVED", self._language, row=name)
                    yield self._line(entry, what, "", "", how, place)

    def _row(self, entry: LogEntry, code: str, section: str, row: Row, how: str) -> LogLine:
        words = " ".join(" ".join(text.split()) for text in row.cells.values())
        return self._line(
            entry,
            sentence(code, self._language, row=words),
            *("", "", how),
            Place(section, row.id, ""),
        )

    def _line(
        self, entry: LogEntry, what: str, before: str, after: str, how: str, place: Place | None
    ) -> LogLine:
        code = KIND_WORDS.get(entry.kind)
        kind = sentence(code, self._language) if code else entry.kind
        when = local_time(entry.time)
        head = (entry.seq, when, entry.who, entry.record, entry.title, kind)
        return LogLine(*head, what, before, after, how, place)

    def _name(self, entry: LogEntry, place: Place) -> str:
        loaded = self._loaded(entry.record)
        if loaded is None:
            return str(place)
        return caption(place, loaded.form.definition, loaded.record, self._language)

    def _loaded(self, record_id: str) -> "Loaded | None":
        if record_id not in self._known:
            try:
                self._known[record_id] = self._space.load(record_id)
            except FaultError:
                self._known[record_id] = None
        return self._known[record_id]

    def _state(self, state: str) -> str:
        return sentence(STATE_WORDS[state], self._language) if state in STATE_WORDS else state


def _text(value: JsonValue) -> str:
    """A value as text; lists and objects as JSON, for the log leaves nothing out."""
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def gap_sentences(gaps: Sequence[LogGap], language: str) -> list[str]:
    """What is wrong with the log, one sentence a place; empty where it is whole."""
    return [
        sentence(
            _GAPS[gap.kind],
            language,
            seq=str(gap.seq),
            count=str(gap.count),
            time=local_time(gap.time) if gap.time else "—",
        )
        for gap in gaps
    ]


def log_listing(lines: Sequence[LogLine], title: str, language: str) -> Listing:
    """The log as a list on paper."""
    shares = (0.8, 1.7, 1.2, 2.6, 0.9, 3.0, 2.6, 2.6, 0.9)
    columns = tuple(
        ListColumn(sentence(code, language), share)
        for code, share in zip(HEADS, shares, strict=True)
    )
    rows = tuple(
        ListRow((str(line.seq), line.time, line.who, line.title, line.kind, *line[6:10]))
        for line in lines
    )
    return Listing(title, columns, rows, landscape=True, body_size=9.0)


def line_data(line: LogLine) -> dict[str, str | int]:
    """A line of the log for scripts."""
    return {**line._asdict(), "place": str(line.place) if line.place is not None else ""}
