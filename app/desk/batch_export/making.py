"""Files of many records at once: all of them, or none where it is stopped or fails."""

import contextlib
import secrets
import shutil
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import msgspec
from msgspec import Struct

from app.desk.batch_export.check_code import check_code
from app.desk.batch_export.names import Naming, check_pattern, numbered, stem, values_of
from app.desk.batch_export.personal import Masked, published
from app.desk.captions import caption
from app.desk.exports import title_of
from app.desk.forms import Form
from app.desk.names import PROJECT, UNIT, name_of
from app.desk.progress import GoOnWith
from app.desk.records import complete
from app.desk.texts import sentence
from app.desk.view import View, Viewer, font_files
from app.exchange.files import sha256_of
from app.exchange.workbook_values import numeric_fields
from app.model.codec import read_record, write_record
from app.model.definition import FormDefinition
from app.model.faults import FaultError, reason_of
from app.model.record import FormRecord
from app.paper.metrics import Metrics
from app.paper.pages import Pagination

Version: TypeAlias = Literal["work", "submit", "public"]
"""工作版 (everything, the record inside), 报送版 (values, check code), 公开版 (nothing hidden)."""
Kind: TypeAlias = Literal["xlsx", "pdf", "docx"]
KINDS: tuple[Kind, ...] = ("xlsx", "pdf", "docx")

_STALE = 24 * 60 * 60
"""Seconds after which the folder of a job is nobody's any more."""

WORK: Version = "work"
SUBMIT: Version = "submit"
PUBLIC: Version = "public"
VERSION_WORDS: dict[str, str] = {
    WORK: "BATCH_WORK",
    SUBMIT: "BATCH_SUBMIT",
    PUBLIC: "BATCH_PUBLIC",
}
"""The sentences that name the versions."""


class JobRecord(Struct, frozen=True):
    """One record of a job: its JSON, the hash of its form, its state and number of changes."""

    json: str
    form: str
    state: str = ""
    revision: int = 0


class Job(Struct, frozen=True):
    """What to make of which records; `forms` are definitions (JSON) by their hash.

    `one_xlsx` and `one_pdf` put all records into one file besides the `kinds`, which make a file
    a record. `replace` lets files of the same names go; else the new ones get a number.
    """

    records: tuple[JobRecord, ...]
    forms: dict[str, str]
    folder: str
    kinds: tuple[Kind, ...] = ()
    one_xlsx: bool = False
    one_pdf: bool = False
    version: Version = WORK
    pattern: str = ""
    replace: bool = False
    language: str = "zh"


class Printed(Struct, frozen=True):
    """A record in a file: its id, the number of its changes then, and its check code."""

    record: str
    revision: int
    code: str


class Made(Struct, frozen=True):
    """A file that was made: name, the project it is of (empty: all), kind, pages, bytes, SHA-256.

    `code` is the check code of a record that was submitted, `printed` what the file holds.
    """

    file: str
    title: str
    kind: str
    pages: int
    size: int
    sha256: str
    code: str = ""
    printed: tuple[Printed, ...] = ()


class Cover(Struct, frozen=True):
    """Something of a person that was left out or covered, in words."""

    title: str
    place: str
    kind: str
    before: str
    after: str


class Report(Struct, frozen=True):
    """What a job made: the folder, its files, what was covered, characters that no face has."""

    folder: str
    files: tuple[Made, ...]
    covered: tuple[Cover, ...] = ()
    missing: tuple[str, ...] = ()


class _Prepared(NamedTuple):
    """A record laid out in the version that is wanted."""

    view: View
    pages: tuple[Pagination, ...]
    definition: FormDefinition
    title: str
    code: str
    covered: tuple[Cover, ...]
    job: JobRecord


class _StoppedError(Exception):
    """A person stopped the work."""


