"""One face of a PDF document: character codes, widths and the embedded subset.

reportlab's own TrueType fonts split a face into subsets of 256 characters and write a ToUnicode
map that loses every character beyond U+FFFF (copying 𬭎 gave two others). This is a composite
font (Identity-H) instead: one subset, two-byte codes, a map in UTF-16.
"""

import zlib
from typing import Any

from app.exchange.truetype import TrueTypeFace

_BLOCK = 100
"""The most entries of one block of a ToUnicode map (Adobe Technical Note 5014)."""
_SYMBOLIC = 4


class EmbeddedFace:
    """A face in use by one document.

    Codes are given in the order of first use and are the glyph numbers of the embedded subset.
    reportlab calls `addObjects` on saving (its protocol for fonts that grow while drawing).
    """

    def __init__(self, face: TrueTypeFace, resource: str) -> None:
        self.resource = resource
        self._face = face
        self._codes: dict[str, tuple[str, float]] = {}
        self._glyphs = [0]

    def has(self, character: str) -> bool:
        """Whether the face can draw a character."""
        return character in self._codes or bool(self._face.glyph(character))

    def code(self, character: str) -> tuple[str, float]:
        """The code of a character as four hexadecimal digits, and its width in 1/1000 em."""
        found = self._codes.get(character)
        if found is None:
            glyph = self._face.glyph(character)
            found = (f"{len(self._glyphs):04X}", self._face.advance(glyph))
            self._codes[character] = found
            self._glyphs.append(glyph)
        return found

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the font and its subset to reportlab's document.

        Raises:
            FontFileError: the font's file cannot be read any more.
        """
        from reportlab.pdfbase import pdfdoc

        name = f"{self._tag()}+{self._face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{name}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": self._descriptor(document, pdfdoc, name),
                "CIDToGIDMap": "/Identity",
                "DW": 1000,
                "W": pdfdoc.PDFArray(self._widths(pdfdoc)),
            }
        )
        unicode_map = self._stream(pdfdoc, self._unicode_map())
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(unicode_map),
            }
        )
        document.idToObject["BasicFonts"].dict[self.resource] = document.Reference(font)

    def _descriptor(self, document: Any, pdfdoc: Any, name: str) -> Any:
        face = self._face
        content = face.subset(self._glyphs)
        file = self._stream(pdfdoc, content)
        file.dictionary["Length1"] = len(content)
        return document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/FontDescriptor",
                    "FontName": f"/{name}",
                    "Flags": _SYMBOLIC,
                    "FontBBox": pdfdoc.PDFArray(face.bbox),
                    "ItalicAngle": face.italic_angle,
                    "Ascent": face.ascent,
                    "Descent": face.descent,
                    "CapHeight": face.cap_height,
                    "StemV": 50 + (face.weight // 65) ** 2,
                    "FontFile2": document.Reference(file),
                }
            )
        )

    @staticmethod
    def _stream(pdfdoc: Any, content: bytes) -> Any:
        return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])

    def _tag(self) -> str:
        """Six capitals that name the subset; equal characters give equal tags."""
        number = zlib.crc32("".join(self._codes).encode("utf-8", "surrogatepass"))
        return "".join(chr(65 + number // 26**place % 26) for place in range(6))

    def _widths(self, pdfdoc: Any) -> list[Any]:
        entries: list[Any] = []
        for number, (_, width) in enumerate(self._codes.values(), start=1):
            if width != 1000:
                entries += [number, pdfdoc.PDFArrayCompact([round(width)])]
        return entries

    def _unicode_map(self) -> bytes:
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        entries = list(self._codes.items())
        for start in range(0, len(entries), _BLOCK):
            block = entries[start : start + _BLOCK]
            lines.append(f"{len(block)} beginbfchar")
            lines += [f"<{code}> <{utf16(character)}>" for character, (code, _) in block]
            lines.append("endbfchar")
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")


def utf16(text: str) -> str:
    """A text in UTF-16, big end first, as hexadecimal digits."""
    return text.encode("utf-16-be", "surrogatepass").hex().upper()
