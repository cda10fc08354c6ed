"""What sections gave back, compared with what was sent and with what stands here by now."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.desk.edits import clean
from app.desk.progress import GoOn, always
from app.desk.sections.sending import latest_sending, place_of, sent_rows
from app.desk.texts import sentence
from app.exchange.section_book import ACTUAL, HEADS, OPEN, TIERS, Key, SentProject, SentRow
from app.exchange.section_readback import ReturnedBook, ReturnedLine, read_section_book
from app.exchange.texts import clean_text
from app.model.faults import FaultError
from app.model.money import folded
from app.model.places import Place
from app.model.states import is_locked

if TYPE_CHECKING:
    from app.desk.workspace import Workspace
    from app.store.values import Header

CONFLICT, CLEARED, TWICE, UNSENT = "conflict", "cleared", "twice", "unsent"
"""Why a difference is taken only where a person ticks it: the cell was changed here since it was
sent; the section emptied it; two texts came back for it; what was sent is not known and the cell is
filled."""
PERCENT = "percent"
"""The same: a rate came back as a fraction; older formats do not say that 0.97 shows as 97%."""
_FRACTION = re.compile(r"0?\.[0-9]+|1(?:\.[0-9]+)?")

_RowKey = tuple[str, str]


class Difference(NamedTuple):
    """A cell for which a section gave back another text than stands here.

    `doubt` is one of CONFLICT, CLEARED, TWICE, UNSENT, PERCENT, or empty where it may be taken
    as it is.
    """

    record: str
    place: Place
    project: str
    indicator: str
    column: str
    old: str
    new: str
    file: str
    line: int
    doubt: str = ""


class Note(NamedTuple):
    """What a section changed elsewhere, or what cannot be taken: a sentence's code and values."""

    code: str
    values: tuple[tuple[str, str], ...]

    def text(self, language: str = "zh") -> str:
        """The note as a sentence."""
        return sentence(self.code, language, **dict(self.values))


class Comparison(NamedTuple):
    """The differences that can be taken, and everything else that there is to say."""

    year: int
    differences: tuple[Difference, ...]
    notes: tuple[Note, ...]


class _Known(NamedTuple):
    """A record here with the rows that a section can fill in."""

    title: str
    locked: bool
    rows: Mapping[_RowKey, SentRow]


class _Match(NamedTuple):
    """A returned row, the record's row that it is, and the row as it was sent, if that is known."""

    header: "Header"
    row: SentRow
    sent: SentRow | None


def compare(
    space: "Workspace", year: int, paths: Sequence[Path], go_on: GoOn = always
) -> Comparison:
    """Compare workbooks that came back with the records of a year; nothing is changed.

    Raises:
        FaultError: IMPORT_NNN a file cannot be read.
    """
    comparer = _Comparer(space, year)
    for done, path in enumerate(paths):
        if not go_on(done, len(paths)):
            break
        comparer.take_in(read_section_book(path))
    return Comparison(year, comparer.differences(), tuple(dict.fromkeys(comparer.notes)))


