"""What a person would find in a file that was made: its texts, read by another library."""

from pathlib import Path


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
