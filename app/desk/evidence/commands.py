"""`ziping evidence`: the evidence of one record on the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.desk.evidence.entries import Entry, attach, entries_of, known_row
from app.desk.evidence.packing import evidence_listing, losses, pack, take_files
from app.desk.lists import write_list_file
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.progress import always
from app.desk.texts import sentence
from app.desk.workspace import OpenRecord, Workspace, workspace_at
from app.model.faults import FaultError

_LISTS = (".xlsx", ".pdf")


class EvidenceOrder(Struct, frozen=True):
    """What to do: files to add to a row (its place or number), lists and a zip file to write."""

    record: str
    add: tuple[Path, ...] = ()
    place: str = ""
    shrink: bool = False
    lists: tuple[Path, ...] = ()
    zip: Path | None = None
    verify: bool = False


def evidence(data: Path | None, order: EvidenceOrder, language: str) -> Outcome:
    """`ziping evidence`: add files, list them, pack them, verify them.

    Exit code 1 where a file is missing or altered.
    """
    for path in order.lists:
        if path.suffix.lower() not in _LISTS:
            raise FaultError("EVIDENCE_010", file=str(path))
    with workspace_at(data, language) as space:
        opened = space.open(order.record)
        if order.add:
            _add(space, opened, order)
        return _told(space, opened, order)


def _add(space: Workspace, opened: OpenRecord, order: EvidenceOrder) -> None:
    document = opened.document
    try:
        place = known_row(order.place, document.record, document.definition)
    except ValueError as error:
        raise FaultError("EVIDENCE_011", place=order.place) from error
    files = take_files(space.folder, order.add, shrink=order.shrink, go_on=always)
    document.commit(attach(document.record, place, files))
    space.flush(_PATIENCE)


_PATIENCE = 10.0
"""Seconds to wait for the disk."""


def _told(space: Workspace, opened: OpenRecord, order: EvidenceOrder) -> Outcome:
    language = space.language
    record, definition = opened.document.record, opened.document.definition
    entries = entries_of(record, definition)
    wrong = losses(space.folder, record.evidence) if order.verify else []
    listing = evidence_listing(entries, record, definition, language)
    lines = [_line(entry, language) for entry in entries]
    made: list[Path] = []
    for path in order.lists:
        write_list_file(listing, path)
        made.append(path)
    if order.zip is not None:
        pack(space.folder, entries, order.zip, listing)
        made.append(order.zip)
    lines += [sentence("CLI_MADE", language, file=str(path)) for path in made]
    for loss in wrong:
        code = "EVIDENCE_MISSING" if loss.missing else "EVIDENCE_ALTERED"
        lines.append(sentence(code, language, file=loss.evidence.name))
    if order.verify and not wrong:
        lines.append(sentence("EVIDENCE_INTACT", language, count=str(len(record.evidence))))
    data: dict[str, Any] = {
        "schema": "ziping.evidence/1",
        "evidence": _data(entries),
        "files": [str(path) for path in made],
    }
    if order.verify:
        data["wrong"] = [
            {"id": loss.evidence.id, "name": loss.evidence.name, "missing": loss.missing}
            for loss in wrong
        ]
    return Outcome("\n".join(lines), data, FINDINGS if wrong else OK)


def _line(entry: Entry, language: str) -> str:
    row = entry.row or sentence("EVIDENCE_WHOLE", language)
    pages = str(entry.evidence.pages or "—")
    return sentence(
        "EVIDENCE_LINE",
        language,
        number=entry.number,
        row=row,
        name=entry.evidence.name,
        pages=pages,
    )


def _data(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "number": entry.number,
            "row": entry.row,
            "place": entry.evidence.place,
            "id": entry.evidence.id,
            "name": entry.evidence.name,
            "pages": entry.evidence.pages,
            "size": entry.evidence.size,
            "sha256": entry.evidence.sha256,
        }
        for entry in entries
    ]
