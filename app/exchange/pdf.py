"""PDF: the pages' drawing operations on reportlab's canvas, with embedded subsets of the faces."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from app.exchange.files import ExportError, write_atomically
from app.exchange.pdf_fonts import EmbeddedFace, utf16
from app.exchange.texts import clean_text
from app.exchange.truetype import FontFileError, TrueTypeFace
from app.paper.metrics import Metrics, is_invisible
from app.paper.operations import operations
from app.paper.pages import CodeOp, FillOp, Operation, Pagination, RuleOp, TextOp

_POINTS = 72 / 25.4
"""Points in a millimetre."""
_VERSION = (1, 7)
_PRODUCER = "Ziping"
_WORD_GAP = 80
"""Gaps (1/1000 em) from which readers see separate words: the text is then given in full."""


class PdfReport(Struct, frozen=True):
    """What was written: the number of pages, and the characters drawn as framed codes."""

    pages: int
    missing_characters: tuple[str, ...]


class _StartFont:
    """What the canvas asks of its first font: that nothing is written for it.

    With any other, every file would name a Helvetica that it does not embed.
    """

    fontName = "ZipingStart"  # noqa: N815 - the names are reportlab's
    _dynamicFont = 1  # noqa: N815
    _multiByte = 0  # noqa: N815

    class face:  # noqa: N801
        name = "ZipingStart"
        builtIn = 0  # noqa: N815


class Chapter(NamedTuple):
    """The parts of one form in a PDF of several; its pages are numbered by themselves."""

    title: str
    paginations: Sequence[Pagination]


def write_pdf(
    paginations: Sequence[Pagination],
    metrics: Metrics,
    fonts: Mapping[str, Path],
    path: Path,
    *,
    title: str,
    created: datetime | None,
) -> PdfReport:
    """Write the parts of a form as one PDF, a bookmark each.

    Equal arguments give equal bytes. `fonts` holds the file of every face of the operations.
    Without `created` the file says nothing of when it was made.

    Raises:
        ExportError: the file cannot be written, or a font file is damaged (EXPORT_007).
    """
    chapters = (Chapter("", paginations),)
    return write_book(chapters, metrics, fonts, path, title=title, created=created)


def write_book(
    chapters: Sequence[Chapter],
    metrics: Metrics,
    fonts: Mapping[str, Path],
    path: Path,
    *,
    title: str,
    created: datetime | None,
) -> PdfReport:
    """Write several forms as one PDF: a bookmark for each, and below it one for each of its parts.

    Raises:
        ExportError: as `write_pdf`.
    """
    try:
        data, report = _document(chapters, metrics, fonts, title, created)
    except FontFileError as error:
        raise ExportError("EXPORT_007", file=Path(str(error)).name) from error
    write_atomically(path, lambda temporary: _write(temporary, data))
    return report


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _document(
    chapters: Sequence[Chapter],
    metrics: Metrics,
    fonts: Mapping[str, Path],
    title: str,
    created: datetime | None,
) -> tuple[bytes, PdfReport]:
    canvas = _canvas(title, created)
    pen = _Pen(canvas, fonts)
    pages = 0
    for chapter in chapters:
        total = sum(len(pagination.pages) for pagination in chapter.paginations)
        offset = 0
        for number, pagination in enumerate(chapter.paginations):
            setup = pagination.setup
            canvas.setPageSize((setup.width * _POINTS, setup.height * _POINTS))
            for index in range(len(pagination.pages)):
                if not index:
                    _bookmark(canvas, chapter, number, pages + offset)
                pen.draw(operations(pagination, index, metrics, offset, total), setup.height)
                canvas.showPage()
            offset += len(pagination.pages)
        pages += total
    data: bytes = canvas.getpdfdata()
    return data, PdfReport(pages, tuple(sorted(pen.missing)))


def _bookmark(canvas: Any, chapter: Chapter, number: int, page: int) -> None:
    """The bookmark of a part, and before the first one that of its form where it has a title."""
    entries = []
    if chapter.title and not number:
        entries.append((f"form{page}", chapter.title, 0))
    if not chapter.title or len(chapter.paginations) > 1:
        title = chapter.paginations[number].sheet.title
        entries.append((f"part{page}", title, 1 if chapter.title else 0))
    for name, title, level in entries:
        canvas.bookmarkPage(name, fit="Fit")
        canvas.addOutlineEntry(clean_text(title), name, level=level, closed=level == 0)


def _canvas(title: str, created: datetime | None) -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(_StartFont)
    canvas = Canvas(
        "",
        invariant=1,
        pageCompression=1,
        pdfVersion=_VERSION,
        initialFontName=_StartFont.fontName,
        lang="zh-CN",
    )
    if created is None:
        canvas._doc.info = _title_only()
    canvas.setTitle(clean_text(title))
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator(_PRODUCER)
    canvas.setProducer(_PRODUCER)
    if created is not None:
        stamp = created.strftime("D:%Y%m%d%H%M%S")
        canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    # The form has its own margins and sizes: a viewer must not shrink it to the paper.
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas


def _title_only() -> Any:
    """File properties with a title alone: no dates, no author."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString

    class TitleOnly(PDFInfo):  # type: ignore[misc]
        def format(self, document: Any) -> Any:
            return PDFDictionary({"Title": PDFString(self.title)}).format(document)

    return TitleOnly()


