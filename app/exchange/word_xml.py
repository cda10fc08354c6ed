"""Small pieces of WordprocessingML: elements with attributes, fonts, and text that stays text."""

from typing import Any

from app.exchange.texts import clean_text

LATIN = "Times New Roman"
"""The face of Latin letters and digits: every system has it or one of the same measures."""
TWIPS_PER_MM = 1440 / 25.4


def element(tag: str, /, **attributes: str | int) -> Any:
    """An element of the `w` namespace: `element("jc", val="center")`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def within(parent: Any, *children: Any) -> Any:
    """The parent with elements appended."""
    for child in children:
        parent.append(child)
    return parent


def twips(mm: float) -> int:
    """Twentieths of a point, from mm."""
    return round(mm * TWIPS_PER_MM)


def run_properties(east: str, size: float, *, bold: bool = False) -> Any:
    """The look of a run: Chinese face, size in points; Latin letters in `LATIN`."""
    made = within(
        element("rPr"),
        element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=east, cs=LATIN),
    )
    if bold:
        within(made, element("b"), element("bCs"))
    half_points = round(size * 2)
    return within(made, element("sz", val=half_points), element("szCs", val=half_points))


def run(text: str, properties: Any | None = None) -> Any:
    """A run of plain text: line feeds become line breaks, and nothing in it is markup."""
    made = element("r")
    if properties is not None:
        made.append(properties)
    for number, line in enumerate(clean_text(text).replace("\t", " ").split("\n")):
        if number:
            made.append(element("br"))
        if line:
            piece = element("t")
            piece.text = line
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(piece)
    return made


def field(code: str) -> list[Any]:
    """The runs of a field such as PAGE, worked out when the document is shown."""
    instruction = element("instrText")
    instruction.text = f" {code} "
    return [
        within(element("r"), element("fldChar", fldCharType="begin")),
        within(element("r"), instruction),
        within(element("r"), element("fldChar", fldCharType="separate")),
        run("1"),
        within(element("r"), element("fldChar", fldCharType="end")),
    ]


def hair() -> Any:
    """A paragraph as low as can be: what Word wants behind a table."""
    spacing = element("spacing", before=0, after=0, line=20, lineRule="exact")
    look = within(element("pPr"), spacing, element("ind", firstLineChars=0, firstLine=0))
    return within(element("p"), look)
