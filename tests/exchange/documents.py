"""Sheets, faces and the reading back of documents for the tests of `exchange`."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2

from app.exchange.pdf import PdfReport, write_pdf
from app.exchange.workbook_values import numeric_fields
from app.exchange.xlsx import write_workbook
from app.model.definition import FormDefinition, Margins
from app.model.loading import parse_definition
from app.model.places import Place
from app.paper.layout import paginate
from app.paper.metrics import Metrics
from app.sheet.sheet import Cell, Heading, PageSetup, Sheet, SheetRow

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FACES = ("song", "hei", "kai")
CREATED = datetime(2020, 3, 1, 8, 30)
PORTRAIT = PageSetup(210.0, 297.0, Margins(20.0, 15.0, 20.0, 15.0), 10.0, 22.0, False)
LANDSCAPE = PageSetup(297.0, 210.0, Margins(15.0, 20.0, 15.0, 20.0), 10.0, 22.0, True)
COLUMNS = (20.0, 40.0, 30.0, 60.0, 30.0)
HEADINGS = (Heading("附件1", "annex"), Heading("整改情况表", "title"))

_FORM = """
schema = "ziping.form/1"
id = "test"
version = 1
title = "整改情况表"
basis = "试验"
money_unit = "万元"
policy = { source = "试验", grades = [] }
[[parts]]
id = "main"
title = "整改情况表"
columns = [20.0, 40.0, 30.0, 60.0, 30.0]
[[parts.sections]]
kind = "rows"
id = "items"
columns = [
  { id = "no", label = "序号", span = 1 },
  { id = "name", label = "事项", span = 1 },
  { id = "amount", label = "金额", span = 1, role = "number" },
  { id = "note", label = "说明", span = 1 },
  { id = "code", label = "编码", span = 1 },
]
"""
_FIELDS = ("no", "name", "amount", "note", "code")


@cache
def metrics() -> Metrics:
    return Metrics.from_json((FONTS / f"{name}.metrics.json").read_bytes() for name in FACES)


@cache
def definition() -> FormDefinition:
    return parse_definition(_FORM, "test")


def fonts() -> dict[str, Path]:
    return {name: FONTS / f"{name}.ttf" for name in FACES}


def head() -> SheetRow:
    labels = ("序号", "事项", "金额", "说明", "编码")
    cells = tuple(Cell(n, 1, text, style="head") for n, text in enumerate(labels))
    return SheetRow("items", cells, head=True, keep=True)


def item(number: int, *texts: str) -> SheetRow:
    """A row of the table: name, amount, note, code."""
    cells = tuple(
        Cell(column, 1, text, "input", place=Place("items", f"r{number}", _FIELDS[column]))
        for column, text in enumerate((str(number), *texts))
    )
    return SheetRow("items", cells, row_id=f"r{number}")


def table(*rows: SheetRow, page: PageSetup = PORTRAIT, title: str = "整改情况表") -> Sheet:
    return Sheet("main", title, HEADINGS, COLUMNS, (head(), *rows), page)


def texts_table(texts: Sequence[str]) -> Sheet:
    """One row for each text, in the notes' column."""
    return table(*(item(n, "事项", "", text, "") for n, text in enumerate(texts, start=1)))


def pdf(path: Path, *sheets: Sheet, title: str = "整改情况表") -> PdfReport:
    pages = [paginate(sheet, metrics()) for sheet in sheets]
    return write_pdf(pages, metrics(), fonts(), path, title=title, created=CREATED)


def workbook(path: Path, *sheets: Sheet, record: str | None = None) -> Path:
    pages = [paginate(sheet, metrics()) for sheet in sheets]
    options: dict[str, Any] = {"title": "整改情况表", "created": CREATED, "record_json": record}
    write_workbook(pages, metrics(), numeric_fields(definition()), path, **options)
    return path


def pdf_text(path: Path) -> str:
    """All text of a PDF, without line ends and blanks."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(pages).split())