@lru_cache(maxsize=8)
def _face(path: Path) -> TrueTypeFace:
    return TrueTypeFace(path)


class _Pen:
    """Writes operations as page content; knows the faces that the document uses so far."""

    def __init__(self, canvas: Any, fonts: Mapping[str, Path]) -> None:
        self.missing: set[str] = set()
        self._canvas = canvas
        self._fonts = fonts
        self._faces: dict[str, EmbeddedFace] = {}

    def draw(self, drawn: Sequence[Operation], height: float) -> None:
        """Draw one page of `height` mm."""
        rules = [op for op in drawn if isinstance(op, RuleOp)]
        texts = [op for op in drawn if isinstance(op, TextOp)]
        codes = [op for op in drawn if isinstance(op, CodeOp)]
        content = [_fill(op, height) for op in drawn if isinstance(op, FillOp)]
        content.append(_rules(rules, height))
        content += [self._text(op, height, codes) for op in texts]
        content += [self._framed_code(op, height) for op in codes]
        self._canvas._code.extend(part for part in content if part)

    def _embedded(self, face: str) -> EmbeddedFace:
        found = self._faces.get(face)
        if found is None:
            found = EmbeddedFace(_face(self._fonts[face]), f"Z{face}")
            self._faces[face] = found
            self._canvas._doc.delayedFonts.append(found)
        return found

    def _text(self, op: TextOp, height: float, codes: list[CodeOp]) -> str:
        """A run with its own distances; what the face lacks is left to a framed code."""
        face = self._embedded(op.face)
        shown = []
        for character, x in zip(op.text, op.xs, strict=True):
            if face.has(character):
                shown.append((character, x))
            elif not is_invisible(character):
                codes.append(CodeOp(character, x, op.y, op.size))
        if not shown:
            return ""
        run = _run(face, shown, op.size, height - op.y)
        text = "".join(character for character, _ in shown)
        return _read_as(text, run.content) if run.spread else run.content

    def _framed_code(self, op: CodeOp, height: float) -> str:
        """A frame of one em with the code point in two lines; copying gives the character."""
        self.missing.add(op.character)
        face = self._embedded("hei" if "hei" in self._fonts else next(iter(self._fonts)))
        em = op.size / _POINTS
        digits = f"{ord(op.character):04X}"
        half = (len(digits) + 1) // 2
        baseline = height - op.y
        frame = (op.x + 0.04 * em, baseline - 0.12 * em, 0.92 * em, 0.96 * em)
        parts = ["q 0.4 w", " ".join(_number(value * _POINTS) for value in frame) + " re S"]
        step = 0.84 * em / half
        size = op.size * min(0.5, 1.5 / half)
        for line, up in ((digits[:half], 0.42), (digits[half:], -0.04)):
            start = op.x + (em - step * len(line)) / 2
            placed = []
            for number, digit in enumerate(line):
                room = step - face.code(digit)[1] / 1000 * size / _POINTS
                placed.append((digit, start + number * step + room / 2))
            parts.append(_run(face, placed, size, baseline + up * em).content)
        return _read_as(op.character, "\n".join([*parts, "Q"]))


class _Run(NamedTuple):
    content: str
    spread: bool


def _run(
    face: EmbeddedFace, placed: Sequence[tuple[str, float]], size: float, baseline: float
) -> _Run:
    """Characters at their x (mm), as one array of codes and corrections in 1/1000 em.

    A correction is taken from the exact place, so that roundings never add up.
    """
    to_em = 1000 * _POINTS / size
    start = placed[0][1]
    pen = 0.0
    spread = False
    parts = ["<"]
    for character, x in placed:
        code, width = face.code(character)
        correction = round(pen - (x - start) * to_em)
        if correction:
            parts.append(f">{correction}<")
            pen -= correction
            spread = spread or correction < -_WORD_GAP
        parts.append(code)
        pen += width
    left, up = _number(start * _POINTS), _number(baseline * _POINTS)
    codes = "".join(parts)
    return _Run(f"BT /{face.resource} {_number(size)} Tf {left} {up} Td [{codes}>] TJ ET", spread)


def _read_as(text: str, content: str) -> str:
    """Content that search, copying and screen readers take as this text."""
    return f"/Span <</ActualText <FEFF{utf16(text)}>>> BDC {content} EMC"


def _fill(op: FillOp, height: float) -> str:
    box = (op.x, height - op.y - op.height, op.width, op.height)
    return f"q {_number(op.grey)} g {' '.join(_number(v * _POINTS) for v in box)} re f Q"


def _rules(rules: Sequence[RuleOp], height: float) -> str:
    parts: list[str] = []
    for width, same in groupby(sorted(rules, key=lambda rule: rule.width), key=lambda r: r.width):
        parts.append(f"{_number(width)} w")
        for rule in same:
            ends = (rule.x1, height - rule.y1, rule.x2, height - rule.y2)
            x1, y1, x2, y2 = (_number(value * _POINTS) for value in ends)
            parts.append(f"{x1} {y1} m {x2} {y2} l")
        parts.append("S")
    return "\n".join(parts)


def _number(value: float) -> str:
    """A number of page content: points to two decimals (0.004 mm)."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
