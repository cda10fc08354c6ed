import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from app.exchange.truetype import FontFileError, TrueTypeFace
from tests.exchange.documents import FONTS


@pytest.fixture(scope="module")
def song() -> TrueTypeFace:
    return TrueTypeFace(FONTS / "song.ttf")


@pytest.fixture(scope="module")
def reference() -> Iterator[TTFont]:
    with TTFont(FONTS / "song.ttf", lazy=True) as font:
        yield font


@pytest.mark.parametrize("character", "A1%中𬭎 　≥é")
def test_glyphs_and_advances_are_those_of_the_font(
    song: TrueTypeFace, reference: TTFont, character: str
) -> None:
    name = reference.getBestCmap()[ord(character)]
    assert song.glyph(character) == reference.getGlyphID(name)
    assert song.advance(song.glyph(character)) == reference["hmtx"][name][0]


@pytest.mark.parametrize("character", ["\x00", "\ue123", "\U0002a6d6", "\U0010ffff"])
def test_a_character_that_the_font_lacks_has_glyph_zero(song: TrueTypeFace, character: str) -> None:
    assert song.glyph(character) == 0


def outline(font: TTFont, name: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return list(pen.value)


def test_a_subset_draws_the_same_outlines(song: TrueTypeFace, reference: TTFont) -> None:
    characters = "é中A𬭎é"
    glyphs = [0, *(song.glyph(character) for character in characters)]
    subset = TTFont(io.BytesIO(song.subset(glyphs)))
    assert set(subset.keys()) >= {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    for number, character in enumerate(characters, start=1):
        original = reference.getBestCmap()[ord(character)]
        made = subset.getGlyphName(number)
        assert outline(subset, made) == outline(reference, original)
        assert subset["hmtx"][made] == reference["hmtx"][original]


def test_a_subset_holds_no_more_than_is_asked(song: TrueTypeFace) -> None:
    assert len(song.subset([0, song.glyph("中")])) < 3000


@pytest.mark.parametrize("content", [b"", b"OTTO" + bytes(60), b"\x00\x01\x00\x00" + bytes(8)])
def test_a_damaged_font_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "font.ttf").write_bytes(content)
    with pytest.raises(FontFileError):
        TrueTypeFace(tmp_path / "font.ttf")


def test_a_truncated_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "font.ttf").write_bytes((FONTS / "hei.ttf").read_bytes()[:50_000])
    with pytest.raises(FontFileError):
        TrueTypeFace(tmp_path / "font.ttf")
