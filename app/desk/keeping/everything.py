"""一键全量导出: all that a data folder holds, as plain files in one folder that anybody can read.

A folder for each year with the tables (xlsx, PDF), the record files, the evidence and the summary;
beside them the operation log, a data package of everything, and the list of all files with sums.
"""

import secrets
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.desk.batch_export.commands import job_record
from app.desk.batch_export.making import Job, run
from app.desk.batch_export.names import DEFAULT_PATTERN
from app.desk.evidence.entries import entries_of
from app.desk.evidence.files import kept_path
from app.desk.evidence.packing import evidence_listing, packed_names
from app.desk.exports import RECORD_ENDING, write_text
from app.desk.keeping.log import LogReader, line_data, log_listing
from app.desk.keeping.package import SUFFIX, pack
from app.desk.lists import write_list_file
from app.desk.progress import GoOnWith
from app.desk.statistics.entries import read_entries
from app.desk.summary.output import write_summary
from app.desk.summary.table import summarise
from app.desk.texts import sentence
from app.exchange.files import safe_file_name, sha256_of
from app.model.codec import write_record
from app.model.faults import FaultError, reason_of
from app.sheet.listing import ListColumn, Listing, ListRow
from app.store.database import free_name

if TYPE_CHECKING:
    from app.desk.workspace import Loaded, Workspace
    from app.store.values import Header

_EVERY = 10_000_000


class Everything(NamedTuple):
    """What was made: the folder, how many records and files, and evidence that is not here."""

    folder: Path
    records: int
    files: int
    missing: tuple[str, ...]


class _StoppedError(Exception):
    """A person stopped the work."""


def export_everything(space: "Workspace", parent: Path, go_on: GoOnWith) -> Everything | None:
    """Write everything into a new folder below `parent`; none where it was stopped.

    The folder bears the day and the time; it appears under its name when it is complete.

    Raises:
        FaultError: EVERYTHING_001 the place does not take it, EXPORT_NNN or BATCH_NNN a file
            cannot be written; then no folder is left.
    """
    room = parent / f".ziping-{secrets.token_hex(4)}"
    try:
        room.mkdir(parents=True)
        made = _Exporter(space, room, go_on).run()
        target = free_name(parent / _name(space.language))
        room.rename(target)
    except _StoppedError:
        return None
    except OSError as error:
        raise FaultError("EVERYTHING_001", folder=str(parent), reason=reason_of(error)) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
    space.store.note("exported", "", str(target), space.who)
    return made._replace(folder=target)


def _name(language: str) -> str:
    moment = datetime.now().strftime("%Y%m%d-%H%M%S")
    return safe_file_name(sentence("EVERYTHING_FOLDER", language, time=moment))


