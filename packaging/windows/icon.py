"""The program's icon in the sizes that Windows shows, and the setup's picture, from the one SVG."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
# The size that NSIS gives the picture on its first and last page.
WELCOME = (164, 314)
BLUE = 0xFF12466B


def windows_icon(svg: Path) -> bytes:
    """An .ico file with the drawing in every size, each drawn anew rather than shrunk."""
    pictures = [_drawn(svg, (size, size), QRectF(0, 0, size, size), 0) for size in SIZES]
    first, *others = reversed(pictures)
    target = io.BytesIO()
    sizes = [(size, size) for size in SIZES]
    # Bitmaps, not PNG: a setup program shows no other icon.
    first.save(target, "ICO", sizes=sizes, append_images=others, bitmap_format="bmp")
    return target.getvalue()


def welcome_picture(svg: Path) -> bytes:
    """A .bmp file for the setup's first and last page."""
    width, _ = WELCOME
    picture = _drawn(svg, WELCOME, QRectF(width / 2 - 42, 62, 84, 84), BLUE)
    target = io.BytesIO()
    picture.convert("RGB").save(target, "BMP")
    return target.getvalue()


def _drawn(svg: Path, size: tuple[int, int], place: QRectF, ground: int) -> Image.Image:
    picture = QImage(*size, QImage.Format.Format_ARGB32)
    picture.fill(ground)
    painter = QPainter(picture)
    QSvgRenderer(str(svg)).render(painter, place)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes
    return Image.open(io.BytesIO(bytes(buffer.data().data())))
