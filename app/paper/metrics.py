"""What the shipped faces measure: advances and coverage, from the font script's JSON."""

from bisect import bisect_right
from collections.abc import Iterable

import msgspec
from msgspec import Struct

FALLBACK = ("song", "kai", "hei")
"""The order in which faces are asked for a character that the wanted one lacks."""
CODE = "code"
"""The face of a character that no shipped face has: drawn as a framed code."""
MM_PER_POINT = 25.4 / 72

_INVISIBLE = frozenset(
    chr(code)
    for first, last in (
        (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x200B, 0x200F), (0x2028, 0x202E),
        (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xE0100, 0xE01EF),
    )
    for code in range(first, last + 1)
)  # fmt: skip
_HAN = ((0x2E80, 0x2FDF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_DIGITS = frozenset("0123456789")


def is_invisible(char: str) -> bool:
    """Whether a character takes no room and is never drawn: controls, joiners, selectors."""
    return char in _INVISIBLE


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one (ideographs and radicals)."""
    return any(first <= ord(char) <= last for first, last in _HAN)


class FaceMetrics(Struct, frozen=True):
    """One face as `resources/fonts/*.metrics.json` describes it, in units of the em."""

    face: str
    units_per_em: int
    digit_advance: int
    default_advance: int
    coverage: tuple[tuple[int, int], ...]
    advances: tuple[tuple[int, int, int], ...]


class _Face:
    """A face ready to be asked: sorted ranges, searched by halves."""

    def __init__(self, given: FaceMetrics) -> None:
        self._em = given.units_per_em
        self._digit = given.digit_advance
        self._default = given.default_advance
        self._coverage = sorted(given.coverage)
        self._advances = sorted(given.advances)
        self._covered_from = [first for first, _last in self._coverage]
        self._advance_from = [first for first, _last, _advance in self._advances]

    def has(self, code: int) -> bool:
        at = bisect_right(self._covered_from, code) - 1
        return at >= 0 and code <= self._coverage[at][1]

    def advance(self, char: str) -> float:
        if char in _DIGITS:
            return self._digit / self._em
        code = ord(char)
        at = bisect_right(self._advance_from, code) - 1
        if at >= 0 and code <= self._advances[at][1]:
            return self._advances[at][2] / self._em
        return self._default / self._em


class Metrics:
    """The shipped faces; compared by identity, asked once for each character."""

    def __init__(self, faces: Iterable[FaceMetrics]) -> None:
        self._faces = {given.face: _Face(given) for given in faces}
        self._known: dict[str, dict[str, tuple[str, float]]] = {}

    @classmethod
    def from_json(cls, faces: Iterable[bytes]) -> "Metrics":
        """Read the contents of the metrics files, one for each face.

        Raises:
            msgspec.ValidationError: a key is missing or has the wrong type.
        """
        return cls(msgspec.json.decode(given, type=FaceMetrics) for given in faces)

    def face_of(self, char: str, wanted: str) -> str:
        """The face that draws a character: the wanted one, song, kai, hei, else "code"."""
        return self.measure(char, wanted)[0]

    def advance(self, face: str, char: str) -> float:
        """The width in em of a character of a text set in `face`; 1 for a framed code."""
        return self.measure(char, face)[1]

    def measure(self, char: str, wanted: str) -> tuple[str, float]:
        """The face that draws a character wanted in another, and its width in em."""
        known = self._known.get(wanted)
        if known is None:
            known = self._known[wanted] = {}
        found = known.get(char)
        if found is None:
            found = known[char] = self._find(char, wanted)
        return found

    def _find(self, char: str, wanted: str) -> tuple[str, float]:
        if is_invisible(char):
            return wanted, 0.0
        for name in (wanted, *FALLBACK):
            face = self._faces.get(name)
            if face is not None and face.has(ord(char)):
                # One em whatever the other face says: a line keeps its length where an office's
                # own face has the character.
                borrowed = name != wanted and is_han(char)
                return name, 1.0 if borrowed else face.advance(char)
        return CODE, 1.0