class _Exporter:
    def __init__(self, space: "Workspace", room: Path, go_on: GoOnWith) -> None:
        self._space = space
        self._room = room
        self._go_on = go_on
        self._language = space.language
        self._headers = space.all_headers()
        self._done = 0
        # Tables, record file and evidence of each record, then the package and the rest.
        self._count = 3 * len(self._headers) + 3
        self._missing: list[str] = []

    def run(self) -> Everything:
        for year in sorted({header.year or 0 for header in self._headers}):
            headers = [header for header in self._headers if (header.year or 0) == year]
            self._year(year or None, headers)
        self._package()
        self._log()
        self._tell(sentence("EVERYTHING_LIST", self._language))
        files = self._list()
        return Everything(self._room, len(self._headers), files, tuple(self._missing))

    def _tell(self, title: str) -> None:
        if not self._go_on(self._done, self._count, title):
            raise _StoppedError
        self._done += 1

    def _word(self, code: str) -> str:
        return sentence(code, self._language)

    def _year(self, year: int | None, headers: "Sequence[Header]") -> None:
        name = self._word("EVERYTHING_NO_YEAR")
        if year is not None:
            name = sentence("EVERYTHING_YEAR", self._language, year=str(year))
        folder = self._room / safe_file_name(name)
        folder.mkdir()
        self._tables(folder / self._word("EVERYTHING_TABLES"), headers)
        self._records(folder, headers)
        entries = read_entries(self._space, year)
        summary = summarise(entries, year, "", self._language)
        title = self._word("EVERYTHING_SUMMARY")
        write_summary(
            summary,
            xlsx=folder / f"{title}.xlsx",
            pdf=folder / f"{title}.pdf",
            docx=None,
            language=self._language,
        )

    def _tables(self, folder: Path, headers: "Sequence[Header]") -> None:
        records, forms = [], dict[str, str]()
        for header in headers:
            record, form = job_record(self._space, header.id)
            records.append(record)
            forms |= form
        folder.mkdir()
        job = Job(tuple(records), forms, str(folder), kinds=("xlsx", "pdf"))
        job = msgspec.structs.replace(job, pattern=DEFAULT_PATTERN, language=self._language)

        def go_on(_done: int, _count: int, title: str) -> bool:
            self._tell(title)
            return True

        run(job, go_on)

    def _records(self, folder: Path, headers: "Sequence[Header]") -> None:
        files = folder / self._word("EVERYTHING_RECORDS")
        files.mkdir()
        for number, header in enumerate(headers, start=1):
            self._tell(header.title)
            loaded = self._space.load(header.id)
            stem = f"{number:03} {safe_file_name(header.title)}"
            write_text(files / f"{stem}{RECORD_ENDING}", write_record(loaded.record))
            self._tell(header.title)
            self._evidence(folder / self._word("EVERYTHING_EVIDENCE") / stem, loaded)

    def _evidence(self, folder: Path, loaded: "Loaded") -> None:
        definition, record = loaded.form.definition, loaded.record
        entries = entries_of(record, definition)
        named = list(zip(entries, packed_names(entries), strict=True))
        scans = [item for item in record.evidence if item.kind != "evidence"]
        wanted = [(entry.evidence.sha256, name) for entry, name in named]
        wanted += [
            (s.sha256, safe_file_name(Path(s.name).stem) + Path(s.name).suffix) for s in scans
        ]
        for sha256, name in wanted:
            kept = kept_path(self._space.folder, sha256)
            if kept is None:
                self._missing.append(name)
                continue
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept, free_name(folder / name))
        if entries and folder.exists():
            listing = evidence_listing(entries, record, definition, self._language)
            write_list_file(listing, folder / f"00 {listing.title}.xlsx")

    def _package(self) -> None:
        self._tell(self._word("EVERYTHING_PACKAGE"))
        ids = [header.id for header in self._headers]
        if ids:
            pack(self._space, ids, self._room / f"{self._word('EVERYTHING_PACKAGE')}{SUFFIX}")

    def _log(self) -> None:
        title = self._word("LOG_TITLE")
        self._tell(title)
        lines = LogReader(self._space).read(limit=_EVERY)
        listing = log_listing(lines, title, self._language)
        write_list_file(listing, self._room / f"{title}.xlsx")
        gaps = LogReader(self._space).gaps()
        data = {"schema": "ziping.log/1", "gaps": gaps, "entries": [line_data(n) for n in lines]}
        text = msgspec.json.format(msgspec.json.encode(data), indent=1).decode()
        write_text(self._room / f"{title}.json", text + "\n")

    def _list(self) -> int:
        files = sorted(path for path in self._room.rglob("*") if path.is_file())
        heads = ("EVERYTHING_FILE", "EVERYTHING_SIZE", "EVERYTHING_SUM")
        shares = (4.0, 1.0, 5.0)
        columns = tuple(
            ListColumn(self._word(code), share, number=at == 1)
            for at, (code, share) in enumerate(zip(heads, shares, strict=True))
        )
        rows = tuple(ListRow(texts) for texts in self._described(files))
        title = self._word("EVERYTHING_LIST")
        listing = Listing(title, columns, rows, landscape=True, body_size=8.0)
        write_list_file(listing, self._room / f"{title}.xlsx")
        return len(files) + 1

    def _described(self, files: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
        for path in files:
            name = path.relative_to(self._room).as_posix()
            yield name, str(path.stat().st_size), sha256_of(path)
