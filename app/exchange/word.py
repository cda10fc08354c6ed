"""Word files: a report's titles and text as real headings and paragraphs, tables as tables.

The page is that of the paper; the text is set as GB/T 9704-2012 has it for official documents:
size 3 (16 pt), 22 lines a page, titles in 黑体, 楷体 and bold 仿宋, page numbers `— 1 —` outside.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from app.exchange.files import write_atomically
from app.exchange.texts import clean_text
from app.exchange.word_table import table
from app.exchange.word_xml import element, field, hair, run, run_properties, within
from app.paper.measuring import PROSE_LINE_HEIGHT
from app.paper.pages import Pagination
from app.sheet.sheet import Cell, Heading, PageSetup, SheetRow

_CREATOR = "Ziping"
_TERMS = "{http://purl.org/dc/terms/}"
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_PROSE = ("chapter", "subchapter", "prose")
_LINE_FEEDS = "\n"
_FOOTER_SIZE = 14.0
"""Page numbers are size 4 (GB/T 9704-2012, 7.5)."""
_FOOTER_BELOW = 7.0
"""They stand 7 mm below the text."""
_FOOTER_HEIGHT = 5.0
_FALLBACKS = {"方正小标宋简体": "宋体", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}
"""Faces that a computer may lack, and the ones that stand in for them."""
_TITLE, _BODY = "方正小标宋简体", "仿宋_GB2312"
_FACES = {"Heading1": "黑体", "Heading2": "楷体_GB2312", "Heading3": _BODY}
_EMPTY = b"""<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>"""


class _Look(NamedTuple):
    """A paragraph style: Chinese face, size in points, and how its lines lie."""

    face: str
    size: float
    bold: bool = False
    align: str = "both"
    indent: int = 2
    outline: int = -1


def write_word(
    paginations: Sequence[Pagination], path: Path, *, title: str, created: datetime | None
) -> None:
    """Write the parts of a form as one Word file, a section each. Equal arguments, equal bytes.

    Without `created` the file says nothing of who made it and when.

    Raises:
        ExportError: the file cannot be written.
    """
    import docx

    document = docx.Document()
    _describe(document, title, created)
    _prepare_styles(document, paginations)
    for number, pagination in enumerate(paginations):
        section = document.add_section() if number else document.sections[0]
        if number:
            _flatten_break(document)
        _set_page(section, pagination.setup)
        if not number:
            _number_pages(document, section, pagination.mark)
        _write_part(document, pagination)
    data = _saved(document, created)
    write_atomically(path, lambda temporary: _write(temporary, data))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _describe(document: Any, title: str, created: datetime | None) -> None:
    properties = document.core_properties
    maker = _CREATOR if created is not None else ""
    properties.title, properties.author, properties.comments = clean_text(title), maker, ""
    properties.last_modified_by, properties.language = maker, "zh-CN"
    if created is None:
        for child in list(properties._element):
            if child.tag.startswith(_TERMS):
                properties._element.remove(child)
    else:
        moment = created.replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
        properties.created = properties.modified = moment
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]


# ---- styles ----------------------------------------------------------------------------------


def _prepare_styles(document: Any, paginations: Sequence[Pagination]) -> None:
    from docx.oxml.ns import qn

    size = max((p.setup.body_size for p in paginations if _has_prose(p)), default=16.0)
    largest = max((p.setup.title_size for p in paginations), default=22.0)
    looks = {
        "Normal": _Look(_BODY, size),
        "Title": _Look(_TITLE, largest, align="center", indent=0),
        **{
            style: _Look(face, size, bold=face == _BODY, outline=level)
            for level, (style, face) in enumerate(_FACES.items())
        },
    }
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        look = looks.get(style.get(qn("w:styleId")))
        if look is not None:
            _dress(style, look)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _declare_fonts(document)


def _has_prose(pagination: Pagination) -> bool:
    return any(_is_prose(row) for row in pagination.sheet.rows)


def _dress(style: Any, look: _Look) -> None:
    """Give a style its look in place of the template's."""
    from docx.oxml.ns import qn

    for name in ("w:pPr", "w:rPr"):
        for old in style.findall(qn(name)):
            style.remove(old)
    made = element("pPr")
    if look.outline >= 0:
        within(made, element("keepNext"), element("keepLines"))
    line = round(look.size * PROSE_LINE_HEIGHT * 20)
    made.append(element("spacing", before=0, after=0, line=line, lineRule="exact"))
    first = round(look.size * 20) * look.indent
    made.append(element("ind", firstLineChars=100 * look.indent, firstLine=first))
    made.append(element("jc", val=look.align))
    if look.outline >= 0:
        made.append(element("outlineLvl", val=look.outline))
    within(style, made, run_properties(look.face, look.size, bold=look.bold))