class _Comparer:
    """Compares one file after the other."""

    def __init__(self, space: "Workspace", year: int) -> None:
        self._space = space
        self._year = year
        self._headers = {header.id: header for header in space.all_headers()}
        self._known: dict[str, _Known] = {}
        self._found: dict[tuple[str, Place], list[Difference]] = {}
        self._seen: dict[tuple[str, Place], set[str]] = {}
        self._doubled: set[tuple[str, Place]] = set()
        self._file = ""
        self.notes: list[Note] = []

    def differences(self) -> tuple[Difference, ...]:
        """What can be taken, in the order of the files; two texts for one cell are doubtful."""
        made: list[Difference] = []
        for key, found in self._found.items():
            texts = list({difference.new: difference for difference in found}.values())
            doubled = len(texts) > 1 or key in self._doubled
            made += [d._replace(doubt=TWICE) for d in texts] if doubled else texts
        return tuple(made)

    def take_in(self, book: ReturnedBook) -> None:
        """Compare a file."""
        self._file, self._seen = book.path.name, {}
        sent = book.sent
        if sent is not None and sent.year != self._year:
            self._note("TAKE_YEAR", year=str(sent.year), wanted=str(self._year))
            return
        if not book.lines:
            self._note("TAKE_NOTHING")
            return
        if sent is not None:
            token, made = latest_sending(self._space, sent)
            if token and token != sent.token:
                self._note("TAKE_OLDER", section=sent.section, made=sent.made, latest=made)
        came: set[tuple[str, str, str]] = set()
        for line in book.lines:
            match = self._match(line, sent.projects if sent is not None else ())
            if match is not None:
                came.add((match.header.id, match.row.section, match.row.row))
                self._compare(line, match)
        if sent is not None:
            self._missing(sent.projects, came)
            self._heads(book, sent.projects)

    # --- which row it is

    def _match(self, line: ReturnedLine, sent: Sequence[SentProject]) -> _Match | None:
        header = self._header(line, sent)
        if header is None:
            self._note("TAKE_STRANGE", line=_where(line), name=_called(line))
            return None
        if header.year != self._year:
            values = {"project": header.title, "year": str(header.year or "")}
            self._note("TAKE_OTHER_YEAR", **values, wanted=str(self._year))
            return None
        known = self._record(header)
        if known is None or known.locked:
            self._note("TAKE_LOCKED" if known else "TAKE_UNREADABLE", project=header.title)
            return None
        row = self._row(line, known)
        if row is None:
            code = "TAKE_ADDED" if line.key is None else "TAKE_GONE"
            self._note(code, line=_where(line), project=known.title, name=_called(line))
            return None
        return _Match(header, row, self._sent(line.key, header, row, sent))

    def _header(self, line: ReturnedLine, sent: Sequence[SentProject]) -> "Header | None":
        """The record that a row says it belongs to: by its key, else by code, else by name."""
        if line.key is not None:
            ids = [p.record for p in sent if p.record.startswith(line.key.record)]
            ids = [i for i in ids if i in self._headers] or [
                i for i in self._headers if i.startswith(line.key.record)
            ]
            if len(set(ids)) == 1:
                return self._headers[ids[0]]
        of_year = [header for header in self._headers.values() if header.year == self._year]
        if line.code:
            same = [h for h in of_year if folded(h.project_code) == folded(line.code)]
        else:
            names = {folded(line.project)}
            same = [
                h for h in of_year if {folded(h.title), folded(f"{h.title}（{h.unit}）")} & names
            ]
        return same[0] if len(same) == 1 else None

    def _record(self, header: "Header") -> _Known | None:
        if header.id not in self._known:
            try:
                loaded = self._space.load(header.id)
            except FaultError:
                return None
            rows = {(r.section, r.row): r for r in sent_rows(loaded.record, loaded.form, None)}
            self._known[header.id] = _Known(header.title, is_locked(loaded.state), rows)
        return self._known[header.id]

    @staticmethod
    def _row(line: ReturnedLine, known: _Known) -> SentRow | None:
        if line.key is not None:
            found = known.rows.get((line.key.section, line.key.row))
            if found is not None:
                return found
        path = folded(line.texts.get(TIERS, "")), folded(line.name)
        same = [r for r in known.rows.values() if (folded(r.tiers), folded(r.name)) == path]
        return same[0] if len(same) == 1 and path[1] else None

    def _sent(
        self, key: Key | None, header: "Header", row: SentRow, sent: Sequence[SentProject]
    ) -> SentRow | None:
        """The row as it was sent: as the workbook itself says, else as the record then was."""
        for project in sent:
            if project.record == header.id:
                return next(
                    (r for r in project.rows if (r.section, r.row) == (row.section, row.row)), None
                )
        if key is None:
            return None
        try:
            loaded = self._space.load(header.id)
            record = self._space.store.record_at(header.id, key.revision)
        except FaultError:
            return None
        rows = sent_rows(record, loaded.form, None)
        return next((r for r in rows if (r.section, r.row) == (row.section, row.row)), None)

    # --- what differs

    def _compare(self, line: ReturnedLine, match: _Match) -> None:
        self._elsewhere(line, match)
        for column in OPEN:
            if column in line.faults:
                self._note(
                    line.faults[column], line=_where(line), name=_called(line), column=HEADS[column]
                )
            elif column in line.texts and match.row.field(column):
                self._cell(line, match, column)

    def _cell(self, line: ReturnedLine, match: _Match, column: int) -> None:
        place = place_of(match.row, column)
        key = match.header.id, place
        new, old = _plain(line.texts[column]), _plain(match.row.text(column))
        if self._seen.setdefault(key, {new}) != {new}:
            self._doubled.add(key)
            self._note("TAKE_DOUBLED", line=_where(line), name=_called(line))
        base = _plain(match.sent.text(column)) if match.sent is not None else None
        if new in (old, base):
            return
        if base is None:
            doubt = UNSENT if old else ""
        elif base != old:
            doubt = CONFLICT
        else:
            doubt = "" if new else CLEARED
        if not doubt and column == ACTUAL and _is_fraction(new, match.row.target):
            doubt = PERCENT
        names = match.header.title, match.row.name, HEADS[column]
        texts = match.row.text(column), clean(line.texts[column])
        made = Difference(*key, *names, *texts, self._file, line.line, doubt)
        self._found.setdefault(key, []).append(made)

    def _elsewhere(self, line: ReturnedLine, match: _Match) -> None:
        """Tell what was changed in cells that were locked."""
        base = match.sent or match.row
        for column, text in line.texts.items():
            if column in OPEN and base.field(column):
                continue
            if folded(text) != folded(clean_text(base.text(column))):
                self._note(
                    "TAKE_CHANGED",
                    line=_where(line),
                    name=base.name,
                    column=HEADS[column],
                    old=_short(base.text(column)),
                    new=_short(text),
                )

    def _missing(self, projects: Sequence[SentProject], came: set[tuple[str, str, str]]) -> None:
        for project in projects:
            rows = {(project.record, row.section, row.row): row for row in project.rows}
            if not came & set(rows):
                self._note("TAKE_NO_PROJECT", project=project.name)
                continue
            for key, row in rows.items():
                if key not in came:
                    self._note("TAKE_DELETED", project=project.name, name=_short(row.name))

    def _heads(self, book: ReturnedBook, projects: Sequence[SentProject]) -> None:
        for head in book.heads:
            if head.key is None:
                continue
            wanted = [p for p in projects if p.record.startswith(head.key.record)]
            if len(wanted) == 1 and folded(head.text) != folded(clean_text(wanted[0].head)):
                old, new = wanted[0].head, _short(head.text)
                self._note("TAKE_RENAMED", line=str(head.line), old=_short(old), new=new)

    def _note(self, code: str, **values: str) -> None:
        whole = {"file": self._file, **values}
        self.notes.append(Note(code, tuple(whole.items())))


def _is_fraction(text: str, target: str) -> bool:
    return "%" in folded(target) and _FRACTION.fullmatch(folded(text)) is not None


def _plain(text: str) -> str:
    return clean(clean_text(text)).strip()


def _where(line: ReturnedLine) -> str:
    return str(line.line)


def _called(line: ReturnedLine) -> str:
    return _short(line.name or line.texts.get(TIERS, ""))


def _short(text: str, most: int = 40) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= most else shown[:most] + "…"
