"""Painting drawing operations with Qt: the same runs at the same positions as the PDF."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPen, QRawFont

from app.paper.pages import CodeOp, FillOp, Operation, RuleOp, TextOp

INK = QColor("#1f2933")
POINT = 25.4 / 72
"""mm in a point."""

_KEPT_RUNS = 6000
_ANY_PIXELS = 16.0


class OperationPainter:
    """Paints operations at a scale in pixels per mm; keeps glyph runs between paints."""

    def __init__(self, fonts: Mapping[str, Path]) -> None:
        self._files = fonts
        self._faces: dict[str, QRawFont] = {}
        self._raw: dict[tuple[str, float], QRawFont] = {}
        self._runs: dict[tuple[object, ...], QGlyphRun] = {}

    def paint(
        self, painter: QPainter, operations: Iterable[Operation], origin: QPointF, scale: float
    ) -> None:
        """Paint operations of a page whose top left corner is `origin`."""
        dots = painter.device().devicePixelRatio()
        lines: dict[float, list[QLineF]] = defaultdict(list)
        slanted: list[tuple[float, QLineF]] = []
        painter.setPen(INK)
        for operation in operations:
            if isinstance(operation, TextOp):
                self._text(painter, operation, origin, scale)
            elif isinstance(operation, RuleOp):
                if operation.x1 == operation.x2 or operation.y1 == operation.y2:
                    lines[operation.width].append(_crisp(operation, origin, scale, dots))
                else:
                    slanted.append((operation.width, _line(operation, origin, scale)))
            elif isinstance(operation, FillOp):
                level = round(operation.grey * 255)
                painter.fillRect(_area(operation, origin, scale), QColor(level, level, level))
            else:
                self._code(painter, operation, origin, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for width, rules in lines.items():
            pen = QPen(INK, max(1, round(width * POINT * scale * dots)) / dots)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            painter.setPen(pen)
            painter.drawLines(rules)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, bool(slanted))
        for width, line in slanted:
            painter.setPen(QPen(INK, max(1.0 / dots, width * POINT * scale)))
            painter.drawLine(line)

    def _text(self, painter: QPainter, op: TextOp, origin: QPointF, scale: float) -> None:
        if not op.xs:
            return
        pixels = op.size * POINT * scale
        key = (op.text, op.face, pixels, op.xs[-1] - op.xs[0])
        run = self._runs.get(key)
        if run is None:
            run = self._glyphs(op, pixels, scale)
            if len(self._runs) >= _KEPT_RUNS:
                self._runs.clear()
            self._runs[key] = run
        at = QPointF(origin.x() + op.xs[0] * scale, origin.y() + op.y * scale)
        painter.drawGlyphRun(at, run)

    def _glyphs(self, op: TextOp, pixels: float, scale: float) -> QGlyphRun:
        font = self._font(op.face, pixels)
        run = QGlyphRun()
        run.setRawFont(font)
        run.setGlyphIndexes(font.glyphIndexesForString(op.text))
        run.setPositions([QPointF((x - op.xs[0]) * scale, 0.0) for x in op.xs])
        return run

    def _font(self, face: str, pixels: float) -> QRawFont:
        key = (face, pixels)
        if key not in self._raw:
            if len(self._raw) > 60:
                self._raw.clear()
            # A copy in another size shares what was read: the file of a face has up to 14 MB.
            font = QRawFont(self._face(face))
            font.setPixelSize(pixels)
            self._raw[key] = font
        return self._raw[key]

    def _face(self, face: str) -> QRawFont:
        if face not in self._faces:
            # Hinted glyphs stand on whole dots, up to a dot beside their place.
            hinting = QFont.HintingPreference.PreferNoHinting
            self._faces[face] = QRawFont(str(self._files[face]), _ANY_PIXELS, hinting)
        return self._faces[face]

    def _code(self, painter: QPainter, op: CodeOp, origin: QPointF, scale: float) -> None:
        side = op.size * POINT * scale
        left = origin.x() + op.x * scale
        top = origin.y() + op.y * scale - 0.88 * side
        painter.drawRect(QRectF(left + 0.5, top, side - 1, side))
        digits = f"{ord(op.character):04X}"
        half = (len(digits) + 1) // 2
        size = side / 3
        font = self._font("hei", size)
        for line, text in enumerate((digits[:half], digits[half:])):
            run = QGlyphRun()
            run.setRawFont(font)
            indexes = font.glyphIndexesForString(text)
            run.setGlyphIndexes(indexes)
            step = side / (half + 1)
            run.setPositions([QPointF((i + 0.5) * step, 0.0) for i in range(len(indexes))])
            painter.drawGlyphRun(QPointF(left, top + side * (0.45 + 0.42 * line)), run)


def _line(op: RuleOp, origin: QPointF, scale: float) -> QLineF:
    x, y = origin.x(), origin.y()
    return QLineF(x + op.x1 * scale, y + op.y1 * scale, x + op.x2 * scale, y + op.y2 * scale)


def _area(op: FillOp, origin: QPointF, scale: float) -> QRectF:
    left, top = origin.x() + op.x * scale, origin.y() + op.y * scale
    return QRectF(left, top, op.width * scale, op.height * scale)


def _crisp(op: RuleOp, origin: QPointF, scale: float, dots: float) -> QLineF:
    """A rule on whole dots of the screen: all lines of a table look equally thin."""
    x, y = origin.x(), origin.y()
    return QLineF(
        round((x + op.x1 * scale) * dots) / dots,
        round((y + op.y1 * scale) * dots) / dots,
        round((x + op.x2 * scale) * dots) / dots,
        round((y + op.y2 * scale) * dots) / dots,
    )
