"""What stands on a page: read from a PDF file, and from pictures of the paper."""

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

MM = 25.4 / 72
_GROUND = 235
"""The darkest ground of a cell: what is darker is ink."""


class Line(NamedTuple):
    """A run of text: x of its first character and y of its baseline in mm."""

    text: str
    x: float
    y: float


class Picture(NamedTuple):
    """A page in shades of grey: rows of bytes, and where the page begins."""

    data: bytes
    stride: int
    rows: int
    left: int
    top: int

    def centre(self, box: tuple[float, float, float, float], scale: float) -> tuple[float, float]:
        """The centre of gravity of the ink in a box (mm), in mm; 0, 0 where there is none."""
        x1, y1, x2, y2 = (value * scale for value in box)
        weight = across = down = 0.0
        for y in range(max(0, round(y1)), min(self.rows - self.top, round(y2) + 1)):
            at = (y + self.top) * self.stride + self.left
            for x in range(max(0, round(x1)), round(x2) + 1):
                ink = max(0, _GROUND - self.data[at + x])
                weight += ink
                across += ink * (x + 0.5)
                down += ink * (y + 0.5)
        if not weight:
            return 0.0, 0.0
        return across / weight / scale, down / weight / scale


def window_picture(image: QImage, origin: QPoint) -> Picture:
    """A grab of the window with the page's corner in it."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(grey.constBits())
    return Picture(data, grey.bytesPerLine(), grey.height(), origin.x(), origin.y())


def pdf_picture(page: Any, dots_per_mm: float) -> Picture:
    """A page of a PDF, drawn as a viewer draws it."""
    bitmap = page.render(scale=dots_per_mm * MM, grayscale=True)
    return Picture(bytes(bitmap.buffer), bitmap.stride, bitmap.height, 0, 0)


def pdf_lines(page: Any, height: float) -> list[Line]:
    """The text runs of a PDF page in their order; `height` of the page in mm."""
    reader = page.get_textpage()
    found = []
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        size = pdfium.FPDFTextObj_GetText(item.raw, reader.raw, None, 0)
        buffer = ctypes.create_string_buffer(size)
        target = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFTextObj_GetText(item.raw, reader.raw, target, size)
        matrix = item.get_matrix()
        text = buffer.raw.decode("utf-16-le").rstrip("\0 ")
        found.append(Line(text, matrix.e * MM, height - matrix.f * MM))
    return found


def pdf_rules(page: Any, height: float) -> list[tuple[float, float, float, float]]:
    """The straight lines of a PDF page: both ends in mm."""
    found: list[tuple[float, float, float, float]] = []
    for item in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
        start = (0.0, 0.0)
        for number in range(pdfium.FPDFPath_CountSegments(item.raw)):
            segment = pdfium.FPDFPath_GetPathSegment(item.raw, number)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = (x.value * MM, height - y.value * MM)
            if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
                found.append((*start, *point))
            start = point
    return found
