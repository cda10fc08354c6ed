"""Lists as files: the same list as workbook and PDF."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from app.desk.view import font_files, shipped_metrics
from app.paper.layout import paginate
from app.paper.pages import Figure, Pagination
from app.sheet.listing import Listing, listing_sheet, numeric_columns


def write_list(
    listings: Sequence[Listing],
    *,
    xlsx: Path | None,
    pdf: Path | None,
    figures: Mapping[int, Figure] | None = None,
) -> None:
    """Write lists as one workbook (a worksheet each) and one PDF (a chapter each).

    `figures` stand above the tables of the lists of these numbers, in the PDF only.

    Raises:
        FaultError: EXPORT_NNN a file cannot be written; the one before it stands.
    """
    metrics, drawn = shipped_metrics(), figures or {}
    title, now = listings[0].title, datetime.now()
    if xlsx is not None:
        from app.exchange.xlsx import write_workbook

        sections = [f"list{number}" for number in range(len(listings))]
        both = list(zip(listings, sections, strict=True))
        pages = [paginate(listing_sheet(listing, name), metrics) for listing, name in both]
        numeric = frozenset.union(*(numeric_columns(listing, name) for listing, name in both))
        write_workbook(pages, metrics, numeric, xlsx, title=title, created=now)
    if pdf is not None:
        from app.exchange.pdf import write_pdf

        pages = listing_pages(listings, drawn)
        write_pdf(pages, metrics, font_files(), pdf, title=title, created=now)


def write_list_file(listing: Listing, path: Path) -> None:
    """Write one list as what its file's ending says, a PDF or else a workbook.

    Raises:
        FaultError: EXPORT_NNN it cannot be written; the one before it stands.
    """
    files = by_ending(path)
    write_list([listing], xlsx=files["xlsx"], pdf=files["pdf"])


def by_ending(path: Path, kinds: Sequence[str] = ("xlsx", "pdf")) -> dict[str, Path | None]:
    """A file under the kind that its ending says, else under the first; None under the others."""
    said = path.suffix.lower().removeprefix(".")
    its = said if said in kinds else kinds[0]
    return {kind: path if kind == its else None for kind in kinds}


def listing_pages(listings: Sequence[Listing], figures: Mapping[int, Figure]) -> list[Pagination]:
    """The pages of lists, with a figure above the table where a list has one."""
    metrics = shipped_metrics()
    return [
        paginate(listing_sheet(listing), metrics, figures.get(number))
        for number, listing in enumerate(listings)
    ]