def _declare_fonts(document: Any) -> None:
    """Name what stands in for a face that a computer lacks."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml

    fonts = parse_xml(_EMPTY)
    for name, other in _FALLBACKS.items():
        declared = element("font", name=name)
        within(declared, element("altName", val=other), element("charset", val="86"))
        within(fonts, within(declared, element("family", val="auto")))
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = serialize_part_xml(fonts)


# ---- pages -----------------------------------------------------------------------------------


def _set_page(section: Any, setup: PageSetup) -> None:
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    section.orientation = WD_ORIENTATION.LANDSCAPE if setup.landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Mm(setup.width), Mm(setup.height)
    margins = setup.margins
    section.top_margin, section.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    section.left_margin, section.right_margin = Mm(margins.left), Mm(margins.right)
    section.footer_distance = Mm(max(5.0, margins.bottom - _FOOTER_BELOW - _FOOTER_HEIGHT))


def _number_pages(document: Any, section: Any, mark: str) -> None:
    """`— 1 —`: at the right on odd pages, at the left on even ones, a character from the edge.

    A `mark` stands beside it.
    """
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]._p
        for child in list(paragraph):
            paragraph.remove(child)
        inset = {side: round(_FOOTER_SIZE * 20), "firstLineChars": 0, "firstLine": 0}
        look = within(element("pPr"), element("spacing", line=240, lineRule="auto"))
        within(look, element("ind", **inset), element("jc", val=side))
        within(paragraph, look, *([run(f"{mark}　")] if mark else []))
        within(paragraph, run("— "), *field("PAGE"), run(" —"))
        for piece in paragraph.r_lst:
            piece.insert(0, run_properties("宋体", _FOOTER_SIZE))


def _flatten_break(document: Any) -> None:
    """Make the paragraph that ends a section as low as can be."""
    paragraph = document.element.body.p_lst[-1]
    spacing = element("spacing", before=0, after=0, line=20, lineRule="exact")
    paragraph.get_or_add_pPr().insert(0, spacing)


# ---- content ---------------------------------------------------------------------------------


def _write_part(document: Any, pagination: Pagination) -> None:
    for heading in pagination.sheet.headings:
        _write_heading(document, heading, pagination.setup)
    for rows in _blocks(pagination.sheet.rows):
        if _is_prose(rows[0]):
            for row in rows:
                for cell in row.cells:
                    _write_prose(document, cell)
        else:
            body = document.element.body
            end = body[-1]
            end.addprevious(table(rows, pagination))
            end.addprevious(hair())


def _write_heading(document: Any, heading: Heading, setup: PageSetup) -> None:
    text = clean_text(heading.text).strip()
    if heading.style == "title":
        paragraph = document.add_paragraph(style="Title")
        paragraph._p.append(run(text, run_properties(_TITLE, setup.title_size)))
        return
    paragraph = document.add_paragraph()
    annex = heading.style == "annex"
    look = paragraph._p.get_or_add_pPr()
    within(look, element("ind", firstLineChars=0, firstLine=0))
    within(look, element("jc", val="left" if annex else "center"))
    face = "黑体" if annex else "楷体_GB2312"
    paragraph._p.append(run(text, run_properties(face, max(setup.body_size, 12.0))))


def _write_prose(document: Any, cell: Cell) -> None:
    """A title as a heading of its level, a text as one paragraph for each of its lines."""
    if cell.level:
        document.add_paragraph(style=f"Heading {cell.level}")._p.append(run(cell.text.strip()))
        return
    for line in cell.text.split(_LINE_FEEDS):
        if line.strip():
            document.add_paragraph()._p.append(run(line.strip()))


def _is_prose(row: SheetRow) -> bool:
    return all(cell.style in _PROSE for cell in row.cells)


def _blocks(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    """Rows that belong together: running text, a table, or lines without borders."""
    block: list[SheetRow] = []
    reach = 0
    for index, row in enumerate(rows):
        if block and index >= reach and _kind(row) != _kind(block[0]):
            yield block
            block = []
        block.append(row)
        reach = max(reach, *(index + cell.rowspan for cell in row.cells), index + 1)
    if block:
        yield block


def _kind(row: SheetRow) -> str:
    if _is_prose(row):
        return "prose"
    return "table" if any(cell.border for cell in row.cells) else "loose"


def _saved(document: Any, created: datetime | None) -> bytes:
    """The file's bytes, without the time of day that the package puts into them."""
    made = io.BytesIO()
    document.save(made)
    day = created
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0) if day else _NO_DAY
    final = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(final, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return final.getvalue()
