"""How many pages a file has that somebody hands over, whatever it is and however it is made."""

import contextlib
import re
import struct
import warnings
import zipfile
import zlib
from pathlib import Path

PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp")
"""The suffixes of pictures that can be read."""
PICTURE_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP")
"""The formats that are tried on a picture; others of the library stay shut."""
PICTURE_DAMAGE = (
    *(OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError),
    *(ArithmeticError, struct.error, MemoryError),
)
"""What the library raises over a damaged picture."""

_PDF_MARK = b"%PDF-"
_MARK_WITHIN = 1024
_MOST = 100_000
"""Pages beyond which a count is no count but damage."""
_PROPERTIES = "docProps/app.xml"
_PROPERTIES_LIMIT = 256 * 1024
_PAGES = re.compile(rb"<Pages>\s*(\d{1,6})\s*</Pages>")


def page_count(path: Path) -> int:
    """The pages of a PDF, a picture or a Word file; 0 where nobody knows.

    A damaged, locked or hostile file has 0 pages: it is never taken apart further than needed.
    """
    suffix = path.suffix.lower()
    pages = 0
    with contextlib.suppress(OSError):
        if _is_pdf(path):
            pages = _pdf_pages(path)
        elif suffix in PICTURES:
            pages = _picture_pages(path)
        elif suffix == ".docx":
            pages = _word_pages(path)
    return pages if 0 <= pages <= _MOST else 0


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return _PDF_MARK in file.read(_MARK_WITHIN)


def _pdf_pages(path: Path) -> int:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def _picture_pages(path: Path) -> int:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=PICTURE_FORMATS) as picture:
                return int(getattr(picture, "n_frames", 1)) if picture.format == "TIFF" else 1
    except (Image.DecompressionBombError, *PICTURE_DAMAGE):
        return 0


def _word_pages(path: Path) -> int:
    """What the office program itself last counted."""
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo(_PROPERTIES).file_size > _PROPERTIES_LIMIT:
                return 0
            found = _PAGES.search(package.read(_PROPERTIES))
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError):
        return 0
    return int(found.group(1)) if found else 0