def run(job: Job, go_on: GoOnWith, scratch: Path | None = None) -> Report | None:
    """Make the files of a job; none where it was stopped: then no file is left.

    They are made in a folder beside their place (`scratch`) and moved there when all are done.

    Raises:
        FaultError: BATCH_NNN, EXPORT_NNN, FILE_005: nothing was made.
    """
    check_pattern(job.pattern)
    if not job.kinds and not job.one_xlsx and not job.one_pdf:
        raise FaultError("BATCH_003")
    if not job.records:
        raise FaultError("BATCH_004")
    folder = Path(job.folder)
    room = scratch or folder / f".ziping-{secrets.token_hex(4)}"
    try:
        try:
            room.mkdir(parents=True, exist_ok=True)
            _tidy(folder)
            taken = {path.name.casefold() for path in folder.iterdir()}
        except OSError as error:
            raise FaultError("FILE_005", file=job.folder, reason=reason_of(error)) from error
        return _Maker(job, room, set() if job.replace else taken).make(go_on, folder)
    except _StoppedError:
        return None
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _tidy(folder: Path) -> None:
    """Remove what a job left behind that was cut off, by a power failure for one."""
    for left in folder.glob(".ziping-????????"):
        with contextlib.suppress(OSError):
            if left.is_dir() and time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left)


class _Maker:
    """Makes the files of one job in a folder of their own."""

    def __init__(self, job: Job, room: Path, taken: set[str]) -> None:
        self._job = job
        self._room = room
        self._taken = taken
        self._now = datetime.now()
        words = sentence(VERSION_WORDS[job.version], job.language)
        self._naming = Naming(job.pattern, words, self._now.date(), job.language)
        self._viewers: dict[str, Viewer] = {}
        self._made: list[Made] = []
        self._missing: set[str] = set()

    def make(self, go_on: GoOnWith, folder: Path) -> Report:
        """Make everything, then put it in its place."""
        job, count = self._job, len(self._job.records)
        together: list[_Prepared] = []
        covered: list[Cover] = []
        for number, entry in enumerate(job.records, start=1):
            prepared = self._prepared(entry)
            if not go_on(number - 1, count, prepared.title):
                raise _StoppedError
            covered += prepared.covered
            self._files(prepared, number)
            if job.one_xlsx or job.one_pdf:
                together.append(prepared)
        if together:
            self._bundles(together)
        if not go_on(count, count, ""):
            raise _StoppedError
        _put_in_place(self._room, folder, [made.file for made in self._made])
        return Report(str(folder), tuple(self._made), tuple(covered), tuple(sorted(self._missing)))

    def _prepared(self, entry: JobRecord) -> _Prepared:
        job = self._job
        viewer = self._viewer(entry.form)
        definition = viewer.definition
        record = complete(read_record(entry.json), definition)
        title = name_of(definition, record, PROJECT)
        covered: tuple[Cover, ...] = ()
        if job.version == PUBLIC:
            public = published(record, definition)
            covered = tuple(_cover(item, title, definition, record, job) for item in public.masked)
            record = public.record
        view = viewer.view(record)
        code, pages = "", view.pages
        if job.version == SUBMIT:
            code = check_code(view, definition)
            mark = sentence("BATCH_MARK", job.language, mark=code)
            pages = tuple(msgspec.structs.replace(page, mark=mark) for page in pages)
        return _Prepared(view, pages, definition, title, code, covered, entry)

    def _viewer(self, form: str) -> Viewer:
        if form not in self._viewers:
            text = self._job.forms[form]
            self._viewers[form] = Viewer(msgspec.json.decode(text, type=FormDefinition))
        return self._viewers[form]

    def _files(self, prepared: _Prepared, number: int) -> None:
        record = read_record(prepared.job.json)  # the codes that name a file are not published
        values = values_of(record, prepared.definition, prepared.job.state, number, self._naming)
        suffixes = [f".{kind}" for kind in self._job.kinds]
        if not suffixes:
            return
        name = numbered(stem(self._job.pattern, values), self._taken, suffixes)
        for kind in self._job.kinds:
            path = self._room / f"{name}.{kind}"
            self._write(prepared, kind, path)
            pages = sum(len(part.pages) for part in prepared.pages)
            self._note(path, kind, pages, [prepared])

    def _write(self, prepared: _Prepared, kind: Kind, path: Path) -> None:
        version = self._job.version
        record, definition, metrics = prepared.view.record, prepared.definition, self._metrics
        title, created = title_of(record, definition), self._created
        if kind == "xlsx":
            from app.exchange.xlsx import write_workbook

            inside = write_record(record) if version == WORK else None
            numeric = numeric_fields(definition)
            write_workbook(
                prepared.pages,
                metrics,
                numeric,
                path,
                title=title,
                created=created,
                record_json=inside,
            )
        elif kind == "pdf":
            from app.exchange.pdf import write_pdf

            report = write_pdf(
                prepared.pages, metrics, font_files(), path, title=title, created=created
            )
            self._missing.update(report.missing_characters)
        else:
            from app.exchange.word import write_word

            write_word(prepared.pages, path, title=title, created=created)

    def _bundles(self, together: Sequence[_Prepared]) -> None:
        title = self._bundle_title(together)
        name = numbered(_bundle_name(title, self._naming), self._taken, [".xlsx", ".pdf"])
        pages = sum(len(part.pages) for prepared in together for part in prepared.pages)
        if self._job.one_xlsx:
            from app.exchange.xlsx import Worksheet, write_worksheets

            path = self._room / f"{name}.xlsx"
            sheets = [
                Worksheet(sheet, part, numeric_fields(prepared.definition))
                for number, prepared in enumerate(together, start=1)
                for sheet, part in _named_parts(number, prepared)
            ]
            write_worksheets(sheets, self._metrics, path, title=title, created=self._created)
            self._note(path, "xlsx", pages, together)
        if self._job.one_pdf:
            from app.exchange.pdf import Chapter, write_book

            path = self._room / f"{name}.pdf"
            chapters = [
                Chapter(f"{number}. {prepared.title or prepared.definition.title}", prepared.pages)
                for number, prepared in enumerate(together, start=1)
            ]
            fonts, created = font_files(), self._created
            report = write_book(chapters, self._metrics, fonts, path, title=title, created=created)
            self._missing.update(report.missing_characters)
            self._note(path, "pdf", pages, together)

    def _bundle_title(self, together: Sequence[_Prepared]) -> str:
        """What all of them share: the year and the unit, and how many there are."""
        years = {str(p.view.record.year or "") for p in together}
        units = {name_of(p.definition, p.view.record, UNIT) for p in together}
        shared = [found.pop() for found in (years, units) if len(found) == 1]
        count = sentence("BATCH_BOOK", self._job.language, count=str(len(together)))
        return "_".join([*filter(None, shared), count])

    @property
    def _metrics(self) -> Metrics:
        return next(iter(self._viewers.values())).metrics

    @property
    def _created(self) -> datetime | None:
        return None if self._job.version == PUBLIC else self._now

    def _note(self, path: Path, kind: Kind, pages: int, held: Sequence[_Prepared]) -> None:
        alone = held[0] if len(held) == 1 else None
        printed = tuple(Printed(p.view.record.id, p.job.revision, p.code) for p in held)
        self._made.append(
            Made(
                file=path.name,
                title=alone.title if alone is not None else "",
                kind=kind,
                pages=pages,
                size=path.stat().st_size,
                sha256=sha256_of(path),
                code=alone.code if alone is not None else "",
                printed=printed,
            )
        )


