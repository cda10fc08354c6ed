"""Exports of one record: workbook, PDF and record file from the one view."""

import os
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from app.desk.forms import Form
from app.desk.names import PROJECT, UNIT, name_of
from app.desk.view import View, Viewer, font_files
from app.exchange.files import safe_file_name, write_atomically
from app.exchange.workbook_values import numeric_fields
from app.model.codec import write_record
from app.model.definition import FormDefinition
from app.model.faults import FaultError
from app.model.record import FormRecord

RECORD_ENDING = ".ziping.json"
"""How the name of a record file ends that a person asks for: desktops know it from other JSON by
the name alone, and open it with this program."""


class ExportReport(Struct, frozen=True):
    """What was made: the files, the pages of the PDF, and characters that no face has."""

    files: tuple[Path, ...]
    pages: int = 0
    missing: tuple[str, ...] = ()


def export(
    record: FormRecord,
    form: Form,
    *,
    xlsx: Path | None = None,
    pdf: Path | None = None,
    docx: Path | None = None,
    json: Path | None = None,
) -> tuple[View, ExportReport]:
    """Write the wanted files; each is whole or not there at all.

    Raises:
        FaultError: EXPORT_NNN a file cannot be written; those before it stand. FILE_007 a
            folder has this name; nothing was written.
    """
    for path in (xlsx, pdf, docx, json):
        if path is not None and os.path.isdir(path):  # noqa: PTH112 (Path.is_dir may raise)
            raise FaultError("FILE_007", file=str(path))
    viewer = Viewer(form.definition)
    view = viewer.view(record)
    title = title_of(record, form.definition)
    now = datetime.now()
    made: list[Path] = []
    pages = 0
    missing: tuple[str, ...] = ()
    if xlsx is not None:
        from app.exchange.xlsx import write_workbook

        write_workbook(
            view.pages,
            viewer.metrics,
            numeric_fields(form.definition),
            xlsx,
            title=title,
            created=now,
            record_json=write_record(record),
        )
        made.append(xlsx)
    if pdf is not None:
        from app.exchange.pdf import write_pdf

        report = write_pdf(view.pages, viewer.metrics, font_files(), pdf, title=title, created=now)
        pages, missing = report.pages, report.missing_characters
        made.append(pdf)
    if docx is not None:
        from app.exchange.word import write_word

        write_word(view.pages, docx, title=title, created=now)
        made.append(docx)
    if json is not None:
        write_text(json, write_record(record))
        made.append(json)
    return view, ExportReport(tuple(made), pages, missing)


def write_text(path: Path, text: str) -> None:
    """Write a text file, whole or not at all.

    Raises:
        FaultError: EXPORT_NNN it cannot be written.
    """

    def write(temporary: Path) -> None:
        temporary.write_text(text, encoding="utf-8", newline="\n")

    write_atomically(path, write)


def record_text(record: FormRecord) -> str:
    """A record as its file's text."""
    return write_record(record)


def title_of(record: FormRecord, definition: FormDefinition) -> str:
    """The document's title: the form's and the project's."""
    return f"{definition.title} {name_of(definition, record, PROJECT)}".strip()


def file_name(record: FormRecord, form: Form, ending: str) -> str:
    """A name for an exported file: year, unit, project, form."""
    definition = form.definition
    names = [name_of(definition, record, role) for role in (UNIT, PROJECT)]
    parts = [str(record.year or ""), *names, definition.title]
    return safe_file_name("_".join(part for part in parts if part)) + ending
