"""What a person would find in a file that was made: its texts, read by another library."""

from pathlib import Path
from typing import Any

from app.exchange.embedded import check_container, reading


def workbook_texts(path: Path) -> frozenset[str]:
    """The texts of all cells of a workbook."""
    import openpyxl

    workbook = openpyxl.load_workbook(path, read_only=True)
    try:
        cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
        return frozenset(str(cell.value) for cell in cells if cell.value is not None)
    finally:
        workbook.close()


def pdf_text(path: Path) -> str:
    """The text of a PDF, page after page, as copying it would give."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def page_texts(path: Path) -> tuple[str, ...]:
    """The texts of a PDF's pages; none where it is damaged or locked."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            return tuple(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError:
        return ()


def worksheet_feet(path: Path) -> tuple[tuple[str, str], ...]:
    """The visible worksheets of a workbook: their names, and what stands at their foot.

    Raises:
        WorkbookReadError: it is none that can be read safely.
    """
    import openpyxl

    with reading(path):
        check_container(path)
        with path.open("rb") as file:
            shown = [s for s in openpyxl.load_workbook(file).worksheets if _is_shown(s)]
        return tuple((sheet.title, sheet.oddFooter.right.text or "") for sheet in shown)


def _is_shown(worksheet: Any) -> bool:
    return bool(worksheet.sheet_state == "visible")
