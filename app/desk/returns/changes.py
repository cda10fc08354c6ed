"""The list of what was changed (修改对照表): 原值, 新值 and why, between two states of a record."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.desk.names import PROJECT, UNIT, name_of
from app.desk.related import CODE
from app.desk.returns.answers import cell_name
from app.desk.returns.comparing import Pair, changed_cells, moved_rows
from app.desk.returns.reasons import Reasons
from app.desk.returns.versions import NOW, Version, base_of
from app.desk.stages import local_time
from app.desk.texts import sentence
from app.desk.view import judged
from app.model.change import Delete, Insert, Move, Set
from app.model.places import Place
from app.model.record import Row
from app.model.remarks import WHOLE, meant_place
from app.sheet.listing import ListColumn, Listing, ListRow
from app.store.values import HistoryEntry

if TYPE_CHECKING:
    from app.desk.workspace import Workspace


class ChangeLine(NamedTuple):
    """One line: where, what stood there, what stands there now, why, and by whom and when.

    `computed` tells that nobody typed it: points, totals and rates follow from other cells;
    `same` that a remark was answered without a change.
    """

    place: Place
    cell: str
    old: str
    new: str
    reason: str
    who: str = ""
    when: str = ""
    computed: bool = False
    same: bool = False


class RecordChanges(NamedTuple):
    """What was changed in one record between two of its states."""

    record_id: str
    title: str
    code: str
    unit: str
    year: int | None
    base: Version
    until: Version
    lines: tuple[ChangeLine, ...]
    unanswered: int = 0


def changes_of(
    space: "Workspace", record_id: str, base: Version | None = None, until: Version = NOW
) -> RecordChanges:
    """What was changed in a record since a state, by default since finance was given it.

    The order is the form's; remarks that were answered without a change stand among the rest.

    Raises:
        FaultError: the record, or its state of then, is gone.
    """
    loaded = space.load(record_id)
    definition = loaded.form.definition
    base = base or base_of(space, record_id)
    old = space.store.record_at(record_id, base.revision)
    new = loaded.record
    if until != NOW:
        new = space.store.record_at(record_id, until.revision)
    pair = Pair.of(judged(old, definition), judged(new, definition), definition)
    makers = _makers(space, record_id, base, until)
    reasons = Reasons(pair, space.language)
    lines = [*_cells(pair, reasons, makers, space), *_rows(pair, reasons, makers, space)]
    told = {line.place for line in lines}
    lines += _unchanged(pair, reasons, told, space.language)
    lines.sort(key=lambda line: pair.order(line.place))
    return RecordChanges(
        record_id=record_id,
        title=name_of(definition, new, PROJECT),
        code=new.codes.get(CODE, ""),
        unit=name_of(definition, new, UNIT),
        year=new.year,
        base=base,
        until=until,
        lines=tuple(lines),
        unanswered=sum(not remark.answer.strip() for remark in reasons.remarks),
    )


class _Maker(NamedTuple):
    who: str
    when: str


_Makers = dict[tuple[str, str | None, str], _Maker]


def _makers(space: "Workspace", record_id: str, base: Version, until: Version) -> _Makers:
    """Who changed each cell last between two states, and when."""
    found: _Makers = {}
    last = until.revision if until != NOW else None
    for entry in space.history(record_id):
        if entry.revision <= base.revision:
            break
        if last is None or entry.revision <= last:
            for key in _touched(entry):
                found.setdefault(key, _Maker(entry.who, local_time(entry.time)))
    return found


def _touched(entry: HistoryEntry) -> Iterator[tuple[str, str | None, str]]:
    for step in entry.change.steps:
        match step:
            case Set(place):
                yield place.section, place.row, place.field
            case Insert(section, row) | Delete(section, row):
                yield section, row.id, ""
            case Move(section, row_id):
                yield section, row_id, ""


def _cells(
    pair: Pair, reasons: Reasons, makers: _Makers, space: "Workspace"
) -> Iterator[ChangeLine]:
    for cell in changed_cells(pair, space.texts):
        place = cell.place
        maker = makers.get((place.section, place.row, place.field), _Maker("", ""))
        name = cell_name(place, pair.definition, pair.holder(place), space.language)
        if cell.rows > 1:
            name = sentence("CHANGES_ROWS", space.language, cell=name, count=str(cell.rows))
        yield ChangeLine(
            place=place,
            cell=name,
            old=cell.old,
            new=cell.new,
            reason=reasons.of_cell(place, computed=cell.computed),
            who=maker.who,
            when=maker.when,
            computed=cell.computed,
        )


def _rows(
    pair: Pair, reasons: Reasons, makers: _Makers, space: "Workspace"
) -> Iterator[ChangeLine]:
    """Rows put in, taken out and moved, in words."""
    for step in moved_rows(pair):
        row_id = step.row_id if isinstance(step, Move) else step.row.id
        place = Place(step.section, row_id, "")
        cell = cell_name(place, pair.definition, pair.holder(place), space.language)
        old = new = ""
        match step:
            case Insert(_, row):
                new = sentence("CHANGES_INSERTED", space.language, row=_words(row))
            case Delete(_, row):
                old = _words(row)
                new = sentence("CHANGES_DELETED", space.language)
            case Move():
                old = sentence("CHANGES_STOOD", space.language, number=pair.number(place, old=True))
                new = sentence("CHANGES_STANDS", space.language, number=pair.number(place))
        maker = makers.get((place.section, place.row, ""), _Maker("", ""))
        reason = reasons.of_cell(place, computed=False)
        yield ChangeLine(place, cell, old, new, reason, maker.who, maker.when)


def _words(row: Row) -> str:
    return " · ".join(" ".join(text.split()) for text in row.cells.values() if text)


def _unchanged(
    pair: Pair, reasons: Reasons, told: set[Place], language: str
) -> Iterator[ChangeLine]:
    """The remarks whose cell stands as it stood: they too are answered to finance."""
    rows = {(place.section, place.row) for place in told}
    for remark in reasons.remarks:
        place = meant_place(pair.new, remark.place)
        by_row = not place.field and (place.section, place.row) in rows
        if place in told or by_row:
            continue
        told.add(place)
        cell = cell_name(place, pair.definition, pair.holder(place), language)
        old = pair.shown(place, old=True)
        new = sentence("CHANGES_SAME", language)
        if place == WHOLE:
            code = "CHANGES_SEE" if remark.answer.strip() else "CHANGES_WAITS"
            new = sentence(code, language)
        reason = reasons.of_cell(place, computed=False)
        yield ChangeLine(place, cell, old, new, reason, same=True)


# ---- on paper ------------------------------------------------------------------------------


def changes_listing(found: Sequence[RecordChanges], language: str, *, who: bool = False) -> Listing:
    """The list for finance, with the unit, the year and a line to sign; a number on each line."""
    columns = [
        ListColumn(sentence("CHANGES_NUMBER", language), 0.55, "center"),
        ListColumn(sentence("CHANGES_PROJECT", language), 1.7),
        ListColumn(sentence("CHANGES_CELL", language), 2.1),
        ListColumn(sentence("CHANGES_OLD", language), 2.2),
        ListColumn(sentence("CHANGES_NEW", language), 2.2),
        ListColumn(sentence("CHANGES_REASON", language), 3.4),
    ]
    if who:
        columns.append(ListColumn(sentence("CHANGES_WHO", language), 0.9, "center"))
        columns.append(ListColumn(sentence("CHANGES_WHEN", language), 1.25, "center"))
    rows: list[ListRow] = []
    for changes in found:
        for line in changes.lines:
            number = str(len(rows) + 1)
            texts = (number, changes.title, line.cell, line.old or "—", line.new or "—")
            texts += (line.reason, *((line.who, line.when) if who else ()))
            rows.append(ListRow(texts))
    unanswered = sum(changes.unanswered for changes in found)
    notes = [sentence("CHANGES_SIGN", language)]
    if unanswered:
        notes.insert(0, sentence("CHANGES_UNANSWERED", language, count=str(unanswered)))
    return Listing(
        title=sentence("CHANGES_TITLE", language),
        subtitle=_subtitle(found, language),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(notes),
        landscape=True,
    )


def _subtitle(found: Sequence[RecordChanges], language: str) -> str:
    units = list(dict.fromkeys(c.unit for c in found if c.unit))
    years = sorted({str(c.year) for c in found if c.year})
    unit = units[0] if units else "—"
    if len(units) > 1:
        unit = sentence("CHANGES_UNITS", language, unit=units[0], count=str(len(units)))
    since = {(c.base.words(language), c.until.words(language)) for c in found}
    texts = [sentence("CHANGES_HEAD", language, year="、".join(years) or "—", unit=unit)]
    if len(since) == 1:
        old, new = since.pop()
        texts.append(sentence("CHANGES_SINCE", language, old=old, new=new))
    return "　".join(texts)
