"""Lists as files: the same list as workbook and PDF."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.desk.view import font_files, shipped_metrics
from app.paper.layout import paginate
from app.sheet.listing import Listing, listing_sheet, numeric_columns


def write_list(listings: Sequence[Listing], *, xlsx: Path | None, pdf: Path | None) -> None:
    """Write lists as one workbook (a worksheet each) and one PDF (a chapter each).

    Lists of one file share which columns hold numbers by their position.

    Raises:
        FaultError: EXPORT_NNN a file cannot be written; the one before it stands.
    """
    metrics = shipped_metrics()
    pages = [paginate(listing_sheet(listing), metrics) for listing in listings]
    title, now = listings[0].title, datetime.now()
    if xlsx is not None:
        from app.exchange.xlsx import write_workbook

        numeric = frozenset.union(*(numeric_columns(listing) for listing in listings))
        write_workbook(pages, metrics, numeric, xlsx, title=title, created=now)
    if pdf is not None:
        from app.exchange.pdf import write_pdf

        write_pdf(pages, metrics, font_files(), pdf, title=title, created=now)