def _bundle_name(title: str, naming: Naming) -> str:
    values = {"项目": title, "版本": naming.version, "日期": naming.day.strftime("%Y%m%d")}
    return stem("{项目}_{版本}_{日期}", values)


def _named_parts(number: int, prepared: _Prepared) -> list[tuple[str, Pagination]]:
    """The worksheets of a form: its number and project, and the part where there are several."""
    title = prepared.title or prepared.definition.title
    if len(prepared.pages) == 1:
        return [(f"{number:02} {title}", prepared.pages[0])]
    return [(f"{number:02} {title[:14]} {part.sheet.title}", part) for part in prepared.pages]


def _cover(
    item: Masked, title: str, definition: FormDefinition, record: FormRecord, job: Job
) -> Cover:
    place = caption(item.place, definition, record, job.language)
    return Cover(title, place, item.kind, item.before, item.after)


def _put_in_place(room: Path, folder: Path, names: Sequence[str]) -> None:
    """Move finished files into their folder; where one cannot go there, none of the new ones stay.

    Raises:
        FaultError: BATCH_005 a file of that name is held by another program.
    """
    new: list[Path] = []
    for name in names:
        target = folder / name
        try:
            existed = target.exists()
            (room / name).replace(target)
        except OSError as error:
            for path in new:
                with contextlib.suppress(OSError):
                    path.unlink()
            raise FaultError("BATCH_005", file=name, reason=reason_of(error)) from error
        if not existed:
            new.append(target)


def form_entry(form: Form) -> dict[str, str]:
    """A form as a job carries it: records are printed under the form they were filled under."""
    return {form.hash: form.resolved()}
